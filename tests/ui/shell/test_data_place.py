"""Where the data lies, told in the window, and moved from it; and who has it open elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.bootstrap import open_moving, open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.place import Holder, Place, PlaceKind
from crm_desktop.services.context import Services
from crm_desktop.ui.app import run_window
from crm_desktop.ui.opening.held_dialog import HeldDialog
from crm_desktop.ui.shell.ports import WindowParts
from crm_desktop.ui.shell.session import WindowSession

DROPBOX = Place(PlaceKind.SYNCED, "Dropbox")
HOLDER = Holder("ANNA-PC", "anna", datetime(2026, 3, 2, 10, 12, tzinfo=UTC))


@pytest.fixture
def parts(parts: WindowParts, services: Services, tmp_path: Path) -> WindowParts:
    """A window over data that Dropbox syncs."""

    def place_of(folder: Path) -> Place:
        return DROPBOX if folder == services.folder else Place()

    def at(folder: Path) -> WindowParts:
        return replace(
            parts,
            data_dir=folder,
            place_of=place_of,
            open_services=lambda passphrase: open_services(
                folder, clock=services.clock, passphrase=passphrase, default_country=lambda: "DE"
            ),
            open_moving=lambda passphrase: open_moving(folder, passphrase),
            usual_folder=lambda: tmp_path / "usual",
            at=at,
        )

    return at(services.folder)


def _told(session: WindowSession, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.data_place._bar is not None and session.data_place._bar.isVisible())


def test_it_is_told_at_once_and_why(shown: WindowSession, qtbot: QtBot) -> None:
    _told(shown, qtbot)
    bar = shown.data_place._bar
    assert bar is not None
    assert bar._label.text() == "Your contacts lie in a folder that Dropbox syncs. That can damage them."
    sheet = shown.data_place.ask()
    assert sheet.backups_choice.isChecked()
    assert "Dropbox copies the file while it is being written" in sheet.body.itemAt(0).widget().text()
    sheet.reject()


def test_to_leave_it_is_remembered_for_this_folder(shown: WindowSession, qtbot: QtBot) -> None:
    _told(shown, qtbot)
    sheet = shown.data_place.ask()
    sheet.stay_choice.setChecked(True)
    assert sheet.save_button.text() == "Leave it"
    sheet.save_button.click()
    bar = shown.data_place._bar
    assert bar is not None
    assert not bar.isVisible()
    with qtbot.waitSignal(shown.data_place.known):
        shown.data_place.look()
    assert not bar.isVisible()
    # The settings go on saying it.
    page = shown.go_to("settings")
    assert any("Dropbox syncs" in label.text() for label in page.findChildren(type(bar._label)))


def test_a_folder_that_cannot_take_it_is_refused_in_the_sheet(
    shown: WindowSession, qtbot: QtBot, services: Services
) -> None:
    _told(shown, qtbot)
    sheet = shown.data_place.ask()
    sheet.choose(services.folder)
    sheet.save_button.click()
    assert sheet._error.text() == "The data is in that folder already."
    sheet.reject()


def test_an_ordinary_folder_is_not_spoken_of(session: WindowSession, qtbot: QtBot) -> None:
    session.parts = replace(session.parts, place_of=lambda _folder: Place())
    with qtbot.waitSignal(session.data_place.known):
        session.data_place.look()
    assert session.data_place._bar is None
    sheet = session.data_place.ask()
    assert sheet._group.checkedButton() is None
    assert not sheet.stays
    sheet.reject()


def test_the_next_window_opens_where_the_data_has_moved_to(
    qapp: QApplication, parts: WindowParts, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    services.contacts.add(Contact(Name("Abebe")))
    services.close()
    seen: list[tuple[Path, int, str]] = []

    def begun(session: WindowSession) -> None:
        if session.parts.data_dir == services.folder:
            session.data_place.known.connect(lambda _place: move(session))
        else:
            session.ready.connect(lambda: QTimer.singleShot(0, lambda: look(session)))

    def move(session: WindowSession) -> None:
        qtbot.waitUntil(lambda: not session.runner.busy)
        session.data_place.ask().save_button.click()

    def look(session: WindowSession) -> None:
        kept = session.services.settings.backup_folder
        seen.append((session.parts.data_dir, session.services.contacts.count(), kept))
        session.end()

    assert run_window(parts, begun=begun) == 0
    assert seen == [(tmp_path / "usual", 1, str(services.folder / "backups"))]
    assert (services.folder / "moved-to.txt").exists()
    assert not (services.folder / "window.lock").exists()


class FakeOccupancy:
    """Held by somebody until a test says otherwise."""

    def __init__(self, holder: Holder | None) -> None:
        self.by = holder
        self.taken = 0
        self.left = False
        self.taken_over: Callable[[Holder], None] | None = None

    def holder(self) -> Holder | None:
        return self.by

    def take(self) -> None:
        self.taken += 1

    def begin_beating(self, taken_over: Callable[[Holder], None]) -> None:
        self.taken_over = taken_over

    def leave(self) -> None:
        self.left = True


def _when_asked(act: Callable[[HeldDialog], None]) -> None:
    """Do it with the dialog, once that is up."""

    def look() -> None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, HeldDialog)]
        visible = [one for one in found if one.isVisible()]
        if visible:
            act(visible[0])
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def _quit_at_once(session: WindowSession) -> None:
    session.ready.connect(session.end)


def test_while_another_computer_has_it_open_there_is_no_window(
    qapp: QApplication, parts: WindowParts, capfd: pytest.CaptureFixture[str]
) -> None:
    held, words = FakeOccupancy(HOLDER), []

    def leave(dialog: HeldDialog) -> None:
        words.append(dialog.words.text())
        dialog.close_button.click()

    _when_asked(leave)
    assert run_window(replace(parts, occupancy=lambda: held)) == 1
    assert words[0].startswith("The data is open on ANNA-PC by anna since ")
    assert words[0].endswith("Quit CRM Desktop there first.")
    assert words[0] in capfd.readouterr().err
    assert held.taken == 0


def test_when_they_have_quit_it_opens(qapp: QApplication, parts: WindowParts) -> None:
    held = FakeOccupancy(HOLDER)

    def try_again(dialog: HeldDialog) -> None:
        held.by = None
        dialog.save_button.click()

    _when_asked(try_again)
    assert run_window(replace(parts, occupancy=lambda: held), begun=_quit_at_once) == 0
    assert held.taken == 1
    assert held.left


def test_it_opens_anyway_only_after_it_was_asked_twice(qapp: QApplication, parts: WindowParts) -> None:
    held, answers = FakeOccupancy(HOLDER), []

    def anyway(dialog: HeldDialog) -> None:
        dialog.anyway_button.click()
        answers.append((dialog.isVisible(), dialog.words.text()))
        dialog.anyway_button.click()

    _when_asked(anyway)
    assert run_window(replace(parts, occupancy=lambda: held), begun=_quit_at_once) == 0
    assert answers[0][0]
    assert "can damage it" in answers[0][1]
    assert held.taken == 1


def test_a_window_whose_data_was_opened_elsewhere_closes_and_says_by_whom(
    qapp: QApplication, parts: WindowParts, services: Services
) -> None:
    held = FakeOccupancy(None)

    def taken(session: WindowSession) -> None:
        def take_over() -> None:
            assert held.taken_over is not None
            held.by = HOLDER
            held.taken_over(HOLDER)

        session.ready.connect(lambda: QTimer.singleShot(0, take_over))

    words: list[str] = []

    def leave(dialog: HeldDialog) -> None:
        words.append(dialog.words.text())
        dialog.close_button.click()

    _when_asked(leave)
    assert run_window(replace(parts, occupancy=lambda: held), begun=taken) == 0
    assert "ANNA-PC" in words[0]
