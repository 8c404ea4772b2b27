"""Saved filters as lists: in the side bar, on the People page, in its menu, and after a crash."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.custom_field import CustomField
from crm_desktop.domain.filters.condition import SavedFilter
from crm_desktop.domain.ids import ContactId, FilterId
from crm_desktop.services.context import Services
from crm_desktop.ui.filters.builder import FilterBuilder
from crm_desktop.ui.filters.forms import Asked, Form
from crm_desktop.ui.filters.tree import plain
from crm_desktop.ui.people.ask_sheet import AskSheet
from crm_desktop.ui.people.page import PeoplePage
from crm_desktop.ui.shell.session import WindowSession
from crm_desktop.ui.shell.side_bar_lists import SideBarLists, _ListButton
from crm_desktop.ui.theme.controller import ThemeController

Keep = Callable[[str, str], FilterId]


@pytest.fixture
def people(services: Services) -> list[ContactId]:
    book = services.contacts
    return [
        book.add(Contact(Name("Abebe"), tags=("coffee",))),
        book.add(Contact(Name("Hana"), tags=("coffee",), notes="barista")),
        book.add(Contact(Name("Sara"))),
    ]


@pytest.fixture
def keep(services: Services, people: list[ContactId]) -> Keep:
    """Keep a list among these people: `keep("Regulars", "tag = coffee")`."""
    filters = services.filters
    return lambda name, text: filters.save(SavedFilter(name, filters.parsed(text)))


def rows(session: WindowSession) -> list[_ListButton]:
    """The lists in view, from top to bottom."""
    if not session.side_bar.has_lists:
        return []
    found = [each for each in session.side_bar.lists.findChildren(_ListButton) if each.isVisible()]
    return sorted((each for each in found if each.row.id), key=lambda each: each.y())


def texts(session: WindowSession) -> list[tuple[str, int | None]]:
    return [(each.text(), each.row.count) for each in rows(session)]


def opened(session: WindowSession, qtbot: QtBot) -> WindowSession:
    with qtbot.waitSignal(session.ready):
        session.start()
    return session


def page_of(session: WindowSession) -> PeoplePage:
    return cast("PeoplePage", session.stack.built("people"))


def listed(session: WindowSession) -> list[str]:
    model = page_of(session).list.listing.model
    return [model.row(position).name for position in range(model.rowCount())]


def menu_of(session: WindowSession, name: str) -> QMenu:
    """The menu of a list in the side bar."""
    row = next(each for each in rows(session) if each.text() == name)
    spot = QPoint(5, 5)
    row.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, row.mapToGlobal(spot)))
    return next(each for each in session.window.findChildren(QMenu) if each.isVisible())


def choose(menu: QMenu, word: str) -> None:
    action = next(each for each in menu.actions() if each.text() == word)
    menu.hide()
    action.trigger()


# The side bar


def test_without_a_list_there_is_no_place_for_lists(session: WindowSession, qtbot: QtBot) -> None:
    assert not opened(session, qtbot).side_bar.has_lists


def test_lists_stand_in_the_side_bar_with_their_numbers(
    session: WindowSession, keep: Keep, qtbot: QtBot
) -> None:
    keep("Regulars", "tag = coffee")
    keep("Nobody", "tag = tea")
    opened(session, qtbot)
    qtbot.waitUntil(lambda: texts(session) == [("Regulars", 2), ("Nobody", 0)])
    assert rows(session)[0].accessibleDescription() == "2 people"


def test_a_number_follows_what_happens(
    session: WindowSession, keep: Keep, services: Services, people: list[ContactId], qtbot: QtBot
) -> None:
    keep("Regulars", "tag = coffee")
    opened(session, qtbot)
    qtbot.waitUntil(lambda: texts(session) == [("Regulars", 2)])
    services.contacts.tag([people[2]], "coffee")
    qtbot.waitUntil(lambda: texts(session) == [("Regulars", 3)])


def test_a_new_list_appears_at_once(session: WindowSession, keep: Keep, qtbot: QtBot) -> None:
    opened(session, qtbot)
    keep("Regulars", "tag = coffee")
    qtbot.waitUntil(lambda: [text for text, _ in texts(session)] == ["Regulars"])


def test_a_click_shows_whom_it_lists_under_a_chip_that_can_be_taken_off(
    session: WindowSession, keep: Keep, qtbot: QtBot
) -> None:
    keep("Regulars & <b>friends</b>", "tag = coffee")
    opened(session, qtbot)
    rows(session)[0].click()
    assert listed(session) == ["Abebe", "Hana"]
    assert rows(session)[0].isChecked()
    bar = page_of(session).list.filters
    chip = next(each for each in bar.chips if each.text() == "Regulars & <b>friends</b>")
    chip.click()
    assert listed(session) == ["Abebe", "Hana", "Sara"]
    assert not rows(session)[0].isChecked()


def test_other_filters_narrow_a_list(session: WindowSession, keep: Keep, qtbot: QtBot) -> None:
    keep("Regulars", "tag = coffee")
    opened(session, qtbot)
    rows(session)[0].click()
    qtbot.keyClicks(page_of(session).list.search, "barista")
    assert listed(session) == ["Hana"]


def test_more_lists_than_there_is_room_for_are_behind_the_last_line(
    session: WindowSession, keep: Keep, qtbot: QtBot
) -> None:
    for number in range(30):
        keep(f"List {number:02}", "tag = coffee")
    session.window.resize(1000, 560)
    opened(session, qtbot)
    lists = session.side_bar.lists
    shown = rows(session)
    assert 3 < len(shown) < 30
    assert all(lists.rect().contains(each.geometry()) for each in shown)
    rest = next(each for each in lists.findChildren(_ListButton) if not each.row.id)
    assert rest.text() == f"{30 - len(shown)} more lists"
    rest.click()
    menu = next(each for each in lists.findChildren(QMenu) if each.isVisible())
    assert len(menu.actions()) == 30 - len(shown)
    last = menu.actions()[-1]
    menu.hide()
    last.trigger()
    # The one that is in view is always among those that are shown.
    assert [each.text() for each in rows(session) if each.isChecked()] == ["List 29"]


def test_a_narrow_side_bar_has_one_button_for_all_lists(
    session: WindowSession, keep: Keep, qtbot: QtBot
) -> None:
    keep("Regulars", "tag = coffee")
    opened(session, qtbot)
    session.side_bar.fit(300)
    QApplication.processEvents()
    assert rows(session) == []
    lists: SideBarLists = session.side_bar.lists
    button = next(each for each in lists.findChildren(QAbstractButton) if each.isVisible())
    assert button.accessibleName() == "Lists"
    button.click()
    menu = next(each for each in lists.findChildren(QMenu) if each.isVisible())
    choose(menu, menu.actions()[0].text())
    assert listed(session) == ["Abebe", "Hana"]


def test_a_list_that_asks_for_a_field_that_is_gone_says_so(
    session: WindowSession, services: Services, keep: Keep, qtbot: QtBot
) -> None:
    field = services.custom_fields.add(CustomField("Size"))
    keep("Large", "Size = L")
    services.custom_fields.delete(field)
    opened(session, qtbot)
    (row,) = rows(session)
    assert "Size" in row.accessibleDescription()
    row.click()
    assert "Size" in session.window.content.messages.text


def test_a_builder_that_is_closed_while_it_counts_leaves_nothing_behind(
    session: WindowSession, keep: Keep, qtbot: QtBot
) -> None:
    keep("Regulars", "tag = coffee")
    opened(session, qtbot)
    session.actions.filter.trigger()
    builder = the_builder(session)
    builder.tree.restore({"mode": "all", "parts": [plain(Asked("name", Form.HAS, "a"))]})
    builder.matches.ask(builder.tree.condition())
    builder.matches._look()
    builder.throw_away()
    qtbot.waitUntil(lambda: not session.runner.busy)


# What can be done with a list


def test_rename_duplicate_move_and_delete_each_with_one_undo(
    session: WindowSession, keep: Keep, services: Services, qtbot: QtBot
) -> None:
    keep("Regulars", "tag = coffee")
    keep("Others", "tag missing")
    opened(session, qtbot)
    choose(menu_of(session, "Regulars"), "Rename…")
    sheet = next(each for each in session.window.findChildren(AskSheet) if each.isVisible())
    sheet.edit.setText("Coffee people")
    sheet.save_button.click()
    qtbot.waitUntil(lambda: names(services) == ["Coffee people", "Others"])
    qtbot.waitUntil(lambda: rows(session)[0].text() == "Coffee people")
    choose(menu_of(session, "Coffee people"), "Duplicate")
    assert "Coffee people (2)" in names(services)
    services.undo.undo()
    qtbot.waitUntil(lambda: len(rows(session)) == 2)
    choose(menu_of(session, "Coffee people"), "Move down")
    assert names(services) == ["Others", "Coffee people"]
    qtbot.waitUntil(lambda: rows(session)[0].text() == "Others")
    choose(menu_of(session, "Others"), "Delete the list")
    assert names(services) == ["Coffee people"]
    assert services.contacts.count() == 3
    services.undo.undo()
    assert names(services) == ["Others", "Coffee people"]


def test_the_keys_of_a_list_do_the_same(
    session: WindowSession, keep: Keep, services: Services, qtbot: QtBot
) -> None:
    keep("Regulars", "tag = coffee")
    keep("Others", "tag missing")
    opened(session, qtbot)
    session.window.activateWindow()
    rows(session)[0].setFocus()
    qtbot.waitUntil(rows(session)[0].hasFocus)
    qtbot.keyClick(rows(session)[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(services) == ["Others", "Regulars"]
    qtbot.waitUntil(lambda: rows(session)[0].text() == "Others")
    qtbot.keyClick(rows(session)[0], Qt.Key.Key_Delete)
    assert names(services) == ["Regulars"]


def names(services: Services) -> list[str]:
    return [saved.name for saved in services.filters.all()]


def test_a_name_that_is_taken_is_refused(session: WindowSession, keep: Keep, qtbot: QtBot) -> None:
    keep("Regulars", "tag = coffee")
    keep("Others", "tag missing")
    opened(session, qtbot)
    choose(menu_of(session, "Others"), "Rename…")
    sheet = next(each for each in session.window.findChildren(AskSheet) if each.isVisible())
    sheet.edit.setText("REGULARS")
    sheet.save_button.click()
    assert sheet.isVisible()
    sheet.reject()


def test_the_page_follows_a_list_that_is_changed_elsewhere(
    session: WindowSession, keep: Keep, services: Services, qtbot: QtBot
) -> None:
    number = keep("Regulars", "tag = coffee")
    opened(session, qtbot)
    rows(session)[0].click()
    services.filters.save(SavedFilter("Without a tag", services.filters.parsed("tag missing"), number))
    qtbot.waitUntil(lambda: listed(session) == ["Sara"])
    assert any(each.text() == "Without a tag" for each in page_of(session).list.filters.chips)


# Making one


def the_builder(session: WindowSession) -> FilterBuilder:
    return next(each for each in session.window.findChildren(FilterBuilder) if each.isVisible())


def test_from_a_key_to_a_list_in_the_side_bar(
    session: WindowSession, people: list[ContactId], qtbot: QtBot
) -> None:
    opened(session, qtbot)
    session.actions.filter.trigger()
    builder = the_builder(session)
    qtbot.keyClicks(builder.focusWidget(), "coffee")
    qtbot.keyClicks(builder.name, "Regulars")
    builder.submit()
    qtbot.waitUntil(lambda: texts(session) == [("Regulars", 2)])
    assert listed(session) == ["Abebe", "Hana"]
    assert rows(session)[0].isChecked()


def test_without_a_name_it_is_shown_and_can_be_got_back(
    session: WindowSession, people: list[ContactId], services: Services, qtbot: QtBot
) -> None:
    opened(session, qtbot)
    session.actions.people.trigger()
    session.actions.filter.trigger()
    builder = the_builder(session)
    qtbot.keyClicks(builder.focusWidget(), "coffee")
    builder.submit()
    assert listed(session) == ["Abebe", "Hana"]
    assert names(services) == []
    bar = page_of(session).list.filters
    bar.drop_condition()
    assert listed(session) == ["Abebe", "Hana", "Sara"]
    bar.open_menu()
    menu = next(each for each in bar.findChildren(QMenu) if each.isVisible())
    choose(menu, "Back to: Tag is coffee")
    assert listed(session) == ["Abebe", "Hana"]


def test_what_is_on_is_what_the_builder_begins_with(session: WindowSession, keep: Keep, qtbot: QtBot) -> None:
    keep("Regulars", "tag = coffee")
    opened(session, qtbot)
    rows(session)[0].click()
    session.actions.filter.trigger()
    builder = the_builder(session)
    assert builder.name.text() == "Regulars"
    builder.reject()


def test_leaving_the_builder_keeps_what_was_put_together(
    session: WindowSession, keep: Keep, services: Services, qtbot: QtBot
) -> None:
    number = keep("Regulars", "tag = coffee")
    opened(session, qtbot)
    choose(menu_of(session, "Regulars"), "Change…")
    builder = the_builder(session)
    builder.tree.root.add_line_button.click()
    builder.name.setText("Half")
    qtbot.keyClick(builder, Qt.Key.Key_Escape)
    (draft,) = session.drafting.waiting
    assert draft.key == f"filter/{number}"
    assert names(services) == ["Regulars"]
    session.drafting.go_on(draft)
    again = the_builder(session)
    assert again.name.text() == "Half"
    assert len(again.tree.root.lines()) == 2
    again.throw_away()


def test_a_draft_of_a_list_that_is_gone_becomes_a_new_one(
    session: WindowSession, keep: Keep, services: Services, qtbot: QtBot
) -> None:
    number = keep("Regulars", "tag = coffee")
    opened(session, qtbot)
    choose(menu_of(session, "Regulars"), "Change…")
    the_builder(session).name.setText("Half")
    the_builder(session).reject()
    services.filters.delete(number)
    (draft,) = session.drafting.waiting
    session.drafting.go_on(draft)
    the_builder(session).submit()
    assert names(services) == ["Half"]


def test_what_is_missing_is_one_click_away(
    session: WindowSession, people: list[ContactId], qtbot: QtBot
) -> None:
    opened(session, qtbot)
    session.actions.people.trigger()
    bar = page_of(session).list.filters
    bar.open_menu()
    menu = next(each for each in bar.findChildren(QMenu) if each.isVisible())
    inner = cast("QMenu", next(each for each in menu.actions() if each.text() == "What is missing").menu())
    choose(inner, "No tag (1)")
    menu.hide()
    assert listed(session) == ["Sara"]
    assert any(each.text() == "No tag" for each in bar.chips)


def test_the_palette_finds_lists_by_name(session: WindowSession, keep: Keep, qtbot: QtBot) -> None:
    keep("Regulars", "tag = coffee")
    opened(session, qtbot)
    found = dict(session.lists.named())
    found["Regulars"]()
    assert listed(session) == ["Abebe", "Hana"]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_lists_are_painted_in_both_themes_and_directions(
    session: WindowSession,
    keep: Keep,
    theme: ThemeController,
    direction: Qt.LayoutDirection,
    mode: str,
    qtbot: QtBot,
) -> None:
    theme.set_theme(mode)
    keep("مشتریان", "tag = coffee")
    keep("x" * 200, "tag missing")
    session.window.setLayoutDirection(direction)
    opened(session, qtbot)
    qtbot.waitUntil(lambda: all(count is not None for _, count in texts(session)))
    assert not session.side_bar.grab().isNull()
