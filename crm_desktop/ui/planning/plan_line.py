"""Reads a line such as "Ivanov tomorrow 15:00 lunch": who, when, how long, where, how often, and what it is.

Pure: the words of the language, now and who can be found come in. What is not understood stays in the title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.recurrence_rule import WEEKDAYS, Frequency, Recurrence
from crm_desktop.ui.planning.plan_days import phrase_at, read_day, said_with
from crm_desktop.ui.planning.plan_hours import clock_at, clock_of, is_hour_clock, length_at
from crm_desktop.ui.planning.plan_names import named_in
from crm_desktop.ui.planning.plan_words import ENGLISH, Unit, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, time

    from crm_desktop.ui.planning.plan_names import Find, Named
    from crm_desktop.ui.planning.plan_words import PlanWords

MOST_WORDS: Final = 40
"""Words of a line that are looked into; a longer text is a title."""
_LONGEST_LENGTH: Final = 7 * 24 * 60

_WORD: Final = re.compile(r"\S+")
_BARE: Final = re.compile(r"[0-9]{1,2}")
_RANGE: Final = re.compile("([0-9]{1,2}[:.]?[0-9]{0,2})[-\u2013]([0-9]{1,2}[:.][0-9]{2})")
_FREQUENCIES: Final = {
    Unit.DAY: Frequency.DAILY,
    Unit.WEEK: Frequency.WEEKLY,
    Unit.MONTH: Frequency.MONTHLY,
    Unit.YEAR: Frequency.YEARLY,
}


class Part(StrEnum):
    """What a piece of the line was understood as."""

    DAY = "day"
    TIME = "time"
    LENGTH = "length"
    PLACE = "place"
    RULE = "rule"
    WHO = "who"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the line as they were typed, and what they were understood as."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What a line says. `start` is a wall time where the user is, None where no hour is known; `day` may be.

    `put_off`: only an hour was said, and it was over today, so it is tomorrow's. `rule` is RRULE text.
    """

    title: str = ""
    who: tuple[Named, ...] = ()
    start: datetime | None = None
    day: date | None = None
    minutes: int | None = None
    place: str = ""
    rule: str = ""
    pieces: tuple[Piece, ...] = ()
    put_off: bool = False

    @property
    def says_when(self) -> bool:
        """Whether a day or an hour was understood."""
        return self.start is not None or self.day is not None

    @property
    def says_what(self) -> bool:
        """Whether there is somebody or something to plan."""
        return bool(self.title or self.who)

    def said(self, part: Part) -> str:
        """The words that were understood as one thing."""
        return " ".join(piece.text for piece in self.pieces if piece.part is part)


def nobody(_words: str) -> tuple[()]:
    """Finds no one."""
    return ()


def read_plan(
    text: str,
    now: datetime,
    words: PlanWords = ENGLISH,
    find: Find = nobody,
    *,
    line: datetime | None = None,
) -> PlanLine:
    """What `text` says at the wall time `now`.

    `find` gives who could be meant by some words. `line` is the hour beside which the text was written; it
    counts where the text says no other, and only who is surely meant is named: nobody looks at it first.
    """
    return _Reading(text, now, words, line).result(find)


class _Reading:
    """Goes once over the words; each is understood by the first reader that knows it, or by none."""

    def __init__(self, text: str, now: datetime, known: PlanWords, line: datetime | None) -> None:
        self._typed = _WORD.findall(text)
        self._words = [plain(word) for word in self._typed[:MOST_WORDS]]
        self._now = now
        self._known = known
        self._line = line
        self._owner: list[int | None] = [None] * len(self._typed)
        self._parts: list[Part] = []
        self._day: date | None = None
        self._clock: time | None = None
        self._moment: datetime | None = None
        self._minutes: int | None = None
        self._rule: Recurrence | None = None
        self._place = ""

    def result(self, find: Find) -> PlanLine:
        self._understand()
        if self._says_when():
            self._read_place()
        who = self._read_names(find) if self._says_when() or self._line else ()
        start, day, put_off = self._when()
        return PlanLine(
            title=self._owned_by(None),
            who=who,
            start=start,
            day=start.date() if start else day,
            minutes=self._minutes,
            place=self._place,
            rule=self._rule.text if self._rule and (start or day) else "",
            pieces=self._pieces(),
            put_off=put_off,
        )

    def _understand(self) -> None:
        readers: tuple[tuple[Part, Callable[[int], int]], ...] = (
            (Part.RULE, self._read_rule),
            (Part.LENGTH, self._read_length),
            (Part.TIME, self._read_span),
            (Part.DAY, self._read_day),
            (Part.TIME, self._read_clock),
        )
        at = 0
        while at < len(self._words):
            taken = 0
            for part, reader in readers:
                taken = reader(at) if self._words[at] else 0
                if taken:
                    self._take(part, at, taken)
                    break
            at += taken or 1

    def _take(self, part: Part, at: int, count: int) -> None:
        self._parts.append(part)
        self._owner[at : at + count] = [len(self._parts) - 1] * count

    def _says_when(self) -> bool:
        return bool(self._day or self._clock or self._moment or self._rule)

    def _says(self, at: int, which: frozenset[str]) -> int:
        return said_with(self._words, at, which)

    # When

    def _read_day(self, at: int) -> int:
        if self._day is not None or self._moment is not None:
            return 0
        try:
            found = read_day(self._words, at, self._now.date(), self._known)
        except OverflowError:
            return 0
        if found is None:
            return 0
        self._day = found[1]
        return found[0]

    def _read_span(self, at: int) -> int:
        """ "in 20 min", "in 2 hours": a moment, counted from now."""
        after = self._says(at, self._known.time.after)
        if not after or self._moment or self._clock or self._day:
            return 0
        found = length_at(self._words, at + after, self._known)
        if found is None:
            return 0
        moment = self._now + timedelta(minutes=found[1])
        whole = moment.replace(second=0, microsecond=0)
        self._moment = whole if whole == moment else whole + timedelta(minutes=1)
        return after + found[0]

    def _read_clock(self, at: int) -> int:
        if self._clock is not None or self._moment is not None:
            return 0
        before = self._says(at, self._known.at)
        first = at + before
        if first >= len(self._words):
            return 0
        between = _RANGE.fullmatch(self._words[first])
        if between:
            start, end = clock_of(between[1], self._known), clock_of(between[2], self._known)
            if start and end:
                self._clock = start
                self._last_until(end)
                return before + 1
        found = clock_at(self._words, first, self._known, bare=bool(before))
        if found is None:
            return 0
        self._clock = found[1]
        return before + found[0] + self._end_at(first + found[0])

    def _end_at(self, at: int) -> int:
        """ "- 16:30" after the time of the start."""
        until = self._says(at, self._known.until)
        found = clock_at(self._words, at + until, self._known, bare=False) if until else None
        if found is None or self._minutes is not None:
            return 0
        self._last_until(found[1])
        return until + found[0]

    def _last_until(self, end: time) -> None:
        assert self._clock is not None
        start = self._clock
        minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
        # What ends before it begins ends on the next day.
        self._minutes = minutes if minutes > 0 else minutes + 24 * 60

    def _when(self) -> tuple[datetime | None, date | None, bool]:
        """The start, else the day; and whether an hour that is over was put off to tomorrow."""
        if self._moment is not None:
            return self._moment, None, False
        clock = self._clock
        if clock is None and self._line is not None:
            clock = self._line.time()
        today = self._line.date() if self._line else self._now.date()
        day = self._day
        if self._rule is not None and self._rule.by_day and day is None:
            day = self._first_of_rule(today, clock)
        if clock is None:
            return None, day or (today if self._rule else None), False
        put_off = False
        if day is None:
            over = datetime.combine(today, clock) < self._now.replace(second=0, microsecond=0)
            put_off = over and self._line is None
            day = today + timedelta(days=1) if put_off else today
        elif self._is_bare_weekday(day, clock):
            day += timedelta(days=7)
        return datetime.combine(day, clock), None, put_off

    def _is_bare_weekday(self, day: date, clock: time) -> bool:
        """Whether only "Friday" was said, on a Friday whose hour is over."""
        if day != self._now.date() or datetime.combine(day, clock) >= self._now.replace(
            second=0, microsecond=0
        ):
            return False
        first = self._owner.index(self._parts.index(Part.DAY))
        first += self._says(first, self._known.on)
        return phrase_at(self._words, first, self._known.weekdays) is not None

    # How often, how long

    def _read_rule(self, at: int) -> int:
        if self._rule is not None:
            return 0
        often = phrase_at(self._words, at, self._known.often)
        if often is not None:
            self._rule = Recurrence(_FREQUENCIES[often[1]])
            return often[0]
        every = self._says(at, self._known.every)
        return every and self._read_every(at + every, every)

    def _read_every(self, at: int, taken: int) -> int:
        workday = self._says(at, self._known.workday)
        if workday:
            self._rule = Recurrence(Frequency.WEEKLY, by_day=self._known.working)
            return taken + workday
        count, interval = 0, 1
        if at < len(self._words) and _BARE.fullmatch(self._words[at]):
            count, interval = 1, int(self._words[at])
        unit = phrase_at(self._words, at + count, self._known.units)
        if unit is not None:
            try:
                self._rule = Recurrence(_FREQUENCIES[unit[1]], interval)
            except UserError:
                return 0
            return taken + count + unit[0]
        days, named = self._weekdays_at(at)
        if not days:
            return 0
        self._rule = Recurrence(Frequency.WEEKLY, by_day=tuple(days))
        return taken + named

    def _weekdays_at(self, at: int) -> tuple[list[str], int]:
        """ "Monday, Wednesday and Friday"."""
        days: list[str] = []
        taken = also = 0
        while (found := phrase_at(self._words, at + taken + also, self._known.weekdays)) is not None:
            days.append(WEEKDAYS[found[1]])
            taken += also + found[0]
            also = self._says(at + taken, self._known.also)
        return days, taken

    def _first_of_rule(self, today: date, clock: time | None) -> date:
        assert self._rule is not None
        over = clock is not None and datetime.combine(today, clock) < self._now
        begin = today + timedelta(days=1 if over and self._line is None else 0)
        coming = (begin + timedelta(days=ahead) for ahead in range(7))
        return next(day for day in coming if WEEKDAYS[day.weekday()] in self._rule.by_day)

    def _read_length(self, at: int) -> int:
        if self._minutes is not None:
            return 0
        lasting = self._says(at, self._known.lasting)
        found = length_at(self._words, at + lasting, self._known)
        if not lasting and self._known.hour_clock and is_hour_clock(self._words[at], self._known):
            return 0
        if found is None or found[1] > _LONGEST_LENGTH:
            return 0
        self._minutes = found[1]
        return lasting + found[0]

    # Where and who

    def _read_place(self) -> None:
        at = 0
        while at < len(self._words):
            signed = self._words[at].startswith("@") and len(self._words[at]) > 1
            said = 1 if signed else self._says(at, self._known.at)
            if said and self._owner[at] is None:
                end = self._end_of_place(at, at + said)
                if end > at + (0 if signed else said):
                    place = " ".join(self._typed[at + (0 if signed else said) : end])
                    self._place = place.lstrip("@").rstrip(",;")
                    self._take(Part.PLACE, at, end - at)
                    return
            at += 1

    def _end_of_place(self, begin: int, at: int) -> int:
        while at < len(self._words) and self._owner[at] is None:
            ended = at > begin and self._typed[at - 1].endswith((",", ";", "،"))
            if ended or self._says(at, self._known.company):
                break
            at += 1
        return at

    def _read_names(self, find: Find) -> tuple[Named, ...]:
        free = [at for at in range(len(self._words)) if self._owner[at] is None]
        found, taken = named_in(self._typed, self._words, free, self._known, find, sure=bool(self._line))
        for begin, count in taken:
            self._take(Part.WHO, begin, count)
        return found

    def _pieces(self) -> tuple[Piece, ...]:
        numbers = dict.fromkeys(owner for owner in self._owner if owner is not None)
        return tuple(Piece(self._parts[number], self._owned_by(number)) for number in numbers)

    def _owned_by(self, number: int | None) -> str:
        return " ".join(word for word, owner in zip(self._typed, self._owner, strict=True) if owner == number)
