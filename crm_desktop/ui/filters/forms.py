"""How a thing can be asked for, in the words that the builder offers: "in the last … days", "contains".

A form and its value make a condition, and a condition is told apart into form and value again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.filters.condition import All, Operator, Test
from crm_desktop.domain.filters.days import days_from_today
from crm_desktop.domain.filters.subjects import DATE_OF, SubjectType

if TYPE_CHECKING:
    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.domain.filters.subjects import Subject

_translate = QCoreApplication.translate

_ALWAYS_PAST = frozenset({"last-contact", "added", "changed", "interaction-day", "reviewed"})
_ALWAYS_COMING = frozenset({"birthday", "date"})
_NAMED_FIRST = frozenset({"tag", "status", "source", "country", "given-name", "family-name"})


class Form(StrEnum):
    """Those of single days have an operator's value; LAST, AGO and NEXT count days from today."""

    IS = Operator.IS.value
    IS_NOT = Operator.IS_NOT.value
    HAS = Operator.HAS.value
    LACKS = Operator.LACKS.value
    LESS = Operator.LESS.value
    AT_MOST = Operator.AT_MOST.value
    MORE = Operator.MORE.value
    AT_LEAST = Operator.AT_LEAST.value
    KNOWN = Operator.KNOWN.value
    MISSING = Operator.MISSING.value
    LAST = "last"
    AGO = "ago"
    NEXT = "next"


COUNTS_DAYS = frozenset({Form.LAST, Form.AGO, Form.NEXT})
WANTS_NOTHING = frozenset({Form.KNOWN, Form.MISSING})


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the builder: `value` is canonical text; a number of days with COUNTS_DAYS."""

    subject: str
    form: Form
    value: str = ""
    custom: bool = False


def forms_of(subject: Subject) -> tuple[Form, ...]:
    """The forms to offer, the most usual first."""
    offered = [Form(operator.value) for operator in subject.operators]
    if subject.type is SubjectType.TEXT and (subject.key in _NAMED_FIRST and not subject.custom):
        offered.sort(key=lambda form: form not in (Form.IS, Form.IS_NOT))
    if subject.type is SubjectType.DATE:
        days = [Form.LESS, Form.MORE, Form.IS, Form.AT_MOST, Form.AT_LEAST, Form.IS_NOT]
        return (*_counting(subject), *days, Form.KNOWN, Form.MISSING)
    return tuple(offered)


def _counting(subject: Subject) -> tuple[Form, ...]:
    if not subject.custom and subject.key in _ALWAYS_PAST:
        return (Form.AGO, Form.LAST)
    if _is_always_coming(subject.key, custom=subject.custom):
        return (Form.NEXT,)
    return (Form.LAST, Form.NEXT, Form.AGO)


def _is_always_coming(key: str, *, custom: bool) -> bool:
    return not custom and (key in _ALWAYS_COMING or key.startswith(DATE_OF))


def form_word(form: Form, type_: SubjectType) -> str:
    """The form in words, to stand between the subject and its value."""
    if type_ is SubjectType.DATE:
        found = _day_words().get(form)
        if found:
            return found
    words = {
        Form.IS: _translate("Filter", "is"),
        Form.IS_NOT: _translate("Filter", "is not"),
        Form.HAS: _translate("Filter", "contains"),
        Form.LACKS: _translate("Filter", "does not contain"),
        Form.LESS: _translate("Filter", "less than"),
        Form.AT_MOST: _translate("Filter", "at most"),
        Form.MORE: _translate("Filter", "more than"),
        Form.AT_LEAST: _translate("Filter", "at least"),
        Form.KNOWN: _translate("Filter", "is filled in"),
        Form.MISSING: _translate("Filter", "is missing"),
    }
    return words.get(form, form.value)


def _day_words() -> dict[Form, str]:
    return {
        Form.LAST: _translate("Filter", "in the last"),
        Form.AGO: _translate("Filter", "longer ago than"),
        Form.NEXT: _translate("Filter", "in the next"),
        Form.LESS: _translate("Filter", "before"),
        Form.MORE: _translate("Filter", "after"),
        Form.IS: _translate("Filter", "on"),
        Form.IS_NOT: _translate("Filter", "not on"),
        Form.AT_MOST: _translate("Filter", "on or before"),
        Form.AT_LEAST: _translate("Filter", "on or after"),
    }


# To a condition and back


def condition_of(asked: Asked) -> Condition:
    """What a line asks for."""

    def test(operator: Operator, value: str) -> Test:
        return Test(asked.subject, operator, value, custom=asked.custom)

    match asked.form:
        case Form.AGO:
            return test(Operator.LESS, _day(-int(asked.value)))
        case Form.LAST:
            since = test(Operator.AT_LEAST, _day(-int(asked.value)))
            if not asked.custom and asked.subject in _ALWAYS_PAST:
                return since
            return All((since, test(Operator.AT_MOST, _day(0))))
        case Form.NEXT:
            until = test(Operator.AT_MOST, _day(int(asked.value)))
            if _is_always_coming(asked.subject, custom=asked.custom):
                return until
            return All((test(Operator.AT_LEAST, _day(0)), until))
        case _:
            return test(Operator(asked.form.value), asked.value)


def asked_of(condition: Condition) -> Asked | None:
    """The line that asks for a condition; None for one that takes several."""
    match condition:
        case Test():
            return _of_test(condition)
        case All((Test() as since, Test() as until)):
            return _of_span(since, until)
        case _:
            return None


def _of_test(test: Test) -> Asked:
    days = days_from_today(test.value) if test.operator not in (Operator.KNOWN, Operator.MISSING) else None
    plain = Asked(test.subject, Form(test.operator.value), test.value, test.custom)
    if days is None:
        return plain
    past = not test.custom and test.subject in _ALWAYS_PAST
    if (
        test.operator is Operator.LESS
        and days <= 0
        and not _is_always_coming(test.subject, custom=test.custom)
    ):
        return Asked(test.subject, Form.AGO, str(-days), test.custom)
    if test.operator is Operator.AT_LEAST and days <= 0 and past:
        return Asked(test.subject, Form.LAST, str(-days), test.custom)
    coming = _is_always_coming(test.subject, custom=test.custom)
    if test.operator is Operator.AT_MOST and days >= 0 and coming:
        return Asked(test.subject, Form.NEXT, str(days), test.custom)
    return plain


def _of_span(since: Test, until: Test) -> Asked | None:
    same = (since.subject, since.custom) == (until.subject, until.custom)
    if not same or (since.operator, until.operator) != (Operator.AT_LEAST, Operator.AT_MOST):
        return None
    first, last = days_from_today(since.value), days_from_today(until.value)
    if first is None or last is None:
        return None
    for form, days in ((Form.LAST, -first), (Form.NEXT, last)):
        found = Asked(since.subject, form, str(days), since.custom)
        if days >= 0 and condition_of(found) == All((since, until)):
            return found
    return None


def _day(days: int) -> str:
    return f"today{days:+}" if days else "today"
