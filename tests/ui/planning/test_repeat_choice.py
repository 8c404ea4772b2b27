"""Choosing when something comes again, as one does it."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDateEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.recurrence import parse
from crm_desktop.ui.planning.repeat_choice import RepeatChoice
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.labels import Muted

MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def choice(theme: ThemeController, qtbot: QtBot) -> RepeatChoice:
    made = RepeatChoice(theme, MONDAY)
    qtbot.addWidget(made)
    made.show()
    return made


def named(choice: RepeatChoice, kind: type, name: str) -> QWidget:
    return next(each for each in choice.findChildren(kind) if each.accessibleName() == name)


def box(choice: RepeatChoice, name: str = "Repeat") -> QComboBox:
    found = named(choice, QComboBox, name)
    assert isinstance(found, QComboBox)
    return found


def offered(box: QComboBox) -> list[str]:
    return [box.itemText(at) for at in range(box.count())]


def pick(box: QComboBox, text: str) -> None:
    """Choose a line, as a person does who opens the list."""
    at = box.findText(text)
    assert at >= 0, (text, offered(box))
    box.setCurrentIndex(at)
    box.activated.emit(at)


def said(choice: RepeatChoice) -> str:
    label = choice.findChild(Muted)
    assert label is not None
    return label.text() if label.isVisible() else ""


def test_the_usual_ways_are_offered_for_the_day_it_starts_on(choice: RepeatChoice) -> None:
    assert offered(box(choice)) == [
        "Does not repeat",
        "Every day",
        "Every working day",
        "Every week on Monday",
        "Every 2 weeks on Monday",
        "Every month on the 23rd",
        "Every month on the fourth Monday",
        "Every year on 23 November",
        "Own…",
    ]
    assert (choice.rule(), said(choice)) == ("", "")


def test_the_last_days_of_a_month_are_offered_as_such(choice: RepeatChoice) -> None:
    choice.set_start(date(2026, 11, 30))
    assert offered(box(choice))[5:8] == [
        "Every month on the 30th",
        "Every month on the last day",
        "Every month on the last Monday",
    ]
    choice.set_start(date(2026, 11, 24))
    assert "Every month on the last Tuesday" in offered(box(choice))
    assert "Every month on the last day" not in offered(box(choice))


def test_what_is_chosen_says_when_it_comes_next(choice: RepeatChoice) -> None:
    pick(box(choice), "Every week on Monday")
    assert choice.rule() == "FREQ=WEEKLY;BYDAY=MO"
    assert said(choice) == "Then Mon 30 Nov, Mon 7 Dec and Mon 14 Dec"
    assert box(choice).accessibleDescription() == said(choice)
    pick(box(choice), "Every year on 23 November")
    assert said(choice) == "Then Tue 23 Nov 2027, Thu 23 Nov 2028 and Fri 23 Nov 2029"
    pick(box(choice), "Does not repeat")
    assert (choice.rule(), said(choice)) == ("", "")


def test_it_follows_the_day_it_starts_on(choice: RepeatChoice) -> None:
    pick(box(choice), "Every month on the fourth Monday")
    choice.set_start(date(2026, 12, 1))
    assert box(choice).currentText() == "Every month on the first Tuesday"
    assert choice.rule() == "FREQ=MONTHLY;BYDAY=1TU"
    choice.set_start(MONDAY)
    assert box(choice).currentText() == "Every month on the fourth Monday"


def test_every_working_day_stays_that_whatever_it_starts_on(choice: RepeatChoice) -> None:
    pick(box(choice), "Every working day")
    choice.set_start(date(2026, 11, 28))
    assert box(choice).currentText() == "Every working day"


def test_ones_own_unfolds_and_begins_with_what_was_chosen(choice: RepeatChoice) -> None:
    assert not named(choice, QSpinBox, "Every how many").isVisible()
    pick(box(choice), "Every 2 weeks on Monday")
    pick(box(choice), "Own…")
    interval = named(choice, QSpinBox, "Every how many")
    assert isinstance(interval, QSpinBox)
    assert (interval.isVisible(), interval.value()) == (True, 2)
    named(choice, Chip, "Thursday").click()  # type: ignore[attr-defined]
    assert said(choice) == ("Every 2 weeks on Monday and Thursday\nThen Thu 26 Nov, Mon 7 Dec and Thu 10 Dec")
    pick(box(choice), "Every day")
    assert not interval.isVisible()


def test_ones_own_ends_on_a_day_or_after_some_times(choice: RepeatChoice) -> None:
    pick(box(choice), "Every week on Monday")
    pick(box(choice), "Own…")
    pick(box(choice, "Ends"), "Ends on a day")
    last = named(choice, QDateEdit, "The last day")
    assert isinstance(last, QDateEdit)
    last.setDate(QDate(2026, 12, 7))
    assert choice.rule() == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261207"
    assert said(choice) == "Every week on Monday, until 7 December 2026\nThen Mon 30 Nov and Mon 7 Dec"
    last.setDate(QDate(2026, 11, 1))
    assert said(choice) == "The repetition ends before it begins; choose a later last day."
    pick(box(choice, "Ends"), "Ends after")
    times = named(choice, QSpinBox, "How many times")
    assert isinstance(times, QSpinBox)
    times.setValue(1)
    assert (choice.rule(), times.text()) == ("FREQ=WEEKLY;BYDAY=MO;COUNT=1", "1 time")
    assert said(choice).endswith("It does not come again.")
    pick(box(choice, "Ends"), "Never ends")
    assert choice.rule() == "FREQ=WEEKLY;BYDAY=MO"


def test_ones_own_is_by_months_and_years_too(choice: RepeatChoice) -> None:
    pick(box(choice), "Own…")
    unit = box(choice, "Days, weeks, months or years")
    pick(unit, "month")
    place = box(choice, "On which day")
    assert offered(place) == ["On the 23rd", "On the fourth Monday"]
    pick(place, "On the fourth Monday")
    named(choice, QSpinBox, "Every how many").setValue(3)  # type: ignore[attr-defined]
    assert choice.rule() == "FREQ=MONTHLY;INTERVAL=3;BYDAY=4MO"
    assert unit.currentText() == "months"
    pick(unit, "years")
    assert offered(place) == ["On 23 November", "On the fourth Monday of November"]
    assert choice.rule() == "FREQ=YEARLY;INTERVAL=3;BYMONTH=11;BYMONTHDAY=23"
    choice.set_start(date(2026, 12, 1))
    assert choice.rule() == "FREQ=YEARLY;INTERVAL=3;BYMONTH=12;BYMONTHDAY=1"


def test_a_week_keeps_at_least_the_day_it_starts_on(choice: RepeatChoice) -> None:
    pick(box(choice), "Own…")
    named(choice, Chip, "Monday").click()  # type: ignore[attr-defined]
    assert choice.rule() == "FREQ=WEEKLY;BYDAY=MO"


@pytest.mark.parametrize(
    "rule, words",
    [
        ("FREQ=WEEKLY", "Every week on Monday"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=4", "Every month on the fourth Monday"),
        ("FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270503", "Every week on Monday and Thursday, until 3 May 2027"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "Repeats in its own way"),
    ],
)
def test_a_rule_is_shown_and_kept_as_it_is(choice: RepeatChoice, rule: str, words: str) -> None:
    choice.set_rule(rule, MONDAY)
    assert box(choice).currentText() == words
    assert not named(choice, QSpinBox, "Every how many").isVisible()
    assert not choice.is_changed_by_hand
    assert parse(choice.rule()) == parse(rule)


def test_an_odd_place_in_the_month_stays_while_the_rest_is_changed(choice: RepeatChoice) -> None:
    choice.set_rule("FREQ=MONTHLY;BYMONTHDAY=1,15", date(2026, 11, 1))
    pick(box(choice), "Own…")
    assert box(choice, "On which day").currentText() == "On the 1st and the 15th"
    named(choice, QSpinBox, "Every how many").setValue(2)  # type: ignore[attr-defined]
    assert choice.rule() == "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,15"


def test_it_is_chosen_with_the_keyboard_alone(choice: RepeatChoice, qtbot: QtBot) -> None:
    choice.setFocus()
    repeat = box(choice)
    for _ in range(3):
        qtbot.keyClick(repeat, Qt.Key.Key_Down)
    assert choice.rule() == "FREQ=WEEKLY;BYDAY=MO"
    qtbot.keyClick(repeat, Qt.Key.Key_End)
    assert named(choice, QSpinBox, "Every how many").isVisible()


def test_everything_in_it_has_a_name(choice: RepeatChoice) -> None:
    pick(box(choice), "Own…")
    for widget in choice.findChildren(QWidget):
        inside = isinstance(widget.parent(), QAbstractSpinBox)  # a number's own field stands for its box
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inside:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget
