"""The user's own order of sections."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import BIRTHDAY, Contact, ImportantDate, Name
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.ui.runtime.event_relay import EventRelay
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.today.lines import SectionName
from crm_desktop.ui.today.order import USUAL, arranged, moved, to_keep
from crm_desktop.ui.today.page import TodayPage

NOW, PROMISED = SectionName.NOW, SectionName.PROMISED
REACH_OUT, DATES = SectionName.REACH_OUT, SectionName.DATES


@pytest.fixture
def full(services: Services, theme: ThemeController, qtbot: QtBot) -> Iterator[TodayPage]:
    """Something is promised, somebody is cold, somebody has a birthday."""
    born = ImportantDate(BIRTHDAY, PartialDate(None, 3, 2))
    bo = services.contacts.add(Contact(Name("Bo"), dates=(born,)))
    services.follow_ups.promise(FollowUp(bo, "Send the quote", date(2026, 3, 2)))
    anna = services.contacts.add(Contact(Name("Anna"), cadence_days=30))
    at = services.clock.now() - timedelta(days=41)
    services.interactions.log(Interaction(InteractionKind.CALL, at, (anna,)))
    made = TodayPage(services.today, services.contacts, services.settings, services.clock, theme)
    relay = EventRelay(services.bus)
    relay.data_changed.connect(made.notice)
    qtbot.addWidget(made)
    made.resize(700, 900)
    made.show()
    assert list(made.sections) == [PROMISED, REACH_OUT, DATES]
    yield made
    relay.stop()


def from_top(page: TodayPage) -> list[SectionName]:
    """The sections as they are seen."""
    seen = {name: section.mapTo(page, QPoint()).y() for name, section in page.sections.items()}
    return sorted(seen, key=lambda name: seen[name])


def menu() -> QMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def choose(text: str) -> None:
    shown = menu()
    next(action for action in shown.actions() if action.text().startswith(text)).trigger()
    shown.close()


def test_without_a_choice_the_order_is_the_usual_one():
    assert arranged(()) == USUAL
    assert to_keep(USUAL) == ()


def test_a_section_that_the_kept_order_does_not_name_stands_behind_its_usual_neighbour():
    kept = ("dates", "promised", "something-else", "dates")
    order = arranged(kept)
    assert [name for name in order if name in (DATES, PROMISED)] == [DATES, PROMISED]
    assert sorted(order) == sorted(USUAL)
    assert order.index(REACH_OUT) == order.index(PROMISED) + 1


def test_a_move_passes_over_sections_that_are_empty():
    order = moved(USUAL, DATES, -1, {NOW, DATES})
    assert order.index(DATES) == order.index(NOW) - 1
    assert moved(USUAL, NOW, -1, {NOW, DATES}) == USUAL


def test_alt_and_an_arrow_move_the_section_of_the_line_with_the_keyboard(
    full: TodayPage, services: Services, qtbot: QtBot
):
    before = list(full.sections)
    line = full.sections[before[1]].lines[0]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: from_top(full)[0] is before[1])
    assert full.window().focusWidget() is line
    assert list(arranged(services.settings.today_order)).index(before[1]) < list(USUAL).index(before[1])


def test_the_heading_has_a_menu_that_moves_the_section_and_brings_the_usual_order_back(
    full: TodayPage, services: Services, qtbot: QtBot
):
    usual = from_top(full)
    heading = full.sections[usual[0]].heading
    heading.setFocus()
    qtbot.keyClick(heading, Qt.Key.Key_Return)
    enabled = {action.text().partition("\t")[0]: action.isEnabled() for action in menu().actions()}
    assert enabled["Move up"] is False
    assert enabled["Back to the usual order"] is False
    choose("Move down")
    qtbot.waitUntil(lambda: from_top(full) == [usual[1], usual[0], *usual[2:]])
    heading.button.click()
    choose("Back to the usual order")
    qtbot.waitUntil(lambda: from_top(full) == usual)
    assert services.settings.today_order == ()


def test_the_order_is_kept(full: TodayPage, services: Services, theme: ThemeController, qtbot: QtBot):
    first = from_top(full)[0]
    full.move(first, 1)
    again = TodayPage(services.today, services.contacts, services.settings, services.clock, theme)
    qtbot.addWidget(again)
    assert list(again.sections)[1] is first


def test_a_heading_can_be_dragged_past_another(full: TodayPage, services: Services, qtbot: QtBot):
    usual = from_top(full)
    heading, above = full.sections[usual[1]].heading, full.sections[usual[0]].heading
    QTest.mousePress(heading, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    goal = heading.mapFromGlobal(above.mapToGlobal(QPoint(20, 2)))
    for place in (QPoint(20, -20), goal, goal):
        QTest.mouseMove(heading, place)
    QTest.mouseRelease(heading, Qt.MouseButton.LeftButton, pos=goal)
    qtbot.waitUntil(lambda: from_top(full)[0] is usual[1])
    assert services.settings.today_order != ()


def test_dates_that_were_moved_up_stand_among_the_others_also_where_there_is_room(
    full: TodayPage, services: Services, qtbot: QtBot
):
    full.resize(1300, 900)
    dates = full.sections[DATES]
    qtbot.waitUntil(lambda: dates.mapTo(full, QPoint()).x() > 500)
    full.move(DATES, -1)
    qtbot.waitUntil(lambda: dates.mapTo(full, QPoint()).x() < 100)


def test_tab_goes_through_the_sections_as_they_are_seen(full: TodayPage, qtbot: QtBot):
    usual = from_top(full)
    full.move(usual[0], 1)
    qtbot.waitUntil(lambda: from_top(full)[0] is usual[1])
    first, second = from_top(full)[:2]
    last = full.sections[first].lines[-1]
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Down)
    assert full.window().focusWidget() is full.sections[second].heading
