"""The small doorways: one instance, links, errors, and where the window was."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.runtime.error_border import ErrorBorder
from crm_desktop.ui.runtime.links import is_safe, mail_link, phone_link, web_link
from crm_desktop.ui.runtime.single_instance import SingleInstance, server_name
from crm_desktop.ui.runtime.window_state import WindowState


def test_a_second_start_asks_the_first_to_come_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    with qtbot.waitSignal(first.raise_requested):
        assert not second.is_first()
    first.stop()
    assert second.is_first()
    second.stop()


def test_two_data_folders_are_two_programs(qtbot: QtBot, tmp_path: Path) -> None:
    one, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert one.is_first()
    assert other.is_first()
    one.stop()
    other.stop()


@pytest.mark.parametrize(
    "address, safe",
    [
        ("https://example.com/a?b=c", True),
        ("mailto:a@example.com", True),
        ("tel:+251911234567", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("data:text/html,hello", False),
        ("", False),
    ],
)
def test_only_harmless_links_are_opened(address: str, safe: bool) -> None:
    assert is_safe(address) is safe


def test_links_are_made_from_what_people_type() -> None:
    assert web_link("example.com/shop") == "https://example.com/shop"
    assert phone_link("+251 (91) 123-45 67") == "tel:+251911234567"
    assert mail_link("a@example.com?bcc=b@example.com&x") == "mailto:a@example.com%3Fbcc%3Db@example.com%26x"


def test_each_error_goes_where_it_can_be_acted_on() -> None:
    told: list[tuple[str, str]] = []
    border = ErrorBorder(
        beside_work=lambda text: told.append(("beside", text)),
        dialog=lambda text: told.append(("dialog", text)),
        crash=lambda text: told.append(("crash", text)),
    )
    border.handle(UserError("Write a name."))
    border.handle(sqlite3.OperationalError("database or disk is full"))
    border.handle(PermissionError(13, "Permission denied", "x.db"))
    border.handle(KeyError("a bug"))
    assert [place for place, _ in told] == ["beside", "dialog", "dialog", "crash"]
    assert told[0][1] == "Write a name."
    assert "Make some room" in told[1][1]


@pytest.mark.parametrize(
    "words",
    ["database disk image is malformed", "file is not a database", "Could not decode to UTF-8 column 'text'"],
)
def test_a_damaged_file_is_told_with_a_way_out_of_it(words: str) -> None:
    told: list[str] = []
    border = ErrorBorder(
        beside_work=told.append,
        dialog=told.append,
        crash=told.append,
        damage=lambda text: told.append("! " + text),
    )
    border.handle(sqlite3.OperationalError(words))
    assert told == [f"! {words}"]


def test_a_window_comes_back_where_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert not WindowState(tmp_path).restore("main", window)
    window.setGeometry(50, 60, 700, 500)
    WindowState(tmp_path).keep("main", window)
    other = QWidget()
    qtbot.addWidget(other)
    assert WindowState(tmp_path).restore("main", other)
    assert other.size() == window.size()


def test_an_error_in_a_slot_is_told_a_moment_later_and_one_dialog_at_a_time(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def crash(details: str) -> None:
        told.append(details)
        border.handle(KeyError("the next one, while the dialog is open"))

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    border = ErrorBorder(beside_work=told.append, dialog=told.append, crash=crash)
    border.install()
    try:
        raise_in_hook(ZeroDivisionError("a bug"))
        assert told == []
        qtbot.waitUntil(lambda: bool(told))
    finally:
        border.remove()
    assert len(told) == 1
    assert "ZeroDivisionError: a bug" in told[0]


def test_an_error_in_a_thread_is_told_in_the_window(qtbot: QtBot) -> None:
    told: list[tuple[str, QThread]] = []
    border = ErrorBorder(
        beside_work=lambda text: told.append((text, QThread.currentThread())),
        dialog=lambda _text: None,
        crash=lambda _text: None,
    )
    border.install()

    def fails() -> None:
        raise UserError("Write a name.")

    try:
        worker = threading.Thread(target=fails)
        worker.start()
        worker.join()
        qtbot.waitUntil(lambda: bool(told))
    finally:
        border.remove()
    assert told == [("Write a name.", QApplication.instance().thread())]


def test_telling_of_an_error_never_makes_the_next_one(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_words: str) -> None:
        raise RuntimeError("no window")

    border = ErrorBorder(beside_work=broken, dialog=broken, crash=broken)
    border.install()
    try:
        raise_in_hook(UserError("Write a name."))
        qtbot.waitUntil(lambda: "could not be told" in caplog.text)
    finally:
        border.remove()


def test_what_a_crash_left_behind_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    script = (
        "import os, sys, pathlib\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from crm_desktop.ui.runtime.single_instance import SingleInstance\n"
        "app = QCoreApplication([])\n"
        "first = SingleInstance(pathlib.Path(sys.argv[1]))\n"
        "assert first.is_first()\n"
        "first.listen()\n"
        "os._exit(9)\n"
    )
    died = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert died.returncode == 9
    assert (tmp_path / "window.lock").exists()
    next_one = SingleInstance(tmp_path)
    assert next_one.is_first()
    next_one.stop()


def test_the_socket_takes_one_word_and_nothing_else(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    asked: list[bool] = []
    first.raise_requested.connect(lambda: asked.append(True))
    for word in (b"open /etc/passwd\n", b"\0" * 100_000, b"raise", b"RAISE\n"):
        socket = QLocalSocket()
        socket.connectToServer(server_name(tmp_path))
        assert socket.waitForConnected(1000)
        socket.write(word)
        socket.flush()
        socket.disconnectFromServer()
    with qtbot.waitSignal(first.raise_requested):
        assert not SingleInstance(tmp_path).is_first()
    assert asked == [True]
    first.stop()


def test_a_program_that_does_not_answer_is_told_apart(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.is_first()
    assert not second.is_first(patience_ms=10)
    assert not second.was_answered
    assert second.holder
    first.stop()


def raise_in_hook(error: Exception) -> None:
    """Give an error to the hook as PySide does for a slot that raised it."""
    try:
        raise error
    except type(error) as raised:
        sys.excepthook(type(raised), raised, raised.__traceback__)


def _left_by_another_computer(folder: Path) -> None:
    """A lock as a program on another computer writes it."""
    (folder / "window.lock").write_text("99999\npython3.11\nANNA-PC\nanother machine\nanother boot\n")


def test_a_lock_of_another_computer_counts_until_it_is_known_to_be_left_behind(
    qtbot: QtBot, tmp_path: Path
) -> None:
    _left_by_another_computer(tmp_path)
    here = SingleInstance(tmp_path)
    assert not here.is_first(is_left_behind=lambda: False)
    assert here.is_held_elsewhere
    assert here.holder == "ANNA-PC"
    assert not here.was_answered
    assert here.is_first(is_left_behind=lambda: True)
    assert here.is_first()
    here.stop()


def test_a_lock_of_another_computer_can_be_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    _left_by_another_computer(tmp_path)
    here = SingleInstance(tmp_path)
    assert not here.is_first()
    here.take_over()
    assert here.is_first()
    here.stop()
    assert not (tmp_path / "window.lock").exists()
