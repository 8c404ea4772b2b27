"""Who has the data file open: another computer is believed as long as its note is renewed, and no longer."""

import json
import os
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_desktop.domain.place import Holder
from crm_desktop.system import occupancy
from crm_desktop.system.occupancy import FRESH, Me, Occupancy, this_program

ANNA = Me("ANNA-PC", "a1", "anna", "1000", 4711)
BEN = Me("BEN-LAPTOP", "b2", "ben", "1000", 4712)
SINCE = datetime(2026, 3, 2, 10, 12, tzinfo=UTC)


def _of(folder: Path, me: Me, *, running: bool = True) -> Occupancy:
    return Occupancy(folder, me, now=lambda: SINCE, is_running=lambda _pid: running)


def _age(folder: Path, seconds: float) -> None:
    """Let the note be so old by the clock of its disk."""
    note = folder / "in-use.json"
    moment = (folder / "now").write_bytes(b"") or (folder / "now").stat().st_mtime
    os.utime(note, (moment - seconds, moment - seconds))


def test_another_computer_hears_who_has_it_open_and_since_when(tmp_path: Path) -> None:
    _of(tmp_path, ANNA).take()
    assert _of(tmp_path, BEN).holder() == Holder("ANNA-PC", "anna", SINCE)
    assert (tmp_path / "in-use.json").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["in-use.json"]


def test_nobody_is_there_who_left(tmp_path: Path) -> None:
    anna = _of(tmp_path, ANNA)
    anna.take()
    anna.leave()
    assert _of(tmp_path, BEN).holder() is None
    assert list(tmp_path.iterdir()) == []


def test_the_same_user_on_the_same_computer_is_no_stranger(tmp_path: Path) -> None:
    _of(tmp_path, ANNA).take()
    again = _of(tmp_path, replace(ANNA, pid=5000, machine="anna.local"))
    assert again.holder() is None
    assert again.other() is not None
    assert _of(tmp_path, ANNA).other() is None


def test_another_user_of_the_same_computer_counts_while_the_program_runs(tmp_path: Path) -> None:
    _of(tmp_path, ANNA).take()
    cleo = replace(ANNA, user="cleo", user_id="1001", pid=5000)
    assert _of(tmp_path, cleo).holder() == Holder("ANNA-PC", "anna", SINCE)
    assert _of(tmp_path, cleo, running=False).holder() is None


def test_a_note_that_nobody_renews_is_taken_over(tmp_path: Path) -> None:
    _of(tmp_path, ANNA).take()
    _age(tmp_path, FRESH - 10)
    assert _of(tmp_path, BEN).holder() is not None
    _age(tmp_path, FRESH + 10)
    ben = _of(tmp_path, BEN)
    assert ben.holder() is None
    ben.take()
    assert _of(tmp_path, ANNA).holder() == Holder("BEN-LAPTOP", "ben", SINCE)


def test_a_note_from_a_clock_that_is_ahead_counts_until_it_is_seen_to_stand_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _of(tmp_path, ANNA).take()
    _age(tmp_path, -7200)
    ben, passed = _of(tmp_path, BEN), [0.0]
    monkeypatch.setattr(occupancy.time, "monotonic", lambda: passed[0])
    assert ben.holder() is not None
    passed[0] = FRESH - 1
    assert ben.holder() is not None
    passed[0] = FRESH + 1
    assert ben.holder() is None


def test_one_that_slept_hears_that_another_has_opened_it_and_does_not_take_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(occupancy, "FIRST_BEAT", 0.01)
    monkeypatch.setattr(occupancy, "BEAT", 0.01)
    told: list[Holder] = []
    heard = threading.Event()

    def taken_over(holder: Holder) -> None:
        told.append(holder)
        heard.set()

    anna, ben = _of(tmp_path, ANNA), _of(tmp_path, BEN)
    anna.take()
    ben.take()
    anna.begin_beating(taken_over)
    assert heard.wait(10)
    anna.leave()
    assert told == [Holder("BEN-LAPTOP", "ben", SINCE)]
    assert _of(tmp_path, ANNA).holder() == told[0]


def test_the_note_is_renewed_while_the_program_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occupancy, "FIRST_BEAT", 0.01)
    anna, beats = _of(tmp_path, ANNA), threading.Event()
    anna.take()
    _age(tmp_path, FRESH * 2)
    write = anna._write
    monkeypatch.setattr(anna, "_write", lambda: (write(), beats.set()))
    anna.begin_beating(lambda _holder: None)
    assert beats.wait(10)
    assert _of(tmp_path, BEN).holder() is not None
    anna.leave()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\x00", b"[]", b"{", b'{"machine": 7, "pid": "x"}', b"9" * 9999]
)
def test_a_note_that_says_nothing_stops_nobody_for_good(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "in-use.json").write_bytes(content)
    ben = _of(tmp_path, BEN)
    ben.holder()
    ben.take()
    assert json.loads((tmp_path / "in-use.json").read_text())["machine"] == "BEN-LAPTOP"


def test_names_from_a_note_are_one_line(tmp_path: Path) -> None:
    _of(tmp_path, replace(ANNA, machine="A\nB\u202e" + "x" * 900)).take()
    holder = _of(tmp_path, BEN).holder()
    assert holder is not None
    assert holder.machine.startswith("ABx")
    assert len(holder.machine) == 80


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    nowhere = _of(tmp_path / "nowhere", ANNA)
    nowhere.take()
    nowhere.leave()
    assert nowhere.holder() is None


def test_this_program_is_itself_every_time() -> None:
    me = this_program()
    assert me == this_program()
    assert me.pid == os.getpid()
    assert me.machine_id
    assert occupancy._is_running(me.pid)
    assert not occupancy._is_running(2**22 + 12345)
