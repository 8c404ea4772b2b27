"""Planning and promising what comes again, and saying how much of it a change is meant for."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.planning.follow_up_dialog import FollowUpDialog
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.planning.plan_dialog import PlanDialog
from crm_desktop.ui.planning.scope_sheet import ScopeSheet, ask_cancel, ask_promise_deleted
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.labels import PlainLabel
from tests.fakes import FakeClock

Show = Callable[[FormDialog], None]
Change = Callable[[Appointment | None], PlanDialog]
Promise = Callable[..., FollowUpDialog]


@pytest.fixture
def change(services: Services, theme: ThemeController, shown: Show, abebe: ContactId) -> Change:
    """The dialog of a meeting, or of a new one with Abebe. It is Monday, 2 March 2026, 9:00 UTC."""

    def in_view(appointment: Appointment | None) -> PlanDialog:
        people = () if appointment else (abebe,)
        dialog = PlanDialog(
            services.appointments,
            services.contacts,
            services.settings,
            theme,
            services.clock,
            people=people,
            appointment=appointment,
        )
        shown(dialog)
        return dialog

    return in_view


@pytest.fixture
def promise(services: Services, theme: ThemeController, shown: Show) -> Promise:
    def in_view(follow_up: FollowUp | None = None, text: str = "") -> FollowUpDialog:
        dialog = FollowUpDialog(services.follow_ups, theme, services.clock, follow_up=follow_up, text=text)
        shown(dialog)
        return dialog

    return in_view


@pytest.fixture
def weekly(services: Services, abebe: ContactId) -> list[Appointment]:
    """Prices on Tuesdays at noon, from 3 March."""
    first = datetime.fromisoformat("2026-03-03T12:00")
    services.appointments.plan(Appointment("Prices", first, "UTC", (abebe,), rule="FREQ=WEEKLY;BYDAY=TU"))
    return planned(services)


def planned(services: Services) -> list[Appointment]:
    now = services.clock.now()
    return services.appointments.between(now - timedelta(days=1), now + timedelta(days=30))


def told(services: Services) -> list[str]:
    return [f"{each.title} {each.starts:%d %b %H:%M}" for each in planned(services)]


def line(dialog: FormDialog, name: str) -> QLineEdit:
    return next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == name)


def repeat(dialog: FormDialog) -> QComboBox:
    return next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == "Repeat")


def pick(box: QComboBox, text: str) -> None:
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())


def press(dialog: FormDialog, text: str) -> None:
    next(each for each in dialog.findChildren(Chip) if each.text() == text).click()


def sheet(parent: FormDialog) -> ScopeSheet | None:
    return next((each for each in parent.findChildren(ScopeSheet) if each.isVisible()), None)


def answers(parent: FormDialog) -> list[str]:
    asking = sheet(parent)
    return [button.text() for button in asking.buttons] if asking else []


def answer(parent: FormDialog, text: str) -> None:
    asking = sheet(parent)
    assert asking is not None, "nothing is asked"
    next(button for button in asking.buttons if button.text() == text).click()


# Meetings


def test_a_meeting_is_planned_for_every_week(change: Change, services: Services) -> None:
    dialog = change(None)
    line(dialog, "Time").setText("12:00")
    press(dialog, "Tomorrow")
    pick(repeat(dialog), "Every week on Tuesday")
    dialog.submit()
    assert [each.starts.day for each in planned(services)] == [3, 10, 17, 24, 31]
    assert planned(services)[0].rule == "FREQ=WEEKLY;BYDAY=TU"


def test_the_repetition_moves_along_with_the_day(change: Change, services: Services) -> None:
    dialog = change(None)
    pick(repeat(dialog), "Every week on Monday")
    press(dialog, "Tomorrow")
    assert repeat(dialog).currentText() == "Every week on Tuesday"
    dialog.submit()
    assert planned(services)[0].rule == "FREQ=WEEKLY;BYDAY=TU"


def test_a_single_meeting_becomes_one_that_repeats(
    change: Change, services: Services, abebe: ContactId
) -> None:
    noon = datetime.fromisoformat("2026-03-03T12:00")
    key = services.appointments.plan(Appointment("Prices", noon, "UTC", (abebe,)))
    dialog = change(services.appointments.get(key))
    pick(repeat(dialog), "Every week on Tuesday")
    dialog.submit()
    assert sheet(dialog) is None
    assert len(planned(services)) == 5


def test_how_it_repeats_is_shown_and_nothing_changed_is_nothing_asked(
    change: Change, services: Services, weekly: list[Appointment]
) -> None:
    dialog = change(weekly[1])
    assert repeat(dialog).currentText() == "Every week on Tuesday"
    dialog.submit()
    assert sheet(dialog) is None
    assert not dialog.isVisible()
    assert planned(services) == weekly


def test_only_this_one_is_changed(change: Change, services: Services, weekly: list[Appointment]) -> None:
    dialog = change(weekly[1])
    line(dialog, "Time").setText("13:30")
    dialog.submit()
    assert answers(dialog) == ["Only this one", "This and later ones", "All that are to come"]
    assert dialog.isVisible()
    answer(dialog, "Only this one")
    assert not dialog.isVisible()
    assert told(services)[:3] == ["Prices 03 Mar 12:00", "Prices 10 Mar 13:30", "Prices 17 Mar 12:00"]


def test_this_and_later_ones_are_moved_to_another_weekday(
    change: Change, services: Services, weekly: list[Appointment]
) -> None:
    dialog = change(weekly[1])
    next(iter(dialog.findChildren(QDateEdit))).setDate(date(2026, 3, 11))  # type: ignore[arg-type]
    assert repeat(dialog).currentText() == "Every week on Wednesday"
    dialog.submit()
    answer(dialog, "This and later ones")
    assert told(services)[:3] == ["Prices 03 Mar 12:00", "Prices 11 Mar 12:00", "Prices 18 Mar 12:00"]


def test_another_repetition_is_for_more_than_one(
    change: Change, services: Services, weekly: list[Appointment]
) -> None:
    dialog = change(weekly[1])
    pick(repeat(dialog), "Every 2 weeks on Tuesday")
    dialog.submit()
    assert answers(dialog) == ["This and later ones", "All that are to come"]
    answer(dialog, "This and later ones")
    assert [each.starts.day for each in planned(services)] == [3, 10, 24]


def test_it_does_not_repeat_any_more(change: Change, services: Services, weekly: list[Appointment]) -> None:
    dialog = change(weekly[1])
    pick(repeat(dialog), "Does not repeat")
    dialog.submit()
    answer(dialog, "This and later ones")
    assert [each.starts.day for each in planned(services)] == [3, 10]


def test_going_back_from_the_question_keeps_what_was_typed(
    change: Change, services: Services, weekly: list[Appointment], qtbot: QtBot
) -> None:
    dialog = change(weekly[1])
    line(dialog, "Where").setText("At the mill")
    dialog.submit()
    asking = sheet(dialog)
    assert asking is not None
    qtbot.keyClick(asking, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert line(dialog, "Where").text() == "At the mill"
    assert planned(services) == weekly


def test_travelling_does_not_move_a_meeting_whose_words_are_changed(
    change: Change, services: Services, clock: FakeClock, weekly: list[Appointment]
) -> None:
    clock.travel("Africa/Addis_Ababa")
    dialog = change(weekly[1])
    assert line(dialog, "Time").text() == "15:00"
    line(dialog, "What it is about").setText("Prices and more")
    dialog.submit()
    answer(dialog, "Only this one")
    moved = planned(services)[1]
    assert (moved.title, moved.starts, moved.zone) == ("Prices and more", weekly[1].starts, "UTC")


def test_the_question_is_answered_with_the_keyboard_alone(
    change: Change, services: Services, weekly: list[Appointment], qtbot: QtBot
) -> None:
    dialog = change(weekly[1])
    line(dialog, "What it is about").setText("Late prices")
    qtbot.keyClick(line(dialog, "What it is about"), Qt.Key.Key_Return)
    asking = sheet(dialog)
    assert asking is not None
    assert asking.focusWidget() is asking.buttons[0]
    qtbot.keyClick(asking.buttons[0], Qt.Key.Key_Down)
    assert asking.focusWidget() is asking.buttons[1]
    qtbot.keyClick(asking.buttons[1], Qt.Key.Key_Return)
    assert [each.title for each in planned(services)][:3] == ["Prices", "Late prices", "Late prices"]


def test_cancelling_asks_how_many_and_says_what_repeats(
    services: Services, theme: ThemeController, weekly: list[Appointment], qtbot: QtBot
) -> None:
    number = weekly[1].id
    assert number is not None
    asking = ask_cancel(
        weekly[1], lambda scope: services.appointments.cancel(number, scope=scope), theme, None
    )
    assert isinstance(asking, ScopeSheet)
    assert any("Every week on Tuesday" in label.text() for label in asking.findChildren(PlainLabel))
    asking.buttons[1].click()
    assert [each.starts.day for each in planned(services)] == [3]


def test_a_single_meeting_is_cancelled_without_a_question(
    services: Services, theme: ThemeController, abebe: ContactId
) -> None:
    noon = datetime.fromisoformat("2026-03-03T12:00")
    key = services.appointments.plan(Appointment("Prices", noon, "UTC", (abebe,)))
    meeting = services.appointments.get(key)
    assert ask_cancel(meeting, lambda _: services.appointments.cancel(key), theme, None) is None
    assert planned(services) == []


# Promises and one's own reminders


def open_ones(services: Services) -> list[tuple[str, date, str]]:
    return [(each.text, each.due, each.rule) for each in services.follow_ups.open_until(None)]


def test_one_reminds_oneself_of_something_every_year(promise: Promise, services: Services) -> None:
    dialog = promise()
    assert dialog.windowTitle() == "Remind me"
    dialog.submit()
    assert "Write what you want to remember" in dialog.error_text
    line(dialog, "What to remember").setText("Renew the stall permit")
    press(dialog, "In a week")
    pick(repeat(dialog), "Every year on 9 March")
    dialog.submit()
    assert open_ones(services) == [
        ("Renew the stall permit", date(2026, 3, 9), "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=9")
    ]
    assert services.follow_ups.open_until(None)[0].contact_id is None


def test_a_reminder_begun_elsewhere_has_its_words(promise: Promise, services: Services) -> None:
    dialog = promise(text="renew the permit")
    assert line(dialog, "What to remember").text() == "renew the permit"
    dialog.submit()
    assert open_ones(services) == [("renew the permit", date(2026, 3, 3), "")]


def test_every_day_in_the_dialog_is_reached_by_tab(promise: Promise, qtbot: QtBot) -> None:
    dialog = promise()
    stops: dict[str, None] = {}  # a date keeps Tab for its day, month and year
    for _ in range(9):
        widget = dialog.focusWidget()
        stops[widget.accessibleName()] = None
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    quick = ["Today", "Tomorrow", "In a week", "In a month"]
    assert list(stops) == ["What to remember", *quick, "On", "Repeat"]


@pytest.fixture
def monthly(services: Services) -> FollowUp:
    services.follow_ups.promise(
        FollowUp(None, "Pay the rent", date(2026, 3, 10), rule="FREQ=MONTHLY;BYMONTHDAY=10;COUNT=3")
    )
    return services.follow_ups.open_until(None)[0]


def test_a_promise_is_changed_this_time_only(promise: Promise, services: Services, monthly: FollowUp) -> None:
    dialog = promise(monthly)
    assert repeat(dialog).currentText() == "Every month on the 10th, 3 times"
    press(dialog, "In a week")
    dialog.submit()
    assert answers(dialog) == ["Only this time", "From now on"]
    answer(dialog, "Only this time")
    assert open_ones(services) == [("Pay the rent", date(2026, 3, 9), monthly.rule)]
    services.follow_ups.done(services.follow_ups.open_until(None)[0].id)  # type: ignore[arg-type]
    assert open_ones(services)[0][1] == date(2026, 4, 10)


def test_a_promise_is_changed_from_now_on(promise: Promise, services: Services, monthly: FollowUp) -> None:
    dialog = promise(monthly)
    press(dialog, "In a week")
    dialog.submit()
    answer(dialog, "From now on")
    assert open_ones(services) == [("Pay the rent", date(2026, 3, 9), "FREQ=MONTHLY;BYMONTHDAY=9;COUNT=3")]
    services.follow_ups.done(services.follow_ups.open_until(None)[0].id)  # type: ignore[arg-type]
    assert open_ones(services)[0][1] == date(2026, 4, 9)


def test_of_three_times_two_are_left_after_the_first(
    promise: Promise, services: Services, monthly: FollowUp
) -> None:
    assert monthly.id is not None
    services.follow_ups.done(monthly.id)
    dialog = promise(services.follow_ups.open_until(None)[0])
    assert repeat(dialog).currentText() == "Every month on the 10th, 2 times"


def test_another_repetition_of_a_promise_holds_from_now_on(
    promise: Promise, services: Services, monthly: FollowUp
) -> None:
    dialog = promise(monthly)
    pick(repeat(dialog), "Does not repeat")
    dialog.submit()
    assert sheet(dialog) is None
    assert open_ones(services) == [("Pay the rent", date(2026, 3, 10), "")]


def test_a_promise_that_is_left_out_this_time_comes_the_next(
    services: Services, theme: ThemeController, monthly: FollowUp
) -> None:
    number = monthly.id
    assert number is not None
    asking = ask_promise_deleted(
        monthly, lambda scope: services.follow_ups.delete(number, scope=scope), theme, None
    )
    assert isinstance(asking, ScopeSheet)
    asking.buttons[0].click()
    assert open_ones(services) == [("Pay the rent", date(2026, 4, 10), monthly.rule)]


def test_tab_reaches_everything_after_somebody_was_chosen(
    services: Services, theme: ThemeController, shown: Show, abebe: ContactId, qtbot: QtBot
) -> None:
    dialog = PlanDialog(services.appointments, services.contacts, services.settings, theme, services.clock)
    shown(dialog)
    who = line(dialog, "With whom")
    qtbot.keyClicks(who, "Abebe")
    qtbot.keyClick(who, Qt.Key.Key_Return)
    pick(repeat(dialog), "Own…")
    stops: dict[str, None] = {}
    for _ in range(40):
        widget = dialog.focusWidget()
        stops[widget.accessibleName()] = None
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    own = {"Repeat", "Every how many", "Days, weeks, months or years", "Monday", "Sunday", "Ends"}
    assert {"What it is about", "Today", "In a month", "Day", "Time", "How long", "Where"} | own <= set(stops)
