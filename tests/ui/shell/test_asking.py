"""The questions within the whole window: the way in, what is opened, printed and exported, and the brief."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import AppointmentId
from crm_desktop.services.context import Services
from crm_desktop.ui.answering.answer_dialog import AnswerDialog
from crm_desktop.ui.asking.beside import AskBeside
from crm_desktop.ui.asking.panel import AskPanel
from crm_desktop.ui.asking.reply import Question
from crm_desktop.ui.printing.ready_sheet import ReadySheet
from crm_desktop.ui.shell.session import WindowSession


@pytest.fixture
def met(services: Services) -> AppointmentId:
    """A meeting with Anna on the first day of the week before last, of which nobody said how it went."""
    anna = services.contacts.add(Contact(Name("Anna")))
    day = services.questions.week_before_last()[0]
    starts = datetime.combine(day, datetime.min.time()) + timedelta(hours=10)
    return services.appointments.plan(Appointment("Prices", starts, "UTC", (anna,)))


def _asked(session: WindowSession, qtbot: QtBot) -> AskPanel:
    session.actions.ask.trigger()
    beside = session.stack.page("calendar").findChild(AskBeside)
    assert beside is not None
    qtbot.waitUntil(lambda: bool(beside.panel.list.lines))
    return beside.panel


def _open_dialog(session: WindowSession, kind: type[QDialog]) -> QDialog | None:
    return next((each for each in session.window.findChildren(kind) if each.isVisible()), None)


def test_the_action_opens_the_panel_with_the_answer_on_it(
    shown: WindowSession, met: AppointmentId, qtbot: QtBot
) -> None:
    panel = _asked(shown, qtbot)
    assert shown.stack.current == "calendar"
    assert panel.isVisible()
    assert [line.meeting for line in panel.list.lines] == [met]


def test_a_meeting_nobody_answered_is_asked_about_and_a_person_is_shown(
    shown: WindowSession, met: AppointmentId, qtbot: QtBot
) -> None:
    panel = _asked(shown, qtbot)
    panel.opened.emit(panel.list.lines[0])
    qtbot.waitUntil(lambda: _open_dialog(shown, AnswerDialog) is not None)
    dialog = _open_dialog(shown, AnswerDialog)
    assert dialog is not None
    dialog.reject()
    panel.ask(Question.WHEN)
    panel.bar.name_box.setText("anna")
    qtbot.waitUntil(lambda: bool(panel.list.lines) and panel.list.lines[0].person is not None)
    panel.opened.emit(panel.list.lines[0])
    assert shown.stack.current == "people"


def test_an_answer_is_shown_on_paper_and_written_into_a_file(
    shown: WindowSession,
    met: AppointmentId,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel, path = _asked(shown, qtbot), tmp_path / "answer"
    panel.print_button.click()
    sheet = _open_dialog(shown, ReadySheet)
    assert isinstance(sheet, ReadySheet)
    assert sheet.document is not None
    assert sheet.document.title == "How meetings ended"
    sheet.reject()
    chosen = (str(path), "CSV files (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: chosen)
    panel.export_button.click()
    written = path.with_suffix(".csv")
    qtbot.waitUntil(written.exists)
    rows = list(csv.reader(written.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1][1:] == ["10:00", "Prices", "Anna", "Not answered yet"]


def test_a_brief_opens_over_the_window(shown: WindowSession, met: AppointmentId, qtbot: QtBot) -> None:
    shown.dialogs.brief(met)
    sheet = _open_dialog(shown, ReadySheet)
    assert isinstance(sheet, ReadySheet)
    assert sheet.document is not None
    assert sheet.document.title == "Prices"
    sheet.reject()
