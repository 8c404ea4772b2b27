"""An archive that is chosen or dropped on the window: it shows what would come, and takes it in."""

from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from crm_desktop.bootstrap import open_services
from crm_desktop.services.context import Services
from crm_desktop.ui.importing.archive_sheet import ArchiveSheet
from crm_desktop.ui.shell.session import WindowSession
from tests.data.schema.make import fill
from tests.fakes import FakeClock


def archived(folder: Path) -> Path:
    """An archive of somebody else's data."""
    folder.mkdir()
    clock = FakeClock()
    with closing(open_services(folder, clock=clock, default_country=lambda: "ET")) as theirs:
        fill(theirs, clock)
        theirs.archiving.export(folder / "all.zip")
    return folder / "all.zip"


def test_an_archive_is_shown_taken_in_and_taken_back(
    shown: WindowSession, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    before = services.contacts.count()
    shown.dialogs.import_files([archived(tmp_path / "theirs")])
    (sheet,) = shown.window.findChildren(ArchiveSheet)
    qtbot.waitUntil(sheet.save_button.isVisible)
    assert services.contacts.count() == before
    sheet.save_button.click()
    qtbot.waitUntil(sheet.undo_button.isVisible)
    assert services.contacts.count() == before + 2
    sheet.undo_button.click()
    qtbot.waitUntil(lambda: services.contacts.count() == before)


def test_everything_in_one_file_is_among_what_can_be_exported(shown: WindowSession) -> None:
    dialog = shown.dialogs.export_file()
    texts = [button.text() for button in dialog.findChildren(QRadioButton)]
    assert "Everything in one file (archive)" in texts
    dialog.reject()
