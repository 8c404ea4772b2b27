"""The People page from right to left, in the dark, and with letters from small to very large."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Address, Email, Messenger, Phone, Role
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.services.context import Services
from crm_desktop.ui.theme.controller import ThemeController
from tests.ui.people.conftest import AddContact, MakePage


@pytest.fixture
def abebe(add: AddContact, services: Services) -> ContactId:
    contact_id = add(
        "አበበ በቀለ",
        phones=(Phone("+251 91 123 4567", "mobile"), Phone("030 123456", "work")),
        emails=(Email("a.very.long.address.for.a.small.card@example.com", "work"),),
        addresses=(Address("work", "Churchill Avenue 12", "Addis Ababa", "", "1000", "Ethiopia"),),
        messengers=(Messenger("@abebe", "Telegram"),),
        roles=(Role("ሸማኔ", "Owner"),),
        tags=("coffee", "market", "a rather long tag"),
        notes="- one\n- two",
        status="customer",
        cadence_days=30,
    )
    talk = Interaction(InteractionKind.MEETING, services.clock.now(), (contact_id,), "Tasted coffee. " * 20)
    services.interactions.log(talk)
    return contact_id


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("scale", [80, 100, 150, 200])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_nothing_is_cut_off_sideways_at_any_size_of_letters(
    make_page: MakePage, abebe: ContactId, theme: ThemeController, scale: int, look: str
) -> None:
    theme.set_font_scale(scale)
    theme.set_theme(look)
    page = make_page(width=1068)
    page.show_contact(abebe)
    assert overflow(page.card) == 0
    page.edit_contact(abebe)
    editor = page.editing.open_editor
    assert editor is not None
    assert overflow(editor) == 0
    assert not page.grab().isNull()


def overflow(widget: QWidget) -> int:
    """How far one could scroll sideways."""
    QApplication.processEvents()
    return max(area.horizontalScrollBar().maximum() for area in widget.findChildren(QScrollArea))


def test_the_font_may_grow_while_the_page_is_open(
    make_page: MakePage, abebe: ContactId, theme: ThemeController
) -> None:
    page = make_page()
    page.show_contact(abebe)
    before = page.list.view.rowHeight(0)
    theme.set_font_scale(160)
    assert page.list.view.rowHeight(0) > before
    QApplication.processEvents()
    page.grab()


@pytest.mark.usefixtures("right_to_left")
def test_from_right_to_left_the_list_is_on_the_right(
    make_page: MakePage, abebe: ContactId, qtbot: QtBot
) -> None:
    page = make_page()
    page.show_contact(abebe)
    left_of = page.card.mapTo(page, QPoint(0, 0)).x()
    assert left_of < page.list.mapTo(page, QPoint(0, 0)).x()
    header = page.card.header
    assert header.call_button.x() > header.write_button.x()
    page.list.view.setFocus()
    assert not page.grab().isNull()


@pytest.mark.usefixtures("right_to_left")
def test_the_editor_mirrors_too(make_page: MakePage, abebe: ContactId) -> None:
    page = make_page()
    page.edit_contact(abebe)
    editor = page.editing.open_editor
    assert editor is not None
    QApplication.processEvents()
    line = editor.form.phones.lines[0]
    kind = next(each for each in line.findChildren(QWidget) if each.accessibleName() == "Kind of phone")
    assert kind.x() < line.edit.x()
