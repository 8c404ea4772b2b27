"""The command about filters: whom an expression or a saved filter lists, which are saved, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.cli import values
from crm_desktop.cli.answer import Answer
from crm_desktop.cli.contacts import listed
from crm_desktop.cli.terminal import clip, plain
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.filters.subjects import SubjectType

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from crm_desktop.domain.filters.subjects import Subject
    from crm_desktop.services.context import Services

_COMPARED = frozenset(
    {"=", "==", "!=", "~", "!~", "<", "<=", ">", ">=", "<>"}
    | {"is", "not", "has", "contains", "lacks", "before", "after"}
)
_LONGEST_NAME = 40


def filter_contacts(services: Services, args: Namespace) -> Answer:
    """Whom an expression, or a saved filter, lists; or what can be listed."""
    asked = [bool(args.expression), args.saved is not None, args.list, args.subjects, args.missing]
    if sum(asked) != 1:
        raise UserError('Write one filter, such as "tag = customer", or one of the options (see --help).')
    if args.list:
        return _saved(services)
    if args.subjects:
        return _subjects(services)
    if args.missing:
        return _missing(services)
    if args.saved is not None:
        saved = services.filters.named(values.words(args.saved))
        if saved.problem:
            raise UserError(f"{plain(saved.name)}: {saved.problem}")
        condition = saved.condition
    else:
        condition = services.filters.parsed(_joined(list(map(values.words, args.expression))))
    ids = services.filters.matching(condition)
    shown = ids if args.limit is None else ids[: args.limit]
    return listed(services, shown, args, "Nobody fits the filter.", total=len(ids))


def _joined(words: Sequence[str]) -> str:
    """The expression. A shell takes the quotes from a value with spaces: it gets them back."""
    whole = []
    for place, word in enumerate(words):
        lost = place and words[place - 1].casefold() in _COMPARED and " " in word and '"' not in word
        whole.append(f'"{word}"' if lost else word)
    return " ".join(whole)


def _saved(services: Services) -> Answer:
    from crm_desktop.domain.filters.language import written

    filters = services.filters.all()
    counts = services.filters.counts([saved.condition for saved in filters])
    found = [
        {
            "name": saved.name,
            "expression": written(saved.condition),
            "total": count,
            "problem": saved.problem or None,
        }
        for saved, count in zip(filters, counts, strict=True)
    ]

    def lines() -> Iterator[str]:
        if not found:
            yield "No filter is saved yet."
        for saved, count in zip(filters, counts, strict=True):
            told = saved.problem or written(saved.condition)
            yield f"{clip(plain(saved.name), _LONGEST_NAME)}: {count:,}. {plain(told)}"

    return Answer(lambda: {"filters": found}, lines)


def _subjects(services: Services) -> Answer:
    found = services.filters.subjects()

    def lines() -> Iterator[str]:
        for one in found:
            operators = " ".join(operator.value for operator in one.operators)
            some = f": {', '.join(map(plain, one.choices))}" if one.type is SubjectType.CHOICE else ""
            yield f"{_spelled(one)}  ({one.type}{some})  {operators}"

    return Answer(
        lambda: {
            "subjects": [
                {
                    "name": _spelled(one),
                    "type": one.type,
                    "operators": list(one.operators),
                    "choices": list(one.choices),
                }
                for one in found
            ]
        },
        lines,
    )


def _spelled(subject: Subject) -> str:
    """As it is written in an expression."""
    from crm_desktop.domain.filters.condition import Operator, Test
    from crm_desktop.domain.filters.language import written

    known = written(Test(subject.key, Operator.KNOWN, custom=subject.custom))
    return plain(known.removesuffix(f" {Operator.KNOWN}"))


def _missing(services: Services) -> Answer:
    from crm_desktop.domain.filters.language import written

    found = services.filters.missing()
    return Answer(
        lambda: {
            "missing": [
                {"subject": one.subject, "total": one.count, "expression": written(one.condition)}
                for one in found
            ]
        },
        lambda: [f"no {one.subject}: {one.count:,}" for one in found],
    )


COMMANDS = {"filter": filter_contacts}
