"""Log files without contact data: a rotating log, faulthandler's file, hooks for what nobody caught."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
from typing import TYPE_CHECKING

from crm_desktop.system.paths import log_dir
from crm_desktop.system.shy_log import ShyFormatter

if TYPE_CHECKING:
    from io import TextIOWrapper
    from pathlib import Path
    from types import TracebackType

_BYTES = 1_000_000  # a file; a log of hundreds of days
_KEPT = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_CHATTY = ("apscheduler", "peewee", "plyer", "tzlocal")

log = logging.getLogger("crm_desktop")


class LogFiles:
    """The open log of one run: made by `set_up_logging`, undone by `close`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._handler = _PrivateRotatingHandler(folder / "crm-desktop.log")
        self._handler.setFormatter(ShyFormatter(_FORMAT))
        self._faults = _open_faults(folder / "faults.log")
        self._hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._had_faulthandler = faulthandler.is_enabled()

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
        sys.unraisablehook = self._on_unraisable

    def close(self) -> None:
        """Give the hooks back and close the files."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
        if self._had_faulthandler and sys.__stderr__ is not None:
            faulthandler.enable(sys.__stderr__)
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, Exception):
            log.critical("Nobody caught this", exc_info=(kind, error, trace))
        if _is_watched() or self._hooks[0] is not sys.__excepthook__:
            self._hooks[0](kind, error, trace)

    def _on_uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            name = args.thread.name if args.thread else "a thread"
            problem = (args.exc_type, args.exc_value, args.exc_traceback)
            log.critical("Nobody caught this in %s", name, exc_info=problem)
        if _is_watched() or (sys.stderr and self._hooks[1] is not threading.__excepthook__):
            self._hooks[1](args)

    def _on_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            problem = (args.exc_type, args.exc_value, args.exc_traceback)
            log.error("Nobody could be told of this", exc_info=problem)
        if _is_watched() or self._hooks[2] is not sys.__unraisablehook__:
            self._hooks[2](args)


def set_up_logging(data: Path, level: int = logging.INFO) -> LogFiles:
    """Log to files of the owner only, under logs/ of the data folder. Safe without a console."""
    files = LogFiles(log_dir(data))
    files.install(level)
    logging.raiseExceptions = False  # a full disk must not turn every log line into an error of its own
    return files


def _is_watched() -> bool:
    """Whether a person reads standard error. Without a terminal it ends in the journal of the desktop, which
    is a log as well, and errors with all their words do not belong there.
    """
    try:
        return sys.stderr is not None and sys.stderr.isatty()
    except ValueError:  # closed
        return False


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
