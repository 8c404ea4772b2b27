"""What the People page needs from the window around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QByteArray

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.ids import AppointmentId, ContactId
    from crm_desktop.domain.interaction import Interaction, InteractionKind
    from crm_desktop.ui.sharing.share import Share


class PageDialogs(Protocol):
    """The dialogs that the page opens."""

    def log(
        self,
        people: Sequence[ContactId] = (),
        kind: InteractionKind | None = None,
        *,
        entry: Interaction | None = None,
        draft: Interaction | None = None,
    ) -> object: ...
    def plan(
        self,
        people: Sequence[ContactId] = (),
        appointment: Appointment | None = None,
        *,
        begun: Appointment | None = None,
    ) -> object: ...
    def follow_up(self, contact_id: ContactId, name: str, follow_up: FollowUp | None = None) -> object: ...
    def export_file(self, selected: Sequence[ContactId] = ()) -> object: ...
    def share(self, how: Share, people: Sequence[ContactId]) -> None: ...
    def attachments(self, appointment: Appointment) -> object: ...
    def brief(self, meeting: AppointmentId, /) -> object: ...
    def card_history(self, contact_id: ContactId, name: str) -> object: ...


class KeepsState(Protocol):
    """Where widths are remembered."""

    def value(self, name: str) -> QByteArray | None: ...
    def keep_value(self, name: str, state: QByteArray) -> None: ...
