"""The history of a card as it is read: a line an operation, and what it changed under it."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from crm_desktop.domain.card_history import CardChange, CardPart
from crm_desktop.domain.contact import Contact, Name, Phone
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.ui.card.history_sheet import CardHistorySheet
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.wording.card_history import change_text
from crm_desktop.ui.wording.days import DayWords


def lines_of(sheet: CardHistorySheet) -> list[str]:
    return [sheet.table.item(row, 0).text() for row in range(sheet.table.rowCount())]


def shown(services: Services, key: int, theme: ThemeController, qtbot: QtBot) -> CardHistorySheet:
    sheet = CardHistorySheet("Abebe", services.undo.of_contact(key), DayWords(services.clock), theme)
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def test_each_operation_has_a_line_and_its_values_under_it(
    services: Services, theme: ThemeController, qtbot: QtBot
) -> None:
    key = services.contacts.add(Contact(Name("Abebe")))
    card = services.contacts.card(key).contact
    services.contacts.save(replace(card, phones=(Phone("0911", "work"),), importance=Importance.HIGH))
    services.undo.undo()
    services.undo.redo()
    sheet = shown(services, key, theme, qtbot)
    assert lines_of(sheet)[0] == "Edit Abebe\n    Importance: Normal → High\n    Phone (Work): 0911"
    assert lines_of(sheet)[1].startswith("Add Abebe")


def test_what_is_undone_says_so(services: Services, theme: ThemeController, qtbot: QtBot) -> None:
    key = services.contacts.add(Contact(Name("Abebe")))
    services.contacts.tag([key], "near")
    services.undo.undo()
    assert lines_of(shown(services, key, theme, qtbot))[0] == "Tag Abebe (undone)"


def test_a_card_nobody_touched_says_so(theme: ThemeController, services: Services, qtbot: QtBot) -> None:
    sheet = CardHistorySheet("Abebe", [], DayWords(services.clock), theme)
    qtbot.addWidget(sheet)
    assert sheet.table.isHidden()


def test_values_are_told_in_words() -> None:
    assert change_text(CardChange(CardPart.CADENCE, 7, 0)) == "In touch: Every week → Don't remind"
    assert change_text(CardChange(CardPart.TRASH, None, 1)) == "Put into the trash"
    assert change_text(CardChange(CardPart.DO_NOT_CONTACT, 1, None)) == "May be contacted"
    assert change_text(CardChange(CardPart.PHOTO, 1, 2)) == "Photo"
    assert change_text(CardChange(CardPart.DATE, PartialDate(1985), None, "birthday")) == (
        "Birthday: 1985 (removed)"
    )
    assert change_text(CardChange(CardPart.FIELD, None, "<b>{0}</b>", "{x} %s")) == "{x} %s: <b>{0}</b>"
