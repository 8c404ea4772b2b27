"""Puts the page of duplicates together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.ids import ContactId
from crm_desktop.ui.duplicates.page import DuplicatesPage
from crm_desktop.ui.people.page import PeoplePage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.ui.shell.session import WindowSession


def build_duplicates_page(session: WindowSession) -> DuplicatesPage:
    """The page, with its ways out."""
    services = session.services
    page = DuplicatesPage(
        services.duplicates,
        services.contacts,
        services.clock,
        session.runner,
        session.messages,
        session.theme,
        selected=lambda: _selected(session),
    )
    page.back_asked.connect(lambda: session.go_to("people"))
    page.open_asked.connect(lambda number: session.open_contact(ContactId(number)))
    session.relay.data_changed.connect(page.notice)
    return page


def _selected(session: WindowSession) -> Sequence[ContactId]:
    """Whoever is selected on the People page."""
    page = session.stack.built("people")
    return page.current_people() if isinstance(page, PeoplePage) else ()
