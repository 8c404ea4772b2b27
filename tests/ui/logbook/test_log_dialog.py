"""The log dialog as one uses it: one line, one key, or the whole story."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.answer import Answer
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.services.context import Services
from crm_desktop.ui.logbook.log_dialog import LogDialog
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.text_area import TextArea
from tests.fakes import FakeClock

MakeDialog = Callable[..., LogDialog]


@pytest.fixture
def make(services: Services, theme: ThemeController, qtbot: QtBot) -> Iterator[MakeDialog]:
    """A log dialog in view."""
    made: list[LogDialog] = []

    def in_view(**parts: object) -> LogDialog:
        dialog = LogDialog(
            services.interactions,
            services.contacts,
            services.follow_ups,
            theme,
            services.clock,
            **parts,  # type: ignore[arg-type]
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


@pytest.fixture
def abebe(services: Services) -> ContactId:
    return services.contacts.add(Contact(name=Name(full="Abebe Bekele")))


def text_of(dialog: LogDialog) -> TextArea:
    return next(each for each in dialog.findChildren(TextArea) if each.accessibleName() == "What happened")


def press(dialog: LogDialog, text: str) -> None:
    next(each for each in dialog.findChildren(Chip) if each.text() == text and each.isVisible()).click()


def line(dialog: LogDialog, name: str) -> QLineEdit:
    return next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == name)


def test_one_line_and_enter_are_enough(
    make: MakeDialog, services: Services, clock: FakeClock, abebe: ContactId, qtbot: QtBot
) -> None:
    dialog = make(people=[abebe])
    assert text_of(dialog).hasFocus()
    qtbot.keyClicks(text_of(dialog), "met at the market :)")
    qtbot.keyClick(text_of(dialog), Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    (talk,) = services.interactions.timeline(abebe)
    assert (talk.kind, talk.outcome, talk.at) == (InteractionKind.MEETING, Outcome.GOOD, clock.now())


def test_called_no_answer_takes_one_key_more(
    make: MakeDialog, services: Services, abebe: ContactId, qtbot: QtBot
) -> None:
    dialog = make(people=[abebe])
    qtbot.keyClick(dialog, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    (talk,) = services.interactions.timeline(abebe)
    assert (talk.kind, talk.text, talk.outcome) == (InteractionKind.CALL, "No answer", Outcome.NEUTRAL)


def test_shift_enter_begins_another_line(
    make: MakeDialog, services: Services, abebe: ContactId, qtbot: QtBot
) -> None:
    dialog = make(people=[abebe])
    qtbot.keyClicks(text_of(dialog), "one")
    qtbot.keyClick(text_of(dialog), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(text_of(dialog), "two")
    qtbot.keyClick(text_of(dialog), Qt.Key.Key_Return)
    assert services.interactions.timeline(abebe)[0].text == "one\ntwo"


def test_several_people_are_found_by_typing(
    make: MakeDialog, services: Services, abebe: ContactId, qtbot: QtBot
) -> None:
    ivan = services.contacts.add(Contact(name=Name(full="Иван Петров")))
    dialog = make(people=[abebe])
    who = line(dialog, "With whom")
    qtbot.keyClicks(who, "ivan")
    qtbot.keyClick(dialog.who.popup, Qt.Key.Key_Return)
    assert dialog.who.ids == (abebe, ivan)
    assert who.text() == ""
    qtbot.keyClicks(text_of(dialog), "lunch")
    dialog.submit()
    assert services.interactions.timeline(ivan)[0].contact_ids == (abebe, ivan)


def test_backspace_takes_the_last_person_away(make: MakeDialog, abebe: ContactId, qtbot: QtBot) -> None:
    dialog = make(people=[abebe])
    qtbot.keyClick(line(dialog, "With whom"), Qt.Key.Key_Backspace)
    assert dialog.who.ids == ()


def test_nobody_chosen_is_told_and_nothing_is_lost(make: MakeDialog, qtbot: QtBot) -> None:
    dialog = make()
    assert line(dialog, "With whom").hasFocus()
    qtbot.keyClicks(text_of(dialog), "a long story")
    dialog.submit()
    assert dialog.isVisible()
    assert dialog.error_text == "Say with whom it was."
    assert text_of(dialog).toPlainText() == "a long story"


def test_it_may_have_been_another_time(make: MakeDialog, services: Services, abebe: ContactId) -> None:
    dialog = make(people=[abebe])
    press(dialog, "Yesterday")
    line(dialog, "Time").setText("3pm")
    dialog.submit()
    assert services.interactions.timeline(abebe)[0].at == datetime(2026, 3, 1, 15, 0, tzinfo=UTC)


def test_a_time_that_is_none_is_told(make: MakeDialog, services: Services, abebe: ContactId) -> None:
    dialog = make(people=[abebe])
    press(dialog, "Yesterday")
    line(dialog, "Time").setText("soonish")
    dialog.submit()
    assert "“soonish” is not a time" in dialog.error_text
    assert services.interactions.timeline(abebe) == []


def test_the_next_step_becomes_a_promise(
    make: MakeDialog, services: Services, abebe: ContactId, qtbot: QtBot
) -> None:
    dialog = make(people=[abebe])
    qtbot.keyClicks(text_of(dialog), "wants a quote")
    line(dialog, "Next step").setText("Send the quote")
    press(dialog, "In a week")
    dialog.submit()
    (promise,) = services.follow_ups.of(abebe)
    assert (promise.text, promise.due) == ("Send the quote", date(2026, 3, 9))


def test_a_chosen_kind_is_not_talked_over(
    make: MakeDialog, services: Services, abebe: ContactId, qtbot: QtBot
) -> None:
    dialog = make(people=[abebe])
    press(dialog, "Visit")
    qtbot.keyClicks(text_of(dialog), "called before I came")
    dialog.submit()
    assert services.interactions.timeline(abebe)[0].kind is InteractionKind.VISIT


def test_an_entry_is_changed_where_it_stands(
    make: MakeDialog, services: Services, clock: FakeClock, abebe: ContactId
) -> None:
    key = services.interactions.log(
        Interaction(InteractionKind.VISIT, clock.now(), (abebe,), "a slip", minutes=20, came_for="Chairs")
    )
    entry = services.interactions.get(key)
    clock.advance(days=2)
    dialog = make(entry=entry)
    text_of(dialog).setPlainText("mended")
    press(dialog, "Went badly")
    dialog.submit()
    changed = services.interactions.get(key)
    assert changed.at == entry.at
    assert (changed.text, changed.minutes, changed.came_for) == ("mended", 20, "Chairs")
    assert changed.outcome is Outcome.BAD


def test_what_was_begun_on_the_card_goes_on_here(
    make: MakeDialog, clock: FakeClock, abebe: ContactId
) -> None:
    draft = Interaction(InteractionKind.MEETING, clock.now(), (abebe,), "wants two")
    dialog = make(people=(abebe,), draft=draft)
    assert text_of(dialog).toPlainText() == "wants two"
    assert dialog.who.ids == (abebe,)
    assert next(each for each in dialog.findChildren(Chip) if each.text() == "Meeting").isChecked()


def test_a_complaint_has_a_day_by_which_it_is_settled(
    make: MakeDialog, services: Services, clock: FakeClock, abebe: ContactId, qtbot: QtBot
) -> None:
    dialog = make(people=[abebe])
    assert not dialog._complaint.isVisible()
    qtbot.keyClicks(text_of(dialog), "complained that the heel came off")
    assert dialog._complaint.isVisible()
    dialog._complaint._day.set_day(date(2026, 3, 5))
    dialog.submit()
    [complaint] = services.interactions.open_complaints(abebe)
    assert complaint.due == date(2026, 3, 5)
    again = make(entry=complaint)
    again._complaint._settled.click()
    again.submit()
    assert services.interactions.open_complaints(abebe) == []
    assert services.interactions.get(complaint.id or 0).settled_at == clock.now()


def test_a_complaint_may_have_no_day(make: MakeDialog, services: Services, abebe: ContactId) -> None:
    dialog = make(people=[abebe])
    press(dialog, "Complaint")
    press(dialog, "No day")
    dialog._text.setPlainText("too loud")
    dialog.submit()
    assert [one.due for one in services.interactions.open_complaints(abebe)] == [None]


def test_tags_are_offered_and_kept_and_a_change_of_the_words_keeps_them(
    make: MakeDialog, services: Services, abebe: ContactId, qtbot: QtBot
) -> None:
    dialog = make(people=[abebe], tags=["price", "tea"])
    dialog._text.setPlainText("asked for the list")
    qtbot.keyClicks(line(dialog, "Tags"), "price, coffee")
    dialog.submit()
    [entry] = services.interactions.timeline(abebe)
    assert entry.tags == ("price", "coffee")
    assert services.interactions.tags() == ["coffee", "price"]
    again = make(entry=entry)
    again._text.setPlainText("asked for the new list")
    again.submit()
    [entry] = services.interactions.timeline(abebe)
    assert (entry.text, entry.tags) == ("asked for the new list", ("price", "coffee"))


def test_a_changed_entry_is_still_about_its_meeting(
    make: MakeDialog, services: Services, clock: FakeClock, abebe: ContactId
) -> None:
    planned = Appointment("Lunch", clock.now().replace(tzinfo=None), "UTC", (abebe,))
    meeting = services.appointments.plan(planned)
    came_of_it = Interaction(InteractionKind.MEETING, clock.now(), (abebe,), "good soup")
    services.answering.answer(meeting, Answer(took_place=True, outcome=Outcome.GOOD, entry=came_of_it))
    [entry] = services.interactions.timeline(abebe)
    dialog = make(entry=entry)
    press(dialog, "Went badly")
    dialog.submit()
    assert services.appointments.get(meeting).outcome is Outcome.BAD
