"""Planning in one line, in the whole window: told, done, undone, and looked at first."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.palette.palette import Palette
from crm_desktop.ui.planning.plan_dialog import PlanDialog
from crm_desktop.ui.shell.session import WindowSession


def box(session: WindowSession, qtbot: QtBot) -> QLineEdit:
    qtbot.keyClick(session.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = session.window.findChild(Palette)
    assert palette is not None
    found = palette.findChild(QLineEdit)
    assert found is not None
    return found


def test_enter_plans_it_and_the_message_takes_it_back(
    shown: WindowSession, services: Services, qtbot: QtBot
) -> None:
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    line = box(shown, qtbot)
    qtbot.keyClicks(line, "Anna tomorrow 15:00 lunch")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    (meeting,) = services.appointments.coming(anna)
    assert (meeting.title, meeting.starts.hour) == ("Lunch", 15)
    assert shown.window.content.messages.text.startswith("Planned: Lunch with Anna Meier")
    services.undo.undo()
    assert services.appointments.coming(anna) == []


def test_shift_and_enter_open_the_dialog_filled_and_what_it_holds_is_a_draft(
    shown: WindowSession, services: Services, qtbot: QtBot
) -> None:
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    line = box(shown, qtbot)
    qtbot.keyClicks(line, "Anna tomorrow 15:00 lunch at Bole every week")
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    dialog = next(each for each in shown.window.findChildren(QDialog) if each.isVisible())
    assert isinstance(dialog, PlanDialog)
    assert services.appointments.coming(anna) == []
    dialog.submit()
    meeting, *later = services.appointments.coming(anna)
    assert (meeting.title, meeting.place, meeting.starts.hour) == ("Lunch", "Bole", 15)
    assert meeting.rule.startswith("FREQ=WEEKLY")
    assert all(one.starts - meeting.starts >= timedelta(days=7) for one in later)
