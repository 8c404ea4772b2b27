"""Appointments: planned, once or again and again, moved, held, missed or cancelled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.recurrence import check, continued_from, moved, parse
from crm_desktop.domain.scope import Scope
from crm_desktop.domain.series import Series
from crm_desktop.services.clean_text import line, paragraphs
from crm_desktop.services.interactions import LONGEST_MINUTES, checked, need_living

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.ids import AppointmentId, ContactId, InteractionId
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.domain.recurrence import Recurrence
    from crm_desktop.services.ports import (
        AppointmentReads,
        Clock,
        ContactReads,
        SeriesReads,
        Transaction,
        UnitOfWork,
    )

LONGEST_LEAD = 366 * 24 * 60


class Appointments:
    """Commands and reads about planned meetings."""

    def __init__(
        self,
        uow: UnitOfWork,
        reads: AppointmentReads,
        series: SeriesReads,
        contacts: ContactReads,
        clock: Clock,
    ) -> None:
        self._uow = uow
        self._reads = reads
        self._series = series
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
        """Keep a new one; with a rule all its repetitions. Gives the number of the first.

        Raises UserError for what cannot be planned.
        """
        clean = self.checked(appointment)
        with self._uow(Label("Plan {title}", {"title": clean.title}), origin=origin) as tx:
            return self.begin(tx, clean)

    def begin(self, tx: Transaction, checked: Appointment) -> AppointmentId:
        """Write a new one, which was checked, in somebody's unit of work."""
        clean = replace(checked, id=None, series_id=None, occurrence=None, own=False)
        number = tx.appointments.insert(clean)
        if clean.rule:
            tx.series.begin(Series(clean, clean.rule), [replace(clean, id=number)])
        return number

    def clashes(self, appointment: Appointment) -> list[Appointment]:
        """What is planned at the same time, this one and its own series left out, soonest first.

        Touching is no clash: one may end when the other begins. One without a length clashes with nothing.
        """
        found = self._reads.overlapping(appointment.starts_at, appointment.ends_at)
        return [
            one
            for one in found
            if one.state is AppointmentState.PLANNED
            and one.id != appointment.id
            and (appointment.series_id is None or one.series_id != appointment.series_id)
        ]

    def edit(
        self, appointment: Appointment, *, scope: Scope = Scope.ONE, origin: object | None = None
    ) -> None:
        """Write one anew: moved, renamed, with others. Its waiting reminders move with it.

        Of one that repeats this one alone changes, or those that follow, or all that are to come; with
        more than this one also the rule may be another, or none. What is over stays as it was.
        """
        if appointment.id is None:
            raise ValueError("only an appointment that is kept can be edited")
        before = self.get(appointment.id)
        clean = self.checked(appointment, before)
        clean = replace(
            clean, uid=before.uid, series_id=before.series_id, occurrence=before.occurrence, own=before.own
        )
        if clean == before:
            return
        label = Label("Edit {title}", {"title": clean.title})
        if before.series_id is None:
            self._edit_alone(before, clean, label, origin)
        elif scope is Scope.ONE:
            with self._uow(label, origin=origin) as tx:
                tx.appointments.update(replace(clean, own=True))
        else:
            self._edit_series(before, clean, scope, label, origin)

    def cancel(
        self, appointment_id: AppointmentId, *, scope: Scope = Scope.ONE, origin: object | None = None
    ) -> None:
        """It will not take place; of one that repeats neither will those that follow, or all to come."""
        meeting = self.get(appointment_id)
        series = self._series_of(meeting)
        if series is None or scope is Scope.ONE:
            self._become(appointment_id, AppointmentState.CANCELLED, "Cancel {title}", origin)
            return
        concerned = self._concerned(meeting, scope) or [meeting]
        with self._uow(Label("Cancel {title}", {"title": meeting.title}), origin=origin) as tx:
            tx.series.end_before(series, _moment(concerned[0]))
            for one in concerned:
                tx.series.remove(one)

    def miss(self, appointment_id: AppointmentId, *, origin: object | None = None) -> None:
        """It did not take place."""
        self._become(appointment_id, AppointmentState.MISSED, "Mark {title} as missed", origin)

    def hold(
        self,
        appointment_id: AppointmentId,
        interaction: Interaction | None = None,
        *,
        origin: object | None = None,
    ) -> InteractionId | None:
        """It took place; what came of it goes into the logbook in the same step: the number of that entry."""
        meeting = self.get(appointment_id)
        entry = checked(interaction, self._contacts, known=meeting.contact_ids) if interaction else None
        with self._uow(Label("Mark {title} as held", {"title": meeting.title}), origin=origin) as tx:
            tx.appointments.set_state(appointment_id, AppointmentState.HELD, entry.outcome if entry else None)
            if entry is None:
                return None
            return tx.interactions.insert(replace(entry, appointment_id=appointment_id))

    def _edit_alone(
        self, before: Appointment, clean: Appointment, label: Label, origin: object | None
    ) -> None:
        with self._uow(label, origin=origin) as tx:
            if clean.rule:
                tx.series.begin(Series(clean, clean.rule), [before])
            else:
                tx.appointments.update(clean)

    def _edit_series(
        self, before: Appointment, clean: Appointment, scope: Scope, label: Label, origin: object | None
    ) -> None:
        """End the series before what changes, and let the rest follow a new one."""
        series = self._series_of(before)
        assert series is not None
        concerned = self._concerned(before, scope) or [before]
        first = _moment(concerned[0])
        starts = first + (clean.starts - before.starts)
        rule = self._rule_from(series, first, starts, clean)
        with self._uow(label, origin=origin) as tx:
            tx.series.end_before(series, first)
            if rule:
                pattern = replace(clean, starts=starts, rule=rule)
                tx.series.begin(Series(pattern, rule, left_out=series.left_out), concerned, before)
                return
            # It does not repeat any more: this one stays, alone.
            for one in concerned:
                if one.id != before.id:
                    tx.series.remove(one)
            tx.appointments.update(replace(clean, series_id=None, occurrence=None, own=False))

    def _rule_from(self, series: Series, first: datetime, starts: datetime, clean: Appointment) -> str:
        if not clean.rule:
            return ""
        if clean.rule != series.rule:
            rule = _rule_of(replace(clean, starts=starts))
        else:
            rule = moved(continued_from(parse(series.rule), series.starts, first), first, starts)
        check(rule, starts)
        return rule.text

    def _concerned(self, meeting: Appointment, scope: Scope) -> list[Appointment]:
        """The planned meetings of its series that a change is meant for, this one among them, in order."""
        assert meeting.series_id is not None
        if scope is Scope.LATER:
            return self._series.planned(meeting.series_id, _moment(meeting))
        now = self._clock.now()
        planned = self._series.planned(meeting.series_id)
        return [one for one in planned if one.ends_at > now or one.id == meeting.id]

    def _series_of(self, meeting: Appointment) -> Series | None:
        return None if meeting.series_id is None else self._series.get(meeting.series_id)

    def _become(
        self, appointment_id: AppointmentId, state: AppointmentState, template: str, origin: object | None
    ) -> None:
        title = self.get(appointment_id).title
        with self._uow(Label(template, {"title": title}), origin=origin) as tx:
            tx.appointments.set_state(appointment_id, state)

    def checked(self, appointment: Appointment, before: Appointment | None = None) -> Appointment:
        """As it will be kept; who was to come before may be in the trash, and its rule goes on as it was.

        Raises UserError for what cannot be planned.
        """
        if appointment.starts.tzinfo is not None:
            raise ValueError("an appointment starts at a wall time; its zone stands beside it")
        need_living(appointment.contact_ids, self._contacts, before.contact_ids if before else ())
        if appointment.minutes < 0:
            raise UserError("The appointment ends before it begins; choose a later end.")
        if appointment.minutes > LONGEST_MINUTES:
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
        # One that was moved behind the last day of its series is not refused for that.
        if appointment.rule and (before is None or appointment.rule != before.rule):
            check(_rule_of(appointment), appointment.starts)
        names = self._contacts.names(appointment.contact_ids)
        title = line(appointment.title) or ", ".join(names.values())
        if not title:
            raise UserError("Say what the appointment is, or with whom.")
        return replace(
            appointment,
            title=title,
            starts=appointment.starts.replace(microsecond=0),
            rule=_rule_of(appointment).text if appointment.rule else "",
            contact_ids=tuple(dict.fromkeys(appointment.contact_ids)),
            place=line(appointment.place),
            agenda=paragraphs(appointment.agenda),
            remind=tuple(sorted(set(appointment.remind))),
        )


def _rule_of(appointment: Appointment) -> Recurrence:
    """Its rule, with an end that was given as an instant read where the appointment is."""
    return parse(appointment.rule, ZoneInfo(appointment.zone), start=appointment.starts)


def _moment(meeting: Appointment) -> datetime:
    """The wall time that the rule of its series gave to a meeting."""
    return meeting.occurrence or meeting.starts
