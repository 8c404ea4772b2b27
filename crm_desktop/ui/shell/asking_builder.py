"""Puts "Ask the notebook" onto the calendar page, with what is done from an answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.safe_file_name import safe_file_name
from crm_desktop.ui.asking.beside import AskBeside
from crm_desktop.ui.asking.panel import AskPanel
from crm_desktop.ui.asking.replies import Replies
from crm_desktop.ui.calendar.period import View
from crm_desktop.ui.runtime.folders import open_folder
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.ids import AppointmentId
    from crm_desktop.ui.asking.reply import Line, Reply
    from crm_desktop.ui.calendar.page import CalendarPage
    from crm_desktop.ui.shell.session import WindowSession

_translate = QCoreApplication.translate


def add_asking(session: WindowSession, page: CalendarPage) -> AskBeside:
    """The panel beside the views, closed, and the button that opens it."""
    services = session.services
    replies = Replies(services.questions, services.settings, services.clock)
    panel = AskPanel(replies, session.runner, session.theme)
    page.add_beside(panel)
    beside = AskBeside(page, page.views, panel, session.theme)
    page.add_to_head(beside.button)
    panel.opened.connect(lambda line: _open(session, page, line))
    panel.print_asked.connect(lambda reply: _print(session, reply, replies))
    panel.export_asked.connect(lambda reply: _choose_file(session, reply))
    session.relay.data_changed.connect(panel.notice)
    return beside


def ask(page: QWidget) -> None:
    """Open the panel of the calendar page."""
    beside = page.findChild(AskBeside)
    if beside is not None:
        beside.open()


def export_reply(session: WindowSession, reply: Reply, path: Path) -> None:
    """Write an answer for spreadsheets, beside the window, and say so when it is there."""
    from crm_desktop.services.table_file import write_table

    rtl = session.window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    session.runner.run(
        lambda _progress, _cancel: write_table(
            path, reply.headings, reply.rows, name=reply.title, right_to_left=rtl
        ),
        on_done=lambda count: _tell(session, path, count),
        on_error=lambda error: _refuse(session, error),
    )


def _open(session: WindowSession, page: CalendarPage, line: Line) -> None:
    if line.person is not None:
        session.open_contact(line.person)
    elif line.meeting is not None:
        _open_meeting(session, line.meeting)
    elif line.day is not None:
        page.show_day(line.day, View.DAY)


def _open_meeting(session: WindowSession, number: AppointmentId) -> None:
    """Ask how it went where nobody said, else let it be changed."""
    services = session.services
    try:
        meeting = services.appointments.get(number)
    except UserError as error:
        session.messages.error(str(error))
        return
    if meeting.state is AppointmentState.PLANNED and meeting.ends_at <= services.clock.now():
        session.dialogs.how_it_went(meeting)
    else:
        session.dialogs.plan(appointment=meeting)


def _print(session: WindowSession, reply: Reply, replies: Replies) -> None:
    from crm_desktop.ui.printing.answer import answer
    from crm_desktop.ui.shell.printing_builder import open_ready

    today = replies.words.today()
    open_ready(session, lambda shape, ink: answer(reply, today, shape, ink))


def _choose_file(session: WindowSession, reply: Reply) -> None:
    csv, xlsx = _translate("Asking", "CSV files (*.csv)"), _translate("Asking", "Excel workbooks (*.xlsx)")
    first = str(Path.home() / safe_file_name(reply.title, ".xlsx"))
    title = _translate("Asking", "Export the answer")
    name, kind = QFileDialog.getSaveFileName(session.window, title, first, f"{xlsx};;{csv}")
    if not name:
        return
    path = Path(name)
    if path.suffix.casefold() not in (".csv", ".xlsx"):
        path = Path(f"{path}{'.csv' if kind == csv else '.xlsx'}")
    export_reply(session, reply, path)


def _tell(session: WindowSession, path: Path, count: int) -> None:
    text = english_plural(_translate("Asking", "Wrote %Ln row(s) to {name}", None, count), count)
    action = _translate("Export", "Show in folder")
    session.messages.with_action(text.format(name=path.name), action, lambda: open_folder(path.parent))


def _refuse(session: WindowSession, error: BaseException) -> None:
    if not isinstance(error, UserError):
        raise error
    session.messages.error(str(error))
