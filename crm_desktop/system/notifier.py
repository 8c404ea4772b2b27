"""Desktop notifications over plyer: text made safe, the outcome told truthfully, nothing ever raised.

A notification is a courtesy; the inbox in the window is the truth. So whoever asks for one is told how
it went, and decides what follows from that.
"""

from __future__ import annotations

import html
import importlib
import logging
import queue
import re
import sys
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from crm_desktop.services.notify_trouble import NotifyTrouble

if TYPE_CHECKING:
    from pathlib import Path

APP_NAME = "CRM Desktop"
_WAITING_LIMIT = 50  # notifications; a longer queue means that the desktop does not answer
# Longest title and body in UTF-16 units. Windows refuses more than 63 and 255; elsewhere it is good manners.
_LIMITS = (63, 255) if sys.platform == "win32" else (200, 1000)
_SHOWN_FOR = 10  # seconds, where plyer decides it

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NotifyResult:
    """Whether the desktop took a notification, and if not, why: in words, and by its kind."""

    delivered: bool
    reason: str = ""
    trouble: NotifyTrouble | None = None


class Backend(Protocol):
    """What plyer's notification classes are: they raise when they know that they failed."""

    def notify(self, title: str, message: str, app_name: str, app_icon: str, timeout: int) -> None:
        """Show one notification; may block for as long as the desktop does."""


@runtime_checkable
class Stoppable(Protocol):
    """A backend whose wait can be cut short from another thread."""

    def stop(self) -> None:
        """End the wait under way, which then raises where it waits."""


Answered = Callable[[NotifyResult], None]


@dataclass(frozen=True, slots=True)
class _Asked:
    title: str
    body: str
    answered: Answered | None


class DesktopNotifier:
    """Sends notifications, one at a time. Keeps true: no exception leaves, and `notify_later` never waits.

    `icon` is shown where the system can show one; Windows can only show .ico files, and fails over others.
    """

    def __init__(self, *, icon: Path | None = None, backend: Backend | None = None) -> None:
        self._icon = str(icon) if icon and (sys.platform != "win32" or icon.suffix == ".ico") else ""
        self._backend = backend
        self._waiting: queue.Queue[_Asked | None] = queue.Queue(_WAITING_LIMIT)
        self._sending = threading.Lock()
        self._worker: threading.Thread | None = None
        self._worker_lock = threading.Lock()
        self._closed = False
        self._last_reason = ""

    def notify(self, title: str, body: str) -> NotifyResult:
        """Send now and wait for the desktop's answer; a desktop that hangs costs some ten seconds."""
        with self._sending:
            result = self._send(title, body)
        self._log(result)
        return result

    def notify_later(self, title: str, body: str, answered: Answered | None = None) -> None:
        """Send from a worker thread; returns at once.

        `answered` is told how it went, in whichever thread knows; not for what `close` gave up on.
        """
        if self._closed:
            return
        asked = _Asked(title, body, answered)
        try:
            self._waiting.put_nowait(asked)
        except queue.Full:
            reason = "the desktop's notification service does not answer"
            _tell(asked, NotifyResult(False, reason, NotifyTrouble.NO_ANSWER))
            return
        self._start_worker()

    def close(self, timeout: float = 2.0) -> None:
        """Send what waits, for at most `timeout` seconds, then give up on the rest and end the worker."""
        self._closed = True
        worker = self._worker
        if worker is None:
            return
        try:
            self._waiting.put(None, timeout=timeout)
        except queue.Full:
            self._drop_waiting()
        worker.join(timeout)
        if worker.is_alive():
            self._drop_waiting()
            if isinstance(self._backend, Stoppable):
                self._backend.stop()
            worker.join(timeout)

    def _start_worker(self) -> None:
        with self._worker_lock:
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="notifier", daemon=True)
                self._worker.start()

    def _work(self) -> None:
        while (asked := self._waiting.get()) is not None:
            _tell(asked, self.notify(asked.title, asked.body))

    def _drop_waiting(self) -> None:
        """Leave only the sign to end in the queue."""
        try:
            while True:
                self._waiting.get_nowait()
        except queue.Empty:
            self._waiting.put_nowait(None)

    def _send(self, title: str, body: str) -> NotifyResult:
        try:
            if self._backend is None:
                self._backend = system_backend()
            self._backend.notify(
                title=safe_title(title),
                message=safe_body(body),
                app_name=APP_NAME,
                app_icon=self._icon,
                timeout=_SHOWN_FOR,
            )
        except (NotImplementedError, ImportError):
            return NotifyResult(False, "this desktop has no way to show notifications", NotifyTrouble.NO_WAY)
        except Exception as error:  # noqa: BLE001 - plyer's border: it raises whatever its platform raises
            reason = str(error) or type(error).__name__
            return NotifyResult(False, reason, getattr(error, "trouble", NotifyTrouble.REFUSED))
        return NotifyResult(True)

    def _log(self, result: NotifyResult) -> None:
        # A desktop may be asked every minute for days: the same trouble is written down once.
        if result.reason and result.reason != self._last_reason:
            # Not in the desktop's words: it may repeat what it was asked to show.
            log.warning("A notification was not delivered: %s", str(result.trouble))
        self._last_reason = result.reason


def _tell(asked: _Asked, result: NotifyResult) -> None:
    if asked.answered is None:
        return
    try:
        asked.answered(result)
    except Exception:  # a fault in whoever asked must not end the worker thread
        log.exception("The answer to a notification could not be given")


def system_backend() -> Backend:
    """plyer's backend for this system; on Linux with the faults of its way through notify-send mended."""
    if sys.platform.startswith("linux"):
        from crm_desktop.system.notify_send import linux_backend

        linux: Backend = linux_backend()
        return linux
    platform = {"win32": "win", "cygwin": "win", "darwin": "macosx"}.get(sys.platform, "linux")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # plyer warns of every library that it would have liked better
        module = importlib.import_module(f"plyer.platforms.{platform}.notification")
        backend: Backend = module.instance()
    return backend


def safe_title(text: str) -> str:
    """One line without control characters, never empty, short enough for every desktop."""
    line = " ".join(_clean(text).split())
    return _clip(line, _LIMITS[0]) or APP_NAME


def safe_body(text: str) -> str:
    """The text to be shown as typed: on Linux desktops a body is markup, so it is escaped there."""
    body = _clip(_clean(text).strip(), _LIMITS[1])
    return html.escape(body, quote=False) if sys.platform.startswith("linux") else body


def _clean(text: str) -> str:
    """Lone surrogates become U+FFFD; control characters go, except line breaks and tabs."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", whole.replace("\r\n", "\n").replace("\r", "\n"))


def _clip(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units, with an ellipsis where something was cut."""
    if len(text) * 2 <= limit or len(text.encode("utf-16-le")) <= limit * 2:
        return text
    kept, room = [], limit - 1
    for character in text:
        room -= 2 if ord(character) > 0xFFFF else 1
        if room < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"
