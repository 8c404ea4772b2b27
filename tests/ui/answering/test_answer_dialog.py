"""How did it go? One dialog after a meeting, one key for each answer, and one undo for all of it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import InteractionKind, Outcome
from crm_desktop.services.context import Services
from crm_desktop.ui.answering.answer_dialog import AnswerDialog
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.chip import Chip

AGAIN = datetime.fromisoformat("2026-04-01T15:30")

Ask = Callable[[Appointment], AnswerDialog]


@pytest.fixture
def ask(services: Services, theme: ThemeController, qtbot: QtBot) -> Iterator[Ask]:
    """The dialog about a meeting, in view."""
    made: list[AnswerDialog] = []

    def in_view(meeting: Appointment) -> AnswerDialog:
        dialog = AnswerDialog(
            meeting,
            services.answering,
            services.appointments,
            services.contacts,
            services.settings,
            theme,
            services.clock,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        made.append(dialog)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    yield in_view
    for dialog in made:
        dialog.close()
        dialog.deleteLater()


def press(dialog: AnswerDialog, text: str) -> None:
    next(each for each in dialog.findChildren(Chip) if each.text().startswith(text)).click()


@pytest.mark.parametrize(
    "key, state, outcome",
    [
        ("1", AppointmentState.HELD, Outcome.GOOD),
        ("2", AppointmentState.HELD, Outcome.NEUTRAL),
        ("3", AppointmentState.HELD, Outcome.BAD),
        ("4", AppointmentState.MISSED, None),
    ],
)
def test_a_key_and_enter_are_an_answer(
    ask: Ask, services: Services, meeting: Appointment, anna: ContactId, qtbot: QtBot,
    key: str, state: AppointmentState, outcome: Outcome | None,
) -> None:  # fmt: skip
    dialog = ask(meeting)
    qtbot.keyClicks(dialog.focusWidget(), key)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    after = services.appointments.get(AppointmentId(meeting.id or 0))
    assert (after.state, after.outcome) == (state, outcome)
    entries = services.interactions.timeline(anna)
    assert [(one.kind, one.outcome, one.text, one.minutes) for one in entries] == (
        [(InteractionKind.MEETING, outcome, "Prices", 45)] if outcome else []
    )


def test_the_keys_are_those_of_any_script(ask: Ask, meeting: Appointment) -> None:
    dialog = ask(meeting)
    three = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "۳")
    QApplication.sendEvent(dialog._went, three)
    assert dialog._went.outcome is Outcome.BAD


def test_what_was_said_follows_the_key_and_stands_at_the_hour_of_the_meeting(
    ask: Ask, services: Services, meeting: Appointment, anna: ContactId, qtbot: QtBot
) -> None:
    dialog = ask(meeting)
    qtbot.keyClicks(dialog.focusWidget(), "1")
    qtbot.keyClicks(dialog.focusWidget(), "wants 300 by May")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    [entry] = services.interactions.timeline(anna)
    assert (entry.text, entry.at, entry.appointment_id) == ("wants 300 by May", meeting.starts_at, meeting.id)


def test_without_an_answer_it_says_which_keys_there_are(
    ask: Ask, services: Services, meeting: Appointment, qtbot: QtBot
) -> None:
    dialog = ask(meeting)
    dialog.submit()
    assert "1, 2, 3 or 4" in dialog.error_text
    assert dialog.isVisible()
    assert services.appointments.get(AppointmentId(meeting.id or 0)).state is AppointmentState.PLANNED


def test_the_next_meeting_is_planned_in_the_same_dialog_and_remembers_where_it_came_from(
    ask: Ask, services: Services, meeting: Appointment, anna: ContactId
) -> None:
    dialog = ask(meeting)
    press(dialog, "Went well")
    press(dialog, "The next meeting")
    dialog._again._when.set_value(AGAIN)
    dialog.submit()
    [following] = services.appointments.coming(anna)
    assert (following.title, following.starts, following.minutes) == ("Prices", AGAIN, 45)
    assert following.came_from == meeting.id
    services.undo.undo()
    assert services.appointments.coming(anna) == []
    assert services.interactions.timeline(anna) == []
    assert services.appointments.get(AppointmentId(meeting.id or 0)).state is AppointmentState.PLANNED


def test_what_is_planned_at_that_time_is_said_and_not_forbidden(
    ask: Ask, services: Services, meeting: Appointment, anna: ContactId
) -> None:
    services.appointments.plan(Appointment("Dentist", datetime.fromisoformat("2026-04-01T15:00"), "UTC"))
    dialog = ask(meeting)
    press(dialog, "Went well")
    press(dialog, "The next meeting")
    dialog._again._when.set_value(AGAIN)
    assert "Dentist" in dialog._again._clash.text()
    assert dialog._again._clash.isVisible()
    dialog.submit()
    assert len(services.appointments.coming(anna)) == 1


def test_something_to_do_is_promised_by_its_day(
    ask: Ask, services: Services, meeting: Appointment, anna: ContactId
) -> None:
    dialog = ask(meeting)
    press(dialog, "So-so")
    press(dialog, "Something to do")
    dialog.submit()
    assert "what is to be done" in dialog.error_text
    dialog._promise._text.setText("send the list")
    dialog._promise._day.set_day(date(2026, 3, 9))
    dialog.submit()
    [promise] = services.follow_ups.of(anna)
    assert (promise.text, promise.due) == ("send the list", date(2026, 3, 9))


def test_why_it_did_not_take_place_is_kept_as_a_note(
    ask: Ask, services: Services, meeting: Appointment, anna: ContactId, qtbot: QtBot
) -> None:
    dialog = ask(meeting)
    qtbot.keyClicks(dialog.focusWidget(), "4")
    qtbot.keyClicks(dialog.focusWidget(), "was ill")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    [note] = services.interactions.timeline(anna)
    assert (note.kind, note.text) == (InteractionKind.NOTE, "was ill")


def test_a_meeting_with_nobody_keeps_how_it_went(
    ask: Ask, services: Services, meeting: Appointment, qtbot: QtBot
) -> None:
    alone = services.appointments.plan(Appointment("Market", meeting.starts, "UTC"))
    dialog = ask(services.appointments.get(alone))
    press(dialog, "Went badly")
    dialog._text.setPlainText("rain")
    dialog.submit()
    assert "Say with whom" in dialog.error_text
    dialog._text.setPlainText("")
    dialog.submit()
    assert services.appointments.get(alone).outcome is Outcome.BAD


def test_alt_and_a_number_answer_while_one_types(
    ask: Ask, meeting: Appointment, services: Services, qtbot: QtBot
) -> None:
    dialog = ask(meeting)
    dialog._text.setFocus()
    qtbot.keyClicks(dialog._text, "at 3 o'clock")
    qtbot.keyClick(dialog, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert dialog._went.outcome is Outcome.BAD
    assert dialog._text.toPlainText() == "at 3 o'clock"


def test_an_answer_is_shown_again_and_put_right(
    ask: Ask, services: Services, meeting: Appointment, anna: ContactId
) -> None:
    first = ask(meeting)
    press(first, "Went well")
    first._text.setPlainText("wants 300")
    first.submit()
    again = ask(services.appointments.get(AppointmentId(meeting.id or 0)))
    assert again._went.outcome is Outcome.GOOD
    assert again._text.toPlainText() == "wants 300"
    press(again, "Went badly")
    again.submit()
    [entry] = services.interactions.timeline(anna)
    assert (entry.text, entry.outcome) == ("wants 300", Outcome.BAD)
