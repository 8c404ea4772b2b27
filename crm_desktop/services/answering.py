"""Answers the one question after a meeting: how it went, what was said, and what is next, in one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.interaction import InteractionKind
from crm_desktop.services.interactions import checked

if TYPE_CHECKING:
    from crm_desktop.domain.answer import Answer
    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.ids import AppointmentId
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.ports import Clock, ContactReads, InteractionReads, TodayReads, UnitOfWork
    from crm_desktop.services.settings import Settings


class Answering:
    """One undo takes back the whole answer."""

    def __init__(
        self,
        uow: UnitOfWork,
        appointments: Appointments,
        follow_ups: FollowUps,
        contacts: ContactReads,
        entries: InteractionReads,
        reads: TodayReads,
        settings: Settings,
        clock: Clock,
    ) -> None:
        self._uow = uow
        self._appointments = appointments
        self._follow_ups = follow_ups
        self._contacts = contacts
        self._entries = entries
        self._reads = reads
        self._settings = settings
        self._clock = clock

    def entry_of(self, appointment_id: AppointmentId) -> Interaction | None:
        """What was written down of a meeting when it was answered before."""
        return self._entries.of_meeting(appointment_id)

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

        Answered again, the entry that came of it is written anew: there is one, and its words stay where no
        others are given.

        Of one that did not take place the entry can only be a note. Raises UserError where the meeting is
        gone, and for an entry, a next meeting or a promise that cannot be; then nothing has changed.
        """
        meeting = self._appointments.get(appointment_id)
        about_nothing = answer.entry is not None and answer.entry.kind.warms
        if not answer.took_place and (answer.outcome or about_nothing):
            raise UserError("What did not take place did not go well or badly.")
        before = self.entry_of(appointment_id)
        entry = self._entry(answer, meeting, before)
        following = None
        if answer.next_meeting is not None:
            following = self._appointments.checked(replace(answer.next_meeting, came_from=appointment_id))
        promise = self._follow_ups.checked(answer.promise) if answer.promise is not None else None
        label = "Mark {title} as held" if answer.took_place else "Mark {title} as missed"
        state = AppointmentState.HELD if answer.took_place else AppointmentState.MISSED
        with self._uow(Label(label, {"title": meeting.title}), origin=origin) as tx:
            tx.appointments.set_state(appointment_id, state, answer.outcome)
            if entry is None and before is not None and before.id is not None:
                tx.interactions.delete(before.id)
            elif entry is not None and entry.id is not None:
                tx.interactions.update(entry)
            elif entry is not None:
                tx.interactions.insert(entry)
            if promise is not None:
                tx.follow_ups.insert(promise)
            return None if following is None else self._appointments.begin(tx, following)

    def _entry(self, answer: Answer, meeting: Appointment, before: Interaction | None) -> Interaction | None:
        """The entry as it will stand in the logbook; None where there is nothing to say."""
        said = before is not None and before.text not in ("", meeting.title)
        if answer.entry is None and before is not None and said:
            # Nobody takes back what was said: of a meeting that did not take place it is a note.
            kind = before.kind if answer.took_place else InteractionKind.NOTE
            return replace(before, kind=kind, outcome=answer.outcome)
        if answer.entry is None:
            return None
        known = (*meeting.contact_ids, *(before.contact_ids if before else ()))
        entry = checked(answer.entry, self._contacts, known=known)
        entry = replace(entry, appointment_id=meeting.id, outcome=answer.outcome)
        if before is None:
            return entry
        return replace(
            entry,
            id=before.id,
            text=before.text if said and entry.text in ("", meeting.title) else entry.text,
            came_for=entry.came_for or before.came_for,
            offered=entry.offered or before.offered,
            agreed=entry.agreed or before.agreed,
            tags=entry.tags or before.tags,
        )
