"""Desktop notifications over plyer: text made safe, the outcome told truthfully, nothing ever raised.

A notification is a courtesy; the inbox in the window is the truth. So a notification that cannot be
delivered is handed to `on_failure` (the tray icon), remembered for the health line, and that is all.
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
    """Whether the desktop took a notification, and if not, why, in words."""

    delivered: bool
    reason: str = ""


class Backend(Protocol):
    """What plyer's notification classes are: they raise when they know that they failed."""

    def notify(self, title: str, message: str, app_name: str, app_icon: str, timeout: int) -> None:
        """Show one notification; may block for as long as the desktop does."""


@runtime_checkable
class Stoppable(Protocol):
    """A backend whose wait can be cut short from another thread."""

    def stop(self) -> None:
        """End the wait under way, which then raises where it waits."""


OnFailure = Callable[[str, str, NotifyResult], None]


class DesktopNotifier:
    """Sends notifications, one at a time. Keeps true: no exception leaves, and `notify_later` never waits.

    `icon` is shown where the system can show one; Windows can only show .ico files, and fails over others.

    `on_failure(title, body, result)` is called in the thread that tried, with the text as it was given.
    """

    def __init__(
        self,
        *,
        on_failure: OnFailure | None = None,
        icon: Path | None = None,
        backend: Backend | None = None,
    ) -> None:
        self._on_failure = on_failure
        self._icon = str(icon) if icon and (sys.platform != "win32" or icon.suffix == ".ico") else ""
        self._backend = backend
        self._waiting: queue.Queue[tuple[str, str] | None] = queue.Queue(_WAITING_LIMIT)
        self._sending = threading.Lock()
        self._worker: threading.Thread | None = None
        self._worker_lock = threading.Lock()
        self._closed = False
        self._last: NotifyResult | None = None

    @property
    def last_result(self) -> NotifyResult | None:
        """How the latest notification went; None before the first."""
        return self._last

    def notify(self, title: str, body: str) -> NotifyResult:
        """Send now and wait for the desktop's answer; a desktop that hangs costs some ten seconds."""
        with self._sending:
            result = self._send(title, body)
        return self._note(title, body, result)

    def notify_later(self, title: str, body: str) -> None:
        """Send from a worker thread; returns at once. The outcome is in `last_result`, or `on_failure`."""
        if self._closed:
            return
        try:
            self._waiting.put_nowait((title, body))
        except queue.Full:
            busy = NotifyResult(False, "the desktop's notification service does not answer")
            self._note(title, body, busy)
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
        while (waiting := self._waiting.get()) is not None:
            self.notify(*waiting)

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
        except NotImplementedError:
            return NotifyResult(False, "this desktop has no way to show notifications")
        except Exception as error:  # noqa: BLE001 - plyer's border: it raises whatever its platform raises
            reason = str(error) or type(error).__name__
            log.warning("A notification was not delivered: %s", reason)
            return NotifyResult(False, reason)
        return NotifyResult(True)

    def _note(self, title: str, body: str, result: NotifyResult) -> NotifyResult:
        self._last = result
        if not result.delivered and self._on_failure is not None:
            try:
                self._on_failure(title, body, result)
            except Exception:  # a fault in the fallback must not end the worker thread
                log.exception("The fallback for a notification failed")
        return result


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
