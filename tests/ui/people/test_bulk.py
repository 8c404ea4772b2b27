"""Many at once: whom the bar means, what it can do with them, and what comes back with one undo."""

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.importance import Importance
from crm_desktop.services.context import Services
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.people.ask_sheet import AskSheet
from crm_desktop.ui.people.page import PeoplePage
from crm_desktop.ui.runtime.task_runner import TaskProgress, TaskRunner
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.flat_button import FlatButton
from tests.ui.fakes import AskedDialogs, SaidMessages
from tests.ui.people.conftest import AddContact, MakePage, button, choose, names_in, select

CHANGE, TAG, OUT = "Change something of all of them", "Tag, or take a tag off", "Export or print"


def three(add: AddContact) -> list[int]:
    return [add(name) for name in ("Abebe", "Hana", "Sara")]


def press(page: PeoplePage, deed: str, *path: str) -> None:
    """Open a menu of the bar, and choose in it."""
    button(page.bulk.bar, deed).click()
    choose(page.bulk.bar, *path)


def the_sheet(page: PeoplePage) -> AskSheet:
    return next(sheet for sheet in page.findChildren(AskSheet) if sheet.isVisible())


def company(services: Services, contact_id: int) -> str:
    roles = services.contacts.get(ContactId(contact_id)).roles
    return roles[0].company if roles else ""


def many(services: Services, count: int) -> list[int]:
    with services.uow(Label("Add many")) as tx:
        return [
            int(key)
            for key in tx.add_many([Contact(Name(f"Person {n:04}"), uid=f"urn:x:{n}") for n in range(count)])
        ]


# Whom it means


def test_the_bar_tells_how_many_are_selected(make_page: MakePage, add: AddContact) -> None:
    three(add)
    page = make_page()
    assert not page.bulk.bar.isVisible()
    select(page, 0, 2)
    assert page.bulk.bar.isVisible()
    assert page.bulk.bar.accessibleName() == "2 people selected"
    assert page.current_people() == tuple(page.list.view.selected_ids())


def test_everyone_selected_is_told_as_everyone(make_page: MakePage, add: AddContact, qtbot: QtBot) -> None:
    ids = [add(f"Person {number:03}") for number in range(150)]
    page = make_page()
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert list(page.list.view.selected_ids()) == ids
    assert page.bulk.bar.accessibleName() == "All 150 in this list are selected"


def test_ctrl_a_means_the_whole_list_before_it_is_fetched(
    make_page: MakePage, services: Services, qtbot: QtBot
) -> None:
    many(services, 200)
    page = make_page()
    page.list.listing.ask(page.list.query(), hold_rest=True)
    assert not page.list.listing.is_whole
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.list.view.selected_count() == 200


def test_shift_and_arrows_add_to_the_selection(make_page: MakePage, add: AddContact, qtbot: QtBot) -> None:
    three(add)
    page = make_page()
    page.list.view.setFocus()
    page.list.view.go_to(0)
    for _ in range(2):
        qtbot.keyClick(page.list.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.bulk.bar.accessibleName() == "All 3 in this list are selected"


@pytest.mark.parametrize("view", ["list", "table"])
def test_everyone_is_one_click_away_from_a_few(
    make_page: MakePage, add: AddContact, services: Services, view: str
) -> None:
    services.settings.people_view = view
    three(add)
    page = make_page()
    select(page, 0, 1)
    everyone = button(page.bulk.bar, "Select all 3 in this list")
    assert everyone.isVisible()
    everyone.click()
    assert page.bulk.bar.accessibleName() == "All 3 in this list are selected"
    assert not everyone.isVisible()


@pytest.mark.parametrize("width", [340, 900, 1400])
@pytest.mark.parametrize("view", ["list", "table"])
def test_no_row_moves_when_the_bar_comes_and_goes(
    make_page: MakePage, add: AddContact, services: Services, view: str, width: int, qtbot: QtBot
) -> None:
    services.settings.people_view = view
    three(add)
    page = make_page(width)
    page.list.view.go_to(0)
    QApplication.processEvents()
    before = page.list.view.mapTo(page, page.list.view.rect().topLeft())
    select(page, 0, 1)
    QApplication.processEvents()
    assert page.bulk.bar.isVisible()
    assert page.list.view.mapTo(page, page.list.view.rect().topLeft()) == before
    page.list.view.clearSelection()
    QApplication.processEvents()
    assert page.list.view.mapTo(page, page.list.view.rect().topLeft()) == before


@pytest.mark.parametrize("scale", [100, 200])
def test_the_deeds_never_stand_on_each_other(
    make_page: MakePage, add: AddContact, theme: ThemeController, scale: int
) -> None:
    theme.set_font_scale(scale)
    three(add)
    page = make_page()
    select(page, 0, 1)
    QApplication.processEvents()
    deeds = [each for each in page.bulk.bar.findChildren(FlatButton) if each.isVisible()]
    places = sorted((deed.geometry() for deed in deeds), key=lambda place: place.x())
    assert all(not one.intersects(next_) for one, next_ in pairwise(places))
    assert all(page.bulk.bar.rect().contains(place) for place in places)


def test_the_keyboard_stays_with_the_list_when_the_bar_goes(
    make_page: MakePage, add: AddContact, qtbot: QtBot
) -> None:
    three(add)
    page = make_page()
    select(page, 0, 1)
    delete = button(page.bulk.bar, "Delete")
    delete.setFocus()
    qtbot.keyClick(delete, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: names_in(page) == ["Sara"])
    assert page.list.view.hasFocus()


# What it does


def test_tags_go_on_and_off_everyone_selected(
    make_page: MakePage, add: AddContact, services: Services, messages: SaidMessages, qtbot: QtBot
) -> None:
    ids = three(add)
    page = make_page()
    select(page, 0, 1)
    press(page, TAG, "New tag…")
    sheet = the_sheet(page)
    assert sheet.save_button.text() == "Tag 2 people"
    qtbot.keyClicks(sheet.edit, "market")
    sheet.save_button.click()
    assert [services.contacts.get(key).tags for key in ids] == [("market",), ("market",), ()]
    assert messages.undoables == ["Tagged 2 people “market”"]
    qtbot.waitUntil(lambda: page.list.tag_names() == ["market"])
    press(page, TAG, "Take a tag off", "market")
    assert services.contacts.get(ids[0]).tags == ()


def test_status_importance_and_rhythm_are_set_each_in_one_step(
    make_page: MakePage, add: AddContact, services: Services
) -> None:
    ids = three(add)
    page = make_page()
    select(page, 0, 1)
    press(page, CHANGE, "Status", "Lead")
    press(page, CHANGE, "Importance", "High")
    press(page, CHANGE, "How often to be in touch", "Every two weeks")
    press(page, CHANGE, "Do not contact", "Do not contact")
    for key in ids[:2]:
        contact = services.contacts.get(key)
        assert (contact.status, contact.importance, contact.cadence_days) == ("lead", Importance.HIGH, 14)
        assert contact.do_not_contact
    assert services.contacts.get(ids[2]).status == ""
    for _ in range(4):
        services.undo.undo()
    assert services.contacts.get(ids[0]).status == ""


def test_the_company_of_many_is_asked_for_with_their_number(
    make_page: MakePage, add: AddContact, services: Services, messages: SaidMessages, qtbot: QtBot
) -> None:
    ids = three(add)
    page = make_page()
    select(page, 0, 1)
    press(page, CHANGE, "Company…")
    sheet = the_sheet(page)
    assert sheet.save_button.text() == "Set company of 2 people"
    qtbot.keyClicks(sheet.edit, "Habesha & Sons {0}")
    qtbot.keyClick(sheet.edit, Qt.Key.Key_Return)
    assert [company(services, key) for key in ids] == ["Habesha & Sons {0}"] * 2 + [""]
    assert messages.undoables == ["2 people: Habesha & Sons {0}"]
    services.undo.undo()
    assert company(services, ids[0]) == ""


def test_the_source_of_many_is_asked_for(
    make_page: MakePage, add: AddContact, services: Services, qtbot: QtBot
) -> None:
    ids = three(add)
    page = make_page()
    select(page, 0, 2)
    press(page, CHANGE, "Source…")
    sheet = the_sheet(page)
    assert sheet.save_button.text() == "Set source of 2 people"
    qtbot.keyClicks(sheet.edit, "Market")
    sheet.save_button.click()
    assert [services.contacts.get(key).source for key in ids] == ["Market", "", "Market"]


def test_own_fields_are_set_by_their_type(
    make_page: MakePage, add: AddContact, services: Services, qtbot: QtBot
) -> None:
    services.custom_fields.add(CustomField("Size", FieldType.CHOICE, ("S", "M")))
    services.custom_fields.add(CustomField("Since", FieldType.DATE))
    ids = three(add)
    page = make_page()
    select(page, 0, 1)
    press(page, CHANGE, "Size", "M")
    press(page, CHANGE, "Since…")
    sheet = the_sheet(page)
    qtbot.keyClicks(sheet.edit, "soon")
    sheet.save_button.click()
    assert sheet.isVisible()  # "soon" is no date
    sheet.edit.setText("2026-01-31")
    sheet.save_button.click()
    values = {value.field: value.value for value in services.contacts.get(ids[0]).custom}
    assert values == {"Size": "M", "Since": "2026-01-31"}
    assert services.contacts.get(ids[2]).custom == ()


def test_who_was_meant_stays_who_is_meant_while_a_sheet_is_open(
    make_page: MakePage, add: AddContact, services: Services, qtbot: QtBot
) -> None:
    ids = three(add)
    page = make_page()
    select(page, 0, 1)
    press(page, CHANGE, "Source…")
    sheet = the_sheet(page)
    select(page, 2)
    qtbot.keyClicks(sheet.edit, "Market")
    sheet.save_button.click()
    assert [services.contacts.get(key).source for key in ids] == ["Market", "Market", ""]


def test_delete_asks_nothing_and_can_be_undone(
    make_page: MakePage, add: AddContact, services: Services, messages: SaidMessages, qtbot: QtBot
) -> None:
    three(add)
    page = make_page()
    select(page, 0, 1)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Delete)
    assert messages.undoables == ["Deleted 2 people"]
    qtbot.waitUntil(lambda: names_in(page) == ["Sara"])
    services.undo.undo()
    qtbot.waitUntil(lambda: names_in(page) == ["Abebe", "Hana", "Sara"])


def test_the_selected_go_to_a_file_and_on_paper(
    make_page: MakePage, add: AddContact, dialogs: AskedDialogs, qtbot: QtBot
) -> None:
    ids = three(add)
    page = make_page()
    select(page, 1, 2)
    press(page, OUT, "2 people to a file…")
    assert dialogs.asked == [("export", tuple(ids[1:]))]
    with qtbot.waitSignal(page.print_asked):
        press(page, OUT, "Print 2 people…")
    press(page, OUT, "Copy the cards of 2 people")
    assert dialogs.asked[-1] == ("COPY", tuple(ids[1:]))


def test_a_right_click_on_many_offers_everything(make_page: MakePage, add: AddContact) -> None:
    three(add)
    page = make_page()
    select(page, 0, 1)
    spot = page.list.view.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    page.list.view.contextMenuEvent(QContextMenuEvent(reason, spot, page.list.view.mapToGlobal(spot)))
    menu = next(each for each in page.list.findChildren(QMenu) if each.isVisible())
    assert menu.actions()[0].text() == "2 people"
    assert "Delete" in [action.text() for action in menu.actions()]
    menu.close()


# What takes long


class HeldRunner:
    """Does the work when a test says so."""

    busy = False

    def __init__(self) -> None:
        self.waiting: list[Any] = []
        self.cancelled = False

    def run(self, work: Any, *, on_done: Any = None, on_error: Any = None, on_progress: Any = None) -> Any:
        self.waiting.append((work, on_done, on_error, on_progress))
        return self

    def cancel(self) -> None:
        self.cancelled = True


def test_a_long_change_shows_how_far_it_is_and_can_be_cancelled(
    make_page: MakePage, services: Services, messages: SaidMessages, qtbot: QtBot
) -> None:
    many(services, 301)
    page = make_page()
    runner = HeldRunner()
    page.bulk.actions._runner = runner
    page.list.view.selectAll()
    page.bulk.actions.set_status(page.list.view.selected_ids(), "lead")
    _work, _done, on_error, on_progress = runner.waiting[0]
    bar = page.bulk.bar
    assert button(bar, "Cancel").isVisible()
    assert not button(bar, "Delete").isVisible()
    on_progress(TaskProgress(100, 301))
    page.list.view.clearSelection()
    assert bar.isVisible()  # it still says how far it is
    page.bulk.actions.delete(page.list.listing.model.ids[:2])
    assert messages.errors
    button(bar, "Cancel").click()
    assert runner.cancelled
    on_error(Cancelled())
    assert messages.said == ["Cancelled. Nobody was changed."]
    assert not bar.isVisible()


def test_a_long_change_is_done_beside_the_window_and_undone_at_once(
    make_page: MakePage, services: Services, messages: SaidMessages, qtbot: QtBot
) -> None:
    ids = many(services, 320)
    runner = TaskRunner(services.close)
    page = make_page(runner=runner)
    page.list.view.selectAll()
    page.bulk.actions.tag(page.list.view.selected_ids(), "market")
    qtbot.waitUntil(lambda: bool(messages.undoables))
    runner.stop()
    assert messages.undoables == ["Tagged 320 people “market”"]
    assert len(services.contacts.ids(ContactQuery(tags=frozenset({"market"})))) == len(ids)
    services.undo.undo()
    assert len(services.contacts.ids(ContactQuery(tags=frozenset({"market"})))) == 0
