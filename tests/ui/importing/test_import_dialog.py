"""Taking over a file, as a newcomer does: look first, then import, then maybe take it back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services.context import Services
from crm_desktop.services.importing.row import Fate
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.importing.dropped import readable_files
from crm_desktop.ui.importing.import_dialog import ImportDialog
from crm_desktop.ui.importing.working_view import WorkingView
from crm_desktop.ui.runtime.task_runner import ImmediateRunner, TaskProgress, TaskRunner
from crm_desktop.ui.theme.controller import ThemeController
from tests.unit.services.vcard_files import everybody

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:{tel}\nEND:VCARD\n"


def card_file(folder: Path, *names: str) -> Path:
    path = folder / "phone.vcf"
    cards = (CARD.format(name=name, tel=f"+49 151 555{number:04}") for number, name in enumerate(names))
    path.write_text("".join(cards), encoding="utf-8")
    return path


@pytest.fixture
def dialog(services: Services, theme: ThemeController, qtbot: QtBot) -> ImportDialog:
    made = ImportDialog(services.importing, ImmediateRunner(), theme)
    qtbot.addWidget(made)
    made.show()
    return made


def shown_names(dialog: ImportDialog) -> list[str]:
    model = dialog.cards.model
    return [model.row(row).name for row in range(model.rowCount())]


def test_a_preview_comes_before_anything_is_changed(dialog: ImportDialog, services: Services, tmp_path: Path):
    dialog.look_at([card_file(tmp_path, "Anna Meier", "አበበ በቂላ")])
    assert dialog.summary == "2 new. Nothing has been changed yet."
    assert shown_names(dialog) == ["Anna Meier", "አበበ በቂላ"]
    assert dialog.save_button.text() == "Import 2 contacts"
    assert services.contacts.count() == 0


def test_enter_imports_and_one_undo_takes_all_back(
    dialog: ImportDialog, services: Services, tmp_path: Path, qtbot: QtBot
):
    dialog.look_at([card_file(tmp_path, "Anna Meier", "Bo")])
    with qtbot.waitSignal(dialog.imported):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert services.contacts.count() == 2
    assert dialog.summary == "2 contacts added."
    with qtbot.waitSignal(dialog.undo_asked):
        dialog.undo_button.click()
    assert not dialog.isVisible()


def test_the_same_file_again_says_that_there_is_nothing_to_do(
    dialog: ImportDialog, services: Services, tmp_path: Path
):
    file = card_file(tmp_path, "Anna Meier")
    services.importing.apply([file])
    dialog.look_at([file])
    assert dialog.summary.startswith("You have all of these already")
    assert not dialog.save_button.isVisible()
    assert dialog.close_button.text() == "Close"


def test_what_changes_can_be_looked_at_alone(dialog: ImportDialog, services: Services, tmp_path: Path):
    services.importing.apply([card_file(tmp_path, "Anna Meier")])
    both = tmp_path / "both.vcf"
    changed = CARD.format(name="Anna Meier", tel="+49 151 5550000\nEMAIL:anna@example.org")
    both.write_text(changed + CARD.format(name="Bo", tel="+49 30 1"), encoding="utf-8")
    dialog.look_at([both])
    assert dialog.summary == "1 new, 1 changed. Nothing has been changed yet."
    dialog.cards.chips[Fate.CHANGED].click()
    assert shown_names(dialog) == ["Anna Meier"]
    dialog.cards.chips[None].click()
    assert len(shown_names(dialog)) == 2


def test_a_file_that_is_no_contact_file_is_refused_in_one_sentence(
    dialog: ImportDialog, services: Services, tmp_path: Path
):
    dialog.look_at([tmp_path / "missing.vcf"])
    assert "missing.vcf" in dialog._error.text()
    assert dialog.choose.choose_button.isVisible()
    assert services.contacts.count() == 0


class Refused:
    """An import in which one card could not be taken over."""

    def __init__(self) -> None:
        from crm_desktop.services.importing.report import FilePreview, FileReport, Rejected
        from crm_desktop.services.importing.row import PreviewRow, RowKey
        from crm_desktop.services.importing.rows import PreviewRows

        rejected = (Rejected(7, "a line of 2 MB"),)
        self._preview = FilePreview("a.vcf", 2, new=1, changed=0, same=0, rejected=rejected)
        self._rows = PreviewRows()
        self._rows.add(PreviewRow(RowKey("a.vcf", 7), Fate.REFUSED, reason="a line of 2 MB"))
        self._report = FileReport("a.vcf", 2, created=1, updated=0, unchanged=0, rejected=rejected)

    def preview(self, paths, progress, cancel, **_layouts):
        from crm_desktop.services.importing.report import ImportPreview

        return ImportPreview((self._preview,), rows=self._rows)

    def apply(self, paths, progress, cancel, **_layouts):
        from crm_desktop.services.importing.report import ImportReport

        return ImportReport((self._report,))


def test_refused_cards_are_listed_with_line_and_reason_and_can_be_copied(
    theme: ThemeController, qtbot: QtBot
):
    dialog = ImportDialog(Refused(), ImmediateRunner(), theme)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.look_at([Path("a.vcf")])
    assert [dialog.cards.model.row(row).reason for row in range(1)] == ["a line of 2 MB"]
    dialog.apply()
    assert dialog.summary == "1 contact added, 1 card could not be taken over."
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "a.vcf\t7\ta line of 2 MB\n"


class Slow:
    """An import that waits until it is cancelled."""

    def preview(self, paths, progress, cancel, **_layouts):
        progress(10, 100)
        cancel.wait(20)
        raise Cancelled


def test_cancel_stops_the_work_and_nothing_was_changed(theme: ThemeController, qtbot: QtBot):
    runner = TaskRunner()
    dialog = ImportDialog(Slow(), runner, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.look_at([Path("a.vcf")])
    qtbot.waitUntil(lambda: dialog.working.bar.maximum() == 1000)
    dialog.close_button.click()
    qtbot.waitUntil(lambda: dialog._error.text() == "Cancelled. Nothing was changed.")
    assert dialog.isVisible()
    runner.stop()


def test_closing_the_dialog_while_it_works_cancels_the_work(theme: ThemeController, qtbot: QtBot):
    runner = TaskRunner()
    dialog = ImportDialog(Slow(), runner, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.look_at([Path("a.vcf")])
    dialog.close()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: "Cancelled" in dialog._error.text())
    dialog.close()
    assert not dialog.isVisible()
    runner.stop()


@pytest.mark.parametrize(
    "seconds,text",
    [
        (None, "50 %"),
        (2.0, "50 % · a few seconds left"),
        (31.0, "50 % · about 30 seconds left"),
        (130.0, "50 % · about 2 minutes left"),
    ],
)
def test_progress_says_how_much_longer(
    theme: ThemeController, qtbot: QtBot, seconds: float | None, text: str
):
    view = WorkingView(theme)
    qtbot.addWidget(view)
    view.begin("Importing")
    view.show_progress(TaskProgress(50, 100, seconds))
    assert view._count.text() == text
    assert view.bar.value() == 500


def test_only_contact_files_can_be_dropped():
    data = QMimeData()
    urls = ["file:///tmp/a.vcf", "file:///tmp/b.VCARD", "file:///tmp/c.png", "https://example.org/d.vcf"]
    data.setUrls([QUrl(url) for url in urls])
    assert [path.name for path in readable_files(data)] == ["a.vcf", "b.VCARD"]


# Sheets


def test_the_columns_of_a_sheet_can_be_put_right_before_it_is_imported(
    dialog: ImportDialog, services: Services, tmp_path: Path
):
    path = tmp_path / "people.csv"
    path.write_text("Who,What\nAnna,0911 234 567\n", encoding="utf-8")
    dialog.look_at([path])
    assert dialog.columns_button.isVisible()
    sheet = dialog.show_columns(path)
    assert [box.currentText() for box in sheet.meaning_boxes] == ["Own field: Who", "Phone (What)"]
    for box, wanted in zip(sheet.meaning_boxes, ("Name", "Notes"), strict=True):
        box.setCurrentIndex(box.findText(wanted))
    sheet.saved.emit()
    assert shown_names(dialog) == ["Anna"]
    dialog.apply()
    (card,) = everybody(services)
    assert (card.name.full, card.notes, card.phones) == ("Anna", "0911 234 567", ())


def test_a_sheet_is_laid_out_anew_when_it_is_written_otherwise(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot
):
    path = tmp_path / "people.csv"
    path.write_text("Name|Phone, work\nAnna|0911 234 567\n", encoding="utf-8")
    dialog.look_at([path])
    sheet = dialog.show_columns(path)
    sheet.delimiter_box.setCurrentIndex(sheet.delimiter_box.findData(","))
    sheet.delimiter_box.activated.emit(0)
    assert len(sheet.layout_chosen.headings) == 2
    sheet.heading_check.click()
    assert sheet.layout_chosen.headings == ()
    sheet.reject()


def test_what_was_refused_can_be_kept_in_a_file(dialog: ImportDialog, tmp_path: Path):
    path, target = tmp_path / "people.csv", tmp_path / "refused.csv"
    path.write_text("Name,Phone,Notes\nAnna,0911 234 567,\n,,lost\n", encoding="utf-8")
    dialog.look_at([path])
    dialog.apply()
    assert dialog.save_refused_button.isVisible()
    dialog.keep_refused(dialog.report.files[0], target)
    assert "lost" in target.read_text(encoding="utf-8-sig")


def test_cards_have_no_columns(dialog: ImportDialog, tmp_path: Path):
    dialog.look_at([card_file(tmp_path, "Anna")])
    assert not dialog.columns_button.isVisible()


def test_a_file_without_contacts_says_so_and_what_may_be_the_reason(dialog: ImportDialog, tmp_path: Path):
    path = tmp_path / "people.csv"
    path.write_text("Name,Phone\n", encoding="utf-8")
    dialog.look_at([path])
    assert dialog._good.isVisible()
    assert dialog._good.accessibleName() == "There is no contact in people.csv."
    assert "Columns" in dialog._good.accessibleDescription()
    assert dialog.columns_button.isVisible()
    assert not dialog.save_button.isVisible()
