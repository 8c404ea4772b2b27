"""Puts the Today page together with what its lines do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.today.doing import TodayDoing
from crm_desktop.ui.today.page import TodayPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.context import Services
    from crm_desktop.ui.shell.dialogs import Dialogs
    from crm_desktop.ui.shell.messages import BarMessages
    from crm_desktop.ui.theme.controller import ThemeController


def build_today_page(
    *,
    services: Services,
    dialogs: Dialogs,
    messages: BarMessages,
    open_contact: Callable[[ContactId], None],
    theme: ThemeController,
    window: QWidget,
) -> TodayPage:
    """The page, with every deed connected."""
    page = TodayPage(services.today, services.contacts, services.settings, services.clock, theme)
    doing = TodayDoing(
        reminders=services.reminders,
        answering=services.answering,
        logbook=services.interactions,
        follow_ups=services.follow_ups,
        contacts=services.contacts,
        settings=services.settings,
        clock=services.clock,
        dialogs=dialogs,
        messages=messages,
        open_contact=open_contact,
        theme=theme,
        window=window,
    )
    page.deed_asked.connect(doing.do)
    page.remind_asked.connect(dialogs.remind_me)
    page.refused.connect(messages.error)
    return page
