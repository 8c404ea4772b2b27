"""The panel that answers the four questions: what it says, what it lists, and when it asks anew."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.answer import Answer
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import Outcome
from crm_desktop.services.context import Services
from crm_desktop.ui.asking.beside import AskBeside
from crm_desktop.ui.asking.panel import AskPanel
from crm_desktop.ui.asking.replies import Replies
from crm_desktop.ui.asking.reply import Line, Question
from crm_desktop.ui.asking.spans import Span
from crm_desktop.ui.runtime.task_runner import ImmediateRunner
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.pill import Pill

Meet = Callable[..., AppointmentId]


@pytest.fixture
def anna(services: Services) -> ContactId:
    return services.contacts.add(Contact(Name("Anna")))


@pytest.fixture
def meet(services: Services) -> Meet:
    """Plans a meeting on a day, and answers it where an outcome is given."""

    def planned(
        day: date, *who: ContactId, hour: int = 10, title: str = "Prices", outcome: Outcome | None = None
    ) -> AppointmentId:
        starts = datetime.combine(day, time(hour))
        number = services.appointments.plan(Appointment(title, starts, "UTC", who))
        if outcome is not None:
            services.answering.answer(number, Answer(True, outcome))
        return number

    return planned


@pytest.fixture
def panel(services: Services, theme: ThemeController, qtbot: QtBot) -> AskPanel:
    replies = Replies(services.questions, services.settings, services.clock)
    made = AskPanel(replies, ImmediateRunner(), theme)
    qtbot.addWidget(made)
    services.bus.subscribe(made.notice)
    made.resize(360, 600)
    made.show()
    return made


def _lines(panel: AskPanel) -> list[Line]:
    return list(panel.list.lines)


def _said(panel: AskPanel) -> str:
    """The sentence, without what only directs its reading."""
    return panel.sentence.text().translate(dict.fromkeys(map(ord, "\u2068\u2069")))


def _choose(panel: AskPanel, span: Span) -> None:
    box = panel.bar.span_box
    box.setCurrentIndex(box.findData(span))
    box.activated.emit(box.currentIndex())


def test_it_tells_how_the_week_before_last_ended_without_being_asked(
    services: Services, panel: AskPanel, meet: Meet, anna: ContactId
) -> None:
    first, _last = services.questions.week_before_last()
    for hour, outcome in enumerate((Outcome.GOOD, Outcome.GOOD, Outcome.BAD)):
        meet(first, anna, hour=9 + hour, outcome=outcome)
    services.answering.answer(meet(first, anna, hour=15), Answer(took_place=False))
    assert _said(panel).startswith("3 meetings took place: 16 Feb – 22 Feb 2026")
    told = {pill.text for pill in panel.numbers.findChildren(Pill) if not pill.isHidden()}
    assert {"Went well", "Went badly", "Did not take place"} <= told
    assert [line.status for line in _lines(panel)] == [
        "Went well",
        "Went well",
        "Went badly",
        "Did not take place",
    ]
    assert len({(line.icon, line.tone) for line in _lines(panel)}) == 3


def test_one_click_asks_who_comes_again(
    services: Services, panel: AskPanel, meet: Meet, anna: ContactId
) -> None:
    boris = services.contacts.add(Contact(Name("Boris")))
    first, _last = services.questions.week_before_last()
    for who in (anna, boris):
        meet(first, who, outcome=Outcome.GOOD)
    meet(services.clock.now().date() + timedelta(days=3), anna)
    panel.bar.chips[Question.REBOOKED].click()
    assert _said(panel).startswith("Of 2 clients met, 1 made another appointment")
    assert [(line.title, line.status) for line in _lines(panel)] == [
        ("Anna", "Comes again"), ("Boris", "No date yet"),
    ]  # fmt: skip


def test_next_month_is_listed_by_day(
    services: Services, panel: AskPanel, meet: Meet, anna: ContactId
) -> None:
    first, last = services.questions.next_month()
    meet(first, anna, hour=9)
    meet(first, anna, hour=11)
    meet(last, anna)
    panel.bar.chips[Question.PLANNED].click()
    assert _said(panel) == "3 meetings planned: 1 Apr – 30 Apr 2026."
    assert [line.status for line in _lines(panel) if line.day] == ["2 meetings", "1 meeting"]


def test_a_name_is_searched_as_one_types_in_any_script(
    services: Services, panel: AskPanel, meet: Meet, qtbot: QtBot
) -> None:
    sergey = services.contacts.add(Contact(Name("Сергей Владимирович Иванов")))
    meet(services.clock.now().date() + timedelta(days=2), sergey)
    panel.bar.chips[Question.WHEN].click()
    assert "Write a name" in panel.nothing.text()
    QTest.keyClicks(panel.bar.name_box, "Ivanov S.V.")
    qtbot.waitUntil(lambda: bool(_lines(panel)))
    assert _lines(panel)[0].person == sergey
    assert "not met yet, next" in _said(panel)


def test_nobody_of_that_name_is_said_kindly(panel: AskPanel, anna: ContactId, qtbot: QtBot) -> None:
    panel.ask(Question.WHEN)
    panel.bar.name_box.setText("Zzyzx")
    qtbot.waitUntil(lambda: "Nobody is called so" in panel.nothing.text())
    assert not panel.print_button.isEnabled()


def test_empty_days_are_told_kindly_and_give_nothing_to_print(panel: AskPanel) -> None:
    assert _said(panel).startswith("There was no meeting in these days")
    assert panel.nothing.isVisible()
    assert not panel.print_button.isEnabled()
    assert not panel.export_button.isEnabled()


def test_what_changes_elsewhere_changes_the_answer(
    services: Services, panel: AskPanel, meet: Meet, anna: ContactId
) -> None:
    number = meet(services.questions.week_before_last()[0], anna)
    assert _lines(panel)[0].status == "Not answered yet"
    services.answering.answer(number, Answer(True, Outcome.GOOD))
    assert _lines(panel)[0].status == "Went well"
    services.undo.undo()
    assert _lines(panel)[0].status == "Not answered yet"


def test_ones_own_days_begin_as_those_that_were_shown_and_may_be_turned_round(
    services: Services, panel: AskPanel, meet: Meet, anna: ContactId, qtbot: QtBot
) -> None:
    first, last = services.questions.week_before_last()
    _choose(panel, Span.OWN)
    assert panel.bar.days() == (first, last)
    earlier = first - timedelta(days=30)
    panel.bar.until_edit.setDate(QDate(earlier.year, earlier.month, earlier.day))
    assert panel.bar.days() == (earlier, first)
    meet(earlier, anna, outcome=Outcome.GOOD)
    qtbot.waitUntil(lambda: len(_lines(panel)) == 1)


def test_each_question_keeps_its_own_days(panel: AskPanel) -> None:
    _choose(panel, Span.LAST_MONTH)
    panel.ask(Question.PLANNED)
    assert panel.bar.span_box.currentData() == Span.NEXT_MONTH
    panel.ask(Question.OUTCOMES)
    assert panel.bar.span_box.currentData() == Span.LAST_MONTH


def test_days_are_those_of_the_users_calendar_and_week(services: Services, panel: AskPanel) -> None:
    services.settings.country = "IR"
    services.settings.calendar = "jalali"
    panel.ask(Question.PLANNED)
    first, last = panel.bar.days()
    assert (first, last) == services.questions.next_month()
    assert "Farvardin" in _said(panel)
    panel.ask(Question.OUTCOMES)
    assert panel.bar.days()[0].isoweekday() == 6


def test_enter_and_a_click_open_what_is_listed(
    services: Services, panel: AskPanel, meet: Meet, anna: ContactId, qtbot: QtBot
) -> None:
    number = meet(services.questions.week_before_last()[0], anna)
    opened: list[Line] = []
    panel.opened.connect(opened.append)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    place = panel.list.visualRect(panel.list.model().index(0, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [line.meeting for line in opened] == [number, number]


def test_a_question_too_wide_is_refused_in_a_sentence(panel: AskPanel, qtbot: QtBot) -> None:
    _choose(panel, Span.OWN)
    panel.bar.from_edit.setDate(QDate(1980, 1, 1))
    qtbot.waitUntil(lambda: _said(panel) == "Ask about twenty years at most.")
    assert panel.reply is None


def test_it_stands_beside_the_views_and_in_their_place_where_there_is_no_room(
    panel: AskPanel, theme: ThemeController, qtbot: QtBot
) -> None:
    page, views = QWidget(), QWidget()
    column = QVBoxLayout(page)
    column.addWidget(views)
    column.addWidget(panel)
    qtbot.addWidget(page)
    beside = AskBeside(page, views, panel, theme)
    page.resize(1000, 600)
    page.show()
    assert not panel.isVisible()
    beside.open(Question.REBOOKED)
    assert panel.isVisible()
    assert views.isVisible()
    page.resize(600, 600)
    qtbot.waitUntil(lambda: not views.isVisible())
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert views.isVisible()
    assert not panel.isVisible()
    assert not beside.button.isChecked()
