"""A file that cannot be used: a backup is brought back or what can be read is saved, with the keyboard."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.bootstrap import open_rescue, open_services
from crm_desktop.domain.backup import Backup, BackupReason
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.damage import LostSince, Salvage
from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.opening.rescue_dialog import RescueDialog
from crm_desktop.ui.opening.rescue_pages import WordsPage
from crm_desktop.ui.runtime.task_runner import ImmediateRunner
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.flat_button import FlatButton
from tests.fakes import FakeClock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ASIDE = Path("/data/contacts.db.damaged")


def backup(days: int, contacts: int, problem: str = "") -> Backup:
    at = NOON - timedelta(days=days)
    return Backup(f"{at:%Y-%m-%d-%H%M%S}-daily.db", at, BackupReason.DAILY, 4096, contacts, at, problem)


class FakeRescue:
    """Remembers what it was asked to do; `fails` is what goes wrong then."""

    def __init__(self, backups: list[Backup], clock: FakeClock) -> None:
        self.clock = clock
        self.found = backups
        self.done: list[Any] = []
        self.fails: BaseException | None = None
        self.since = LostSince(3, NOON + timedelta(hours=20))
        self.trouble = ""
        self.may_salvage = True

    def why(self) -> str:
        return self.trouble

    def backups(self) -> list[Backup]:
        return self.found

    def lost_since(self, backup: Backup) -> LostSince:
        return self.since

    def salvage(self, *, progress: Callable[[int, int], None], cancel: Any) -> Salvage:
        self._do("salvage")
        progress(1, 2)
        return Salvage(25, 40, 1, 0, 7, 2)

    def keep_salvaged(self) -> Path | None:
        return self._do("keep")

    def bring_back(self, name_or_path: Path) -> Path | None:
        return self._do(name_or_path)

    def begin_anew(self) -> Path | None:
        return self._do("anew")

    def _do(self, what: object) -> Path | None:
        if self.fails is not None:
            raise self.fails
        self.done.append(what)
        return ASIDE


@pytest.fixture
def rescue(clock: FakeClock) -> FakeRescue:
    return FakeRescue([backup(0, 31, "not a database"), backup(1, 30), backup(5, 25)], clock)


@pytest.fixture
def open_dialog(
    rescue: FakeRescue, theme: ThemeController, qtbot: QtBot
) -> Iterator[Callable[..., RescueDialog]]:
    made: list[RescueDialog] = []

    def make(why: str = "contacts.db is cut short.", runner: Any = None) -> RescueDialog:
        dialog = RescueDialog(
            rescue,
            rescue.clock,
            theme,
            why=why,
            runner=runner or ImmediateRunner(),  # type: ignore[arg-type]
        )
        made.append(dialog)
        dialog.begin()
        dialog.show()
        return dialog

    yield make
    for dialog in made:
        dialog.stop()
        dialog.hide()
        dialog.deleteLater()


def words(dialog: RescueDialog) -> str:
    """All that the page says."""
    return "\n".join(label.text() for label in dialog.area.widget().findChildren(QLabel))


def press(dialog: RescueDialog, qtbot: QtBot, *keys: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        qtbot.keyClick(dialog.focusWidget() or dialog, key)


def way(dialog: RescueDialog, text: str) -> FlatButton:
    [found] = [one for one in dialog.findChildren(FlatButton) if one.text() == text]
    return found


def test_the_newest_good_backup_is_offered_with_what_would_be_lost(
    open_dialog: Callable[..., RescueDialog],
) -> None:
    dialog = open_dialog()
    assert dialog.choosing is not None
    assert dialog.choosing.chosen == backup(1, 30)
    assert "contacts.db is cut short." in words(dialog)
    assert "left exactly as it is" in words(dialog)
    assert dialog.choosing.lost.text() == (
        "3 changes made after it would be lost. The last of them: Today 08:00."
        " “Save what can be read” may bring it back."
    )
    assert dialog.focusWidget() is dialog.choosing.list
    texts = [dialog.choosing.list.item(row).text() for row in range(3)]
    assert texts[0].endswith("Damaged, and cannot be used")
    assert texts[1].startswith("Sat 28 Feb 12:00, 30 contacts")


def test_enter_brings_back_what_the_arrow_keys_chose(
    open_dialog: Callable[..., RescueDialog], rescue: FakeRescue, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    press(dialog, qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert rescue.done == [Path(backup(5, 25).name)]
    assert "25 contacts" in words(dialog)
    assert str(ASIDE) in words(dialog)
    press(dialog, qtbot, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert not dialog.isVisible()


def test_a_damaged_backup_cannot_be_chosen(open_dialog: Callable[..., RescueDialog], qtbot: QtBot) -> None:
    dialog = open_dialog()
    press(dialog, qtbot, Qt.Key.Key_Up)
    assert dialog.choosing is not None
    assert dialog.choosing.chosen == backup(1, 30)


def test_escape_ends_the_program_and_changes_nothing(
    open_dialog: Callable[..., RescueDialog], rescue: FakeRescue, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    press(dialog, qtbot, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not dialog.isVisible()
    assert rescue.done == []


def test_what_could_be_read_is_shown_before_it_is_used(
    open_dialog: Callable[..., RescueDialog], rescue: FakeRescue, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    way(dialog, "Save what can be read").click()
    assert rescue.done == ["salvage"]
    for line in ("• 25 contacts", "• 40 notes of what happened", "• 1 meeting", "7 rows could not", "2 rows"):
        assert line in words(dialog)
    press(dialog, qtbot, Qt.Key.Key_Escape)
    assert dialog.choosing is not None
    way(dialog, "Save what can be read").click()
    press(dialog, qtbot, Qt.Key.Key_Return)
    assert rescue.done == ["salvage", "salvage", "keep"]
    assert str(ASIDE) in words(dialog)


def test_without_a_backup_saving_what_can_be_read_comes_first(
    open_dialog: Callable[..., RescueDialog], rescue: FakeRescue, qtbot: QtBot
) -> None:
    rescue.found = []
    dialog = open_dialog()
    assert "There is no backup" in words(dialog)
    press(dialog, qtbot, Qt.Key.Key_Return)
    assert rescue.done == ["salvage"]


def test_of_an_emptied_file_nobody_is_told_that_something_can_be_read(
    open_dialog: Callable[..., RescueDialog], rescue: FakeRescue, qtbot: QtBot
) -> None:
    rescue.may_salvage = False
    dialog = open_dialog()
    assert not any(button.text() == "Save what can be read" for button in dialog.findChildren(FlatButton))
    rescue.found = []
    without = open_dialog()
    assert without.deed_button.text() == "Choose another copy…"


def test_an_empty_file_is_asked_about_twice(
    open_dialog: Callable[..., RescueDialog], rescue: FakeRescue, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    way(dialog, "Begin with an empty file…").click()
    assert "None of your contacts" in words(dialog)
    press(dialog, qtbot, Qt.Key.Key_Return)  # the way back has the keyboard
    assert dialog.choosing is not None
    assert rescue.done == []
    way(dialog, "Begin with an empty file…").click()
    dialog.deed_button.click()
    assert rescue.done == ["anew"]
    dialog.closeEvent(QCloseEvent())
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_copy_from_elsewhere_can_be_chosen(
    open_dialog: Callable[..., RescueDialog], rescue: FakeRescue, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    way(dialog, "Choose another copy…").click()
    assert rescue.done == []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/stick/<b>copy.db", ""))
    way(dialog, "Choose another copy…").click()
    assert rescue.done == [Path("/stick/<b>copy.db")]
    assert "<b>copy.db" in words(dialog)


@pytest.mark.parametrize(
    "error, told",
    [
        (UserError("That copy is damaged; choose another."), "That copy is damaged; choose another."),
        (OSError(28, "No space left on device"), "No space left on device"),
        (RuntimeError("oops"), "That did not work (RuntimeError)."),
    ],
)
def test_what_could_not_be_done_is_told_and_there_is_another_way(
    open_dialog: Callable[..., RescueDialog], rescue: FakeRescue, error: Exception, told: str
) -> None:
    dialog = open_dialog()
    rescue.fails = error
    dialog.deed_button.click()
    assert told in dialog.trouble.text()
    assert dialog.trouble.isVisible()
    rescue.fails = None
    dialog.deed_button.click()
    assert rescue.done == [Path(backup(1, 30).name)]
    assert not dialog.trouble.isVisible()


def test_stopping_leads_back(open_dialog: Callable[..., RescueDialog], rescue: FakeRescue) -> None:
    dialog = open_dialog()
    rescue.fails = Cancelled()
    way(dialog, "Save what can be read").click()
    assert dialog.choosing is not None
    assert dialog.choosing.chosen == backup(1, 30)
    assert not dialog.trouble.isVisible()


def test_a_file_that_opens_is_opened_as_it_is(open_dialog: Callable[..., RescueDialog]) -> None:
    dialog = open_dialog(why="")
    assert dialog.title.text() == "Bring back a backup"
    way(dialog, "Open it as it is").click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_file_mended_meanwhile_can_be_tried_again(open_dialog: Callable[..., RescueDialog]) -> None:
    dialog = open_dialog()
    way(dialog, "Try to open it again").click()
    assert dialog.result() == QDialog.DialogCode.Accepted


@pytest.mark.parametrize(
    "since, told",
    [
        (LostSince(0, NOON), "nothing is lost"),
        (LostSince(1, None), "1 change made after it would be lost."),
        (LostSince(None, NOON), "cannot be told any more. The damaged file was last changed: Yesterday"),
        (LostSince(None, None), "cannot be told any more."),
    ],
)
def test_what_is_lost_is_told_as_far_as_it_is_known(
    open_dialog: Callable[..., RescueDialog], rescue: FakeRescue, since: LostSince, told: str
) -> None:
    rescue.since = since
    dialog = open_dialog()
    assert dialog.choosing is not None
    assert told in dialog.choosing.lost.text()


def test_everything_has_a_name_and_fits_on_a_small_screen(
    open_dialog: Callable[..., RescueDialog], theme: ThemeController, qapp: QApplication
) -> None:
    theme.set_font_scale(200)
    dialog = open_dialog()
    assert dialog.width() <= qapp.primaryScreen().availableSize().width()
    assert dialog.height() <= qapp.primaryScreen().availableSize().height()
    assert dialog.area.widget().width() <= dialog.area.viewport().width()
    assert dialog.choosing is not None
    assert dialog.choosing.list.accessibleName()
    for button in dialog.findChildren(FlatButton):
        assert button.text()


def test_a_broken_file_is_brought_back_from_its_backup(
    tmp_path: Path, clock: FakeClock, theme: ThemeController, qtbot: QtBot
) -> None:
    services = open_services(tmp_path, clock=clock, default_country=lambda: "DE")
    services.contacts.add(Contact(Name("Abebe")))
    services.backups.make()
    services.close()
    path = tmp_path / "contacts.db"
    path.write_bytes(path.read_bytes()[:5000])
    found = open_rescue(tmp_path, clock=clock)
    dialog = RescueDialog(found, found.clock, theme)
    dialog.begin()
    dialog.show()
    qtbot.waitUntil(lambda: dialog.choosing is not None)
    press(dialog, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(WordsPage)))
    dialog.stop()
    dialog.done(0)
    dialog.deleteLater()
    assert len(list(tmp_path.glob("contacts.db.*damaged*"))) == 1
    again = open_services(tmp_path, clock=clock, default_country=lambda: "DE")
    assert again.contacts.count() == 1
    again.close()
