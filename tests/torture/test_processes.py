"""Two, then ten processes on one file: one window, every acknowledged write is there, no endless wait."""

import json
import re
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.store.database import WAIT_SECONDS
from tests.torture.killed import nothing_is_half_done
from tests.torture.starting import start, until
from tests.unit.store.whole_file import connect

PATIENCE = 60  # seconds for a process to come to its end, on a machine that others use too
Rounds = Callable[[int, int], int]
Figures = Callable[[str], None]


@pytest.mark.parametrize("processes", [2, 10])
def test_what_several_write_at_once_is_all_there(
    processes: int, tmp_path: Path, rounds: Rounds, figures: Figures
) -> None:
    each, commands = rounds(6, 200), rounds(2, 20)
    with closing(open_services(tmp_path)) as window, ExitStack() as processes_to_end:
        writers = [
            _writer(processes_to_end, tmp_path, first, each) for first in range(1, 1 + processes * each, each)
        ]
        added = _by_command(tmp_path, commands)
        own = _meanwhile(window, writers)
        said = [line for writer in writers for line in _ended(writer).splitlines()]
        assert window.contacts.count() == processes * each + len(added) + len(own)
        assert window.care.check(deep=True).ok
    deeds = [json.loads(line) for line in said]
    done = [deed for deed in deeds if deed["id"]]
    assert len(done) == processes * each
    longest = max(deed["took"] for deed in deeds)
    assert longest < WAIT_SECONDS + 5, "nobody waits longer than the lock lets them"
    with closing(connect(tmp_path)) as file:
        names = dict(file.execute("SELECT id, full_name FROM contact").fetchall())
        assert {deed["id"]: f"Person {deed['number']}" for deed in done}.items() <= names.items()
        assert added.items() <= names.items()
        assert own.items() <= names.items()
        file.execute("DELETE FROM contact WHERE notes = ''")
        nothing_is_half_done(file)
    away = len(deeds) - len(done)
    figures(f"{len(names)} writes, {away} turned away and tried again, the longest took {longest:.2f} s")


def _writer(ends: ExitStack, folder: Path, first: int, count: int) -> subprocess.Popen[bytes]:
    writer = start("tests.torture.writing", "add", str(folder), str(first), str(count), folder=folder)
    ends.callback(writer.communicate)
    ends.callback(writer.kill)
    return writer


def _by_command(folder: Path, count: int) -> dict[int, str]:
    """The command line adds some, one after another."""
    added = {}
    for number in range(count):
        said = _ended(start("crm_desktop", "add", f"Typed {number}", folder=folder))
        added[int(re.search(rb"number (\d+)\.", said)[1])] = f"Typed {number}"
    return added


def _meanwhile(window: Services, writers: list[subprocess.Popen[bytes]]) -> dict[int, str]:
    """The window writes too, and notices what the others write, until they have ended or it has enough."""
    own = {}
    for number in range(20):
        # Its writing may be turned away as well, when ten others write without a pause.
        with suppress(sqlite3.OperationalError):
            own[window.contacts.add(Contact(Name(f"Own {number}")))] = f"Own {number}"
        window.file.notice_changes_elsewhere()
        if all(writer.poll() is not None for writer in writers):
            break
    return own


def _ended(child: subprocess.Popen[bytes]) -> bytes:
    out, complaints = child.communicate(timeout=PATIENCE)
    assert child.returncode == 0, complaints.decode()[-2000:]
    return out


def test_of_windows_that_are_started_at_once_one_stays(
    tmp_path: Path, rounds: Rounds, figures: Figures
) -> None:
    count = rounds(3, 10)
    windows = [start("crm_desktop", folder=tmp_path) for _ in range(count)]
    try:
        until(lambda: sum(window.poll() is None for window in windows) <= 1, PATIENCE)
        staying = [window for window in windows if window.poll() is None]
        assert len(staying) == 1
        # Who is not answered in time by the first, still beginning, says so and ends too.
        assert {window.returncode for window in windows if window not in staying} <= {0, 1}
        windows.append(start("crm_desktop", folder=tmp_path))
        assert windows[-1].wait(PATIENCE) == 0, "who comes later hands over"
        assert staying[0].poll() is None
    finally:
        for window in windows:
            window.kill()
            window.communicate()
    figures(f"{count} windows at once, one stayed")
