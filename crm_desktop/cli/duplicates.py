"""The commands about contacts that are there twice: duplicates, merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.cli import values
from crm_desktop.cli.answer import Answer
from crm_desktop.cli.progress_line import ProgressLine
from crm_desktop.cli.terminal import clip, plain

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from crm_desktop.domain.duplicates.groups import DuplicateGroup
    from crm_desktop.domain.duplicates.plan import MergePlan
    from crm_desktop.services.context import Services

_LONGEST = 60


def duplicates(services: Services, _args: Namespace) -> Answer:
    """Who may be one person, the surest first, and why."""
    with ProgressLine("Comparing") as progress:
        groups = services.duplicates.find(progress)
    return Answer(
        lambda: {
            "groups": [
                {
                    "ids": list(group.ids),
                    "score": group.score,
                    "why": [plain(str(reason)) for reason in group.reasons],
                }
                for group in groups
            ]
        },
        lambda: _groups(services, groups),
    )


def merge(services: Services, args: Namespace) -> Answer:
    """Make several contacts one; the first keeps its number."""
    plan = services.duplicates.propose([values.contact_id(typed) for typed in args.ids])
    services.duplicates.merge(plan)
    return Answer(
        lambda: {
            "id": plan.keep,
            "merged": list(plan.absorbed),
            "chosen": {field.what: field.taken.text for field in plan.fields},
            "in_notes": [{"what": plan.words.thing(one.what), "text": one.text} for one in plan.left],
        },
        lambda: _told(plan),
    )


def _groups(services: Services, groups: Sequence[DuplicateGroup]) -> Iterator[str]:
    if not groups:
        yield "Nobody seems to be there twice."
        return
    for group in groups:
        names = services.contacts.names(group.ids)
        who = ", ".join(f"{clip(plain(names.get(number, '')), _LONGEST)} ({number})" for number in group.ids)
        yield f"{who}: {round(group.score * 100)} %"
        for reason in group.reasons:
            yield f"  {clip(plain(str(reason)), 100)}"
    yield "Make one of them with: crm-desktop merge ID ID …"


def _told(plan: MergePlan) -> Iterator[str]:
    name, others = clip(plain(plan.merged.display_name), _LONGEST), ", ".join(map(str, plan.absorbed))
    yield f"{name}, number {plan.keep}, is now also what {others} was."
    for field in plan.fields:
        if field.is_open:
            yield f"  {plain(plan.words.thing(field.what))}: {clip(plain(field.taken.text), 100)}"
    for one in plan.left:
        kept = clip(plain(one.text), 100)
        yield f"  in the notes: {plain(plan.words.thing(one.what))}: {kept}"
    yield "Take it back with: crm-desktop undo"


COMMANDS = {"duplicates": duplicates, "merge": merge}
