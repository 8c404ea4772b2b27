"""A logbook in which whatever is written down is what came of one meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.ids import AppointmentId, InteractionId
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.interactions import Logbook


class MeetingLog:
    """For the log dialog: saving it says in the same step that the meeting took place."""

    def __init__(self, appointments: Appointments, logbook: Logbook, appointment_id: AppointmentId) -> None:
        self._appointments = appointments
        self._logbook = logbook
        self._appointment_id = appointment_id

    def log(self, interaction: Interaction) -> InteractionId | None:
        """Write down what came of the meeting."""
        return self._appointments.hold(self._appointment_id, interaction)

    def edit(self, interaction: Interaction) -> None:
        """Write it anew, where something else could not be kept after it."""
        self._logbook.edit(interaction)
