"""The People page as one uses it: search, filter, select, delete, open, add."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import CustomValue, Name, Phone
from crm_desktop.domain.contact_query import ContactSet, FieldCondition
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.services.context import Services
from crm_desktop.ui.models.contact_columns import COLUMNS, Column
from crm_desktop.ui.people.filter_bar import Filters
from crm_desktop.ui.people.page import PeoplePage
from crm_desktop.ui.widgets.empty_state import EmptyState
from tests.fakes import FakeClock
from tests.ui.fakes import AskedDialogs, SaidMessages
from tests.ui.people.conftest import AddContact, MakePage, names_in


def empty_words(page: PeoplePage) -> str:
    """What stands where nobody is listed."""
    empty = page.list.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    return empty.accessibleName()


# Finding


def test_everyone_is_listed_by_name(make_page: MakePage, add: AddContact) -> None:
    add("Sara Tesfaye")
    add("Abebe Bekele")
    assert names_in(make_page()) == ["Abebe Bekele", "Sara Tesfaye"]


def test_a_name_in_any_script_is_found_by_latin_letters(
    make_page: MakePage, add: AddContact, qtbot: QtBot
) -> None:
    add("Сергей Иванов")
    add("Sara Tesfaye")
    page = make_page()
    qtbot.keyClicks(page.list.search, "ivanov")
    assert names_in(page) == ["Сергей Иванов"]


def test_a_hit_outside_the_name_says_where(make_page: MakePage, add: AddContact, qtbot: QtBot) -> None:
    add("Sara Tesfaye", notes="Roasts her own coffee on Fridays")
    page = make_page()
    qtbot.keyClicks(page.list.search, "roast")
    assert "oasts" in page.list.listing.model.row(0).found_in


def test_enter_in_the_search_opens_the_best_hit(make_page: MakePage, add: AddContact, qtbot: QtBot) -> None:
    add("Abebe Bekele")
    sara = add("Sara Tesfaye")
    page = make_page()
    qtbot.keyClicks(page.list.search, "sar")
    qtbot.keyClick(page.list.search, Qt.Key.Key_Return)
    assert page.card.contact_id == sara


def test_letters_typed_in_the_list_go_to_the_search(
    make_page: MakePage, add: AddContact, qtbot: QtBot
) -> None:
    add("Abebe Bekele")
    add("Elena Schmidt")
    page = make_page()
    page.list.view.go_to(0)
    qtbot.keyClicks(page.list.view, "el")
    assert page.list.search.text() == "el"
    assert page.list.search.hasFocus()
    assert not page.editing.is_open


def test_slash_goes_to_the_search(make_page: MakePage, add: AddContact, qtbot: QtBot) -> None:
    add("Abebe Bekele")
    page = make_page()
    page.list.view.setFocus()
    qtbot.keyClicks(page.list.view, "/")
    assert page.list.search.hasFocus()


def test_nobody_found_offers_to_add_them(make_page: MakePage, add: AddContact, qtbot: QtBot) -> None:
    add("Abebe Bekele")
    page = make_page()
    qtbot.keyClicks(page.list.search, "Zuri")
    assert empty_words(page) == "No one matches “Zuri”"
    qtbot.keyClick(page.list.search, Qt.Key.Key_Return)
    editor = page.editing.open_editor
    assert editor is not None
    assert editor.form.name.full.text() == "Zuri"
    assert editor.form.name.full.hasFocus()


def test_an_empty_book_offers_its_first_contact(make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page()
    assert empty_words(page) == "Nobody here yet"


def test_only_the_first_screen_is_waited_for(
    make_page: MakePage, services: Services, add: AddContact
) -> None:
    for number in range(70):
        add(f"Person {number:02}")
    page = make_page()
    page.list.listing.ask(page.list.query())
    assert page.list.listing.model.rowCount() == 60
    assert not page.list.listing.is_whole
    page.list.listing.complete()
    assert page.list.listing.model.rowCount() == 70


# Filtering


def test_cold_shows_who_has_gone_cold(
    make_page: MakePage, add: AddContact, services: Services, clock: FakeClock
) -> None:
    add("Cold One", cadence_days=30)
    clock.advance(days=41)
    add("Warm One", cadence_days=30)
    page = make_page()
    page.show_set(ContactSet.COLD)
    assert names_in(page) == ["Cold One"]


def test_nobody_cold_is_good_news(make_page: MakePage, add: AddContact) -> None:
    add("Warm One")
    page = make_page()
    page.show_set(ContactSet.COLD)
    assert empty_words(page) == "Nobody is cold"


def test_each_tag_is_a_chip_and_all_pressed_ones_must_hold(
    make_page: MakePage, add: AddContact, qtbot: QtBot
) -> None:
    add("Both", tags=("coffee", "market"))
    add("One", tags=("coffee",))
    page = make_page()
    press_chip(page, "coffee", qtbot)
    assert names_in(page) == ["Both", "One"]
    press_chip(page, "market", qtbot)
    assert names_in(page) == ["Both"]
    press_chip(page, "All", qtbot)
    assert names_in(page) == ["Both", "One"]


def press_chip(page: PeoplePage, text: str, qtbot: QtBot) -> None:
    """Press a filter, in view or in the menu of the rest."""
    qtbot.waitUntil(lambda: any(chip.text() == text for chip in page.list.filters.chips))
    next(chip for chip in page.list.filters.chips if chip.text() == text).click()


def test_an_own_field_and_a_status_filter(make_page: MakePage, add: AddContact, services: Services) -> None:
    services.custom_fields.add(CustomField("Allergic", FieldType.YES_NO))
    add("Allergic Lead", status="lead", custom=(CustomValue("Allergic", "yes"),))
    add("Other Lead", status="lead")
    add("Customer", status="customer")
    page = make_page()
    page.list.filters.set_filters(Filters(status="lead"))
    assert names_in(page) == ["Allergic Lead", "Other Lead"]
    page.list.filters.set_filters(Filters(status="lead", fields=(FieldCondition("Allergic", "yes"),)))
    assert names_in(page) == ["Allergic Lead"]


def test_a_search_under_a_filter_says_that_others_may_match(
    make_page: MakePage, add: AddContact, qtbot: QtBot
) -> None:
    add("Abebe Bekele")
    page = make_page()
    page.show_set(ContactSet.COLD)
    qtbot.keyClicks(page.list.search, "abebe")
    assert empty_words(page) == "No one matches “abebe”"
    page.list.findChild(EmptyState).action_clicked.emit()
    assert names_in(page) == ["Abebe Bekele"]


# Opening


def test_the_card_of_the_current_contact_is_beside_the_list(
    make_page: MakePage, add: AddContact, qtbot: QtBot
) -> None:
    first, second = add("Abebe Bekele"), add("Sara Tesfaye")
    page = make_page()
    qtbot.waitUntil(lambda: page.card.contact_id == first)
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.card.contact_id == second)


def test_enter_goes_to_the_log_line(make_page: MakePage, add: AddContact, qtbot: QtBot) -> None:
    add("Abebe Bekele")
    page = make_page()
    page.list.view.go_to(0)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    assert page.card.log_line.edit.hasFocus()


def test_a_lone_l_begins_to_log_and_a_lone_e_to_edit(
    make_page: MakePage, add: AddContact, qtbot: QtBot
) -> None:
    add("Abebe Bekele")
    page = make_page()
    page.list.view.go_to(0)
    qtbot.keyClicks(page.list.view, "l")
    qtbot.waitUntil(page.card.log_line.edit.hasFocus)
    page.list.view.setFocus()
    qtbot.keyClicks(page.list.view, "e")
    qtbot.waitUntil(lambda: page.editing.is_open)


def test_on_a_narrow_page_the_card_takes_the_whole_width_and_leads_back(
    make_page: MakePage, add: AddContact, qtbot: QtBot
) -> None:
    add("Abebe Bekele")
    page = make_page(width=560)
    assert page.list.isVisible()
    page.list.view.go_to(0)
    page.list.view.opened.emit(page.list.view.current_id)
    assert page.card.isVisible()
    assert not page.list.isVisible()
    page.card.header.back_button.click()
    assert page.list.isVisible()
    assert not page.card.isVisible()


def test_the_table_shows_the_chosen_columns_and_sorts_by_its_heads(
    make_page: MakePage, add: AddContact, services: Services
) -> None:
    services.settings.people_columns = ("name", "status", "company")
    services.settings.people_view = "table"
    add("Abebe Bekele", status="partner")
    add("Sara Tesfaye", status="customer")
    page = make_page()
    header = page.list.view.horizontalHeader()
    shown = [COLUMNS[header.logicalIndex(place)] for place in range(3)]
    assert shown == [Column.NAME, Column.STATUS, Column.COMPANY]
    assert page.list.view.isColumnHidden(COLUMNS.index(Column.PHONE))
    header.sectionClicked.emit(COLUMNS.index(Column.STATUS))
    assert names_in(page) == ["Sara Tesfaye", "Abebe Bekele"]
    header.sectionClicked.emit(COLUMNS.index(Column.STATUS))
    assert names_in(page) == ["Abebe Bekele", "Sara Tesfaye"]


def test_long_texts_take_the_room_that_a_wide_table_leaves(
    make_page: MakePage, add: AddContact, services: Services
) -> None:
    services.settings.people_columns = ("name", "company", "warmth")
    services.settings.people_view = "table"
    add("Abebe Bekele")
    narrow, wide = make_page(width=560).list.view, make_page(width=1100).list.view
    for column in (Column.NAME, Column.COMPANY):
        place = COLUMNS.index(column)
        assert narrow.columnWidth(place) < wide.columnWidth(place)
    assert sum(wide.columnWidth(place) for place in range(len(COLUMNS))) <= wide.viewport().width()


# What happens elsewhere


def test_someone_added_elsewhere_appears_and_the_selection_stays(
    make_page: MakePage, add: AddContact, qtbot: QtBot
) -> None:
    add("Hana")
    sara = add("Sara")
    page = make_page()
    page.list.view.go_to(1)
    add("Abebe")
    qtbot.waitUntil(lambda: names_in(page) == ["Abebe", "Hana", "Sara"])
    assert list(page.list.view.selected_ids()) == [sara]
    assert page.list.view.current_id == sara


def test_a_call_elsewhere_warms_the_row(
    make_page: MakePage, add: AddContact, services: Services, clock: FakeClock, qtbot: QtBot
) -> None:
    abebe = add("Abebe", cadence_days=10)
    clock.advance(timedelta(days=30))
    page = make_page()
    assert page.list.listing.model.row(0).warmth.state == "lost"
    services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (abebe,)))
    qtbot.waitUntil(lambda: page.list.listing.model.row(0).warmth.state == "warm")


def test_a_renamed_contact_is_renamed_in_list_and_card(
    make_page: MakePage, add: AddContact, services: Services, qtbot: QtBot
) -> None:
    abebe = add("Abebe")
    page = make_page()
    qtbot.waitUntil(lambda: page.card.contact_id == abebe)
    services.contacts.save(replace(services.contacts.get(abebe), name=Name(full="Zerihun")))
    qtbot.waitUntil(lambda: names_in(page) == ["Zerihun"] and page.card.name == "Zerihun")


def test_a_deleted_contact_leaves_no_card_behind(
    make_page: MakePage, add: AddContact, services: Services, qtbot: QtBot
) -> None:
    abebe = add("Abebe")
    page = make_page()
    qtbot.waitUntil(lambda: page.card.contact_id == abebe)
    services.contacts.delete([abebe])
    qtbot.waitUntil(lambda: page.card.contact_id is None and not page.card.isVisible())


# For everyone


@pytest.mark.parametrize(
    "name", ["<b>x</b>", '"; DROP TABLE', "a & b", "%s {0}", "\u202egnirts\u202c", "x" * 10_000]
)
def test_a_name_is_shown_as_typed(make_page: MakePage, add: AddContact, qtbot: QtBot, name: str) -> None:
    contact_id = add(name)
    page = make_page()
    page.show_contact(contact_id)
    assert names_in(page) == [name]
    assert page.card.header.name_label.text() == name
    assert page.card.header.name_label.textFormat() is Qt.TextFormat.PlainText
    page.grab()


def test_every_control_has_a_name(make_page: MakePage, add: AddContact, qtbot: QtBot) -> None:
    abebe = add("Abebe", phones=(Phone("0151 123 4567"),), tags=("coffee",))
    page = make_page()
    page.show_contact(abebe)
    page.edit_contact(abebe)
    nameless = [widget for widget in page.findChildren(QWidget) if needs_name(widget) and not spoken(widget)]
    assert nameless == []


def needs_name(widget: QWidget) -> bool:
    inner = widget.objectName() == "qt_spinbox_lineedit" or widget.parent() is None
    return isinstance(widget, (QAbstractButton, QLineEdit)) and not inner and widget.isVisible()


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def test_who_is_not_there_is_told(make_page: MakePage, messages: SaidMessages) -> None:
    page = make_page()
    page.edit_contact(ContactId(99))
    assert messages.errors
    assert not page.editing.is_open


def test_logging_a_call_with_someone_cold_keeps_their_card(
    make_page: MakePage, add: AddContact, services: Services, clock: FakeClock, qtbot: QtBot
) -> None:
    abebe, _hana = add("Abebe", cadence_days=10), add("Hana", cadence_days=10)
    clock.advance(days=12)
    page = make_page()
    page.show_set(ContactSet.COLD)
    page.list.view.go_to(0)
    qtbot.waitUntil(lambda: page.card.contact_id == abebe)
    qtbot.keyClicks(page.card.log_line.edit, "called")
    qtbot.keyClick(page.card.log_line.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names_in(page) == ["Hana"])
    assert page.card.contact_id == abebe
    assert page.list.view.current_id == 0
    assert page.list.view.selected_count() == 0


def test_after_deleting_the_next_one_follows(make_page: MakePage, add: AddContact, qtbot: QtBot) -> None:
    add("Abebe")
    hana = add("Hana")
    sara = add("Sara")
    page = make_page()
    page.list.view.setFocus()
    page.list.view.go_to(1)
    qtbot.waitUntil(lambda: page.card.contact_id == hana)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.card.contact_id == sara)
    assert page.list.view.current_id == sara


def test_whoever_moves_in_the_list_stays_selected(
    make_page: MakePage, add: AddContact, services: Services, qtbot: QtBot
) -> None:
    abebe = add("Abebe")
    add("Hana")
    add("Sara")
    page = make_page()
    page.list.view.go_to(0)
    services.contacts.save(replace(services.contacts.get(abebe), name=Name(full="Zerihun")))
    qtbot.waitUntil(lambda: names_in(page) == ["Hana", "Sara", "Zerihun"])
    assert page.list.view.current_id == abebe
    assert list(page.list.view.selected_ids()) == [abebe]


def test_choosing_someone_else_keeps_what_was_being_written(
    make_page: MakePage, add: AddContact, messages: SaidMessages, qtbot: QtBot
) -> None:
    abebe, hana = add("Abebe"), add("Hana")
    page = make_page()
    page.edit_contact(abebe)
    page.editing.open_editor.form.notes.setPlainText("half a story")
    page.list.view.setFocus()
    page.list.view.go_to(1)
    qtbot.waitUntil(lambda: page.card.isVisible() and page.card.contact_id == hana)
    assert messages.said == ["Not saved: Abebe"]
    assert page.has_unsaved


def test_the_wishes_of_the_card_open_their_dialogs(
    make_page: MakePage, add: AddContact, dialogs: AskedDialogs, qtbot: QtBot
) -> None:
    abebe = add("Abebe")
    page = make_page()
    page.show_contact(abebe)
    header = page.card.header
    header.plan_asked.emit()
    header.follow_up_asked.emit()
    page.card.menus.export_asked.emit(abebe)
    qtbot.keyClicks(page.card.log_line.edit, "met him")
    header.log_asked.emit()
    assert dialogs.asked[:3] == [("plan", (abebe,)), ("follow-up", (abebe, "Abebe")), ("export", (abebe,))]
    kind, draft = dialogs.asked[3]
    assert kind == "log"
    assert isinstance(draft, Interaction)
    assert draft.text == "met him"


def test_the_copy_key_copies_the_cards_of_whoever_is_selected(
    make_page: MakePage, add: AddContact, dialogs: AskedDialogs, qtbot: QtBot
) -> None:
    ids = [add(name) for name in ("Anna", "Ben", "Cem")]
    page = make_page()
    page.show_contact(ids[0])
    qtbot.keyClick(page.list.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    page.list.view.selectAll()
    qtbot.keyClick(page.list.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert dialogs.asked == [("COPY", (ids[0],)), ("COPY", tuple(ids))]
