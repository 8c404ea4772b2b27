"""Opens the editor that a draft was typed into, about the same thing, with everything put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import AppointmentId, ContactId, FollowUpId, InteractionId
from crm_desktop.ui.drafts.following import Kept
from crm_desktop.ui.drafts.typed import ABOUT
from crm_desktop.ui.people.draft_kinds import CONTACT, LINE
from crm_desktop.ui.shell.draft_subjects import (
    ENTRY,
    FILTER,
    HELD,
    LOG,
    MEETING,
    PAPER_ROWS,
    PASTE,
    PLAN,
    PROMISE,
)
from crm_desktop.ui.shell.further import PAPER
from crm_desktop.ui.shell.pasting_builder import open_pasting

if TYPE_CHECKING:
    from crm_desktop.domain.draft import Draft
    from crm_desktop.ui.shell.session import WindowSession


class GoingOn(QObject):
    """Every kind of draft has its way here."""

    def __init__(self, session: WindowSession) -> None:
        super().__init__(session)
        self._session = session
        self._services, self._dialogs = session.services, session.dialogs

    def open(self, draft: Draft) -> str:
        """Go on with a draft; why that cannot be, empty where its editor is open.

        Raises one of typed.NOT_OURS for a draft that is not understood.
        """
        about: dict[str, Any] = dict(cast("Any", draft.content[ABOUT]))
        match draft.kind:
            case kind if kind == CONTACT:
                return self._contact(draft, about.get("contact"))
            case kind if kind == LINE:
                return self._line(about["contact"])
            case kind if kind == LOG:
                self._dialogs.log(kept=Kept(draft))
            case kind if kind == ENTRY:
                self._entry(draft, InteractionId(about["entry"]))
            case kind if kind == HELD:
                self._held(draft, AppointmentId(about["meeting"]))
            case kind if kind == PLAN:
                self._dialogs.plan(kept=Kept(draft))
            case kind if kind == MEETING:
                self._meeting(draft, AppointmentId(about["meeting"]))
            case kind if kind == FILTER:
                self._session.lists.go_on(draft)
            case kind if kind == PROMISE:
                return self._promise(draft, about)
            case kind if kind == PASTE:
                open_pasting(self._session, kept=Kept(draft))
            case kind if kind == PAPER_ROWS:
                self._session.go_to(PAPER)
            case _:
                raise ValueError("no editor writes such a draft")
        return ""

    def _contact(self, draft: Draft, contact_id: Any) -> str:
        if contact_id is not None and not self._is_there(contact_id):
            return self._gone()
        self._session.people().continue_draft(draft)
        return ""

    def _line(self, contact_id: Any) -> str:
        if not self._is_there(contact_id):
            return self._gone()
        self._session.open_contact(ContactId(contact_id))
        return ""

    def _entry(self, draft: Draft, entry_id: InteractionId) -> None:
        try:
            entry = self._services.interactions.get(entry_id)
        except UserError:
            self._dialogs.log(kept=Kept(draft, anew=True))
        else:
            self._dialogs.log(entry.contact_ids, entry=entry, kept=Kept(draft))

    def _held(self, draft: Draft, meeting_id: AppointmentId) -> None:
        try:
            meeting = self._services.appointments.get(meeting_id)
        except UserError:
            self._dialogs.log(kept=Kept(draft, anew=True))
        else:
            self._dialogs.how_it_went(meeting, kept=Kept(draft))

    def _meeting(self, draft: Draft, meeting_id: AppointmentId) -> None:
        try:
            meeting = self._services.appointments.get(meeting_id)
        except UserError:
            self._dialogs.plan(kept=Kept(draft, anew=True))
        else:
            self._dialogs.plan(appointment=meeting, kept=Kept(draft))

    def _promise(self, draft: Draft, about: dict[str, Any]) -> str:
        owner, number = about.get("contact"), about.get("promise")
        if owner is not None and not self._is_there(owner):
            return self._gone()
        promise, anew = None, False
        if number is not None:
            try:
                promise = self._services.follow_ups.get(FollowUpId(number))
            except UserError:
                anew = True
        kept = Kept(draft, anew)
        if owner is None:
            self._dialogs.remind_me(promise, kept=kept)
        else:
            name = self._services.contacts.names([owner])[owner]
            self._dialogs.follow_up(ContactId(owner), name, promise, kept=kept)
        return ""

    def _is_there(self, contact_id: Any) -> bool:
        return bool(self._services.contacts.names([ContactId(contact_id)]))

    def _gone(self) -> str:
        return self.tr(
            "The card that this is about was deleted since. To go on, bring it back from the trash in the"
            " settings; or copy the text."
        )
