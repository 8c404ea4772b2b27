"""Starting and ending the window: once a folder, in order, and with one sentence where it cannot be."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import NewerFileError
from crm_desktop.services.context import Services
from crm_desktop.ui.app import run_window
from crm_desktop.ui.runtime.single_instance import SingleInstance
from crm_desktop.ui.shell.language import Language
from crm_desktop.ui.shell.ports import WindowParts
from crm_desktop.ui.shell.session import WindowSession
from tests.ui.conftest import RESOURCES
from tests.ui.shell.conftest import Desktop


def quit_when_ready(session: WindowSession) -> None:
    session.ready.connect(session.quit)


def test_the_window_runs_until_it_is_quit_and_leaves_nothing_running(
    qapp: QApplication, parts: WindowParts, desktop: Desktop
):
    assert run_window(parts, begun=quit_when_ready) == 0
    assert desktop.ticker is None or not desktop.ticker.running


def test_it_speaks_the_language_asked_for(qapp: QApplication, parts: WindowParts):
    seen: list[Qt.LayoutDirection] = []

    def look(session: WindowSession) -> None:
        session.ready.connect(lambda: seen.append(qapp.layoutDirection()))
        quit_when_ready(session)

    assert run_window(parts, language="fa", begun=look) == 0
    assert seen == [Qt.LayoutDirection.RightToLeft]
    Language(qapp, RESOURCES).use("en")
    QLocale.setDefault(QLocale.c())


def test_a_second_start_brings_the_first_window_forward_and_ends(
    qapp: QApplication, parts: WindowParts, qtbot: QtBot
):
    second = "import sys; from crm_desktop.__main__ import main; sys.exit(main())"
    codes: list[int] = []

    def start_again(session: WindowSession) -> None:
        def ready() -> None:
            session.window.hide()
            command = [sys.executable, "-c", second, "--data", str(parts.data_dir)]
            process = subprocess.Popen(command)
            qtbot.waitUntil(session.window.isVisible, timeout=20_000)
            qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
            codes.append(process.returncode)
            session.end()

        session.ready.connect(ready, Qt.ConnectionType.QueuedConnection)

    assert run_window(parts, begun=start_again) == 0
    assert codes == [0]


def test_a_file_of_a_newer_version_is_refused_in_one_sentence(
    qapp: QApplication, services: Services, parts: WindowParts, capfd: pytest.CaptureFixture[str]
):
    def newer(_passphrase: str) -> Services:
        raise NewerFileError("This file was written by version 9. Update the program.")

    assert run_window(replace(parts, open_services=newer)) == 1
    assert capfd.readouterr().err == "This file was written by version 9. Update the program.\n"
    free = SingleInstance(parts.data_dir)
    assert free.is_first()
    free.stop()


def test_a_folder_that_cannot_be_used_ends_with_one_sentence(tmp_path: Path):
    file = tmp_path / "file"
    file.write_text("x")
    command = [sys.executable, "-m", "crm_desktop", "--data", str(file)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr == f"{file} is a file, not a folder: choose another data folder.\n"
