"""What repeats: its occurrences in wall time, and what a change of one of them makes of the rule.

Times are naive, on the wall of the appointment's or the user's zone; `start` is always the first
occurrence and counts (DTSTART of RFC 5545), whether or not the pattern has it. A 31st or a 29 February
that a month or a year lacks is left out, as the RFC has it; BYMONTHDAY=-1 is the last day of any month.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import MAXYEAR, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.recurrence_days import month_length, pattern_days, spelled_out
from crm_desktop.domain.recurrence_rule import (
    CLOCK_PARTS,
    WEEKDAYS,
    Frequency,
    Recurrence,
    parse,
    weekday_parts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Frequency",
    "Recurrence",
    "check",
    "continued_from",
    "ended_before",
    "moved",
    "next_after",
    "occurrences",
    "parse",
    "spelled_out",
]

_LONGEST_WAIT: Final = 12
"""Years until the next occurrence: 29 February after 2096 comes in 2104. What waits longer never comes."""
_LONGEST_LIST: Final = 40
"""Years that one list of occurrences spans at the most, so that an open end costs nothing."""


def occurrences(
    rule: Recurrence, start: datetime, first: datetime, last: datetime, limit: int = 1000
) -> list[datetime]:
    """The wall times from `first` up to but without `last`, soonest first, at most `limit` of them.

    A list spans 40 years at the most.
    """
    end = min(last, _years_later(max(start, first), _LONGEST_LIST))
    return list(islice(_moments(rule, start, first, end), max(limit, 0)))


def next_after(rule: Recurrence, start: datetime, after: datetime) -> datetime | None:
    """The first occurrence later than a wall time; None if there is none within 12 years."""
    if after < start:
        return start
    coming = _moments(rule, start, after, _years_later(after, _LONGEST_WAIT))
    return next((moment for moment in coming if moment > after), None)


def check(rule: Recurrence, start: datetime) -> None:
    """Raise UserError for a rule that cannot repeat what starts then: over before it begins, or never."""
    if rule.until is not None and rule.until < start.date():
        raise UserError("The repetition ends before it begins; choose a later last day.")
    endless = replace(rule, count=None, until=None)
    if next_after(endless, start, start) is None:
        raise UserError(
            f"With this repetition it would never come again, or not in the next {_LONGEST_WAIT} years."
        )


def ended_before(rule: Recurrence, start: datetime, occurrence: datetime) -> Recurrence:
    """The same rule with the occurrences before one, that one and the later ones left out."""
    eve = max(occurrence.toordinal() - 1, 1)
    if rule.until is not None:
        eve = min(eve, rule.until.toordinal())
    return replace(rule, count=None, until=date.fromordinal(eve))


def continued_from(rule: Recurrence, start: datetime, occurrence: datetime) -> Recurrence:
    """The rule of what is left from one occurrence on, to go with that one as its start.

    COUNT becomes what is left of it; at least one, the occurrence itself.
    """
    if rule.count is None or occurrence <= start:
        return rule
    before = sum(1 for _ in _moments(rule, start, start, occurrence))
    return replace(rule, count=max(rule.count - before, 1))


def moved(rule: Recurrence, old_start: datetime, new_start: datetime) -> Recurrence:
    """The rule after its start was moved: what named the old start's day or time names the new one's.

    "Weekly on Monday" moved to a Tuesday becomes weekly on Tuesday; of several weekdays only the moved
    one changes. "The second Tuesday", a day of the month (the last one stays the last one), and the month
    of a yearly rule go along in the same way. A pattern that does not name the old day, one with
    BYSETPOS, BYWEEKNO or BYYEARDAY, and the end stay as they are.
    """
    other = rule.other
    if old_start.time() != new_start.time():
        other = tuple(part for part in other if part[0] not in CLOCK_PARTS)
    rule = replace(rule, other=other)
    whole_days = all(name in CLOCK_PARTS for name, _ in other)
    if old_start.date() == new_start.date() or rule.by_set_pos or not whole_days:
        return rule
    old, new = old_start.date(), new_start.date()
    by_month = rule.by_month
    if rule.frequency in (Frequency.MONTHLY, Frequency.YEARLY):
        by_month = _exchanged(by_month, old.month, new.month)
    return replace(
        rule,
        by_day=_moved_weekdays(rule, old, new),
        by_month_day=_moved_month_days(rule.by_month_day, old, new),
        by_month=by_month,
    )


def _moments(rule: Recurrence, start: datetime, first: datetime, end: datetime) -> Iterator[datetime]:
    """The occurrences from `first` up to but without `end`."""
    if first <= start < end:
        yield start
    clock = _clock(rule, start)
    # What is counted is counted from the beginning.
    begin = start.date() if rule.count is not None else max(first.date(), start.date())
    last_day = end.date() if rule.until is None else min(end.date(), rule.until)
    number = 1
    for day in pattern_days(rule, start.date(), begin, last_day):
        if day <= start.date():
            continue
        moment = datetime.combine(day, clock)
        number += 1
        if moment >= end or (rule.count is not None and number > rule.count):
            return
        if moment >= first:
            yield moment


def _clock(rule: Recurrence, start: datetime) -> time:
    own = {name: int(value) for name, value in rule.other if name in CLOCK_PARTS}
    return time(
        own.get("BYHOUR", start.hour),
        own.get("BYMINUTE", start.minute),
        own.get("BYSECOND", start.second),
        start.microsecond,
    )


def _years_later(moment: datetime, years: int) -> datetime:
    if moment.year + years >= MAXYEAR:
        return datetime.combine(date.max, time.max)
    # A few days more: the last day of a month, or a leap day, of that year is still within.
    return moment.replace(year=moment.year + years, day=min(moment.day, 28)) + timedelta(days=4)


def _exchanged(numbers: tuple[int, ...], old: int, new: int) -> tuple[int, ...]:
    if old not in numbers or new in numbers:
        return numbers
    return tuple(new if number == old else number for number in numbers)


def _moved_month_days(numbers: tuple[int, ...], old: date, new: date) -> tuple[int, ...]:
    if old.day in numbers:
        return _exchanged(numbers, old.day, new.day)
    from_end = _from_end(old)
    if from_end not in numbers or _from_end(new) in numbers:
        return numbers
    return tuple(new.day if number == from_end else number for number in numbers)


def _from_end(day: date) -> int:
    return day.day - month_length(day.year, day.month) - 1


def _moved_weekdays(rule: Recurrence, old: date, new: date) -> tuple[str, ...]:
    """The weekday list with the old start's day exchanged; a numbered one counts within the month."""
    if rule.frequency is Frequency.YEARLY and not rule.by_month and any(len(d) > 2 for d in rule.by_day):
        return rule.by_day  # "The 20th Monday of the year" is no day that somebody picks by moving.
    numbered = ((old.day - 1) // 7 + 1, -((-_from_end(old) - 1) // 7 + 1))
    kept: list[str] = []
    for day in rule.by_day:
        nth, weekday = weekday_parts(day)
        if weekday != old.weekday() or nth not in (0, *numbered):
            kept.append(day)
        elif nth == 0:
            kept.append(WEEKDAYS[new.weekday()])
        else:
            kept.append(_numbered(new, from_end=nth < 0))
    plain = WEEKDAYS[new.weekday()]
    return rule.by_day if plain in rule.by_day else tuple(kept)


def _numbered(day: date, *, from_end: bool) -> str:
    """ "2TU" for a second Tuesday; "-1TU" for a last one that was the last before, or a fifth."""
    nth = (day.day - 1) // 7 + 1
    if nth == 5 or (from_end and _from_end(day) >= -7):
        nth = -1
    return f"{nth}{WEEKDAYS[day.weekday()]}"
