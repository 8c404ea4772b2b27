"""What the services need from outside, as Protocols: the clock, the data file, what can be cancelled."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Protocol

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.changes import Kind, Label
from crm_desktop.domain.contact import Contact, Photo
from crm_desktop.domain.contact_card import TagCount, TrashedContact, Twin
from crm_desktop.domain.contact_query import ContactQuery, ContactRow
from crm_desktop.domain.custom_field import CustomField
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import AppointmentId, ContactId, FieldId, FollowUpId, InteractionId
from crm_desktop.domain.interaction import Interaction
from crm_desktop.domain.relationship import Relationship, RelationshipKind


class Clock(Protocol):
    """Where "now" comes from. Tests set it; the system's one reads the machine."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def zone(self) -> tzinfo:
        """The time zone the user is in now."""


def local_today(clock: Clock) -> date:
    """The day that the user's wall shows."""
    return clock.now().astimezone(clock.zone()).date()


Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is (0 where nobody knows)."""


class Cancel(Protocol):
    """Asked often by long work: a threading.Event will do."""

    def is_set(self) -> bool:
        """Whether the user wants it to stop."""


class Cancelled(Exception):
    """Long work was stopped by the user; whatever it wrote has been rolled back."""


def no_progress(_done: int, _total: int) -> None:
    """A progress that nobody watches."""


class NeverCancel:
    """A cancel that nobody presses."""

    def is_set(self) -> bool:
        """Never."""
        return False


class ContactReads(Protocol):
    """Whole cards, and what is looked up about them."""

    def load(self, ids: Sequence[int]) -> list[Contact]: ...
    def living(self, ids: Iterable[int]) -> list[int]: ...
    def all_ids(self) -> list[int]: ...
    def photo(self, contact_id: ContactId) -> Photo | None: ...
    def trash(self) -> list[TrashedContact]: ...
    def twins(self, phones: Sequence[str], emails: Sequence[str], except_id: int | None) -> list[Twin]: ...
    def relationships(self, contact_id: ContactId) -> tuple[Relationship, ...]: ...
    def names(self, ids: Iterable[int]) -> dict[int, str]: ...
    def by_uid(self, uids: Sequence[str]) -> dict[str, int]: ...
    def by_phone_or_email(
        self, phone_keys: Sequence[str], emails: Sequence[str]
    ) -> Mapping[str, list[int]]: ...


class ContactLists(Protocol):
    """Lists of contacts: ids in order, and the rows of a page."""

    def count(self) -> int: ...
    def ids(self, query: ContactQuery, today: date, country: str, limit: int | None) -> "array[int]": ...
    def rows(self, ids: Sequence[int], today: date, text: str = "") -> list[ContactRow]: ...
    def tags(self) -> list[TagCount]: ...
    def companies(self, prefix: str) -> list[str]: ...
    def sources(self) -> list[str]: ...
    def outdated(self, today: date) -> bool: ...
    def warm_up(self) -> None: ...


class ContactWrites(Protocol):
    """Writing cards inside a unit of work."""

    def insert(self, contact: Contact) -> ContactId: ...
    def update(self, contact: Contact) -> None: ...
    def set_column(self, ids: Iterable[int], column: str, value: str | int | None) -> None: ...
    def set_deleted(self, ids: Iterable[int], *, deleted: bool) -> None: ...
    def purge(self, ids: Iterable[int]) -> None: ...
    def expired_trash(self, before: datetime) -> list[int]: ...
    def add_tag(self, ids: Sequence[int], name: str) -> None: ...
    def remove_tag(self, ids: Sequence[int], name: str) -> None: ...
    def relate(self, contact_id: int, kind: RelationshipKind, other_id: int) -> None: ...
    def unrelate(self, contact_id: int, kind: RelationshipKind, other_id: int) -> None: ...


class InteractionReads(Protocol):
    """What happened."""

    def get(self, interaction_id: InteractionId) -> Interaction | None: ...
    def timeline(
        self, contact_id: ContactId, limit: int, before: tuple[datetime, int] | None
    ) -> list[Interaction]: ...
    def last(self, contact_id: ContactId) -> Interaction | None: ...
    def last_texts(self, contact_ids: Sequence[int]) -> dict[int, str]: ...


class InteractionWrites(Protocol):
    """Writing what happened."""

    def insert(self, interaction: Interaction) -> InteractionId: ...
    def update(self, interaction: Interaction) -> None: ...
    def delete(self, interaction_id: InteractionId) -> None: ...


class AppointmentReads(Protocol):
    """What is planned."""

    def get(self, appointment_id: AppointmentId) -> Appointment | None: ...
    def between(self, start: datetime, end: datetime) -> list[Appointment]: ...
    def coming(self, contact_id: ContactId, now: datetime) -> list[Appointment]: ...


class AppointmentWrites(Protocol):
    """Writing what is planned."""

    def insert(self, appointment: Appointment) -> AppointmentId: ...
    def update(self, appointment: Appointment) -> None: ...
    def set_state(self, appointment_id: AppointmentId, state: AppointmentState) -> None: ...


class FollowUpReads(Protocol):
    """What was promised."""

    def get(self, follow_up_id: FollowUpId) -> FollowUp | None: ...
    def open_until(self, day: date | None) -> list[FollowUp]: ...
    def of_contact(self, contact_id: ContactId) -> list[FollowUp]: ...


class FollowUpWrites(Protocol):
    """Writing what was promised."""

    def insert(self, follow_up: FollowUp) -> FollowUpId: ...
    def update(self, follow_up: FollowUp) -> None: ...
    def set_done(self, follow_up_id: FollowUpId, at: datetime | None) -> None: ...
    def delete(self, follow_up_id: FollowUpId) -> None: ...


class FieldReads(Protocol):
    """The user's own fields."""

    def all(self) -> list[CustomField]: ...


class FieldWrites(Protocol):
    """Writing the user's own fields."""

    def taken(self, name: str, except_id: FieldId | None = None) -> bool: ...
    def insert(self, field: CustomField) -> FieldId: ...
    def rename(self, field_id: FieldId, name: str) -> None: ...
    def delete(self, field_id: FieldId) -> None: ...


class SettingStorage(Protocol):
    """Preferences as plain JSON values."""

    def all(self) -> dict[str, object]: ...
    def put(self, key: str, value: object) -> None: ...


@dataclass(frozen=True, slots=True)
class FileHealth:
    """What a check of the data file found: SQLite's own words, and counts of what is wrong."""

    integrity: str
    foreign_keys: int
    search_index: str
    contacts: int

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.integrity == "ok" and self.foreign_keys == 0 and self.search_index == "ok"


class Transaction(Protocol):
    """What a command writes through. `now` is the instant of the change, `today` the local day."""

    now: datetime
    today: date

    @property
    def contacts(self) -> ContactWrites: ...
    @property
    def interactions(self) -> InteractionWrites: ...
    @property
    def appointments(self) -> AppointmentWrites: ...
    @property
    def follow_ups(self) -> FollowUpWrites: ...
    @property
    def fields(self) -> FieldWrites: ...
    @property
    def settings(self) -> SettingStorage: ...
    def add_many(self, contacts: Sequence[Contact]) -> list[ContactId]: ...
    def tell(self, kind: Kind, ids: Iterable[int]) -> None: ...
    def roll(self) -> None: ...
    def rebuild_days(self) -> None: ...


class UnitOfWork(Protocol):
    """Opens the one transaction in which a command decides and writes; without a label it has no undo."""

    def __call__(
        self, label: Label | None, *, origin: object | None = None
    ) -> AbstractContextManager[Transaction]: ...
    def reverse(self, *, undo: bool, origin: object | None = None) -> Label | None: ...
    def labels(self) -> tuple[Label | None, Label | None]: ...


class DataFile(Protocol):
    """The open data file itself."""

    def check(self) -> FileHealth:
        """Look whether the file is sound."""

    def close(self) -> None:
        """Close this thread's connection."""
