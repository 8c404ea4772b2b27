"""Puts the calendar page together with what is done from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.calendar.doing import CalendarDoing
from crm_desktop.ui.calendar.entries import EntryMaker
from crm_desktop.ui.calendar.page import CalendarPage
from crm_desktop.ui.calendar.period import View
from crm_desktop.ui.notebook.notebook_view import NotebookView
from crm_desktop.ui.shell.asking_builder import add_asking

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.ui.shell.session import WindowSession


def build_calendar_page(session: WindowSession) -> CalendarPage:
    """The page, with every deed connected."""
    services = session.services
    page = CalendarPage(services.agenda, services.settings, services.clock, session.theme)
    doing = CalendarDoing(
        services.appointments,
        services.follow_ups,
        services.contacts,
        services.settings,
        services.clock,
        session.dialogs,
        session.messages,
        session.open_contact,
        session.theme,
        session.window,
    )
    page.plan_asked.connect(doing.plan)
    page.entry_opened.connect(doing.open)
    page.menu_asked.connect(doing.menu)
    page.moved.connect(doing.move)
    page.stretched.connect(doing.stretch)
    page.print_asked.connect(lambda day: _print(session, day))
    notebook = NotebookView(
        services.agenda,
        services.day_notes,
        services.settings,
        services.clock,
        EntryMaker(services.clock),
        session.theme,
    )
    notebook.entry_opened.connect(doing.open)
    notebook.menu_asked.connect(doing.menu)
    notebook.written.connect(doing.plan_written)
    notebook.refused.connect(session.messages.error)
    notebook.day_changed.connect(page.show_day)
    page.add_view(View.NOTEBOOK, notebook, notebook.show_day)
    session.relay.data_changed.connect(page.notice)
    add_asking(session, page)
    return page


def _print(session: WindowSession, day: date) -> None:
    from crm_desktop.ui.printing.choices import Paper
    from crm_desktop.ui.shell.printing_builder import open_printing

    open_printing(session, Paper.DAY, day)
