"""Backups in the settings: made, listed, brought back after a look at what that changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.runtime.task_runner import ImmediateRunner
from crm_desktop.ui.settings.backups import BackupsSection
from crm_desktop.ui.shell.daily_backup import DailyBackup
from crm_desktop.ui.shell.restoring import RestoreSheet, Restoring
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.wording.days import DayWords
from tests.fakes import FakeClock
from tests.ui.settings.conftest import Said


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def section(
    services: Services, said: Said, theme: ThemeController, clock: FakeClock, window: QWidget
) -> Iterator[BackupsSection]:
    days = DayWords(clock)
    restoring = Restoring(services.backups, ImmediateRunner(), said, days, theme, window)
    made = BackupsSection(services.settings, days, theme)
    made.setParent(window)
    made.make_asked.connect(restoring.make)
    made.restore_asked.connect(restoring.restore)
    made.file_asked.connect(restoring.restore_file)
    restoring.listed.connect(made.show_backups)
    yield made
    for sheet in window.findChildren(RestoreSheet):
        sheet.reject()


def test_a_backup_is_made_and_stands_in_the_list(
    section: BackupsSection, services: Services, said: Said
) -> None:
    assert "none yet" in section.note.text()
    services.contacts.add(Contact(Name("Abebe")))
    section.make_button.click()
    assert said.told == ["Made a backup with 1 contact"]
    assert len(section.rows.buttons) == 1


def test_what_would_change_is_shown_before_it_is_brought_back(
    section: BackupsSection, services: Services, said: Said, clock: FakeClock, window: QWidget
) -> None:
    services.contacts.add(Contact(Name("Abebe")))
    section.make_button.click()
    clock.advance(minutes=5)
    services.contacts.add(Contact(Name("Bekele")))
    section.rows.buttons[0].click()
    [sheet] = window.findChildren(RestoreSheet)
    assert [line.text() for line in sheet.lines] == ["• 1 contact added since would go"]
    assert services.contacts.count() == 2
    sheet.save_button.click()
    assert services.contacts.count() == 1
    assert said.told[-1].startswith("Brought back.")
    assert len(section.rows.buttons) == 2


def test_a_file_that_is_no_backup_is_told(
    section: BackupsSection, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "letter.db"
    wrong.write_text("Dear diary", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(wrong), ""))
    section.file_button.click()
    assert "cannot be read as a backup" in said.errors[0]


def test_a_damaged_backup_cannot_be_brought_back(section: BackupsSection, services: Services) -> None:
    made = services.backups.make()
    services.backups.file_of(made.name).write_bytes(b"nonsense" * 600)
    section.show_backups(services.backups.all())
    assert not section.rows.buttons[0].isEnabled()


def test_a_second_folder_is_chosen_and_given_up(
    section: BackupsSection, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert section.no_folder_button.isHidden()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    section.folder_button.click()
    assert services.settings.backup_folder == str(tmp_path)
    assert section.folder_label.text() == str(tmp_path)
    section.no_folder_button.click()
    assert services.settings.backup_folder == ""


def test_the_daily_one_is_made_when_it_is_time_and_only_then(
    services: Services, said: Said, clock: FakeClock
) -> None:
    daily = DailyBackup(services.backups, ImmediateRunner(), said)
    daily.look()
    assert services.backups.all() == []
    services.contacts.add(Contact(Name("Abebe")))
    clock.advance(minutes=1)
    daily.look()
    daily.look()
    assert len(services.backups.all()) == 1
    daily.deleteLater()


def test_why_there_is_none_is_told_once(
    services: Services, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.contacts.add(Contact(Name("Abebe")))
    (services.folder / "backups").write_text("a file in its place", encoding="utf-8")
    daily = DailyBackup(services.backups, ImmediateRunner(), said)
    daily.look()
    daily.look()
    assert len(said.errors) == 1
    assert said.errors[0].startswith("No backup was made.")
    daily.deleteLater()
