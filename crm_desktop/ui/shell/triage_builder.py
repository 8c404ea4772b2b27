"""Puts the page for tidying up together, with whom one may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.ids import ContactId
from crm_desktop.ui.triage.page import TriagePage, TriageServices

if TYPE_CHECKING:
    from crm_desktop.ui.shell.session import WindowSession


def build_triage_page(session: WindowSession) -> TriagePage:
    """The page, with its ways out."""
    services = session.services
    page = TriagePage(
        TriageServices(
            triage=services.triage,
            contacts=services.contacts,
            undo=services.undo,
            settings=services.settings,
            clock=services.clock,
        ),
        session.runner,
        session.messages,
        session.theme,
    )
    page.back_asked.connect(lambda: session.go_to("people"))
    page.open_asked.connect(lambda number: session.open_contact(ContactId(number)))
    session.relay.data_changed.connect(page.notice)
    return page
