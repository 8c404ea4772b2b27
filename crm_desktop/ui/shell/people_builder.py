"""Puts the People page together from the services that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.people.page import PeoplePage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from crm_desktop.ui.people.filter_bar import Filters
    from crm_desktop.ui.shell.session import WindowSession


def build_people_page(session: WindowSession) -> PeoplePage:
    """The page, ready to be shown."""
    services = session.services
    page = PeoplePage(
        services.contacts,
        services.interactions,
        services.appointments,
        services.follow_ups,
        services.custom_fields,
        services.settings,
        services.clock,
        session.theme,
        session.messages,
        session.dialogs,
        session.relay,
        session.state,
        session.runner,
        drafts=session.drafting.editors,
    )
    page.print_asked.connect(session.actions.print.trigger)
    tools = _Tools(session)
    page.list.filters.tools = tools
    page.list.filters.changed.connect(tools.mark)
    return page


class _Tools:
    """What makes filters and knows the lists is imported when it is first asked."""

    def __init__(self, session: WindowSession) -> None:
        self._session = session

    def mark(self) -> None:
        """Another filter is on."""
        self._session.lists.mark()

    def fill(self, menu: QMenu, on: Filters) -> None:
        self._session.lists.fill(menu, on)
