"""Everything in one file, in the window: what would come is shown, then it comes; undo takes it back."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.importing.archive_sheet import ArchiveSheet, archive_kind
from crm_desktop.ui.importing.import_dialog import ImportDialog
from crm_desktop.ui.runtime.task_runner import ImmediateRunner
from crm_desktop.ui.theme.controller import ThemeController
from tests.data.schema.make import fill
from tests.fakes import FakeClock


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Path]:
    """An archive of somebody's data."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    clock = FakeClock()
    with closing(open_services(folder, clock=clock, default_country=lambda: "ET")) as theirs:
        fill(theirs, clock)
        theirs.archiving.export(folder / "all.zip")
    return folder / "all.zip"


@pytest.fixture
def sheet(archive: Path, services: Services, theme: ThemeController, qtbot: QtBot) -> ArchiveSheet:
    made = ArchiveSheet(archive, services.archiving, ImmediateRunner(), theme)
    qtbot.addWidget(made)
    made.show()
    made.look()
    return made


def told(sheet: ArchiveSheet) -> list[str]:
    return [label.text() for label in sheet.counts.findChildren(QLabel) if not label.isHidden()]


def test_what_would_come_is_shown_before_anything_is_written(sheet: ArchiveSheet, services: Services) -> None:
    assert "Nothing has been changed yet." in sheet.words
    assert told(sheet)[3:7] == ["Contacts", "3", "–", "–"]
    assert sheet.save_button.isVisible()
    assert services.contacts.count() == 0


def test_it_comes_with_one_button_and_goes_with_one_undo(sheet: ArchiveSheet, services: Services) -> None:
    sheet.save_button.click()
    assert services.contacts.count() == 2
    assert sheet.title.text() == "Imported"
    sheet.undo_asked.connect(services.undo.undo)
    sheet.undo_button.click()
    assert services.contacts.count() == 0
    assert not sheet.isVisible()


def test_where_all_of_it_is_here_there_is_nothing_to_press(
    sheet: ArchiveSheet, archive: Path, services: Services, theme: ThemeController, qtbot: QtBot
) -> None:
    sheet.apply()
    again = ArchiveSheet(archive, services.archiving, ImmediateRunner(), theme)
    qtbot.addWidget(again)
    again.show()
    again.look()
    assert "There is nothing to import." in again.words
    assert not again.save_button.isVisible()


def test_a_damaged_archive_is_told_in_one_sentence(
    archive: Path, services: Services, theme: ThemeController, qtbot: QtBot
) -> None:
    data = archive.read_bytes()
    archive.write_bytes(data[:2000] + b"\0" * 500 + data[2500:])
    sheet = ArchiveSheet(archive, services.archiving, ImmediateRunner(), theme)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.look()
    errors = [label.text() for label in sheet.findChildren(QLabel) if "cannot be taken in" in label.text()]
    assert errors
    assert not sheet.save_button.isVisible()


def test_the_import_dialog_hands_an_archive_on(
    archive: Path, services: Services, theme: ThemeController, qtbot: QtBot
) -> None:
    dialog = ImportDialog(
        services.importing, ImmediateRunner(), theme, is_archive=services.archiving.is_archive
    )
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.archive_chosen) as found:
        dialog.look_at([archive])
    assert found.args == [archive]
    assert not dialog.isVisible()


def test_an_archive_among_other_files_is_to_come_alone(
    archive: Path, services: Services, theme: ThemeController, qtbot: QtBot
) -> None:
    dialog = ImportDialog(
        services.importing, ImmediateRunner(), theme, is_archive=services.archiving.is_archive
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.look_at([archive.with_name("cards.vcf"), archive])
    assert dialog.isVisible()
    assert [label.text() for label in dialog.findChildren(QLabel) if "by itself" in label.text()]


def test_it_is_offered_among_what_can_be_exported(services: Services, tmp_path: Path) -> None:
    services.contacts.add(Contact(Name("Anna")))
    kind = archive_kind(services.archiving)
    assert kind.write(tmp_path / "all.zip", None, lambda *_: None, threading.Event()) == 1
    assert services.archiving.is_archive(tmp_path / "all.zip")
