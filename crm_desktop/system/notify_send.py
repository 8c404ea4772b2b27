"""plyer on Linux, mended: its way through notify-send takes a title for an option and ignores failures."""

import os
import shutil
import subprocess
import sys

from plyer.facades import Notification

from crm_desktop.services.notify_trouble import NotifyTrouble

_PATIENCE = 10.0  # seconds; a working desktop answers in a few hundredths

# Nobody owns the name of the notification service, it cannot be started, or there is no session bus at all.
_NOBODY = (
    "ServiceUnknown",
    "NameHasNoOwner",
    "DBus.Error.Spawn",
    "not provided by any .service files",
    "Could not connect",
    "Cannot autolaunch",
    "Cannot spawn a message bus",
    "StartServiceByName",
)
_SILENCE = ("NoReply", "TimedOut", "Timeout was reached", "DBus.Error.Timeout", "Error.Disconnected")


class DeliveryError(Exception):
    """The desktop did not take a notification; says why in words, and by its kind."""

    def __init__(self, reason: str, trouble: NotifyTrouble) -> None:
        super().__init__(reason)
        self.trouble = trouble


class NotifySend(Notification):  # type: ignore[misc]  # plyer has no type hints
    """plyer's notification facade over notify-send: arguments are data, the exit code counts, waits end."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """End the wait under way; it is then told as not delivered."""
        process = self._process
        if process is not None:
            process.kill()

    def _notify(self, **parts: str) -> None:
        command = ["notify-send", "--app-name", parts["app_name"]]
        if parts["app_icon"]:
            command += ["--icon", parts["app_icon"]]
        # notify-send reads backslash escapes in a body, so C:\new would arrive as two lines.
        command += ["--", parts["title"], parts["message"].replace("\\", "\\\\")]
        code, complaint = self._run([argument.encode() for argument in command])
        if code:
            raise DeliveryError(complaint or f"notify-send ended with {code}", trouble_of(complaint))

    def _run(self, command: list[bytes]) -> tuple[int, str]:
        """The exit code and the last line of complaint. Arguments are bytes: UTF-8 under any locale."""
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=_system_environment(),
            )
        except FileNotFoundError as error:  # it was there when the program started
            raise _not_installed() from error
        with self._process as process:
            try:
                _, errors = process.communicate(timeout=self._patience)
            except subprocess.TimeoutExpired as error:
                # Stopped meanwhile ourselves, we may be late for an answer that was given in time.
                if process.poll() is None:
                    # Whoever hangs has not got it: notify-send asks them who they are before it sends.
                    process.kill()
                    raise _unanswered() from error
                _, errors = process.communicate()
            finally:
                self._process = None
        lines = errors.decode(errors="replace").strip().splitlines()
        return process.returncode, lines[-1] if lines else ""


def linux_backend() -> Notification:
    """notify-send where it is installed, else plyer's own choice of D-Bus library."""
    if shutil.which("notify-send"):
        return NotifySend()
    try:
        import dbus  # noqa: F401 - plyer uses it if it is there
    except ImportError as error:
        raise _not_installed() from error
    from plyer.platforms.linux.notification import NotifyDbus

    return NotifyDbus()


def trouble_of(complaint: str) -> NotifyTrouble:
    """What notify-send's complaint is about, by the names of D-Bus errors and GLib's English words."""
    if any(sign in complaint for sign in _NOBODY):
        return NotifyTrouble.NO_SERVICE
    if any(sign in complaint for sign in _SILENCE):
        return NotifyTrouble.NO_ANSWER
    return NotifyTrouble.REFUSED


def _not_installed() -> DeliveryError:
    reason = "notify-send is not installed (Debian package libnotify-bin)"
    return DeliveryError(reason, NotifyTrouble.NO_TOOL)


def _unanswered() -> DeliveryError:
    return DeliveryError("the desktop's notification service does not answer", NotifyTrouble.NO_ANSWER)


def _system_environment() -> dict[str, str]:
    """The environment without what a PyInstaller bundle adds to make its own libraries win, in English."""
    environment = {**os.environ, "LANGUAGE": "en"}
    if getattr(sys, "frozen", False):
        original = environment.pop("LD_LIBRARY_PATH_ORIG", None)
        environment.pop("LD_LIBRARY_PATH", None)
        if original is not None:
            environment["LD_LIBRARY_PATH"] = original
    return environment
