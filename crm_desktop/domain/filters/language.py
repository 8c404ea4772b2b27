"""Filters as words: `parse` reads what a person types, `written` writes a condition so that it reads back.

tag = vip and (city = "New York" or company ~ bank) and not last-contact >= today-90
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.filters.condition import All, Any, Not, Operator, Test
from crm_desktop.domain.filters.subjects import (
    DATE_OF,
    SUBJECTS,
    Subject,
    SubjectType,
    key_of,
    near,
    of_field,
    of_label,
)
from crm_desktop.domain.filters.tokens import KEYWORDS, Sort, quoted, short, tokens
from crm_desktop.domain.match_key import match_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.domain.filters.tokens import Token

DEEPEST = 40
"""How many parentheses and NOTs may stand inside each other."""
MOST_TESTS = 200
"""How many things one filter may compare."""

_FIELD_OF = "field:"
_SIGNS = {operator.value: operator for operator in Operator}
_WORDS = {
    "has": Operator.HAS,
    "contains": Operator.HAS,
    "lacks": Operator.LACKS,
    "before": Operator.LESS,
    "after": Operator.MORE,
    "known": Operator.KNOWN,
    "missing": Operator.MISSING,
}
_SIGNS_OF_DAYS = frozenset("+-")  # "today + 30"
_THERE = (Operator.KNOWN, Operator.MISSING)
_MOST_WORDS = 4  # of the name of a subject that is written with spaces


def parse(text: str, custom: Sequence[CustomField] | None = None) -> Condition:
    """The condition that a text means. `custom` are the user's own fields; with None any may be named.

    Raises UserError that says what was not understood, where, and what it may have been.
    """
    return _Parser(tokens(text), custom).whole()


def written(condition: Condition) -> str:
    """The condition in words: `parse` gives the same again."""
    match condition:
        case Test():
            return _test_written(condition)
        case Not(inner):
            return f"not {_grouped(inner)}"
        case All(()):
            return "everybody"
        case Any(()):
            return "nobody"
        case All((only,)):
            return f"all({written(only)})"
        case Any((only,)):
            return f"any({written(only)})"
        case All(conditions):
            return " and ".join(map(_grouped, conditions))
        case Any(conditions):
            return " or ".join(map(_grouped, conditions))


def _grouped(condition: Condition) -> str:
    joined = isinstance(condition, (All, Any)) and len(condition.conditions) > 1
    return f"({written(condition)})" if joined else written(condition)


def _test_written(test: Test) -> str:
    if test.custom:
        subject = _FIELD_OF + quoted(test.subject)
    elif test.subject.startswith(DATE_OF):
        subject = DATE_OF + quoted(test.subject.removeprefix(DATE_OF))
    else:
        subject = test.subject
    there = test.operator in _THERE
    return f"{subject} {test.operator.value}" + ("" if there else f" {quoted(test.value)}")


class _Parser:
    """Goes through the tokens once, one method a rule of the grammar."""

    def __init__(self, found: list[Token], custom: Sequence[CustomField] | None) -> None:
        self._tokens = found
        self._at = 0
        self._depth = 0
        self._tests = 0
        self._custom = custom
        self._fields = {match_key(field.name): field for field in custom or ()}

    def whole(self) -> Condition:
        if len(self._tokens) == 1:
            raise UserError("The filter is empty. Write what to look for: tag = customer")
        condition = self._either()
        if self._now.sort is not Sort.END:
            raise self._left_over(self._now)
        return condition

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._now
        if token.sort is not Sort.END:
            self._at += 1
        return token

    def _took_sign(self, sign: str) -> bool:
        found = self._now.is_sign(sign)
        self._at += found
        return found

    def _either(self) -> Condition:
        found = self._joined(self._both, "or")
        return found[0] if len(found) == 1 else Any(tuple(found))

    def _both(self) -> Condition:
        found = self._joined(self._single, "and")
        return found[0] if len(found) == 1 else All(tuple(found))

    def _joined(self, part: Callable[[], Condition], word: str) -> list[Condition]:
        found = [part()]
        while self._now.is_word(word):
            self._take()
            found.append(part())
        return found

    def _single(self) -> Condition:
        self._depth += 1
        if self._depth > DEEPEST:
            raise UserError(f"Parentheses and “not” stand more than {DEEPEST} deep in each other.")
        try:
            return self._group() or self._test()
        finally:
            self._depth -= 1

    def _group(self) -> Condition | None:
        token = self._now
        if token.is_word("not"):
            self._take()
            return Not(self._single())
        if self._took_sign("("):
            inner = self._either()
            self._close(token)
            return inner
        if token.is_word("everybody", "nobody"):
            self._take()
            return All(()) if token.is_word("everybody") else Any(())
        if token.is_word("all", "any") and self._tokens[self._at + 1].is_sign("("):
            opened = self._tokens[self._at + 1]
            self._at += 2
            parts = [self._either()]
            while self._took_sign(","):
                parts.append(self._either())
            self._close(opened)
            return All(tuple(parts)) if token.is_word("all") else Any(tuple(parts))
        return None

    def _close(self, opened: Token) -> None:
        if self._took_sign(")"):
            return
        if self._now.sort is Sort.END:
            raise UserError(f"The parenthesis at character {opened.at} is not closed.")
        raise self._left_over(self._now)

    def _test(self) -> Condition:
        self._tests += 1
        if self._tests > MOST_TESTS:
            raise UserError(f"A filter compares at most {MOST_TESTS} things.")
        subject = self._subject()
        operator = self._operator(subject)
        if operator is None:
            return Test(subject.key, Operator.IS, "yes", custom=subject.custom)
        if operator in _THERE:
            return Test(subject.key, operator, custom=subject.custom)
        token = self._take()
        if token.sort in (Sort.END, Sort.SIGN):
            raise _refused(f"After “{operator.value}” a value is missing", token.at)
        value = token.prefix + token.text
        while subject.type is SubjectType.DATE and _SIGNS_OF_DAYS & {value[-1:], self._now.text[:1]}:
            value += self._take().text
        self._refuse_second_word(subject, operator, value)
        try:
            value = subject.canonical(value, operator) if subject.operators else value.strip()
        except UserError as error:
            raise UserError(f"{error} (At character {token.at}.)") from None
        return Test(subject.key, operator, value, custom=subject.custom)

    def _refuse_second_word(self, subject: Subject, operator: Operator, value: str) -> None:
        at, further = self._now.at, []
        while self._now.sort is Sort.WORD and not self._now.is_word("and", "or"):
            further.append(self._take().text)
        if further:
            whole = short(quoted(" ".join([value, *further])))
            raise _refused(
                f"After “{short(value)}” there is “{short(further[0])}”; a value with spaces needs quotes",
                at,
                write=f"{subject.key} {operator.value} {whole}",
            )

    # The subject

    def _subject(self) -> Subject:
        token = self._take()
        if token.sort is Sort.QUOTED:
            return self._field(token.text, token.at)
        if token.sort is Sort.NAMED and token.prefix == _FIELD_OF:
            return self._field(token.text, token.at)
        if token.sort is Sort.NAMED:
            return of_label(token.text)
        if token.sort is Sort.SIGN:
            raise _refused(
                f"“{token.text}” stands where a subject is expected", token.at, write="name ~ anna"
            )
        if token.sort is Sort.END or token.is_word("and", "or"):
            raise _refused("Something is missing here", token.at, write="name ~ anna")
        return self._named(token)

    def _named(self, first: Token) -> Subject:
        """The subject that is named from here on, by as many words as make a known one ("do not contact")."""
        behind = self._tokens[self._at : self._at + _MOST_WORDS - 1]
        words = [first.text, *(token.text for token in takewhile(lambda one: one.sort is Sort.WORD, behind))]
        for count in range(len(words), 0, -1):
            subject = self._known(" ".join(words[:count]))
            if subject is not None:
                self._at += count - 1
                return subject
        plain = " ".join(takewhile(lambda word: word.casefold() not in KEYWORDS, words))
        better = near(plain, self._custom or ()) or near(first.text, self._custom or ())
        raise _refused(f"“{short(first.text)}” is nothing that a contact has", first.at, better)

    def _known(self, name: str) -> Subject | None:
        key = key_of(name)
        if key is not None:
            return SUBJECTS[key] if key in SUBJECTS else of_label(key.removeprefix(DATE_OF))
        field = self._fields.get(match_key(name))
        return of_field(field) if field else None

    def _field(self, name: str, at: int) -> Subject:
        if self._custom is None:
            return Subject(name, SubjectType.TEXT, (), custom=True)
        field = self._fields.get(match_key(name))
        if field is None:
            from difflib import get_close_matches

            names = [field.name for field in self._custom]
            raise _refused(f"There is no field “{short(name)}”", at, *get_close_matches(name, names, n=1))
        return of_field(field)

    # The operator

    def _operator(self, subject: Subject) -> Operator | None:
        """How the subject is compared; None for one of yes or no that stands alone."""
        token = self._now
        operator = self._written_operator()
        if operator is None:
            return self._bare(subject, token)
        if subject.operators and operator not in subject.operators:
            usable = ", ".join(one.value for one in subject.operators)
            raise _refused(
                f"“{short(subject.key)}” cannot be compared by “{operator.value}”; there are {usable}",
                token.at,
            )
        return operator

    def _written_operator(self) -> Operator | None:
        token = self._now
        if token.sort is Sort.SIGN and token.text in _SIGNS:
            return _SIGNS[self._take().text]
        if token.is_word(*_WORDS):
            return _WORDS[self._take().text.casefold()]
        if not token.is_word("is"):
            return None
        self._take()
        turned = self._now.is_word("not")
        self._at += turned
        if self._now.is_word("known", "missing"):
            known = self._take().is_word("known")
            return Operator.KNOWN if known is not turned else Operator.MISSING
        return Operator.IS_NOT if turned else Operator.IS

    def _bare(self, subject: Subject, token: Token) -> Operator | None:
        """A subject alone: that there is one. Only what can be missing may stand alone."""
        ends = token.sort is Sort.END or token.is_word("and", "or") or token.is_sign(")", ",")
        if ends and subject.type is SubjectType.YES_NO:
            return None
        if ends and (Operator.KNOWN in subject.operators or not subject.operators):
            return Operator.KNOWN
        usable = ", ".join(one.value for one in subject.operators or Operator)
        raise _refused(f"After “{short(subject.key)}” a comparison is missing: one of {usable}", token.at)

    def _left_over(self, token: Token) -> UserError:
        if token.is_sign(")"):
            return UserError(f"The parenthesis at character {token.at} was never opened.")
        return _refused(f"Before “{short(token.text)}” there must be “and” or “or”", token.at)


def _refused(what: str, at: int, better: str = "", *, write: str = "") -> UserError:
    tail = f" Did you mean “{better}”?" if better else f" Write: {write}" if write else ""
    return UserError(f"{what} (at character {at}).{tail}")
