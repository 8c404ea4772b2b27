"""When something comes again, in words: "Every 2 weeks on Monday and Thursday, until 3 May 2027"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.recurrence import Frequency, parse, spelled_out
from crm_desktop.domain.recurrence_rule import WEEKDAYS, weekday_parts
from crm_desktop.ui.wording.days import partial_text, short_day
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from crm_desktop.domain.recurrence import Recurrence

_translate = QCoreApplication.translate


def rule_words(rule: Recurrence, start: date) -> str:
    """The rule as one would say it; what it leaves open is told from the day it starts on."""
    return _with_end(_pattern_words(spelled_out(rule, start)) or _own_way(), rule)


def text_words(text: str, start: date) -> str:
    """The words of a rule's text; "" for none, and never an error."""
    if not text:
        return ""
    try:
        return rule_words(parse(text), start)
    except UserError:
        return _own_way()


def place_words(rule: Recurrence, start: date) -> str:
    """Where in its month or its year a rule comes: "On the last Friday", "On 23 November"."""
    whole = spelled_out(rule, start)
    yearly = whole.frequency is Frequency.YEARLY
    when = "" if whole.other else _within_year(whole) if yearly else _within_month(whole)
    return _translate("Recurrence", "On {day}").format(day=when) if when else _own_way()


def coming_words(days: Sequence[date], this_year: int) -> str:
    """Which days come: "Then Mon 30 Nov, Mon 7 Dec and Mon 14 Dec"; that it is over where there is none."""
    if not days:
        return _translate("Recurrence", "It does not come again.")
    words = [
        _translate("Recurrence", "{weekday} {day}").format(
            weekday=weekday_word(WEEKDAYS[day.weekday()], short=True),
            day=short_day(day, with_year=day.year != this_year),
        )
        for day in days
    ]
    return _translate("Recurrence", "Then {days}").format(days=joined(words))


def working_days() -> tuple[str, ...]:
    """The working days where the user lives, in the words of a rule: "MO" to "FR" in many countries."""
    working = {day.value for day in QLocale().weekdays()}
    return tuple(name for at, name in enumerate(WEEKDAYS, start=1) if at in working)


def week() -> tuple[str, ...]:
    """The seven days in the words of a rule, from the one with which the user's week begins."""
    first = QLocale().firstDayOfWeek().value - 1
    return WEEKDAYS[first:] + WEEKDAYS[:first]


def weekday_word(day: str, *, short: bool = False) -> str:
    """The name of a rule's weekday in the locale's language: "Monday", or "Mon"."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return QLocale().dayName(WEEKDAYS.index(day[-2:]) + 1, form).rstrip(".")


def joined(words: Iterable[str]) -> str:
    """ "Monday, Tuesday and Thursday", as the locale joins them."""
    return QLocale().createSeparatedList(list(words))


def month_day_words(day: int) -> str:
    """The day of a month: "the 23rd", "the last day"."""
    if day == -1:
        return _translate("Recurrence", "the last day")
    number = QLocale().toString(abs(day))
    tail = 0 if 11 <= abs(day) % 100 <= 13 else abs(day) % 10
    # English has four endings; most languages have one, and say the same for all four.
    ordinal = {
        1: _translate("Recurrence", "the {number}st"),
        2: _translate("Recurrence", "the {number}nd"),
        3: _translate("Recurrence", "the {number}rd"),
    }.get(tail, _translate("Recurrence", "the {number}th"))
    words = ordinal.format(number=number)
    if day > 0:
        return words
    return _translate("Recurrence", "{ordinal} from the end").format(ordinal=words)


def nth_weekday_words(day: str) -> str:
    """A numbered weekday of a month: "the fourth Monday", "the last Friday"; "" for one beyond words."""
    return _nth_words(weekday_parts(day)[0], weekday_word(day))


def _nth_words(nth: int, day: str) -> str:
    phrase = {
        1: _translate("Recurrence", "the first {day}"),
        2: _translate("Recurrence", "the second {day}"),
        3: _translate("Recurrence", "the third {day}"),
        4: _translate("Recurrence", "the fourth {day}"),
        5: _translate("Recurrence", "the fifth {day}"),
        -1: _translate("Recurrence", "the last {day}"),
        -2: _translate("Recurrence", "the second last {day}"),
    }.get(nth, "")
    return phrase.format(day=day)


def _own_way() -> str:
    return _translate("Recurrence", "Repeats in its own way")


def _pattern_words(rule: Recurrence) -> str:
    """The words of a rule that leaves nothing open; "" for one that is too odd for words."""
    if rule.other:
        return ""
    match rule.frequency:
        case Frequency.DAILY:
            return _daily(rule)
        case Frequency.WEEKLY:
            return _weekly(rule)
        case Frequency.MONTHLY:
            return _monthly(rule)
        case Frequency.YEARLY:
            return _yearly(rule)


def _daily(rule: Recurrence) -> str:
    if rule.by_month or rule.by_month_day or rule.by_set_pos:
        return ""
    if rule.by_day:
        # Every day that is a Monday or a Thursday: every week on both.
        return _weekly(rule) if rule.interval == 1 else ""
    if rule.interval == 1:
        return _translate("Recurrence", "Every day")
    text = _translate("Recurrence", "Every %n day(s)", None, rule.interval)
    return english_plural(text, rule.interval)


def _weekly(rule: Recurrence) -> str:
    if rule.by_month or rule.by_set_pos:
        return ""
    if rule.interval == 1 and rule.by_day == WEEKDAYS:
        return _translate("Recurrence", "Every day")
    if rule.interval == 1 and rule.by_day == working_days():
        return _translate("Recurrence", "Every working day")
    days = joined(weekday_word(day) for day in week() if day in rule.by_day)
    if rule.interval == 1:
        return _translate("Recurrence", "Every week on {days}").format(days=days)
    text = _translate("Recurrence", "Every %n week(s) on {days}", None, rule.interval)
    return english_plural(text, rule.interval).format(days=days)


def _monthly(rule: Recurrence) -> str:
    when = "" if rule.by_month else _within_month(rule)
    if not when:
        return ""
    if rule.interval == 1:
        return _translate("Recurrence", "Every month on {day}").format(day=when)
    text = _translate("Recurrence", "Every %n month(s) on {day}", None, rule.interval)
    return english_plural(text, rule.interval).format(day=when)


def _yearly(rule: Recurrence) -> str:
    when = _within_year(rule)
    if not when:
        return ""
    if rule.interval == 1:
        return _translate("Recurrence", "Every year on {day}").format(day=when)
    text = _translate("Recurrence", "Every %n year(s) on {day}", None, rule.interval)
    return english_plural(text, rule.interval).format(day=when)


def _within_year(rule: Recurrence) -> str:
    """Which day of a year: "23 November", "the fourth Monday of November"."""
    if len(rule.by_month) != 1:
        return ""
    month, numbers = rule.by_month[0], rule.by_month_day
    if len(numbers) == 1 and numbers[0] > 0 and not (rule.by_day or rule.by_set_pos):
        return partial_text(PartialDate(None, month, numbers[0]))
    within = _within_month(rule)
    if not within:
        return ""
    name = QLocale().monthName(month)
    return _translate("Recurrence", "{day} of {month}").format(day=within, month=name)


def _within_month(rule: Recurrence) -> str:
    """Which days of a month: "the 1st and the 15th", "the last Friday", "the first working day"."""
    if rule.by_month_day:
        ordered = sorted(rule.by_month_day, key=lambda day: (day < 0, day))
        return "" if rule.by_day or rule.by_set_pos else joined(map(month_day_words, ordered))
    if rule.by_set_pos:
        if len(rule.by_set_pos) > 1 or rule.by_day != working_days():
            return ""
        return _nth_words(rule.by_set_pos[0], _translate("Recurrence", "working day"))
    words = [nth_weekday_words(day) for day in rule.by_day]
    return joined(words) if all(words) else ""


def _with_end(text: str, rule: Recurrence) -> str:
    if rule.until is not None:
        last = partial_text(PartialDate(rule.until.year, rule.until.month, rule.until.day))
        return _translate("Recurrence", "{rule}, until {day}").format(rule=text, day=last)
    if rule.count == 1:
        return _translate("Recurrence", "{rule}, once").format(rule=text)
    if rule.count is not None:
        times = english_plural(_translate("Recurrence", "%n time(s)", None, rule.count), rule.count)
        return _translate("Recurrence", "{rule}, {times}").format(rule=text, times=times)
    return text
