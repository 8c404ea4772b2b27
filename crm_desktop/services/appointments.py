"""Appointments: planned, moved, held, missed or cancelled."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.services.clean_text import line, paragraphs
from crm_desktop.services.interactions import LONGEST_MINUTES, checked, need_living

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.ids import AppointmentId, ContactId
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.services.ports import AppointmentReads, Clock, ContactReads, UnitOfWork

LONGEST_LEAD = 366 * 24 * 60


class Appointments:
    """Commands and reads about planned meetings."""

    def __init__(
        self, uow: UnitOfWork, reads: AppointmentReads, contacts: ContactReads, clock: Clock
    ) -> None:
        self._uow = uow
        self._reads = reads
        self._contacts = contacts
        self._clock = clock

    def get(self, appointment_id: AppointmentId) -> Appointment:
        """One appointment. Raises UserError where there is none."""
        found = self._reads.get(appointment_id)
        if found is None:
            raise UserError("That appointment is not there any more.")
        return found

    def between(self, start: datetime, end: datetime) -> list[Appointment]:
        """Those that start in a span of aware instants, cancelled ones left out, soonest first."""
        return self._reads.between(start, end)

    def coming(self, contact_id: ContactId) -> list[Appointment]:
        """A contact's planned appointments that are not over."""
        return self._reads.coming(contact_id, self._clock.now())

    def plan(self, appointment: Appointment, *, origin: object | None = None) -> AppointmentId:
        """Keep a new one. Raises UserError for what cannot be planned."""
        clean = self._checked(appointment)
        if not clean.uid:
            clean = replace(clean, uid=f"{uuid.uuid4()}@crm-desktop")
        with self._uow(Label("Plan {title}", {"title": clean.title}), origin=origin) as tx:
            return tx.appointments.insert(clean)

    def edit(self, appointment: Appointment, *, origin: object | None = None) -> None:
        """Write one anew: moved, renamed, with others. Its waiting reminders move with it."""
        if appointment.id is None:
            raise ValueError("only an appointment that is kept can be edited")
        before = self.get(appointment.id)
        clean = self._checked(appointment, known=before.contact_ids)
        clean = replace(clean, uid=clean.uid or before.uid)
        if clean == before:
            return
        with self._uow(Label("Edit {title}", {"title": clean.title}), origin=origin) as tx:
            tx.appointments.update(clean)

    def cancel(self, appointment_id: AppointmentId, *, origin: object | None = None) -> None:
        """It will not take place."""
        self._become(appointment_id, AppointmentState.CANCELLED, "Cancel {title}", origin)

    def miss(self, appointment_id: AppointmentId, *, origin: object | None = None) -> None:
        """It did not take place."""
        self._become(appointment_id, AppointmentState.MISSED, "Mark {title} as missed", origin)

    def hold(
        self,
        appointment_id: AppointmentId,
        interaction: Interaction | None = None,
        *,
        origin: object | None = None,
    ) -> None:
        """It took place; what came of it goes into the logbook in the same step."""
        meeting = self.get(appointment_id)
        entry = checked(interaction, self._contacts, known=meeting.contact_ids) if interaction else None
        with self._uow(Label("Mark {title} as held", {"title": meeting.title}), origin=origin) as tx:
            tx.appointments.set_state(appointment_id, AppointmentState.HELD)
            if entry is not None:
                tx.interactions.insert(entry)

    def _become(
        self, appointment_id: AppointmentId, state: AppointmentState, template: str, origin: object | None
    ) -> None:
        title = self.get(appointment_id).title
        with self._uow(Label(template, {"title": title}), origin=origin) as tx:
            tx.appointments.set_state(appointment_id, state)

    def _checked(self, appointment: Appointment, known: Container[ContactId] = ()) -> Appointment:
        if appointment.starts.tzinfo is not None:
            raise ValueError("an appointment starts at a wall time; its zone stands beside it")
        need_living(appointment.contact_ids, self._contacts, known)
        if not 0 <= appointment.minutes <= LONGEST_MINUTES:
            raise UserError("An appointment lasts from 0 minutes to a year.")
        if any(not 0 <= lead <= LONGEST_LEAD for lead in appointment.remind):
            raise UserError("A reminder comes from 0 minutes to a year before the start.")
        if not 1970 <= appointment.starts.year <= 9000:
            raise UserError(f"The year {appointment.starts.year} is too far away for an appointment.")
        try:
            ZoneInfo(appointment.zone)
        except (ValueError, OSError, KeyError):
            raise UserError(
                f"“{appointment.zone}” is not a time zone; write one such as Africa/Addis_Ababa."
            ) from None
        names = self._contacts.names(appointment.contact_ids)
        title = line(appointment.title) or ", ".join(names.values())
        if not title:
            raise UserError("Say what the appointment is, or with whom.")
        return replace(
            appointment,
            title=title,
            contact_ids=tuple(dict.fromkeys(appointment.contact_ids)),
            place=line(appointment.place),
            agenda=paragraphs(appointment.agenda),
            remind=tuple(sorted(set(appointment.remind))),
        )
