"""A repetition as a value: the parts of an RFC 5545 RRULE, checked, in one canonical form, from and to text.

Only what comes at most once a day is a repetition here. Which days that are is `recurrence_days`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_INTERVAL: Final = 999
MOST_COUNT: Final = 9999
CLOCK_PARTS: Final = {"BYHOUR": 23, "BYMINUTE": 59, "BYSECOND": 59}
"""Parts that may name one value, and so a time of day of its own."""
DAY_PARTS: Final = {"BYWEEKNO": 53, "BYYEARDAY": 366}
"""Parts of a yearly rule that are kept as written."""

_BY_DAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)\Z")
_UNTIL: Final = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?\Z")
_NUMBERS: Final = ("BYMONTHDAY", "BYMONTH", "BYSETPOS", *CLOCK_PARTS, *DAY_PARTS)
_PARTS: Final = frozenset(("FREQ", "INTERVAL", "BYDAY", "WKST", "COUNT", "UNTIL", *_NUMBERS))


class Frequency(StrEnum):
    """How often, in RFC 5545's words; what is more often than daily is no repetition here."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When something comes again. Days are Gregorian and local; the time of day is the start's.

    `by_day` holds weekdays, for months and years with the how-manieth ("2TU", "-1FR" the last Friday);
    `until` is the last day on which it may come, inclusive. A month without the 31st, or a year without
    29 February, is left out, as the RFC has it; `by_month_day=(-1,)` is the last day of every month.
    The parts are sorted and free of repeats, so equal rules compare equal and `parse(rule.text) == rule`.
    Raises UserError for parts that are wrong or do not go together.
    """

    frequency: Frequency
    interval: int = 1
    by_day: tuple[str, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: str = "MO"
    count: int | None = None
    until: date | None = None
    other: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        keep = object.__setattr__
        keep(self, "by_day", tuple(sorted({_plain_day(day) for day in self.by_day}, key=_weekday_order)))
        _refuse_wrong_numbers(self)
        _refuse_wrong_company(self)
        keep(self, "by_month_day", tuple(sorted(set(self.by_month_day))))
        keep(self, "by_month", tuple(sorted(set(self.by_month))))
        keep(self, "by_set_pos", tuple(sorted(set(self.by_set_pos))))
        keep(self, "other", tuple(sorted(self.other)))
        if self._is_nth_weekday():
            # Outlook writes the second Tuesday as BYDAY=TU;BYSETPOS=2: the same days, so the same rule.
            keep(self, "by_day", (f"{self.by_set_pos[0]}{self.by_day[0]}",))
            keep(self, "by_set_pos", ())

    def _is_nth_weekday(self) -> bool:
        in_a_month = self.frequency is Frequency.MONTHLY or (
            self.frequency is Frequency.YEARLY and len(self.by_month) == 1
        )
        return (
            in_a_month
            and len(self.by_set_pos) == 1 == len(self.by_day)
            and abs(self.by_set_pos[0]) <= 5
            and len(self.by_day[0]) == 2
            and not self.by_month_day
            and not any(name in DAY_PARTS for name, _ in self.other)
        )

    @property
    def text(self) -> str:
        """The value of an RRULE line, without the name of the property."""
        parts = [f"FREQ={self.frequency.value}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        lists: tuple[tuple[str, Iterable[object]], ...] = (
            ("BYMONTH", self.by_month),
            ("BYMONTHDAY", self.by_month_day),
            ("BYDAY", self.by_day),
            ("BYSETPOS", self.by_set_pos),
        )
        parts += [f"{name}={','.join(map(str, values))}" for name, values in lists if values]
        parts += [f"{name}={value}" for name, value in self.other]
        if self.week_start != "MO":
            parts.append(f"WKST={self.week_start}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            # Not strftime: it writes years before 1000 with fewer digits on some systems.
            parts.append(f"UNTIL={self.until.year:04}{self.until.month:02}{self.until.day:02}")
        return ";".join(parts)


def parse(text: str, zone: tzinfo | None = None, *, start: datetime | None = None) -> Recurrence:
    """Read the value of an RRULE; "RRULE:" may stand before it, and case does not matter.

    UNTIL may be a day, a local moment or one in UTC, which becomes the day on the wall of `zone` (of UTC
    without one). With `start`, the naive wall time of the first occurrence, a moment before its time of
    day ends the repetition on the day before. Raises UserError with a sentence that says what is wrong.
    """
    parts = _parts(text)
    if "FREQ" not in parts:
        raise UserError(f"“{_short(text)}” does not say how often; begin it with FREQ=, as in FREQ=WEEKLY.")
    numbers = {
        name: tuple(_number(name, part) for part in parts[name].split(","))
        for name in _NUMBERS
        if name in parts
    }
    return Recurrence(
        frequency=_frequency(parts["FREQ"]),
        interval=_number("INTERVAL", parts.get("INTERVAL", "1")),
        by_day=tuple(parts["BYDAY"].split(",")) if "BYDAY" in parts else (),
        by_month_day=numbers.get("BYMONTHDAY", ()),
        by_month=numbers.get("BYMONTH", ()),
        by_set_pos=numbers.get("BYSETPOS", ()),
        week_start=parts.get("WKST", "MO"),
        count=_number("COUNT", parts["COUNT"]) if "COUNT" in parts else None,
        until=_last_day(parts["UNTIL"], zone, start) if "UNTIL" in parts else None,
        other=tuple(
            (name, ",".join(map(str, values)))
            for name, values in numbers.items()
            if name in CLOCK_PARTS or name in DAY_PARTS
        ),
    )


def _parts(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").strip().strip(";").split(";"):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not value:
            raise UserError(f"“{_short(text)}” is not a repetition; write it like FREQ=WEEKLY;BYDAY=MO.")
        if name not in _PARTS:
            raise UserError(f"“{_short(name)}” is not a part of a repetition that this program knows.")
        if name in found:
            raise UserError(f"{name} stands twice in the repetition.")
        found[name] = value.replace(" ", "")
    return found


def _frequency(word: str) -> Frequency:
    if word in ("HOURLY", "MINUTELY", "SECONDLY"):
        raise UserError("Nothing can repeat more than once a day here; use FREQ=DAILY or less often.")
    try:
        return Frequency(word)
    except ValueError:
        raise UserError(
            f"“{_short(word)}” is not how often something repeats: DAILY, WEEKLY, MONTHLY or YEARLY."
        ) from None


def _number(name: str, text: str) -> int:
    # Very long digits are refused before int() sees them: it takes quadratic time over them.
    if not re.fullmatch(r"[+-]?[0-9]{1,12}", text):
        raise UserError(f"“{_short(text)}” is not a number that {name} can have.")
    return int(text)


def _last_day(text: str, zone: tzinfo | None, start: datetime | None) -> date:
    found = _UNTIL.match(text)
    try:
        if found is None:
            raise ValueError(text)
        day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        if found[2] is None:
            return day
        clock = time(int(found[2][:2]), int(found[2][2:4]), min(int(found[2][4:]), 59))
    except ValueError:
        raise UserError(f"“{_short(text)}” is not a day to end on; write it like UNTIL=20271231.") from None
    moment = datetime.combine(day, clock)
    try:
        if found[3] and zone is not None:
            moment = moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        if start is not None and moment.time() < start.time().replace(microsecond=0):
            return date.fromordinal(moment.toordinal() - 1)
    except (OverflowError, ValueError):
        # Somebody's "for ever", 31 December 9999, has no next day in zones east of Greenwich.
        return day
    return moment.date()


def _plain_day(day: str) -> str:
    found = _BY_DAY.match(day)
    if found is None or (found[1] and int(found[1]) == 0):
        raise UserError(f"“{_short(day)}” is not a weekday of a repetition; write MO, 2TU or -1FR.")
    return f"{int(found[1])}{found[2]}" if found[1] else found[2]


def weekday_parts(day: str) -> tuple[int, int]:
    """Of "-1FR" the -1 and the 4: the how-manieth (0 for every one) and the weekday, Monday being 0."""
    return int(day[:-2] or 0), WEEKDAYS.index(day[-2:])


def _weekday_order(day: str) -> tuple[int, int]:
    nth, weekday = weekday_parts(day)
    return weekday, nth


def _refuse_wrong_numbers(rule: Recurrence) -> None:
    _refuse_outside("INTERVAL", (rule.interval,), 1, MOST_INTERVAL)
    if rule.count is not None:
        _refuse_outside("COUNT", (rule.count,), 1, MOST_COUNT)
    _refuse_outside("BYMONTH", rule.by_month, 1, 12)
    _refuse_outside("BYMONTHDAY", rule.by_month_day, 1, 31, backwards=True)
    _refuse_outside("BYSETPOS", rule.by_set_pos, 1, 366, backwards=True)
    for name, value in rule.other:
        numbers = tuple(_number(name, part) for part in value.split(","))
        if name in CLOCK_PARTS:
            _refuse_outside(name, numbers, 0, CLOCK_PARTS[name])
            if len(set(numbers)) > 1:
                raise UserError(f"Nothing can repeat more than once a day here; {name} may name one time.")
        else:
            _refuse_outside(name, numbers, 1, DAY_PARTS[name], backwards=True)
    if rule.week_start not in WEEKDAYS:
        raise UserError(f"“{_short(rule.week_start)}” is not a weekday for WKST; write MO, TU … SU.")


def _refuse_outside(
    name: str, numbers: Iterable[int], least: int, most: int, *, backwards: bool = False
) -> None:
    for number in numbers:
        if not least <= (abs(number) if backwards else number) <= most:
            way = ", or as much from the end" if backwards else ""
            raise UserError(f"{name} cannot be {number}; it goes from {least} to {most}{way}.")


def _refuse_wrong_company(rule: Recurrence) -> None:
    """What RFC 5545, 3.3.10 says must not stand together."""
    yearly, monthly = rule.frequency is Frequency.YEARLY, rule.frequency is Frequency.MONTHLY
    others = {name for name, _ in rule.other}
    numbered = any(len(day) > 2 for day in rule.by_day)
    chosen = rule.by_day or rule.by_month_day or rule.by_month or others
    wrong = ""
    if rule.count is not None and rule.until is not None:
        wrong = "A repetition ends on a day or after a number of times, not both: leave out COUNT or UNTIL."
    elif others & DAY_PARTS.keys() and not yearly:
        wrong = "BYWEEKNO and BYYEARDAY go with FREQ=YEARLY only."
    elif rule.by_month_day and rule.frequency is Frequency.WEEKLY:
        wrong = "BYMONTHDAY does not go with FREQ=WEEKLY; use FREQ=MONTHLY."
    elif numbered and not (yearly or monthly):
        wrong = "A numbered weekday such as 2TU goes with FREQ=MONTHLY or FREQ=YEARLY only."
    elif numbered and "BYWEEKNO" in others:
        wrong = "A numbered weekday such as 2TU does not go with BYWEEKNO."
    elif rule.by_set_pos and not chosen:
        wrong = "BYSETPOS chooses among days, so a BYDAY or BYMONTHDAY has to stand beside it."
    if wrong:
        raise UserError(wrong)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
