"""What goes into an archive and comes out of one: things with all that is kept of them, tied by uid.

Row numbers are one file's own, so here people are named by the uid of their card, meetings by theirs.
Instants are aware and in UTC, days are local ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.domain.relationship import RelationshipKind
    from crm_desktop.domain.reminder import ReminderKind, ReminderState
    from crm_desktop.domain.series import Series


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a contact and does not stand on the card. `deleted_at` is set for one in the trash.

    `noted_on` has the day on which each of the card's dates was written down, in their order; `known_uids`
    are those of cards that were merged into this one.
    """

    uid: str
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None
    noted_on: tuple[date, ...] = ()
    known_uids: tuple[str, ...] = ()
    reviewed_on: date | None = None
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """`other` is the `kind` of `contact`."""

    contact: str
    kind: RelationshipKind
    other: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Two contacts that look alike and are two people."""

    contact: str
    other: str


@dataclass(frozen=True, slots=True)
class KeptInteraction:
    """Something that happened, with whom, and of which meeting it came; the numbers in it are left empty."""

    interaction: Interaction
    who: tuple[str, ...]
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class KeptMeeting:
    """A meeting, with whom, when it was last written down, and the uid of the one it was planned after."""

    appointment: Appointment
    who: tuple[str, ...]
    noted_at: datetime
    came_from: str = ""


@dataclass(frozen=True, slots=True)
class KeptSeries:
    """What repeats, with those of its meetings that are written down, until the day `planned_until`.

    That day is None for a series that has ended.
    """

    series: Series
    who: tuple[str, ...]
    noted_at: datetime
    planned_until: date | None
    meetings: tuple[KeptMeeting, ...]


@dataclass(frozen=True, slots=True)
class KeptFollowUp:
    """A promise to a contact ("" for one to oneself); `number` is its own within the archive."""

    number: int
    follow_up: FollowUp
    who: str
    noted_on: date


@dataclass(frozen=True, slots=True)
class DayNote:
    """A page of the notebook."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class KeptAttachment:
    """What belongs to a meeting; `file` is where in the archive the copy lies, "" for a mere link."""

    meeting: str
    name: str
    link: str = ""
    media_type: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a reminder is of: one of a meeting, a promise, a contact, or a contact's date by its place."""

    meeting: str = ""
    follow_up: int | None = None
    contact: str = ""
    date: int | None = None


@dataclass(frozen=True, slots=True)
class KeptReminder:
    """What was shown, and what became of it. `rest` is what follows the subject in the reminder's key.

    An instant of 1970 in `shown_at` or `announced_at` stands for "never".
    """

    kind: ReminderKind
    of: Subject
    rest: str
    who: tuple[str, ...]
    due_at: datetime
    state: ReminderState
    shown_at: datetime
    event_at: datetime | None = None
    event_day: date | None = None
    days_ahead: int = 0
    turns: int | None = None
    subject: str = ""
    snoozed_until: datetime | None = None
    announced_at: datetime | None = None
