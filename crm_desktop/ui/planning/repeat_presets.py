"""The repetitions that people mean most for something on a day: on its weekday, on its date. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.recurrence import Frequency, Recurrence, spelled_out
from crm_desktop.domain.recurrence_days import month_length
from crm_desktop.domain.recurrence_rule import WEEKDAYS

if TYPE_CHECKING:
    from datetime import date


def presets(day: date, working: tuple[str, ...]) -> list[Recurrence]:
    """What to offer for something on this day, from often to rarely; `working` are the working days."""
    weekday = WEEKDAYS[day.weekday()]
    return [
        Recurrence(Frequency.DAILY),
        Recurrence(Frequency.WEEKLY, by_day=working),
        Recurrence(Frequency.WEEKLY, by_day=(weekday,)),
        Recurrence(Frequency.WEEKLY, 2, by_day=(weekday,)),
        *month_rules(day),
        Recurrence(Frequency.YEARLY, by_month=(day.month,), by_month_day=(day.day,)),
    ]


def month_rules(day: date) -> list[Recurrence]:
    """How something on this day can come every month: by its number, or by its place in the month."""
    weekday, length = WEEKDAYS[day.weekday()], month_length(day.year, day.month)
    nth, is_last_week = (day.day - 1) // 7 + 1, day.day > length - 7
    rules = [Recurrence(Frequency.MONTHLY, by_month_day=(day.day,))]
    if day.day == length:
        rules.append(Recurrence(Frequency.MONTHLY, by_month_day=(-1,)))
    if nth <= 4:
        rules.append(Recurrence(Frequency.MONTHLY, by_day=(f"{nth}{weekday}",)))
    if is_last_week:
        rules.append(Recurrence(Frequency.MONTHLY, by_day=(f"-1{weekday}",)))
    return rules


def year_rules(day: date) -> list[Recurrence]:
    """The same places every year, in the day's month."""
    return [replace(rule, frequency=Frequency.YEARLY, by_month=(day.month,)) for rule in month_rules(day)]


def place_in(rules: list[Recurrence], rule: Recurrence, day: date) -> int | None:
    """Which of these a rule is, however it was written; None for another one."""
    meant = spelled_out(rule, day)
    return next((at for at, each in enumerate(rules) if each == meant), None)
