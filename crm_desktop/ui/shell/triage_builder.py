"""Puts the page for tidying up together, with whom one may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.ids import ContactId
from crm_desktop.ui.filters.words import missing_word
from crm_desktop.ui.people.page import PeoplePage
from crm_desktop.ui.triage.page import TriagePage, TriageServices
from crm_desktop.ui.triage.sources import Source

if TYPE_CHECKING:
    from collections.abc import Collection

    from crm_desktop.services.filters import Filters
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
            sources=lambda: _sources(services.filters),
            selected=lambda: _selected(session),
        ),
        session.runner,
        session.messages,
        session.theme,
    )
    page.back_asked.connect(lambda: session.go_to("people"))
    page.open_asked.connect(lambda number: session.open_contact(ContactId(number)))
    session.relay.data_changed.connect(page.notice)
    return page


def _sources(filters: Filters) -> list[Source]:
    """Those of whom something is missing, and whom the saved filters list."""
    lacking = [
        Source(missing_word(missing.subject), filters.matching(missing.condition), "minus")
        for missing in filters.missing()
        if missing.count
    ]
    return [*(Source(one.name, filters.matching(one.condition), "filter") for one in filters.all()), *lacking]


def _selected(session: WindowSession) -> Collection[int]:
    """Whoever is selected on the People page, where that is more than one."""
    page = session.stack.built("people")
    chosen = page.current_people() if isinstance(page, PeoplePage) else ()
    return chosen if len(chosen) > 1 else ()
