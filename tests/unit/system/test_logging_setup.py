"""The log tells what happened, to its owner alone, without anybody's name or number."""

import faulthandler
import logging
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.system.logging_setup import LogFiles, set_up_logging


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LogFiles]:
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    levels = {
        name: logging.getLogger(name).level for name in ("", "apscheduler", "peewee", "plyer", "tzlocal")
    }
    raising, faults = logging.raiseExceptions, faulthandler.is_enabled()
    opened = set_up_logging(tmp_path)
    yield opened
    opened.close()
    logging.raiseExceptions = raising
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    assert faulthandler.is_enabled() == faults


def _text(files: LogFiles) -> str:
    return (files.folder / "crm-desktop.log").read_text(encoding="utf-8")


def test_a_message_is_in_the_log_that_only_its_owner_reads(files: LogFiles) -> None:
    logging.getLogger("crm_desktop.anything").info("The window opened \ud800")
    assert "crm_desktop.anything: The window opened" in _text(files)
    if sys.platform != "win32":
        modes = {stat.S_IMODE(path.stat().st_mode) for path in files.folder.iterdir()}
        assert modes == {0o600}


def test_a_failure_is_logged_with_its_place_but_without_its_values(files: LogFiles) -> None:
    try:
        int("Abebe Bekele +251911223344")
    except ValueError:
        logging.getLogger("crm_desktop").exception("A tick failed")
    text = _text(files)
    assert "test_a_failure_is_logged" in text
    assert "ValueError" in text
    assert "Abebe Bekele +" not in text.rpartition("ValueError")[2]


def _mistake() -> RuntimeError:
    try:
        raise RuntimeError("a window is missing")
    except RuntimeError as error:
        return error


def test_what_nobody_caught_is_logged(files: LogFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    mistake = _mistake()
    sys.excepthook(RuntimeError, mistake, mistake.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "RuntimeError: a window is missing" in _text(files)
    assert "KeyboardInterrupt" not in _text(files)


def test_what_nobody_caught_in_a_thread_is_logged(files: LogFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    thread = threading.Thread(target=lambda: 1 / 0, name="worker-7")
    thread.start()
    thread.join()
    assert "Nobody caught this in worker-7" in _text(files)


def test_the_hooks_are_given_back(tmp_path: Path) -> None:
    before = sys.excepthook, threading.excepthook, list(logging.getLogger().handlers)
    level = logging.getLogger().level
    set_up_logging(tmp_path).close()
    logging.getLogger().setLevel(level)
    assert (sys.excepthook, threading.excepthook, list(logging.getLogger().handlers)) == before


def test_the_log_turns_over_and_old_parts_are_bounded(files: LogFiles) -> None:
    logger = logging.getLogger("crm_desktop.loud")
    for _ in range(60):
        logger.info("x" * 100_000)
    sizes = [path.stat().st_size for path in files.folder.glob("crm-desktop.log*")]
    assert 2 <= len(sizes) <= 4
    assert max(sizes) <= 1_100_000


def test_a_log_that_cannot_be_written_stops_nothing(files: LogFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    for handler in logging.getLogger().handlers:
        handler.close()
    (files.folder / "crm-desktop.log").unlink(missing_ok=True)
    (files.folder / "crm-desktop.log").mkdir()
    logging.getLogger("crm_desktop").error("nobody can read this")
