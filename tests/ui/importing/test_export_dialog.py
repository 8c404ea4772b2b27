"""Exporting from the window: who, as what, where to, and what is said when it is done."""

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.filters.condition import SavedFilter
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services
from crm_desktop.ui.importing.export_dialog import ExportDialog, ExportGroup
from crm_desktop.ui.runtime.task_runner import ImmediateRunner, TaskRunner
from crm_desktop.ui.shell.exporting_builder import export_groups, open_exporting
from crm_desktop.ui.theme.controller import ThemeController

MakeDialog = Callable[..., ExportDialog]


@pytest.fixture
def people(services: Services) -> list[ContactId]:
    ids = [services.contacts.add(Contact(Name(name))) for name in ("Anna", "Bo", "Cem")]
    services.contacts.tag(ids[:2], "friend")
    return ids


@pytest.fixture
def make(services: Services, theme: ThemeController, qtbot: QtBot) -> MakeDialog:
    def made(selected: Sequence[ContactId] = (), query: ContactQuery | None = None) -> ExportDialog:
        groups, chosen = export_groups(services, selected, query)
        dialog = ExportDialog(services.exporting, groups, ImmediateRunner(), theme, chosen=chosen)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


def choose(dialog: ExportDialog, text: str) -> None:
    next(button for button in dialog.findChildren(QRadioButton) if button.text() == text).click()


def offered(dialog: ExportDialog) -> list[str]:
    return [dialog.who_box.itemText(row) for row in range(dialog.who_box.count())]


def test_everybody_is_meant_where_nobody_is_selected(people: list[ContactId], make: MakeDialog) -> None:
    dialog = make()
    assert (offered(dialog), dialog.who_box.currentText()) == (["Everyone (3)"], "Everyone (3)")


def test_the_selection_the_list_and_saved_lists_are_offered_with_their_numbers(
    services: Services, people: list[ContactId], make: MakeDialog
) -> None:
    services.filters.save(SavedFilter("My & friends", services.filters.parsed("tag = friend")))
    services.filters.save(SavedFilter("Nobody", services.filters.parsed("tag = foe")))
    dialog = make(people[1:], ContactQuery(tags=("friend",)))
    expected = ["Everyone (3)", "The list as it is (2)", "2 selected contacts", "My & friends (2)"]
    assert offered(dialog) == expected
    assert dialog.who_box.currentText() == "2 selected contacts"
    assert make((), ContactQuery(tags=("friend",))).who_box.currentText() == "The list as it is (2)"
    assert offered(make((), ContactQuery()))[:1] == ["Everyone (3)"]
    assert make(people[:1]).who_box.currentText() == "Only Anna"


def test_whoever_is_chosen_is_written_and_counted(
    services: Services, people: list[ContactId], make: MakeDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    services.filters.save(SavedFilter("Friends", services.filters.parsed("tag = friend")))
    dialog = make()
    dialog.who_box.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.exported) as exported:
        dialog.write_named(tmp_path / "friends")
    assert exported.args == [tmp_path / "friends.vcf", 2]
    assert (tmp_path / "friends.vcf").read_text(encoding="utf-8").count("BEGIN:VCARD") == 2
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    "text, ending, begins",
    [
        ("For phones (vCard)", ".vcf", b"BEGIN:VCARD\r\nVERSION:3.0"),
        ("Newest vCard (4.0)", ".vcf", b"BEGIN:VCARD\r\nVERSION:4.0"),
        ("For Google", ".csv", b"First Name,Middle Name,Last Name,Phonetic First Name"),
        ("For Outlook", ".csv", b"\xef\xbb\xbfTitle,First Name"),
        ("Plain table (CSV)", ".csv", b"\xef\xbb\xbfName,"),
        ("Spreadsheet (Excel)", ".xlsx", b"PK"),
    ],
)
def test_every_kind_says_what_it_is_good_for_and_is_written(
    people: list[ContactId], make: MakeDialog, tmp_path: Path, text: str, ending: str, begins: bytes
) -> None:
    dialog = make()
    choose(dialog, text)
    assert dialog._hint.text() == dialog.kind.hint != ""
    dialog.write_named(tmp_path / "out")
    assert (tmp_path / f"out{ending}").read_bytes().startswith(begins)


def test_a_file_that_nobody_was_asked_about_is_not_replaced(
    people: list[ContactId], make: MakeDialog, tmp_path: Path
) -> None:
    (tmp_path / "out.vcf").write_text("precious")
    dialog = make()
    dialog.write_named(tmp_path / "out")
    assert "out.vcf already" in dialog._error.text()
    assert (tmp_path / "out.vcf").read_text() == "precious"
    dialog.write_named(tmp_path / "out.vcf")
    assert (tmp_path / "out.vcf").read_text().startswith("BEGIN:VCARD")


def test_nobody_to_write_is_said_and_the_dialog_stays(make: MakeDialog, tmp_path: Path) -> None:
    dialog = make()
    dialog.write(tmp_path / "out.vcf")
    assert dialog._error.text() == "There are no contacts to export."
    assert dialog.save_button.isVisible()
    assert not (tmp_path / "out.vcf").exists()


def test_a_place_that_cannot_be_written_is_said(
    people: list[ContactId], make: MakeDialog, tmp_path: Path
) -> None:
    dialog = make()
    dialog.write(tmp_path / "nowhere" / "out.vcf")
    assert "There is no folder" in dialog._error.text()


def test_escape_stops_what_is_under_way_and_nothing_is_written(
    services: Services, people: list[ContactId], theme: ThemeController, qtbot: QtBot, tmp_path: Path
) -> None:
    runner = TaskRunner(release=services.close)
    groups = [ExportGroup("Everyone", lambda: None)]
    dialog = ExportDialog(services.exporting, groups, runner, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    try:
        dialog.write(tmp_path / "out.xlsx")
        assert dialog.working.isVisible()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: dialog._task is None)
        assert dialog.isVisible()
        assert dialog._error.text() == "Cancelled. Nothing was written."
    finally:
        runner.stop()
    assert list(tmp_path.glob("out*")) == []


def test_the_sheet_turns_with_the_window(
    services: Services, people: list[ContactId], make: MakeDialog, qapp: QApplication, tmp_path: Path
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        dialog = make()
        choose(dialog, "Spreadsheet (Excel)")
        dialog.write_named(tmp_path / "out.xlsx")
    finally:
        qapp.setLayoutDirection(QLocale().textDirection())
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active.sheet_view.rightToLeft


def test_the_keyboard_and_a_screen_reader_get_along_with_it(
    people: list[ContactId], make: MakeDialog, qtbot: QtBot
) -> None:
    dialog = make()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert dialog.focusWidget() is dialog.who_box
    first = dialog.kind_group.button(0)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert dialog.kind.text == "For Google"
    reader = QAccessible.queryAccessibleInterface(dialog.kind_group.button(1))
    assert "contacts.google.com" in reader.text(QAccessible.Text.Description)


class _Bar:
    """What the message bar was told, and what its button does."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.act: Callable[[], object] = lambda: None

    def with_action(self, text: str, action: str, on_action: Callable[[], object]) -> None:
        self.said.append((text, action))
        self.act = on_action


def test_the_window_says_what_was_written_and_shows_where(
    services: Services,
    people: list[ContactId],
    theme: ThemeController,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    bar, window = _Bar(), QWidget()
    qtbot.addWidget(window)
    dialog = open_exporting(services, ImmediateRunner(), bar, theme, window, people[:1])
    dialog.write_named(tmp_path / "%n (s) {0}.vcf")
    assert bar.said == [("Wrote 1 contact to %n (s) {0}.vcf", "Show in folder")]
    bar.act()
    assert opened == [str(tmp_path)]
