"""One's own reminder, from anywhere in the window."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.palette.palette import Palette
from crm_desktop.ui.planning.scope_sheet import ScopeSheet
from crm_desktop.ui.shell.session import WindowSession

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def dialog(session: WindowSession) -> QDialog:
    return next(each for each in session.window.findChildren(QDialog) if each.isVisible())


def line(root: QDialog) -> QLineEdit:
    return next(each for each in root.findChildren(QLineEdit) if each.accessibleName() == "What to remember")


def test_a_key_opens_it_and_enter_keeps_it(shown: WindowSession, services: Services, qtbot: QtBot) -> None:
    services.contacts.add(Contact(Name("Anna Meier")))
    qtbot.keyClick(shown.window, Qt.Key.Key_R, _CTRL | _SHIFT)
    words = line(dialog(shown))
    qtbot.keyClicks(words, "Renew the stall permit")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    (kept,) = services.follow_ups.open_until(None)
    assert (kept.text, kept.contact_id) == ("Renew the stall permit", None)


def test_the_box_that_finds_everything_takes_it_down(
    shown: WindowSession, services: Services, qtbot: QtBot
) -> None:
    services.contacts.add(Contact(Name("Anna Meier")))
    qtbot.keyClick(shown.window, Qt.Key.Key_K, _CTRL)
    palette = shown.window.findChild(Palette)
    assert palette is not None
    box = palette.findChild(QLineEdit)
    assert box is not None
    qtbot.keyClicks(box, "remind me: renew the stall permit")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    asked = dialog(shown)
    assert line(asked).text() == "renew the stall permit"
    asked.reject()


def test_cancelling_a_meeting_that_repeats_asks_how_many(shown: WindowSession, services: Services) -> None:
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    now = services.clock.now()
    start = now.replace(tzinfo=None) + timedelta(hours=2)
    services.appointments.plan(Appointment("Prices", start, "UTC", (anna,), rule="FREQ=DAILY;COUNT=5"))
    first, *_ = services.appointments.coming(anna)
    shown.dialogs.cancel_meeting(first)
    asking = dialog(shown)
    assert isinstance(asking, ScopeSheet)
    asking.buttons[0].click()
    assert len(services.appointments.between(now, now + timedelta(days=9))) == 4


def test_a_single_meeting_is_cancelled_at_once_and_undo_brings_it_back(
    shown: WindowSession, services: Services
) -> None:
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    start = services.clock.now().replace(tzinfo=None) + timedelta(hours=2)
    services.appointments.plan(Appointment("Lunch", start, "UTC", (anna,)))
    shown.dialogs.cancel_meeting(services.appointments.coming(anna)[0])
    assert services.appointments.coming(anna) == []
    assert shown.window.content.messages.text == "Cancelled: Lunch"
    services.undo.undo()
    assert len(services.appointments.coming(anna)) == 1
