"""Opens what prints, with whoever is looked at on the People page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.printing.choices import Paper, Press
from crm_desktop.ui.printing.print_dialog import PrintDialog
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from crm_desktop.domain.ids import AppointmentId, ContactId
    from crm_desktop.ui.printing.document import Document
    from crm_desktop.ui.printing.ink import Ink
    from crm_desktop.ui.printing.ready_sheet import ReadySheet
    from crm_desktop.ui.printing.shape import Shape
    from crm_desktop.ui.shell.session import WindowSession

_translate = QCoreApplication.translate


def open_printing(session: WindowSession, paper: Paper | None = None, day: date | None = None) -> PrintDialog:
    """Open the dialog: on the People page it begins with the phone list, or with the card that is open;
    elsewhere with a day, today unless told.
    """
    services, window = session.services, session.window
    rtl = window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    press = Press(services.papers, DayWords(services.clock), services.settings.calendar, rtl=rtl)
    groups = _groups(session)
    dialog = PrintDialog(press, groups, services.settings, session.runner, session.theme, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.written.connect(lambda path, pages: _tell_written(session, path, pages))
    dialog.printed.connect(lambda pages: _tell_printed(session, pages))
    if paper is None and session.stack.current != "people":
        paper = Paper.DAY
    elif paper is None and len(groups[-1][1] or ()) == 1:
        paper = Paper.CLIENTS
    if paper is not None:
        dialog.choose(paper, day)
    dialog.open()
    return dialog


def open_ready(session: WindowSession, make: Callable[[Shape, Ink], Document]) -> ReadySheet:
    """Show a document that needs no questions, ready to be printed or written as a PDF."""
    from crm_desktop.ui.printing.ink import Ink
    from crm_desktop.ui.printing.ready_sheet import ReadySheet

    window = session.window
    ink = Ink(rtl=window.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    sheet = ReadySheet(
        lambda shape: make(shape, ink), session.services.settings, session.runner, session.theme, window
    )
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.written.connect(lambda path, pages: _tell_written(session, path, pages))
    sheet.printed.connect(lambda pages: _tell_printed(session, pages))
    sheet.open()
    return sheet


def open_brief(session: WindowSession, appointment_id: AppointmentId) -> ReadySheet | None:
    """Show what one wants to know before a meeting, on paper."""
    from crm_desktop.ui.printing.brief import brief

    try:
        found = session.services.papers.brief(appointment_id)
    except UserError as error:
        session.messages.error(str(error))
        return None
    days = DayWords(session.services.clock)
    return open_ready(session, lambda shape, ink: brief(found, days, shape, ink))


def _groups(session: WindowSession) -> list[tuple[str, tuple[ContactId, ...] | None]]:
    """Everyone, whom the list shows, and who is selected or open; each where it is not the one before."""
    contacts = session.services.contacts
    count = contacts.count()
    everyone = english_plural(_translate("Printing", "Everyone (%Ln)", None, count), count)
    groups: list[tuple[str, tuple[ContactId, ...] | None]] = [(everyone, None)]
    if session.stack.current != "people":
        return groups
    page = session.people()
    listed: tuple[ContactId, ...] = tuple(contacts.ids(page.list.query()))  # type: ignore[arg-type]
    if 0 < len(listed) < count:
        text = english_plural(
            _translate("Printing", "The list as it is (%Ln)", None, len(listed)), len(listed)
        )
        groups.append((text, listed))
    chosen = page.current_people()
    if len(chosen) == 1:
        groups.append((contacts.names(chosen).get(chosen[0], ""), chosen))
    elif chosen and len(chosen) != len(listed):
        text = english_plural(_translate("Printing", "%Ln selected", None, len(chosen)), len(chosen))
        groups.append((text, chosen))
    return groups


def _tell_written(session: WindowSession, path: Path, pages: int) -> None:
    text = _translate("Printing", "Wrote %Ln page(s) to {name}", None, pages)
    session.messages.say(english_plural(text, pages).format(name=path.name))


def _tell_printed(session: WindowSession, pages: int) -> None:
    session.messages.say(
        english_plural(_translate("Printing", "Sent %Ln page(s) to the printer", None, pages), pages)
    )
