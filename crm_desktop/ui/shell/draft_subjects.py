"""What each dialog is about, as it is noted in its draft so that the same dialog can be opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.drafts.following import Subject

if TYPE_CHECKING:
    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.interaction import Interaction

LOG, ENTRY, HELD, PLAN, MEETING, PROMISE = "log", "entry", "held", "plan", "meeting", "promise"
PASTE, PAPER_ROWS = "paste", "paper rows"
FILTER = "filter"


def subject_of_log(entry: Interaction | None, begun: Interaction | None) -> Subject:
    """Of the log dialog; the words that were begun elsewhere are typed words too."""
    if entry is not None:
        return Subject(ENTRY, f"{ENTRY}/{entry.id}", {"entry": entry.id})
    return Subject(LOG, empty={"text": ""} if begun is not None and begun.text else {})


def subject_of_plan(meeting: Appointment | None, begun: Appointment | None = None) -> Subject:
    """Of the dialog that plans a meeting; the words that were begun elsewhere are typed words too."""
    if meeting is not None:
        return Subject(MEETING, f"{MEETING}/{meeting.id}", {"meeting": meeting.id})
    return Subject(PLAN, empty={"title": ""} if begun is not None and begun.title else {})


def subject_of_promise(contact_id: ContactId | None, promise: FollowUp | None, text: str) -> Subject:
    """Of the dialog of promises and own reminders."""
    if promise is not None:
        about = {"contact": promise.contact_id, "promise": promise.id}
        return Subject(PROMISE, f"{PROMISE}/{promise.id}", about)
    return Subject(PROMISE, "", {"contact": contact_id}, {"text": ""} if text else {})
