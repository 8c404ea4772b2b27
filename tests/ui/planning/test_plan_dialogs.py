"""Planning a meeting and promising something, as one does it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.planning.follow_up_dialog import FollowUpDialog
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.planning.plan_dialog import PlanDialog
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.labels import PlainLabel
from tests.fakes import FakeClock

MakePlan = Callable[..., PlanDialog]


@pytest.fixture
def plan(services: Services, theme: ThemeController, shown: Callable[[FormDialog], None]) -> MakePlan:
    def in_view(**parts: object) -> PlanDialog:
        dialog = PlanDialog(
            services.appointments,
            services.contacts,
            services.settings,
            theme,
            services.clock,
            **parts,  # type: ignore[arg-type]
        )
        shown(dialog)
        return dialog

    return in_view


def line(dialog: FormDialog, name: str) -> QLineEdit:
    return next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == name)


def press(dialog: FormDialog, text: str) -> None:
    next(each for each in dialog.findChildren(Chip) if each.text() == text).click()


def words(dialog: FormDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(PlainLabel))


def only(services: Services) -> Appointment:
    now = services.clock.now()
    (found,) = services.appointments.between(now - timedelta(days=900), now + timedelta(days=900))
    return found


def test_a_meeting_in_two_minutes_is_planned_as_one_says_it(
    plan: MakePlan, services: Services, abebe: ContactId, qtbot: QtBot
) -> None:
    dialog = plan(people=[abebe])
    line(dialog, "Time").clear()
    qtbot.keyClicks(line(dialog, "Time"), "in 2 min")
    assert "in 2 min" in words(dialog)
    qtbot.keyClick(line(dialog, "Time"), Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    meeting = only(services)
    assert meeting.starts_at == datetime(2026, 3, 2, 9, 2, tzinfo=UTC)
    assert meeting.contact_ids == (abebe,)
    assert meeting.title == "Abebe Bekele"
    assert meeting.remind == (0,), "a quarter of an hour before is over already"


@pytest.mark.parametrize("time,lead", [("in 16 min", 15), ("in 10 min", 5), ("in 2 min", 0), ("08:00", 0)])
def test_the_reminder_offered_is_one_that_is_still_ahead(
    plan: MakePlan, services: Services, abebe: ContactId, time: str, lead: int
) -> None:
    dialog = plan(people=[abebe])
    line(dialog, "Time").setText(time)
    dialog.submit()
    assert only(services).remind == (lead,)


def test_a_reminder_chosen_by_hand_stays(plan: MakePlan, services: Services, abebe: ContactId) -> None:
    dialog = plan(people=[abebe])
    press(dialog, "1 h before")
    line(dialog, "Time").setText("in 2 min")
    dialog.submit()
    assert only(services).remind == (15, 60)


def test_the_day_is_one_click_and_the_reminders_are_chosen(
    plan: MakePlan, services: Services, abebe: ContactId
) -> None:
    dialog = plan(people=[abebe])
    line(dialog, "What it is about").setText("Lunch")
    press(dialog, "Tomorrow")
    line(dialog, "Time").setText("12:30")
    line(dialog, "Where").setText("At the mill")
    press(dialog, "At the start")
    press(dialog, "1 day before")
    dialog.submit()
    meeting = only(services)
    assert meeting.starts == datetime(2026, 3, 3, 12, 30)  # noqa: DTZ001
    assert (meeting.title, meeting.place, meeting.zone) == ("Lunch", "At the mill", "UTC")
    assert meeting.remind == (0, 15, 24 * 60)


def test_it_is_planned_in_the_zone_one_is_in(
    plan: MakePlan, services: Services, clock: FakeClock, abebe: ContactId
) -> None:
    clock.travel("Africa/Addis_Ababa")
    dialog = plan(people=[abebe])
    line(dialog, "Time").setText("15:00")
    dialog.submit()
    assert only(services).zone == "Africa/Addis_Ababa"
    assert only(services).starts_at == datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_a_time_that_is_none_is_told_and_nothing_is_lost(
    plan: MakePlan, services: Services, abebe: ContactId
) -> None:
    dialog = plan(people=[abebe])
    line(dialog, "What it is about").setText("Lunch")
    line(dialog, "Time").setText("teatime")
    assert "Not understood yet" in words(dialog)
    dialog.submit()
    assert dialog.isVisible()
    assert "“teatime” is not a time" in dialog.error_text
    assert line(dialog, "What it is about").text() == "Lunch"


def test_tab_goes_through_the_fields_as_they_stand(plan: MakePlan, abebe: ContactId, qtbot: QtBot) -> None:
    dialog = plan(people=[abebe])
    stops: dict[str, None] = {}  # a date keeps Tab for its day, month and year
    for _ in range(12):
        widget = dialog.focusWidget()
        stops[widget.accessibleName()] = None
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    quick = ["Today", "Tomorrow", "In a week", "In a month"]
    assert list(stops) == ["What it is about", *quick, "Day", "Time", "Time zone: UTC", "Repeat", "How long"]


def test_neither_person_nor_subject_is_told(plan: MakePlan, services: Services) -> None:
    dialog = plan()
    dialog.submit()
    assert dialog.error_text == "Say with whom, or what it is about."


def test_a_planned_meeting_is_changed(
    plan: MakePlan, services: Services, clock: FakeClock, abebe: ContactId
) -> None:
    key = services.appointments.plan(
        Appointment("Lunch", datetime(2026, 3, 3, 12), "Europe/Berlin", (abebe,), minutes=50, remind=(45,))  # noqa: DTZ001
    )
    dialog = plan(appointment=services.appointments.get(key))
    assert line(dialog, "Time").text() == "11:00"
    box = next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == "How long")
    assert box.currentText() == "50 min"
    line(dialog, "What it is about").setText("Late lunch")
    line(dialog, "Time").setText("13:00")
    dialog.submit()
    meeting = services.appointments.get(key)
    assert (meeting.title, meeting.minutes, meeting.remind) == ("Late lunch", 50, (45,))
    assert meeting.starts_at == datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


def test_the_past_is_said_and_not_forbidden(plan: MakePlan, services: Services, abebe: ContactId) -> None:
    dialog = plan(people=[abebe])
    line(dialog, "Time").setText("7:00")
    assert "in the past" in words(dialog)
    dialog.submit()
    assert only(services).starts_at == datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


# Promises


@pytest.fixture
def promise(
    services: Services, theme: ThemeController, shown: Callable[[FormDialog], None], abebe: ContactId
) -> Callable[..., FollowUpDialog]:
    def in_view(follow_up: FollowUp | None = None) -> FollowUpDialog:
        dialog = FollowUpDialog(
            services.follow_ups, theme, services.clock, abebe, "Abebe Bekele", follow_up=follow_up
        )
        shown(dialog)
        return dialog

    return in_view


def test_a_promise_needs_words_and_is_due_tomorrow_unless_one_says_else(
    promise: Callable[..., FollowUpDialog], services: Services, abebe: ContactId, qtbot: QtBot
) -> None:
    dialog = promise()
    assert dialog.windowTitle() == "Follow up with Abebe Bekele"
    dialog.submit()
    assert "Write what you promise" in dialog.error_text
    qtbot.keyClicks(line(dialog, "What you promise"), "Send the list")
    qtbot.keyClick(line(dialog, "What you promise"), Qt.Key.Key_Return)
    (kept,) = services.follow_ups.of(abebe)
    assert (kept.text, kept.due) == ("Send the list", date(2026, 3, 3))


def test_a_promise_is_put_off(
    promise: Callable[..., FollowUpDialog], services: Services, abebe: ContactId
) -> None:
    services.follow_ups.promise(FollowUp(abebe, "Send the list", date(2026, 3, 3)))
    dialog = promise(services.follow_ups.of(abebe)[0])
    press(dialog, "In a week")
    dialog.submit()
    (kept,) = services.follow_ups.of(abebe)
    assert (kept.text, kept.due) == ("Send the list", date(2026, 3, 9))
