"""The print dialog: which paper, of whom, a look at it, and a PDF of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Address, Contact, Name, Phone
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.printing.choices import Paper, Press
from crm_desktop.ui.printing.print_dialog import PrintDialog
from crm_desktop.ui.runtime.task_runner import ImmediateRunner
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.wording.days import DayWords

Groups = list[tuple[str, tuple[ContactId, ...] | None]]
Open = Callable[..., PrintDialog]


@pytest.fixture
def people(services: Services) -> list[ContactId]:
    """Two people with a phone, one with an address."""
    return [
        services.contacts.add(
            Contact(Name("Ann"), phones=(Phone("0911 1"),), addresses=(Address(city="Berlin"),))
        ),
        services.contacts.add(Contact(Name("Bob"), phones=(Phone("0911 2"),))),
    ]


@pytest.fixture
def opened(services: Services, theme: ThemeController, qtbot: QtBot) -> Open:
    """Opens the dialog over the services, with long work done at once."""

    def open_dialog(groups: Groups | None = None) -> PrintDialog:
        press = Press(services.papers, DayWords(services.clock), "gregorian", rtl=False)
        dialog = PrintDialog(
            press, groups or [("Everyone", None)], services.settings, ImmediateRunner(), theme
        )
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_dialog


def _choose(qtbot: QtBot, dialog: PrintDialog, paper: Paper) -> None:
    before = dialog.document
    dialog.choose(paper)
    qtbot.waitUntil(lambda: dialog.document is not before)


def test_it_begins_with_a_phone_list_of_everyone(opened: Open, people: list[ContactId]) -> None:
    dialog = opened()
    assert dialog.document is not None
    assert dialog.document.title == "Phone list"
    assert dialog.save_button.isEnabled()


def test_a_client_card_needs_somebody(opened: Open, people: list[ContactId], qtbot: QtBot) -> None:
    dialog = opened()
    _choose(qtbot, dialog, Paper.CLIENTS)
    assert dialog.document is None
    assert not dialog.save_button.isEnabled()
    assert "Choose whose card it is" in dialog._note.text()


def test_the_card_of_whoever_is_open_is_printed(opened: Open, people: list[ContactId], qtbot: QtBot) -> None:
    dialog = opened([("Everyone", None), ("Ann", (people[0],))])
    _choose(qtbot, dialog, Paper.CLIENTS)
    assert dialog.document is not None
    assert dialog.document.title == "Ann"


def test_a_list_is_of_more_than_the_open_card_until_somebody_says_whose(
    opened: Open, people: list[ContactId], qtbot: QtBot
) -> None:
    dialog = opened([("Everyone", None), ("Ann", (people[0],))])
    _choose(qtbot, dialog, Paper.CLIENTS)
    _choose(qtbot, dialog, Paper.BIRTHDAYS)
    assert dialog.who_box.currentText() == "Everyone"
    _choose(qtbot, dialog, Paper.CLIENTS)
    assert dialog.who_box.currentText() == "Ann"
    qtbot.keyClick(dialog.who_box, Qt.Key.Key_Up)
    qtbot.keyClick(dialog.who_box, Qt.Key.Key_Down)
    _choose(qtbot, dialog, Paper.PHONES)
    assert dialog.who_box.currentText() == "Ann"


def test_those_without_an_address_are_counted(opened: Open, people: list[ContactId], qtbot: QtBot) -> None:
    dialog = opened()
    _choose(qtbot, dialog, Paper.LABELS)
    assert dialog._note.text() == "No address, so no label: 1 contact"
    assert dialog.labels_box.isVisible()
    assert not dialog.size_box.isVisible()


def test_where_there_is_nothing_to_print_it_says_so(opened: Open) -> None:
    dialog = opened()
    assert dialog.document is None
    assert "nothing to print" in dialog._note.text()


def test_the_sheet_of_labels_is_remembered(
    opened: Open, people: list[ContactId], services: Services, qtbot: QtBot
) -> None:
    dialog = opened()
    _choose(qtbot, dialog, Paper.LABELS)
    dialog.labels_box.setCurrentIndex(dialog.labels_box.findData("L7163"))
    dialog.labels_box.activated.emit(dialog.labels_box.currentIndex())
    assert services.settings.label_sheet == "L7163"
    assert opened().labels_box.currentData() == "L7163"


def test_a_pdf_is_written_and_told(
    opened: Open, people: list[ContactId], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened()
    with qtbot.waitSignal(dialog.written) as told:
        dialog.save_pdf(tmp_path / "phones.pdf")
    assert told.args == [tmp_path / "phones.pdf", 1]
    assert (tmp_path / "phones.pdf").exists()


def test_a_pdf_that_cannot_be_written_leaves_the_dialog(
    opened: Open, people: list[ContactId], tmp_path: Path
) -> None:
    dialog = opened()
    dialog.save_pdf(tmp_path / "no" / "phones.pdf")
    assert dialog.isVisible()
    assert dialog._error.isVisible()
    assert dialog.pdf_button.isEnabled()


def test_without_a_printer_it_says_what_to_do(
    opened: Open, people: list[ContactId], monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    dialog = opened()
    dialog.save_button.click()
    assert "No printer is set up" in dialog._error.text()


def test_pages_are_turned_by_keys(opened: Open, services: Services) -> None:
    for number in range(200):
        services.contacts.add(Contact(Name(f"P{number:03}"), phones=(Phone(str(number)),)))
    dialog = opened()
    preview = dialog.preview
    assert not preview.before.isEnabled()
    preview._area.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 1
    assert preview.before.isEnabled()
    QTest.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.page == 0


def test_every_field_has_a_name(opened: Open) -> None:
    dialog = opened()
    fields = (dialog.paper_box, dialog.who_box, dialog.day_edit, dialog.size_box, dialog.labels_box)
    assert all(field.accessibleName() for field in (*fields, dialog.first_box))
    assert dialog.country_check.text()
