"""Puts the People page together from the services that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.people.page import PeoplePage

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.ui.people.editor_drafts import EditorDrafts
    from crm_desktop.ui.runtime.event_relay import EventRelay
    from crm_desktop.ui.runtime.task_runner import TaskRunner
    from crm_desktop.ui.runtime.window_state import WindowState
    from crm_desktop.ui.shell.dialogs import Dialogs
    from crm_desktop.ui.shell.messages import BarMessages
    from crm_desktop.ui.theme.controller import ThemeController


def build_people_page(
    services: Services,
    theme: ThemeController,
    messages: BarMessages,
    dialogs: Dialogs,
    relay: EventRelay,
    state: WindowState,
    runner: TaskRunner,
    drafts: EditorDrafts,
) -> PeoplePage:
    """The page, ready to be shown."""
    return PeoplePage(
        services.contacts,
        services.interactions,
        services.appointments,
        services.follow_ups,
        services.custom_fields,
        services.settings,
        services.clock,
        theme,
        messages,
        dialogs,
        relay,
        state,
        runner,
        drafts=drafts,
    )
