"""Answers the one question after a meeting: how it went, what was said, and what is next, in one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.services.interactions import checked

if TYPE_CHECKING:
    from crm_desktop.domain.answer import Answer
    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.ids import AppointmentId
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.ports import Clock, ContactReads, TodayReads, UnitOfWork
    from crm_desktop.services.settings import Settings


class Answering:
    """One undo takes back the whole answer."""

    def __init__(
        self,
        uow: UnitOfWork,
        appointments: Appointments,
        follow_ups: FollowUps,
        contacts: ContactReads,
        reads: TodayReads,
        settings: Settings,
        clock: Clock,
    ) -> None:
        self._uow = uow
        self._appointments = appointments
        self._follow_ups = follow_ups
        self._contacts = contacts
        self._reads = reads
        self._settings = settings
        self._clock = clock

    def to_ask(self) -> tuple[Appointment | None, int]:
        """The newest meeting that has ended since this was asked last and has no answer; how many there are.

        Whoever shows it says so at once with `asked`: each meeting is asked about once, also across starts.
        One that was moved ends anew.
        """
        return self._reads.ended(self._settings.asked_until, self._clock.now())

    def asked(self) -> None:
        """What is over by now was asked about."""
        self._settings.asked_until = self._clock.now()

    def answer(
        self, appointment_id: AppointmentId, answer: Answer, *, origin: object | None = None
    ) -> AppointmentId | None:
        """Note what became of a meeting; the number of the next one where that was planned.

        Of one that did not take place the entry can only be a note. Raises UserError where the meeting is
        gone, and for an entry, a next meeting or a promise that cannot be; then nothing has changed.
        """
        meeting = self._appointments.get(appointment_id)
        about_nothing = answer.entry is not None and answer.entry.kind.warms
        if not answer.took_place and (answer.outcome or about_nothing):
            raise UserError("What did not take place did not go well or badly.")
        entry = None
        if answer.entry is not None:
            entry = checked(answer.entry, self._contacts, known=meeting.contact_ids)
            entry = replace(entry, appointment_id=appointment_id, outcome=answer.outcome)
        following = None
        if answer.next_meeting is not None:
            following = self._appointments.checked(replace(answer.next_meeting, came_from=appointment_id))
        promise = self._follow_ups.checked(answer.promise) if answer.promise is not None else None
        label = "Mark {title} as held" if answer.took_place else "Mark {title} as missed"
        state = AppointmentState.HELD if answer.took_place else AppointmentState.MISSED
        with self._uow(Label(label, {"title": meeting.title}), origin=origin) as tx:
            tx.appointments.set_state(appointment_id, state, answer.outcome)
            if entry is not None:
                tx.interactions.insert(entry)
            if promise is not None:
                tx.follow_ups.insert(promise)
            return None if following is None else self._appointments.begin(tx, following)
