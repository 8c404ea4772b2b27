"""One line of the Today page as a plain value: what it says, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.reminder import Reminder


class Deed(StrEnum):
    """What a line can do. The value names it in tests and object names."""

    DONE = "done"
    LOG = "log"
    SNOOZE = "snooze"
    CALL = "call"
    WRITE = "write"
    OPEN = "open"
    EDIT = "edit"
    PAUSE = "pause"
    DISMISS = "dismiss"
    HELD = "held"
    GOOD = "good"
    NEUTRAL = "neutral"
    BAD = "bad"
    MISSED = "missed"
    CANCEL = "cancel"


class SectionName(StrEnum):
    """The sections, in the order in which they usually stand. The values are kept in the settings."""

    REMINDERS = "reminders"
    NOW = "now"
    UNANSWERED = "unanswered"
    COMPLAINTS = "complaints"
    PROMISED = "promised"
    REACH_OUT = "reach-out"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class Line:
    """`key` stays the same while the line stays; `subject` is what it is about, for whoever acts on it.

    With `contact_id` and `name` the line wears the contact's face, else `icon` in `tone`. `details` are
    muted lines below the title, `pill` stands at the end. `deeds` have a button each, `more` stand in its
    menu with them. `reminder` is open about the same thing: the line is marked.
    """

    key: str
    title: str
    subject: object = field(compare=False)
    contact_id: ContactId | None = None
    name: str = ""
    icon: str = ""
    tone: str = "neutral"
    details: tuple[str, ...] = ()
    pill: str = ""
    pill_tone: str = "neutral"
    deeds: tuple[Deed, ...] = ()
    more: tuple[Deed, ...] = ()
    phone: str = ""
    email: str = ""
    is_marked: bool = False
    reminder: Reminder | None = field(default=None, compare=False)

    @property
    def all_deeds(self) -> tuple[Deed, ...]:
        """Everything that can be done, what matters first."""
        return self.deeds + self.more


@dataclass(frozen=True, slots=True)
class SectionContent:
    """The lines of a section; `total` is how many there are in all."""

    name: SectionName
    lines: Sequence[Line]
    total: int
