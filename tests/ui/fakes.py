"""Stand-ins that the pages' tests share: a message bar that remembers, dialogs that are only asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.ui.sharing.share import Share


@dataclass
class SaidMessages:
    """What was said, newest last; `actions` are the buttons that came with it."""

    said: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    undoables: list[str] = field(default_factory=list)
    actions: dict[str, Callable[[], None]] = field(default_factory=dict)

    def say(self, text: str) -> None:
        self.said.append(text)

    def error(self, text: str) -> None:
        self.errors.append(text)

    def undoable(self, text: str) -> None:
        self.undoables.append(text)

    def offer(self, text: str, action: str, on_action: Callable[[], None]) -> None:
        self.said.append(text)
        self.actions[action] = on_action


@dataclass
class AskedDialogs:
    """Which dialogs were asked for, and with what."""

    asked: list[tuple[str, object]] = field(default_factory=list)

    def log(
        self,
        people: Sequence[ContactId] = (),
        kind: InteractionKind | None = None,
        *,
        entry: Interaction | None = None,
        draft: Interaction | None = None,
    ) -> None:
        self.asked.append(("log", entry or draft or tuple(people)))

    def plan(
        self,
        people: Sequence[ContactId] = (),
        appointment: Appointment | None = None,
        *,
        begun: Appointment | None = None,
    ) -> None:
        self.asked.append(("plan", appointment or begun or tuple(people)))

    def attachments(self, appointment: Appointment) -> None:
        self.asked.append(("attachments", appointment.title))

    def brief(self, meeting: AppointmentId, /) -> None:
        self.asked.append(("brief", meeting))

    def follow_up(self, contact_id: ContactId, name: str, follow_up: FollowUp | None = None) -> None:
        self.asked.append(("follow-up", follow_up or (contact_id, name)))

    def export_file(self, selected: Sequence[ContactId] = ()) -> None:
        self.asked.append(("export", tuple(selected)))

    def share(self, how: Share, people: Sequence[ContactId]) -> None:
        self.asked.append((how.name, tuple(people)))
