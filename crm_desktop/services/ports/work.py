"""What the services need to work at all, as Protocols: the clock, a unit of work, the open file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime, tzinfo

    from crm_desktop.domain.changes import Kind, Label, Operation
    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.draft import Draft
    from crm_desktop.domain.file_health import FileHealth
    from crm_desktop.domain.ids import ContactId, OperationId
    from crm_desktop.services.archiving.ports import ArchiveWrites
    from crm_desktop.services.ports.diary import (
        AppointmentWrites,
        AttachmentWrites,
        DayNoteWrites,
        FollowUpWrites,
        InteractionWrites,
        ReminderWrites,
        SeriesWrites,
    )
    from crm_desktop.services.ports.people import (
        ContactWrites,
        FieldWrites,
        FilterWrites,
        MergeWrites,
        ReviewedWrites,
    )
    from crm_desktop.services.progress import Cancel, Progress


class Clock(Protocol):
    """Where "now" comes from. Tests set it; the system's one reads the machine."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def zone(self) -> tzinfo:
        """The time zone the user is in now."""


class SettingStorage(Protocol):
    """Preferences as plain JSON values."""

    def all(self) -> dict[str, object]: ...
    def put(self, key: str, value: object) -> None: ...


class DraftStorage(Protocol):
    """What was typed and not saved yet; without `wait`, writing raises at once where others write."""

    def all(self) -> list[Draft]: ...
    def put(self, draft: Draft, *, wait: bool) -> None: ...
    def remove(self, key: str, *, wait: bool) -> None: ...


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
    def series(self) -> SeriesWrites: ...
    @property
    def follow_ups(self) -> FollowUpWrites: ...
    @property
    def reminders(self) -> ReminderWrites: ...
    @property
    def attachments(self) -> AttachmentWrites: ...
    @property
    def day_notes(self) -> DayNoteWrites: ...
    @property
    def fields(self) -> FieldWrites: ...
    @property
    def merging(self) -> MergeWrites: ...
    @property
    def filters(self) -> FilterWrites: ...
    @property
    def reviewed(self) -> ReviewedWrites: ...
    @property
    def settings(self) -> SettingStorage: ...
    @property
    def archive(self) -> ArchiveWrites: ...
    def add_many(self, contacts: Sequence[Contact], *, recoverable: bool = True) -> list[ContactId]: ...
    def tell(self, kind: Kind, ids: Iterable[int]) -> None: ...
    def tell_all(self, kind: Kind) -> None: ...
    def erase(self, ids: Sequence[int]) -> None: ...
    def roll(self) -> None: ...
    def rebuild_days(self) -> None: ...
    def rebuild(self) -> None: ...


class UnitOfWork(Protocol):
    """Opens the one transaction in which a command decides and writes; without a label it has no undo."""

    def __call__(
        self, label: Label | None, *, origin: object | None = None
    ) -> AbstractContextManager[Transaction]: ...
    def watched(self, progress: Progress, cancel: Cancel) -> AbstractContextManager[None]: ...
    def reverse(self, *, undo: bool, origin: object | None = None) -> Label | None: ...
    def labels(self) -> tuple[Label | None, Label | None]: ...
    def newest(self) -> int: ...
    def history(self, limit: int) -> list[Operation]: ...
    def go_to(self, operation_id: OperationId, *, origin: object | None = None) -> int: ...


class DataFile(Protocol):
    """The open data file itself."""

    def notice_changes_elsewhere(self) -> bool:
        """Whether another process changed the file since this was last asked; then everyone is told."""

    def check(
        self, *, deep: bool = False, progress: Progress = ..., cancel: Cancel | None = None
    ) -> FileHealth:
        """Look whether the file is sound, and with `deep` every value in it."""

    def close(self) -> None:
        """Close this thread's connection."""
