"""The words that a line of planning may be made of, as values, and how typed text is made plain. No Qt.

The window adds the words of its language to English; see `window_words`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.partial_date import Calendar
from crm_desktop.ui.planning.spoken_time import ENGLISH as ENGLISH_TIMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crm_desktop.ui.planning.spoken_time import TimeWords

LONGEST_WORD: Final = 60
"""Letters; a longer word is nobody's name and no time, and is not looked into."""

_EDGES: Final = ",;!?()[]{}\"'“”„«»‹›،؛؟፣፤፥。，、"
_ETHIOPIC: Final = re.compile("[\u1369-\u137c]+")


class Unit(StrEnum):
    """What is counted: "in 3 days", "every 2 weeks"."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class PlanWords:
    """All keys and words are plain (`plain`); a key may be of several words.

    `weekdays` count from 0 for Monday, `months` say in which calendar a name is which month. `day_first`: 3/4
    is the third of April. `hour_clock`: "15h" is a time of day, no length. `first_weekday` is 0 for Monday.
    """

    days: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, tuple[Calendar, int]] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    lengths: Mapping[str, int] = field(default_factory=dict)
    often: Mapping[str, Unit] = field(default_factory=dict)
    next: frozenset[str] = frozenset()
    this: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()
    until: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()
    workday: frozenset[str] = frozenset()
    oclock: frozenset[str] = frozenset()
    time: TimeWords = ENGLISH_TIMES
    day_first: bool = True
    hour_clock: bool = False
    first_weekday: int = 0
    working: tuple[str, ...] = ("MO", "TU", "WE", "TH", "FR")

    def with_words(self, **more: str) -> PlanWords:
        """These and, by the name of a field, more words of one meaning, parted by commas."""
        added = {name: getattr(self, name) | frozenset(phrases(words)) for name, words in more.items()}
        return replace(self, **added)


def phrases(words: str) -> list[str]:
    """The plain phrases of a list that is parted by commas."""
    found = (" ".join(plain(word).rstrip(".") for word in each.split()) for each in words.split(","))
    return [each for each in found if each]


def numbered(names: Iterable[str], first: int = 0) -> dict[str, int]:
    """The plain names with their numbers; each may be a list parted by commas."""
    return {each: number for number, name in enumerate(names, first) for each in phrases(name)}


def plain(word: str) -> str:
    """A word as it is compared: lower case, digits of any script as 0 to 9, without marks at its edges."""
    if len(word) > LONGEST_WORD:
        return ""
    text = unicodedata.normalize("NFKC", word).casefold()
    text = "".join(each for each in text if unicodedata.category(each) != "Cf")
    text = "".join(str(int(each)) if each.isdecimal() else each for each in text)
    return _ETHIOPIC.sub(lambda found: str(_ethiopic(found[0])), text).strip(_EDGES)


def _ethiopic(numerals: str) -> int:
    """The value of Ethiopic numerals, which are added, and multiplied by the hundred."""
    total = part = 0
    for each in numerals[:9]:
        value = int(unicodedata.numeric(each))
        if value >= 100:
            total, part = (total + max(part, 1)) * value, 0
        else:
            part += value
    return total + part


_MONTHS = (
    "january,jan", "february,feb", "march,mar", "april,apr", "may", "june,jun", "july,jul", "august,aug",
    "september,sep,sept", "october,oct", "november,nov", "december,dec",
)  # fmt: skip

ENGLISH: Final = PlanWords(
    days={"today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2, "the day after tomorrow": 2},
    weekdays=numbered(
        (
            "monday,mon",
            "tuesday,tue,tues",
            "wednesday,wed",
            "thursday,thu,thur,thurs",
            "friday,fri",
            "saturday,sat",
            "sunday,sun",
        )
    ),
    months={name: (Calendar.GREGORIAN, number) for name, number in numbered(_MONTHS, 1).items()},
    units={
        "day": Unit.DAY,
        "days": Unit.DAY,
        "week": Unit.WEEK,
        "weeks": Unit.WEEK,
        "month": Unit.MONTH,
        "months": Unit.MONTH,
        "year": Unit.YEAR,
        "years": Unit.YEAR,
    },
    lengths={"half an hour": 30, "an hour": 60, "one hour": 60},
    often={"daily": Unit.DAY, "weekly": Unit.WEEK, "monthly": Unit.MONTH, "yearly": Unit.YEAR},
    next=frozenset({"next"}),
    this=frozenset({"this"}),
    on=frozenset({"on"}),
    of=frozenset({"of"}),
    at=frozenset({"at", "@"}),
    company=frozenset({"with"}),
    also=frozenset({"and", "&", "+"}),
    lasting=frozenset({"for"}),
    until=frozenset({"until", "till", "to", "-", "\u2013"}),
    every=frozenset({"every", "each"}),
    workday=frozenset({"weekday", "workday", "working day"}),
    oclock=frozenset({"o'clock", "oclock"}),
)
