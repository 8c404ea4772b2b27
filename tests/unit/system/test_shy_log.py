"""A log tells what went wrong and where, and nothing of anybody whom the data knows."""

import io
import logging
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm_desktop.domain.errors import UserError
from crm_desktop.system.logging_setup import set_up_logging
from crm_desktop.system.shy_log import ShyFormatter
from tests.data.hostile import EVERY

NAME = "Zerihun Quaxwell"
PHONE = "+251 911 77 88 99"


def _sqlite_unique() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE contact (uid TEXT UNIQUE)")
    for _ in range(2):
        connection.execute("INSERT INTO contact VALUES (?)", (NAME,))


def _sqlite_syntax() -> None:
    sqlite3.connect(":memory:").execute(f"SELECT * FROM contact WHERE {NAME}")


def _notes() -> None:
    error = ValueError(NAME)
    error.add_note(f"while reading {NAME}\n  {PHONE}")
    raise error


def _group() -> None:
    raise ExceptionGroup(NAME, [ValueError(NAME), KeyError(NAME)])


def _cause() -> None:
    try:
        {}[NAME]
    except KeyError as error:
        raise UserError(f"There is nobody called {NAME}.") from error


def _raise(error: BaseException) -> None:
    raise error


FAULTS: dict[str, Callable[[], object]] = {
    "unquoted": lambda: _raise(RuntimeError(f"cannot save {NAME} {PHONE}")),
    "lines": lambda: _raise(RuntimeError(f"cannot save:\n  {NAME}\n  {PHONE}")),
    "a key": lambda: {}[NAME],
    "a number": lambda: int(f"{NAME} {PHONE}"),
    "a file": lambda: Path(f"/nowhere/{NAME}.vcf").read_bytes(),
    "letters": lambda: f"{NAME} é".encode().decode("ascii"),
    "other letters": (NAME + "\ud800").encode,
    "an attribute": lambda: getattr(sys, NAME),
    "unique": _sqlite_unique,
    "syntax": _sqlite_syntax,
    "notes": _notes,
    "a group": _group,
    "a cause": _cause,
    "not text": lambda: _raise(RuntimeError({"name": NAME})),
    "an exit": lambda: _raise(ValueError(f"<{NAME}> said '{PHONE}' and \"{NAME}\"")),
}


def _logged(fault: Callable[[], object]) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(ShyFormatter("%(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("crm_desktop.tried")
    logger.addHandler(handler)
    try:
        fault()
    except Exception:
        logger.exception("it failed")
    finally:
        logger.removeHandler(handler)
    return stream.getvalue()


@pytest.mark.parametrize("name", FAULTS)
def test_an_error_is_logged_with_its_kind_and_place_but_no_value(name: str) -> None:
    text = _logged(FAULTS[name])
    assert "it failed" in text
    assert __file__ in text
    assert not any(word in text for word in ("Zerihun", "Quaxwell", "911", "88 99"))


@pytest.mark.parametrize("text", [one for one in EVERY if one.strip() and len(one) > 12])
def test_no_hostile_text_gets_into_a_log(text: str) -> None:
    logged = _logged(lambda: _raise(RuntimeError(text)))
    assert text not in logged
    assert logged.rstrip().endswith("RuntimeError")


def test_what_the_program_itself_says_is_logged() -> None:
    assert "UNIQUE constraint failed: contact.uid" in _logged(_sqlite_unique)
    assert "SQLITE_ERROR" in _logged(_sqlite_syntax)
    assert "ENOENT" in _logged(lambda: open("/nowhere/x"))  # noqa: PTH123, SIM115
    assert "KeyError: colour" in _logged(lambda: {}["colour"])
    assert "AttributeError: no_such_thing" in _logged(lambda: sys.no_such_thing)  # type: ignore[attr-defined]


def test_what_other_libraries_say_is_logged_without_their_values() -> None:
    record = logging.LogRecord("other", logging.INFO, "", 0, "read %s", (NAME,), None)
    assert ShyFormatter("%(message)s").format(record) == "read %s"
    record = logging.LogRecord("other", logging.INFO, "", 0, ValueError(NAME), None, None)
    assert ShyFormatter("%(message)s").format(record) == "ValueError"
    assert ShyFormatter().formatException((None, None, None)) == "no error"


class _Stream(io.StringIO):
    """Standard error; `watched` by a person or not."""

    watched = False

    def isatty(self) -> bool:
        return self.watched


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The log of a program with Python's own hooks behind it."""
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    levels, raising = logging.getLogger().level, logging.raiseExceptions
    files = set_up_logging(tmp_path)
    yield files.folder / "crm-desktop.log"
    files.close()
    logging.getLogger().setLevel(levels)
    logging.raiseExceptions = raising


class _Careless:
    def __del__(self) -> None:
        raise ValueError(NAME)


def test_what_nobody_caught_does_not_go_to_the_journal_of_the_desktop(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = _Stream()
    monkeypatch.setattr(sys, "stderr", stream)
    error = ValueError(NAME)
    sys.excepthook(ValueError, error, None)
    thread = threading.Thread(target=lambda: {}[NAME])
    thread.start()
    thread.join()
    _Careless()
    logged = log.read_text(encoding="utf-8")
    assert stream.getvalue() == ""
    assert logged.count("Nobody c") == 3
    assert "Zerihun" not in logged


def test_a_person_at_a_terminal_is_told_all_of_it(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = _Stream()
    stream.watched = True
    monkeypatch.setattr(sys, "stderr", stream)
    sys.excepthook(ValueError, ValueError("what"), None)
    assert "ValueError: what" in stream.getvalue()
