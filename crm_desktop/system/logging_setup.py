"""Log files without contact data: a rotating log, faulthandler's file, hooks for what nobody caught."""

from __future__ import annotations

import copy
import faulthandler
import logging
import os
import re
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from crm_desktop.system.paths import log_dir

if TYPE_CHECKING:
    from io import TextIOWrapper
    from pathlib import Path

_BYTES = 1_000_000  # a file; a log of hundreds of days
_KEPT = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_CHATTY = ("apscheduler", "peewee", "plyer", "tzlocal")

_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

log = logging.getLogger("crm_desktop")


class LogFiles:
    """The open log of one run: made by `set_up_logging`, undone by `close`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._handler = _PrivateRotatingHandler(folder / "crm-desktop.log")
        self._handler.setFormatter(_ShyFormatter(_FORMAT))
        self._faults = _open_faults(folder / "faults.log")
        self._hooks = (sys.excepthook, threading.excepthook, faulthandler.is_enabled())

    def install(self, level: int) -> None:
        """Take log records, crashes of the interpreter, and exceptions that nobody caught."""
        root = logging.getLogger()
        root.addHandler(self._handler)
        root.setLevel(level)
        for name in _CHATTY:
            logging.getLogger(name).setLevel(logging.WARNING)
        if self._faults is not None:
            faulthandler.enable(self._faults)
        sys.excepthook, threading.excepthook = self._on_uncaught, self._on_uncaught_in_thread

    def close(self) -> None:
        """Give the hooks back and close the files."""
        sys.excepthook, threading.excepthook, was_enabled = self._hooks
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
        if was_enabled and sys.__stderr__ is not None:
            faulthandler.enable(sys.__stderr__)
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, Exception):
            log.critical("Nobody caught this", exc_info=(kind, error, trace))
        self._hooks[0](kind, error, trace)

    def _on_uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            name = args.thread.name if args.thread else "a thread"
            problem = (args.exc_type, args.exc_value, args.exc_traceback)
            log.critical("Nobody caught this in %s", name, exc_info=problem)
        if sys.stderr is not None:
            self._hooks[1](args)


def set_up_logging(data: Path, level: int = logging.INFO) -> LogFiles:
    """Log to files of the owner only, under logs/ of the data folder. Safe without a console."""
    files = LogFiles(log_dir(data))
    files.install(level)
    logging.raiseExceptions = False  # a full disk must not turn every log line into an error of its own
    return files


class _PrivateRotatingHandler(logging.FileHandler):
    """Files that only their owner can read, of bounded size; two processes may share them, on Windows too.

    Not logging's own rotating handler: importing that costs a tenth of the start of the window.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", delay=True)
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record, into a new file when this one is full; a log that fails stops nothing."""
        try:
            if self.stream is not None and self.stream.tell() > _BYTES:
                self.stream.close()
                self.stream = None  # it is opened again when written to
                self._turn_over()
            super().emit(record)
        except OSError:
            self.handleError(record)

    def _open(self) -> TextIOWrapper:
        return _open_private(self._path)

    def _turn_over(self) -> None:
        older = [self._path.with_suffix(f".log.{number}") for number in range(_KEPT, 0, -1)]
        try:
            for target, source in zip(older, [*older[1:], self._path], strict=True):
                if source.exists():
                    source.replace(target)
        except OSError:
            return  # another process holds it open (Windows): go on in the long file


class _ShyFormatter(logging.Formatter):
    """Tracebacks without the values in their messages: those may be a name or a phone number."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; its traceback is made here, not taken from what another handler left in the record."""
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 - the name is logging's
        """The traceback, with quoted text and long numbers of the messages blotted out."""
        lines = super().formatException(ei).splitlines()
        return "\n".join(line if line.startswith(" ") else _blot(line) for line in lines)


def _blot(message: str) -> str:
    return re.sub(r"\d{4,}", "####", re.sub(r"'[^']*'|\"[^\"]*\"", "'…'", message))


def _open_faults(path: Path) -> TextIOWrapper | None:
    try:
        return _open_private(path)
    except OSError:  # the program is worth more than its log
        return None


def _open_private(path: Path) -> TextIOWrapper:
    return open(
        path,
        "a",
        encoding="utf-8",
        errors="backslashreplace",
        opener=lambda name, flags: os.open(name, flags, 0o600),
    )
