"""plyer on Linux, mended: its way through notify-send takes a title for an option and ignores failures."""

import os
import shutil
import subprocess
import sys

from plyer.facades import Notification

_PATIENCE = 10.0  # seconds; a working desktop answers in a few hundredths


class DeliveryError(Exception):
    """The desktop did not take a notification; says why in words."""


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
            raise DeliveryError(complaint or f"notify-send ended with {code}")

    def _run(self, command: list[bytes]) -> tuple[int, str]:
        """The exit code and the last line of complaint. Arguments are bytes: UTF-8 under any locale."""
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=_system_environment(),
        )
        with self._process as process:
            try:
                _, errors = process.communicate(timeout=self._patience)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise DeliveryError("the desktop's notification service does not answer") from error
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
        raise DeliveryError("notify-send is not installed (Debian package libnotify-bin)") from error
    from plyer.platforms.linux.notification import NotifyDbus

    return NotifyDbus()


def _system_environment() -> dict[str, str]:
    """The environment without what a PyInstaller bundle adds to make its own libraries win."""
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        original = environment.pop("LD_LIBRARY_PATH_ORIG", None)
        environment.pop("LD_LIBRARY_PATH", None)
        if original is not None:
            environment["LD_LIBRARY_PATH"] = original
    return environment
