"""The file is looked at behind the work: what is found is told once, and what can be made anew is."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.domain.file_health import DeepHealth, FileHealth
from crm_desktop.services.context import Services
from crm_desktop.ui.settings.check_line import CheckLine
from crm_desktop.ui.shell.damage_sheet import DamageSheet, damage_lines
from crm_desktop.ui.shell.file_watch import FileWatch
from crm_desktop.ui.shell.leaving import Leaving
from crm_desktop.ui.shell.session import SETTINGS, WindowSession
from tests.fakes import FakeClock


def harm(services: Services, sql: str) -> None:
    """Do to the file what a disk does."""
    with closing(sqlite3.connect(services.folder / "contacts.db")) as connection:
        connection.execute(sql)
        connection.commit()


@pytest.fixture
def watch(shown: WindowSession, services: Services, qtbot: QtBot) -> Iterator[FileWatch]:
    """The watch of a window in which nothing else is being done; sample people are in the file."""
    services.demo.add()
    qtbot.waitUntil(lambda: not shown.runner.busy)
    yield shown.file_watch
    shown.file_watch.stop()


def looked(watch: FileWatch, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not watch.is_looking)


def test_a_sound_file_is_looked_at_closely_once_a_week_and_nothing_is_told(
    shown: WindowSession, watch: FileWatch, services: Services, clock: FakeClock, qtbot: QtBot
) -> None:
    before = shown.window.content.messages.text
    watch.look()
    qtbot.waitUntil(lambda: services.settings.checked_at == clock.now())
    looked(watch, qtbot)
    watch.look_closely_if_due()
    assert not watch.is_looking
    clock.advance(days=8)
    watch.look_closely_if_due()
    assert watch.is_looking
    qtbot.waitUntil(lambda: services.settings.checked_at == clock.now())
    assert shown.file_watch.damage.sheet is None
    assert shown.window.content.messages.text == before


def test_damage_is_told_in_words_with_the_way_to_the_backups(
    shown: WindowSession, watch: FileWatch, services: Services, qtbot: QtBot
) -> None:
    harm(services, "UPDATE interaction SET text = CAST(x'00000000' AS TEXT) WHERE id = 1")
    watch.look_closely_if_due()
    qtbot.waitUntil(lambda: shown.file_watch.damage.sheet is not None)
    sheet = shown.file_watch.damage.sheet
    assert sheet is not None
    said = " ".join(label.text() for label in sheet.findChildren(type(sheet.title)))
    assert "1 text or other value in it cannot be right." in said
    with qtbot.waitSignal(shown.quit_asked):
        qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert shown.leaving is Leaving.RESCUE


def test_whoever_goes_on_working_is_not_asked_again_before_the_next_start(
    shown: WindowSession, watch: FileWatch, services: Services, qtbot: QtBot
) -> None:
    harm(services, "UPDATE interaction SET text = CAST(x'00000000' AS TEXT) WHERE id = 1")
    watch.look_closely_if_due()
    qtbot.waitUntil(lambda: shown.file_watch.damage.sheet is not None)
    assert shown.file_watch.damage.sheet is not None
    qtbot.keyClick(shown.file_watch.damage.sheet, Qt.Key.Key_Escape)
    assert shown.leaving is Leaving.QUIT
    watch.look_closely_if_due()
    assert not watch.is_looking
    watch.check_now()
    looked(watch, qtbot)
    assert shown.file_watch.damage.sheet is None
    assert "bring back a backup" in shown.window.content.messages.text


def test_enter_on_going_on_goes_on(shown: WindowSession, qtbot: QtBot) -> None:
    shown.file_watch.damage.tell_of_reading("database disk image is malformed")
    sheet = shown.file_watch.damage.sheet
    assert sheet is not None
    sheet.close_button.setFocus()
    qtbot.keyClick(sheet.close_button, Qt.Key.Key_Return)
    assert shown.file_watch.damage.sheet is None
    assert shown.leaving is Leaving.QUIT


def test_a_wrong_list_is_made_anew_at_once(
    shown: WindowSession, watch: FileWatch, services: Services, qtbot: QtBot
) -> None:
    harm(services, "DELETE FROM contact_search")
    watch.look()
    messages = shown.window.content.messages
    qtbot.waitUntil(lambda: "made anew" in messages.text)
    assert services.care.check(deep=True).ok
    assert shown.file_watch.damage.sheet is None


def test_it_gives_way_to_other_long_work(shown: WindowSession, watch: FileWatch, qtbot: QtBot) -> None:
    ends: list[object] = []
    go_on = threading.Event()
    shown.runner.run(lambda _progress, _cancel: go_on.wait(5), on_done=ends.append)
    watch.look_closely_if_due()
    looked(watch, qtbot)
    assert shown.services.care.is_due()
    go_on.set()
    qtbot.waitUntil(lambda: bool(ends))


def test_a_backup_that_cannot_be_read_is_told(
    shown: WindowSession, watch: FileWatch, services: Services, qtbot: QtBot
) -> None:
    made = services.backups.make()
    services.backups.file_of(made.name).write_bytes(b"nothing of it is left" * 500)
    watch.look_closely_if_due()
    messages = shown.window.content.messages
    qtbot.waitUntil(lambda: "1 backup cannot be read" in messages.text)
    assert shown.file_watch.damage.sheet is None


def test_a_read_that_meets_damage_offers_the_same_way(shown: WindowSession, qtbot: QtBot) -> None:
    shown.file_watch.damage.tell_of_reading("database disk image is malformed")
    sheet = shown.file_watch.damage.sheet
    assert isinstance(sheet, DamageSheet)
    with qtbot.waitSignal(shown.quit_asked):
        sheet.save_button.click()
    assert shown.leaving is Leaving.RESCUE


def test_the_settings_show_the_last_look_and_take_one(
    shown: WindowSession, watch: FileWatch, services: Services, qtbot: QtBot
) -> None:
    line = shown.go_to(SETTINGS).findChild(CheckLine)
    assert line is not None
    assert "not checked closely yet" in line.state.text()
    with qtbot.waitSignal(watch.ended):
        line.check_button.click()
        assert line.cancel_button.isVisibleTo(line)
        assert line.bar.isVisibleTo(line)
    assert line.state.text() == "Last checked: Today 09:00. It was sound."
    assert line.check_button.isVisibleTo(line)
    assert not line.bar.isVisibleTo(line)


def test_a_look_that_was_asked_for_can_be_stopped(
    shown: WindowSession, watch: FileWatch, services: Services, qtbot: QtBot
) -> None:
    line = shown.go_to(SETTINGS).findChild(CheckLine)
    assert line is not None
    with qtbot.waitSignal(watch.ended) as ended:
        line.check_button.click()
        line.cancel_button.click()
    assert ended.args is not None
    if ended.args[0] is None:  # it may have been faster
        assert "not checked closely yet" in line.state.text()


def test_words_for_every_kind_of_damage() -> None:
    assert damage_lines(FileHealth("ok", 0, "ok", 1)) == []
    found = FileHealth("row 1 missing", 0, "ok", 1, DeepHealth(values=2, photos=1, journal=1))
    assert damage_lines(found) == [
        "Parts of it cannot be read any more, or do not belong together.",
        "2 texts or other values in it cannot be right.",
        "The end of 1 photo is missing.",
        "1 step of undo cannot be taken any more.",
    ]
