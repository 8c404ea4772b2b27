"""A whole private desktop for end-to-end tests: X screen, window manager, buses and a notification daemon.

Everything runs in one process group under one temporary folder, so nothing of the tester's desktop is seen
or touched, and nothing is left behind.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

_T = TypeVar("_T")
ROOT = Path(__file__).resolve().parents[2]
PROBE = Path(__file__).with_name("probe.py")
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE = 30.0  # seconds; only a failure waits that long

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/run/bus</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
_A11Y_SERVICE = "[D-BUS Service]\nName=org.a11y.Bus\nExec=/usr/libexec/at-spi-bus-launcher\n"
_DUNST = "[global]\nstack_duplicates = false\nhistory_length = 200\nidle_threshold = 0\n"


class Program:
    """A started CRM Desktop (or any other program) with what it prints in two files."""

    def __init__(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self.process = process
        self._log = log

    @property
    def answer(self) -> str:
        """What it has said on standard output so far."""
        return self._log.with_suffix(".out").read_text(encoding="utf-8", errors="replace")

    @property
    def complaint(self) -> str:
        """What it has said on standard error so far."""
        return self._log.with_suffix(".err").read_text(encoding="utf-8", errors="replace")

    @property
    def output(self) -> str:
        """All that it has said so far."""
        return self.answer + self.complaint

    def wait(self, timeout: float = PATIENCE) -> int:
        """Its exit code, once it has ended by itself."""
        return self.process.wait(timeout)

    def is_running(self) -> bool:
        return self.process.poll() is None

    def children(self) -> list[str]:
        """The names of the programs that it has started and that still run."""
        names = []
        for task in Path(f"/proc/{self.process.pid}/task").glob("*/children"):
            with suppress(OSError):  # it may end while it is looked at
                names += [
                    Path(f"/proc/{child}/comm").read_text(encoding="utf-8").strip()
                    for child in task.read_text(encoding="ascii").split()
                ]
        return names

    def freeze(self) -> None:
        """It stands still, as everything does while a laptop sleeps, until `thaw`."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on where it stood."""
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """It ends in the middle of whatever it does, without a chance to tidy up."""
        self.process.kill()
        self.process.wait()

    def stop(self, timeout: float = 10) -> int:
        """End it as a closing session does; the exit code. One that does not obey is killed."""
        if self.is_running():
            self.thaw()
            self.process.terminate()
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                self.process.kill()
        return self.process.wait()


class Desktop:
    """Started by `start`, gone after `stop`. The notification daemon comes and goes on its own."""

    def __init__(self, size: str = "1280x720") -> None:
        self.size = size
        # Not pytest's folder: a socket's path may have at most 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="crm-e2e-"))
        self.env = self._environment()
        self._group = 0
        self._parts: list[subprocess.Popen[bytes]] = []
        self._daemon: subprocess.Popen[bytes] | None = None
        self._tray: subprocess.Popen[bytes] | None = None
        self._programs: list[Program] = []

    # --- the desktop itself ---

    def start(self) -> "Desktop":
        """Bring up screen, window manager and buses; without a notification daemon so far."""
        for name in ("run", "home", "services"):
            (self.folder / name).mkdir(mode=0o700)
        (self.folder / "bus.conf").write_text(_BUS.format(folder=self.folder))
        (self.folder / "services" / "org.a11y.Bus.service").write_text(_A11Y_SERVICE)
        (self.folder / "dunstrc").write_text(_DUNST)
        self.env["DISPLAY"] = self._start_screen()
        self._start_bus()
        self._spawn("openbox", "--sm-disable")
        self.probe("enable-accessibility")
        return self

    def stop(self) -> None:
        """End everything that was started here, also what started itself on the buses."""
        self.end_programs()
        for sign in (signal.SIGCONT, signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._group, sign)
            if sign is signal.SIGTERM:
                for part in self._parts[1:]:  # the screen ends last: the group is named after it
                    _reap(part, 3)
        for part in self._parts:
            _reap(part, 3)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _environment(self) -> dict[str, str]:
        kept = ("PATH", "VIRTUAL_ENV", "CI", "PYTHONDONTWRITEBYTECODE", "SYSTEMROOT")
        return {name: os.environ[name] for name in kept if name in os.environ} | {
            "HOME": str(self.folder / "home"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.folder}/run/bus",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "NO_AT_BRIDGE": "0",
            "PYTHONFAULTHANDLER": "1",
        }

    def _start_screen(self) -> str:
        reading, writing = os.pipe()
        options = ("-screen", "0", f"{self.size}x24", "-nolisten", "tcp", "-noreset")
        screen = self._spawn("Xvfb", "-displayfd", str(writing), *options, pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: it ended with {screen.wait()}")
        return f":{number}"

    def _start_bus(self) -> None:
        config = f"--config-file={self.folder}/bus.conf"
        bus = self._spawn("dbus-daemon", config, "--nofork", "--print-address=1", stdout=subprocess.PIPE)
        assert bus.stdout is not None
        with bus.stdout as address:
            if not address.readline():
                raise RuntimeError(f"dbus-daemon did not start: it ended with {bus.wait()}")

    def _spawn(self, *command: str, **options: Any) -> "subprocess.Popen[bytes]":
        with (self.folder / "desktop.log").open("ab") as log:
            options = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log} | options
            part = subprocess.Popen(command, env=self.env, process_group=self._group, **options)
        self._group = self._group or part.pid
        self._parts.append(part)
        return part

    # --- the notification daemon and the tray ---

    def start_daemon(self) -> None:
        """Start dunst, with an empty history, and wait until it takes notifications."""
        self.stop_daemon()
        self._daemon = self._spawn("dunst", "-conf", str(self.folder / "dunstrc"))
        assert self.probe("owned", "org.freedesktop.Notifications", str(PATIENCE)), "dunst did not come up"

    def stop_daemon(self) -> None:
        """No notification daemon from now on, and nobody who would start one."""
        self._daemon = self._end(self._daemon)

    @contextmanager
    def hung_daemon(self) -> Iterator[None]:
        """A daemon that is there and does not answer."""
        assert self._daemon is not None
        self._daemon.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._daemon.send_signal(signal.SIGCONT)

    def notifications(self, at_least: int = 0, within: float = PATIENCE) -> list[tuple[str, str]]:
        """(title, body as sent) of all that dunst received, oldest first; waits until there are enough.

        Closes what is on the screen: dunst tells only of what is over.
        """
        return [tuple(pair) for pair in self.probe("history", str(at_least), str(within))]

    def start_tray(self) -> None:
        """A place for tray icons, which openbox alone has not; for this test."""
        if self._tray is None:
            self._tray = self._spawn("trayer", "--edge", "top", "--align", "right", "--expand", "false")
            self.xdotool("search", "--sync", "--class", "trayer")

    def stop_tray(self) -> None:
        """No place for tray icons any more."""
        self._tray = self._end(self._tray)

    def _end(self, part: "subprocess.Popen[bytes] | None") -> None:
        if part is not None:
            with suppress(ProcessLookupError):
                part.send_signal(signal.SIGCONT)
            part.terminate()
            _reap(part, 5)
            self._parts.remove(part)

    def without_bus(self) -> dict[str, str]:
        """The environment of a session without any D-Bus."""
        nowhere = self.folder / "nowhere"
        nowhere.mkdir(exist_ok=True, mode=0o700)
        return self.env | {
            "XDG_RUNTIME_DIR": str(nowhere),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={nowhere}/bus",
        }

    # --- programs and what a person does with them ---

    def start_program(
        self,
        *arguments: str,
        data: Path | None = None,
        env: dict[str, str] | None = None,
        python: str = sys.executable,
    ) -> Program:
        """Start `python -m crm_desktop --data DATA ARGUMENTS`; it is ended after the test."""
        where = ["--data", str(data)] if data else []
        return self.launch([python, "-m", "crm_desktop", *where, *arguments], env=env)

    def run_script(self, code: str, *arguments: str, env: dict[str, str] | None = None) -> str:
        """Run a few lines of Python with the project's packages here; what they print."""
        program = self.launch([sys.executable, "-c", code, *arguments], env=env)
        assert program.wait() == 0, program.output
        return program.answer

    def launch(self, command: list[str], env: dict[str, str] | None = None, cwd: Path = ROOT) -> Program:
        """Start any command here, from the checkout unless told."""
        log = self.folder / f"program-{len(list(self.folder.glob('program-*.out')))}"
        with log.with_suffix(".out").open("wb") as out, log.with_suffix(".err").open("wb") as err:
            process = subprocess.Popen(
                command, cwd=cwd, env=env or self.env, stdin=subprocess.DEVNULL, stdout=out, stderr=err
            )
        program = Program(process, log)
        self._programs.append(program)
        return program

    def end_programs(self) -> str:
        """End what still runs; returns all that was printed since the last time."""
        for program in self._programs:
            program.stop()
        printed = "".join(program.output for program in self._programs)
        self._programs.clear()
        return printed

    def xdotool(self, *arguments: str, timeout: float = PATIENCE) -> str:
        """Press, type, move, search: what xdotool prints."""
        return self._ask("xdotool", *arguments, timeout=timeout)

    def window(self, program: Program, timeout: float = PATIENCE) -> str:
        """The id of the newest visible window of a program, once there is one; it has the focus then."""
        found = self._until(lambda: self._visible(program), program, timeout)
        assert found, f"no window within {timeout} s: {program.output}"
        self.xdotool("windowactivate", "--sync", found[-1])
        return found[-1]

    def until_hidden(self, program: Program, timeout: float = PATIENCE) -> None:
        """Wait until a program shows no window any more."""
        hidden = self._until(lambda: not self._visible(program), program, timeout)
        assert hidden, f"still on the screen after {timeout} s: {program.output}"

    def close(self, window: str) -> None:
        """Press the close button of a window, as far as the program can tell."""
        self.xdotool("windowfocus", "--sync", window, "key", "alt+F4")

    def _visible(self, program: Program) -> list[str]:
        """The windows of a program on the screen, without its icon in the tray."""
        search = ["search", "--all", "--onlyvisible", "--pid", str(program.process.pid), "--name", "."]
        done = subprocess.run(["xdotool", *search], env=self.env, capture_output=True, text=True, check=False)
        return [window for window in done.stdout.split() if self._width(window) > 64]

    def _width(self, window: str) -> int:
        ask = ["xdotool", "getwindowgeometry", "--shell", window]
        done = subprocess.run(ask, env=self.env, capture_output=True, text=True, check=False)
        return int(dict(line.split("=") for line in done.stdout.split()).get("WIDTH", 0))

    def _until(self, condition: Callable[[], _T], program: Program, timeout: float) -> _T:
        """The first true answer, or the last one when the time is over; fails when the program ends."""
        deadline = time.monotonic() + timeout
        while not (answer := condition()) and time.monotonic() < deadline:
            assert program.is_running(), f"it ended with {program.process.returncode}: {program.output}"
            time.sleep(0.05)
        return answer

    def screenshot(self, path: Path) -> Path:
        """The whole screen as a PNG file."""
        self._ask("import", "-window", "root", str(path), timeout=PATIENCE)
        return path

    def accessibility(self, application: str = "crm", within: float = PATIENCE) -> list[dict[str, Any]]:
        """What a screen reader finds: depth, role, name, description and states of every object."""
        rows: list[dict[str, Any]] = self.probe("tree", application, str(within))
        return rows

    def probe(self, *arguments: str) -> Any:
        """Ask the buses something (see probe.py)."""
        return json.loads(self._ask(SYSTEM_PYTHON, str(PROBE), *arguments, timeout=PATIENCE + 20))

    def _ask(self, *command: str, timeout: float) -> str:
        done = subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=timeout, check=False
        )
        assert done.returncode == 0, f"{command[0]} ended with {done.returncode}: {done.stderr}"
        return done.stdout.strip()


def _reap(part: "subprocess.Popen[bytes]", seconds: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        part.wait(seconds)


def until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether a condition came true in time."""
    deadline = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return met
