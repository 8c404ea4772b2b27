"""The JSON files of an archive: what each item is, and how it becomes a value and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from crm_desktop.domain.archived import (
    Apart,
    Beside,
    DayNote,
    KeptAttachment,
    KeptFollowUp,
    KeptInteraction,
    KeptReminder,
    Subject,
    Tie,
)
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.domain.reminder import ReminderKind, ReminderState
from crm_desktop.formats.archive.forms import Day, Instant, Many, OneOf, Part, Record, Text, Whole

if TYPE_CHECKING:
    from collections.abc import Callable

_INSTANT, _DAY, _TEXT = Instant(), Day(), Text()
_UID = Text(empty=False, longest=2_000)
_LINE = Text(longest=100_000)
_MINUTES = Whole(0, 366 * 24 * 60)
_WHO = "the uid of a contact"


@dataclass(frozen=True)
class ListFile:
    """A file with a list of things of one kind. `read` makes a value of what the record gives, `write` the
    reverse.
    """

    name: str
    record: Record
    read: Callable[[dict[str, Any]], Any]
    write: Callable[[Any], dict[str, Any]]

    def value(self, item: Any) -> Any:
        """An item as a value. Raises BadValue."""
        return self.read(self.record.read(item))

    def item(self, value: Any) -> dict[str, Any]:
        """A value as an item."""
        return self.record.write(self.write(value))


def _plain(kind: type[Any], *names: str) -> tuple[Callable[[dict[str, Any]], Any], Callable[[Any], Any]]:
    return (
        lambda found: kind(**found),
        lambda value: {name: getattr(value, name) for name in names},
    )


_BESIDE = {
    "uid": Part(_UID, "the UID of the card in contacts.vcf, or in trash.vcf"),
    "created_at": Part(_INSTANT, "when the contact was added"),
    "updated_at": Part(_INSTANT, "when the card was last changed"),
    "deleted_at": Part(
        _INSTANT, "when the contact was put into the trash; the card stands in trash.vcf", None
    ),
    "noted_on": Part(
        Many(_DAY),
        "for each date on the card, in the card's order, the day on which it was written down: no reminder"
        " lies before it",
        (),
    ),
    "known_uids": Part(Many(_UID), "UIDs of cards that were merged into this contact", ()),
    "reviewed_on": Part(_DAY, "when the contact was last looked at while tidying up", None),
    "photo": Part(_LINE, "the file with the picture, which the card holds too", ""),
}
CONTACTS: Final = ListFile(
    "contacts.json",
    Record(_BESIDE, "what is known of a contact beside the card; in the order in which they were added"),
    *_plain(Beside, *_BESIDE),
)
RELATIONSHIPS: Final = ListFile(
    "relationships.json",
    Record(
        {
            "contact": Part(_UID, _WHO),
            "kind": Part(OneOf(RelationshipKind), "what the other is to that contact"),
            "other": Part(_UID, _WHO),
        },
        "what one contact is to another, each said once",
    ),
    *_plain(Tie, "contact", "kind", "other"),
)
APART: Final = ListFile(
    "two-people.json",
    Record(
        {"contact": Part(_UID, _WHO), "other": Part(_UID, _WHO)},
        "two contacts that look alike and are two people",
    ),
    *_plain(Apart, "contact", "other"),
)
_NAMED = {"name": Part(Text(empty=False, longest=100_000), "the name as it is written everywhere")}
COMPANIES: Final = ListFile(
    "companies.json",
    Record(_NAMED, "a company of a card; in the order in which they came up"),
    lambda found: found["name"],
    lambda name: {"name": name},
)
TAGS: Final = ListFile(
    "tags.json",
    Record(_NAMED, "a tag; in the order in which they came up"),
    lambda found: found["name"],
    lambda name: {"name": name},
)
FIELDS: Final = ListFile(
    "custom-fields.json",
    Record(
        {
            **_NAMED,
            "type": Part(OneOf(FieldType), "what may stand in the field"),
            "choices": Part(Many(_LINE), "the words to choose from", ()),
        },
        "one of the user's own fields; its values stand on the cards",
    ),
    *_plain(CustomField, "name", "type", "choices"),
)
FILTERS: Final = ListFile(
    "filters.json",
    Record(
        {
            **_NAMED,
            "condition": Part(Text(empty=False), "what its people fulfil, in the words of the filters"),
        },
        "a saved filter; in the order of the side bar",
    ),
    lambda found: (found["name"], found["condition"]),
    lambda saved: {"name": saved[0], "condition": saved[1]},
)
_ENTRY = {
    "at": Part(_INSTANT, "when it was"),
    "kind": Part(OneOf(InteractionKind), "what happened"),
    "contacts": Part(Many(_UID), "the uids of those who took part, in their order"),
    "minutes": Part(_MINUTES, "how long it took", None),
    "outcome": Part(OneOf(Outcome), "how it went", None),
    "text": Part(_TEXT, "what was said", ""),
    "came_for": Part(_TEXT, "what they came for", ""),
    "offered": Part(_TEXT, "what was offered", ""),
    "agreed": Part(_TEXT, "what was agreed", ""),
    "tags": Part(Many(_LINE), "the tags that it wears", ()),
    "meeting": Part(_LINE, "the uid of the meeting that it came of", ""),
    "due": Part(_DAY, "of a complaint: the day by which it is to be settled", None),
    "settled_at": Part(_INSTANT, "of a complaint: when it was settled", None),
}


def _interaction(found: dict[str, Any]) -> KeptInteraction:
    who, meeting = found.pop("contacts"), found.pop("meeting")
    return KeptInteraction(Interaction(contact_ids=(), **found), who, meeting)


def _interaction_parts(kept: KeptInteraction) -> dict[str, Any]:
    one = kept.interaction
    parts = {name: getattr(one, name) for name in _ENTRY if name not in ("contacts", "meeting")}
    return {**parts, "contacts": kept.who, "meeting": kept.meeting}


INTERACTIONS: Final = ListFile(
    "interactions.json",
    Record(_ENTRY, "something that happened; in the order in which it was written down"),
    _interaction,
    _interaction_parts,
)
_PROMISE = {
    "number": Part(Whole(1, 2**53), "its own number within this file, which reminders.json names it by"),
    "contact": Part(_LINE, "the uid of the contact; none for a promise to oneself", ""),
    "text": Part(_TEXT, "what was promised"),
    "due": Part(_DAY, "by which day"),
    "noted_on": Part(_DAY, "when it was written down"),
    "done_at": Part(_INSTANT, "when it was kept", None),
    "rule": Part(_LINE, "how it repeats: the value of an RRULE (RFC 5545)", ""),
    "anchor": Part(_DAY, "the day from which the rule counts", None),
    "occurrence": Part(_DAY, "the day that the rule gave, from which `due` may have been moved", None),
}
_OF_PROMISE = ("text", "due", "done_at", "rule", "anchor", "occurrence")


def _follow_up(found: dict[str, Any]) -> KeptFollowUp:
    promise = FollowUp(contact_id=None, **{name: found[name] for name in _OF_PROMISE})
    return KeptFollowUp(found["number"], promise, found["contact"], found["noted_on"])


def _follow_up_parts(kept: KeptFollowUp) -> dict[str, Any]:
    parts = {name: getattr(kept.follow_up, name) for name in _OF_PROMISE}
    return {**parts, "number": kept.number, "contact": kept.who, "noted_on": kept.noted_on}


FOLLOW_UPS: Final = ListFile(
    "follow-ups.json",
    Record(_PROMISE, "a promise; in the order in which they were given"),
    _follow_up,
    _follow_up_parts,
)
_SUBJECT = {
    "meeting": Part(_LINE, "the uid of a meeting of appointments.ics", ""),
    "follow_up": Part(Whole(1, 2**53), "the number of a promise of follow-ups.json", None),
    "contact": Part(_LINE, _WHO, ""),
    "date": Part(Whole(0, 100_000), "which date on that contact's card, from 0", None),
}


class _SubjectForm:
    """A subject within a reminder."""

    _record = Record(_SUBJECT)
    schema: Final[dict[str, Any]] = _record.schema

    def read(self, value: Any) -> Subject:
        return Subject(**self._record.read(value))

    def write(self, value: Subject) -> dict[str, Any]:
        return self._record.write({name: getattr(value, name) for name in _SUBJECT})


_REMINDER = {
    "kind": Part(OneOf(ReminderKind), "what it was of"),
    "of": Part(_SubjectForm(), "the meeting, promise, contact or date of a contact"),
    "rest": Part(_LINE, "which of the reminders of that it was"),
    "who": Part(Many(_UID), "the uids of the contacts whom it concerns", ()),
    "due_at": Part(_INSTANT, "when it was due"),
    "state": Part(OneOf(ReminderState), "what became of it"),
    "shown_at": Part(_INSTANT, "when it was shown; 1970 for never"),
    "event_at": Part(_INSTANT, "the start of the meeting", None),
    "event_day": Part(_DAY, "the day of the date or the promise", None),
    "days_ahead": Part(Whole(0, 400), "how many days before that it was", 0),
    "turns": Part(Whole(-10_000, 10_000), "how old somebody became", None),
    "subject": Part(_TEXT, "what it said", ""),
    "snoozed_until": Part(_INSTANT, "when it is to come again", None),
    "announced_at": Part(_INSTANT, "when the desktop showed it; 1970 for never", None),
}
REMINDERS: Final = ListFile(
    "reminders.json",
    Record(_REMINDER, "a reminder that was shown or answered, so that it is not shown again"),
    *_plain(KeptReminder, *_REMINDER),
)
DAY_NOTES: Final = ListFile(
    "day-notes.json",
    Record(
        {"day": Part(_DAY, "the day"), "text": Part(_TEXT, "what is important on it")},
        "a page of the notebook",
    ),
    *_plain(DayNote, "day", "text"),
)
_ATTACHMENT = {
    "meeting": Part(_UID, "the uid of the meeting that it belongs to"),
    "name": Part(_LINE, "what it is called"),
    "link": Part(_LINE, "where it lies elsewhere", ""),
    "media_type": Part(_LINE, "what kind of file it is", ""),
    "file": Part(_LINE, "where in this archive the copy of it lies", ""),
}
ATTACHMENTS: Final = ListFile(
    "attachments.json",
    Record(_ATTACHMENT, "something that belongs to a meeting: a link, or a copy of a file"),
    *_plain(KeptAttachment, *_ATTACHMENT),
)
LISTS: Final = (
    CONTACTS, RELATIONSHIPS, APART, COMPANIES, TAGS, FIELDS, FILTERS, INTERACTIONS, FOLLOW_UPS, REMINDERS,
    DAY_NOTES, ATTACHMENTS,
)  # fmt: skip
