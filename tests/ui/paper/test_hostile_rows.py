"""Whatever stands on paper: it is shown as it was typed, and nothing of it is taken for more than text."""

from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.paper.menus import RowMenu
from crm_desktop.ui.theme.controller import ThemeController
from tests.data.hostile import KINDS
from tests.ui.as_typed import faults, menu_faults
from tests.ui.paper.test_paper_page import Said, make_page


def test_hostile_texts_are_kept_and_shown_as_they_are(
    services: Services, theme: ThemeController, qtbot: QtBot
):
    page = make_page(services, theme, qtbot, Said())
    texts = [
        text for kind in KINDS.values() for text in (kind[0], kind[-1]) if text.strip() and len(text) < 9_000
    ]
    for number, text in enumerate(texts):
        for column in range(len(page.model.columns)):
            page.model.setData(page.model.index(number, column), text)
        page.view.row_left.emit(number)
        page.view.go_to(number, 0)
        assert faults(page) == []
        assert page.model.rows[number].text("name") == text
    page.grab()


def test_hostile_names_in_the_menu_of_a_row_are_words(
    services: Services, theme: ThemeController, qtbot: QtBot
):
    services.contacts.add(Contact(Name("&File <b>{0}</b> %s")))
    page = make_page(services, theme, qtbot, Said())
    page.model.setData(page.model.index(0, 0), "&File <b>{0}</b> %s")
    page.view.row_left.emit(0)
    menu = RowMenu(page.model.rows[0], page)
    assert menu_faults(menu) == []
    assert faults(page) == []
