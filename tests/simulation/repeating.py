"""Repetitions worked out the slow way: every day is looked at, from the first one on."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Rule:
    """`nth` is the how-manieth weekday of a month, negative from its end; `count` counts the first day."""

    often: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None
    nth: tuple[int, int] | None = None
    count: int | None = None
    until: date | None = None

    @property
    def text(self) -> str:
        """As RFC 5545 writes it."""
        parts = [f"FREQ={self.often}", f"INTERVAL={self.interval}"]
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(WEEKDAYS[day] for day in self.weekdays))
        if self.nth:
            parts.append(f"BYDAY={self.nth[0]}{WEEKDAYS[self.nth[1]]}")
        if self.month_day:
            parts.append(f"BYMONTHDAY={self.month_day}")
        if self.count:
            parts.append(f"COUNT={self.count}")
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        return ";".join(parts)

    def has(self, day: date, start: date) -> bool:
        """Whether the pattern has a day."""
        months = (day.year - start.year) * 12 + day.month - start.month
        match self.often:
            case "DAILY":
                return (day - start).days % self.interval == 0
            case "WEEKLY":
                weeks = (_monday(day) - _monday(start)).days // 7
                return weeks % self.interval == 0 and day.weekday() in (self.weekdays or (start.weekday(),))
            case "MONTHLY":
                return months % self.interval == 0 and self._in_month(day, start)
            case _:
                years = day.year - start.year
                return years % self.interval == 0 and (day.month, day.day) == (start.month, start.day)

    def _in_month(self, day: date, start: date) -> bool:
        if self.nth:
            place, weekday = self.nth
            step = timedelta(days=7 * abs(place)) * (1 if place > 0 else -1)
            inner = day - step + timedelta(days=7 if place > 0 else -7)
            return day.weekday() == weekday and (day - step).month != day.month == inner.month
        if self.month_day == -1:
            return (day + timedelta(days=1)).month != day.month
        return day.day == (self.month_day or start.day)


@cache
def days(rule: Rule, start: date, last_year: int) -> tuple[date, ...]:
    """The days of a repetition through a year; its first day always counts."""
    found, day = [], start
    while day.year <= last_year and (rule.until is None or day <= rule.until):
        if rule.count is not None and len(found) >= rule.count:
            break
        if day == start or rule.has(day, start):
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def next_day(rule: Rule, start: date, after: date) -> date | None:
    """The first day later than another; None where there is none within twelve years."""
    return next((day for day in days(rule, start, after.year + 12) if day > after), None)


def some_rule(random: Random, start: date) -> Rule:
    """Weekly, monthly, yearly or every few days, from a day on; without an end or with one."""
    nth = (start.day - 1) // 7 + 1
    rule = random.choice(
        [
            Rule("DAILY", random.choice([3, 10])),
            Rule("WEEKLY", random.choice([1, 2, 4]), tuple(sorted({start.weekday(), random.randrange(7)}))),
            Rule("WEEKLY"),
            Rule("MONTHLY", random.choice([1, 3])),
            Rule("MONTHLY", 1, nth=(-1 if nth == 5 else nth, start.weekday())),
            Rule("MONTHLY", 1, month_day=random.choice([-1, 31, start.day])),
            Rule("YEARLY"),
        ]
    )
    end = random.random()
    if end < 0.25:
        return Rule(rule.often, rule.interval, rule.weekdays, rule.month_day, rule.nth, random.randint(2, 9))
    if end < 0.4:
        until = start + timedelta(days=random.randrange(40, 500))
        return Rule(rule.often, rule.interval, rule.weekdays, rule.month_day, rule.nth, until=until)
    return rule


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
