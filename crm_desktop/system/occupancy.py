"""Who has the data file open, across computers and users: `in-use.json` beside it.

SQLite's own locks serve programs on one computer. Of a folder that several reach, they are often not told.
Keeps true: nobody is believed to be there whose note nobody renewed for three minutes, whatever the clocks
of the computers say.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crm_desktop.domain.file_names import IN_USE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crm_desktop.domain.place import Holder

FRESH = 180.0  # seconds
BEAT = 45.0  # seconds; a lost beat or two are no reason to be taken for dead
FIRST_BEAT = 5.0  # seconds; of two that start at the same moment the first soon hears of the second
_LEAVING = 2.0  # seconds to wait for a disk that does not answer

_log = logging.getLogger(__name__)


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # it is somebody else's: it runs
        return True
    return pid > 0


@dataclass(frozen=True, slots=True)
class Me:
    """Who is asking. `machine_id` and `user_id` tell those of one name apart, and one whose name changes
    from others; `machine` and `user` are for people to read.
    """

    machine: str
    machine_id: str
    user: str
    user_id: str
    pid: int


class Occupancy:
    """The note of one data folder. `take` before the file is opened, `leave` when it is closed."""

    def __init__(
        self,
        folder: Path,
        me: Me | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        is_running: Callable[[int], bool] = _is_running,
    ) -> None:
        self._path = folder / IN_USE
        self._me = me or this_program()
        self._now = now
        self._is_running = is_running
        self._since = now()
        self._last_seen: bytes | None = None
        self._seen_at = 0.0
        self._beating: _Beating | None = None

    def holder(self) -> Holder | None:
        """Another computer or another user who has the file open now; None where nobody has.

        Whoever asks on the same computer as the same user has other means to be heard.
        """
        note = self._read()
        if note is None or self._is_mine(note) or not self._is_alive(note):
            return None
        return _holder(note)

    def other(self) -> Holder | None:
        """Any other window that has the file open, this user's on this computer too."""
        note = self._read()
        if note is None or self._is_this(note) or not self._is_alive(note):
            return None
        return _holder(note)

    def take(self) -> None:
        """Say that it is open here. A folder that cannot be written says so when the file is opened."""
        before = self._read()
        if before is not None and not self._is_mine(before):
            _log.info("the data file was left open by another program; it is taken over")
        self._since = self._now()
        self._write()

    def begin_beating(self, taken_over: Callable[[Holder], None]) -> None:
        """Renew the note every while, in a thread of its own. `taken_over` is called there, once, when
        somebody else has opened the file meanwhile: this computer slept, or they were told to.
        """
        if self._beating is None or not self._beating.is_alive():
            self._beating = _Beating(lambda: self._beat(taken_over))
            self._beating.start()

    def leave(self) -> None:
        """It is not open here any more."""
        beating, self._beating = self._beating, None
        if beating is not None:
            beating.stop()
        note = self._read()
        if note is not None and self._is_this(note):
            with suppress(OSError):
                self._path.unlink()

    def _beat(self, taken_over: Callable[[Holder], None]) -> bool:
        """Whether to go on."""
        note = self._read()
        if note is not None and not self._is_this(note) and self._is_alive(note):
            _log.warning("another program has opened the data file meanwhile")
            taken_over(_holder(note))
            return False
        if self._path.parent.is_dir():
            self._write()
        return True

    # What the note says

    def _is_mine(self, note: dict[str, object]) -> bool:
        return self._is_here(note) and note.get("user_id") == self._me.user_id

    def _is_this(self, note: dict[str, object]) -> bool:
        return self._is_mine(note) and note.get("pid") == self._me.pid

    def _is_here(self, note: dict[str, object]) -> bool:
        return note.get("machine_id") == self._me.machine_id

    def _is_alive(self, note: dict[str, object]) -> bool:
        pid = note.get("pid")
        if self._is_here(note) and isinstance(pid, int) and not self._is_running(pid):
            return False
        age = self._age()
        if age is None:
            return False
        # One from the future was written by another clock: it is alive until it is seen to stand still.
        return age < FRESH and not self._stands_still()

    def _age(self) -> float | None:
        """Seconds since the note was written, by the clock of the disk that it lies on: on a network drive
        that is the server's, for both. None where it is gone.
        """
        probe = self._path.with_name(f"{IN_USE}.{self._me.pid}.probe")
        try:
            written = self._path.stat().st_mtime
            probe.write_bytes(b"")
            try:
                return probe.stat().st_mtime - written
            finally:
                probe.unlink()
        except FileNotFoundError:
            return None
        except OSError:
            return self._now().timestamp() - written

    def _stands_still(self) -> bool:
        """Whether the note is the same as it was three minutes ago, for those who ask again and again."""
        with suppress(OSError):
            content = self._path.read_bytes()
            if content != self._last_seen:
                self._last_seen, self._seen_at = content, time.monotonic()
            return time.monotonic() - self._seen_at >= FRESH
        return True

    def _read(self) -> dict[str, object] | None:
        try:
            note = json.loads(self._path.read_bytes()[:4096])
        except (OSError, ValueError):
            return None
        return note if isinstance(note, dict) else None

    def _write(self) -> None:
        me = self._me
        note = {
            "machine": me.machine,
            "machine_id": me.machine_id,
            "user": me.user,
            "user_id": me.user_id,
            "pid": me.pid,
            "since": self._since.isoformat(timespec="seconds"),
            "seen": self._now().isoformat(timespec="seconds"),
        }
        new = self._path.with_name(f"{IN_USE}.{me.pid}")
        try:
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(json.dumps(note, ensure_ascii=False).encode("utf-8", "replace"))
            new.replace(self._path)
        except OSError as error:
            _log.info("it cannot be noted who has the data open: %s", error.strerror)
            with suppress(OSError):
                new.unlink()


class _Beating(threading.Thread):
    """Calls again and again until it is stopped, or told that it is enough."""

    def __init__(self, beat: Callable[[], bool]) -> None:
        super().__init__(name="in-use", daemon=True)
        self._beat = beat
        self._over = threading.Event()

    def run(self) -> None:
        wait = FIRST_BEAT
        while not self._over.wait(wait) and self._beat():
            wait = BEAT

    def stop(self) -> None:
        self._over.set()
        if self is not threading.current_thread():
            self.join(_LEAVING)


def _holder(note: dict[str, object]) -> Holder:
    from crm_desktop.domain.place import Holder

    since: datetime | None = None
    with suppress(ValueError, TypeError):
        since = datetime.fromisoformat(str(note.get("since"))).astimezone(UTC)
    return Holder(_one_line(note.get("machine")), _one_line(note.get("user")), since)


def _one_line(name: object) -> str:
    """A name from a file that anybody may have written."""
    text = str(name) if isinstance(name, str) else ""
    return "".join(ch for ch in text if ch.isprintable())[:80]


# This program


def this_program() -> Me:
    """Who we are, for others to read."""
    name = _machine_name()
    user = _user_name()
    user_id = user if sys.platform == "win32" else str(os.getuid())
    return Me(name, _machine_id() or name, user, user_id, os.getpid())


def _machine_name() -> str:
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "")
    return os.uname().nodename


def _user_name() -> str:
    for variable in ("LOGNAME", "USER", "USERNAME"):
        if name := os.environ.get(variable):
            return name
    return str(os.getuid()) if sys.platform != "win32" else ""


def _machine_id() -> str:
    """What stays the same when a laptop gets another name from another network; hashed, "" where unknown."""
    found = b""
    with suppress(OSError, ValueError):
        found = _raw_machine_id()
    if not found:
        return ""
    import hashlib

    return hashlib.sha256(b"crm-desktop " + found).hexdigest()[:16]


def _raw_machine_id() -> bytes:
    from pathlib import Path

    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0]).encode()
    if sys.platform == "darwin":
        import ctypes

        found, wait = ctypes.create_string_buffer(16), (ctypes.c_long * 2)(1, 0)
        ctypes.CDLL(None).gethostuuid(found, wait)
        return found.raw.strip(b"\0")
    return Path("/etc/machine-id").read_bytes().strip()
