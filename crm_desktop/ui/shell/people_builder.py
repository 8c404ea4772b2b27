"""Puts the People page together from the services that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.people.page import PeoplePage

if TYPE_CHECKING:
    from crm_desktop.ui.shell.session import WindowSession


def build_people_page(session: WindowSession) -> PeoplePage:
    """The page, ready to be shown."""
    services = session.services
    return PeoplePage(
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
