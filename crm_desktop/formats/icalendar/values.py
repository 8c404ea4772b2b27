"""What stands in a calendar file, as plain values; and what is ours alone in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.domain.archived import KeptMeeting, KeptSeries

PRODUCT: Final = "-//CRM Desktop//"
CONTACT: Final = "X-CRM-CONTACT"
"""The uid of somebody who is to come; one line for each, in their order."""
STATE: Final = "X-CRM-STATE"
"""What became of a meeting, in our words: "held" and "missed" have no STATUS."""
OUTCOME: Final = "X-CRM-OUTCOME"
"""How a meeting that was held went: good, neutral or bad."""
CAME_FROM: Final = "X-CRM-CAME-FROM"
"""Our uid of the meeting after which this one was planned."""
OWN_UID: Final = "X-CRM-UID"
"""Our uid of one meeting of a series; the UID of the event is that of the series."""
OWN: Final = "X-CRM-CHANGED-BY-ITSELF"
RULE: Final = "X-CRM-RULE"
"""The rule as we keep it: the last day in RRULE has to be written as a moment."""
MEETING: Final = "X-CRM-MEETING"
"""A meeting of a series as the rule has it: wall time, moment when it was written down, our uid of it."""
PLANNED_UNTIL: Final = "X-CRM-PLANNED-UNTIL"
"""The last day for which the meetings of a series are written down."""

DATE: Final = "X-CRM-DATE"
"""The uid of the contact whose yearly date an event is."""
ALL_DAY: Final = "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"
"""Kept with a meeting that takes whole days, as Outlook writes it: so it goes out as whole days again."""

LARGEST_EVENT: Final = 24 << 20
"""Bytes: somebody's slides may hang on a meeting."""
MOST_LINES: Final = 400_000
MOST_EVENTS: Final = 2_000_000
MOST_ZONES: Final = 1_000
MOST_OF_A_SERIES: Final = 50_000
"""Meetings of one series that were changed by themselves, or left out."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who is to come, as calendars name them; `uid` is that of our card, if it says so.

    `line` is all that the file says of them, for those of whom there is no card.
    """

    name: str = ""
    email: str = ""
    uid: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """A meeting, or a series, of a file; `line` is where it begins, from 1.

    What we do not model stands in the meeting's `extra`, each property or component as it stood, unfolded,
    and is written back. `all_day` says that it takes whole days, for which our meetings have no word: it
    then starts at midnight. `warnings` say what was read with doubt.

    `of_meetings` has who is to come to each of the meetings of a series. `stands_for` is the start of the
    one that this takes the place of, where its series is not in the file: aware, or naive for a whole day.
    `date_of` is the uid of the contact whose birthday or other yearly date this is, in a file of our own;
    `is_own` says that it is one.
    """

    line: int
    thing: KeptMeeting | KeptSeries
    attendees: tuple[Attendee, ...] = ()
    all_day: bool = False
    warnings: tuple[str, ...] = ()
    of_meetings: tuple[tuple[Attendee, ...], ...] = ()
    stands_for: datetime | None = None
    date_of: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class CalendarFault:
    """An event that cannot be taken over, and why, as a sentence."""

    line: int
    reason: str


class NotACalendar(Exception):
    """The stream is no iCalendar file at all."""
