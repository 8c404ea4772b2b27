"""No one else: what the real program writes is for its owner alone, and it listens to nobody but itself."""

import json
import os
import stat
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from crm_desktop.ui.runtime.single_instance import server_name
from tests.e2e.desktop import ROOT, Desktop, until

LISTENING = "00010000"  # of a socket in /proc/net/unix that takes connections


def _command(*arguments: str, data: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "crm_desktop", "--data", str(data), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)


def _listening(pid: int) -> list[str]:
    """Every socket of a process that somebody could talk to: TCP and UDP by their address, Unix by path."""
    own = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # it may be closed while it is looked at
            target = str(link.readlink())
            if target.startswith("socket:["):
                own.add(target[8:-1])
    found = []
    for kind in ("tcp", "tcp6", "udp", "udp6"):
        lines = Path(f"/proc/{pid}/net/{kind}").read_text(encoding="ascii").splitlines()[1:]
        found += [f"{kind} {fields[1]}" for fields in map(str.split, lines) if fields[9] in own]
    for line in Path(f"/proc/{pid}/net/unix").read_text(encoding="utf-8").splitlines()[1:]:
        fields = line.split()
        if fields[3] == LISTENING and fields[6] in own:
            found.append("unix " + (fields[7] if len(fields) > 7 else ""))
    return found


def test_the_window_listens_to_its_own_second_start_and_to_nothing_else(
    desktop: Desktop, tmp_path: Path
) -> None:
    program = desktop.start_program(data=tmp_path / "data")
    desktop.window(program)
    # Qt makes it under another name, which is the one the system goes on telling.
    ours = Path(tempfile.gettempdir(), server_name(tmp_path / "data"))
    assert until(ours.exists)
    assert stat.S_ISSOCK(ours.stat().st_mode)
    assert stat.S_IMODE(ours.stat().st_mode) & 0o077 == 0
    listening = _listening(program.process.pid)
    assert len(listening) == 1
    assert listening[0].startswith("unix ")


def test_all_that_is_written_is_for_its_owner_alone(desktop: Desktop, tmp_path: Path) -> None:
    before = os.umask(0)  # a system that lets everybody read everything, unless told
    try:
        data = tmp_path / "data"
        program = desktop.start_program(data=data)
        desktop.window(program)
        assert _command("demo", data=data).returncode == 0
        assert _command("backup", data=data).returncode == 0
        assert until(lambda: (data / "in-use.json").exists() and (data / "window.lock").exists())
        assert _command("export", str(tmp_path / "all.vcf"), data=data).returncode == 0
        running = _modes(data)
        program.kill()
        after = _modes(data)
        moved = tmp_path / "moved"
        (data / "in-use.json").unlink()
        assert _command("move", str(moved), data=data).returncode == 0
    finally:
        os.umask(before)
    assert {"contacts.db", "contacts.db-wal", "contacts.db-shm", "in-use.json"} <= running.keys()
    for modes in (running, after, _modes(data), _modes(moved), _modes(tmp_path / "all.vcf")):
        assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}


def _modes(place: Path) -> dict[str, int]:
    paths = [place, *place.rglob("*")]
    return {path.name: stat.S_IMODE(path.lstat().st_mode) for path in paths if not path.is_socket()}


def test_data_that_is_open_on_another_computer_is_not_opened_here(desktop: Desktop, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert _command("add", "Abebe", data=data).returncode == 0
    note = {
        "machine": "ANNA-PC",
        "machine_id": "another",
        "user": "anna",
        "user_id": "1",
        "pid": 1,
        "since": "2026-03-02T10:12:00+00:00",
    }
    (data / "in-use.json").write_text(json.dumps(note))
    refused = _command("list", data=data)
    assert refused.returncode == 1
    assert refused.stderr.startswith("The data is open on ANNA-PC by anna since 2026-03-02")
    program = desktop.start_program(data=data)
    desktop.window(program)
    assert "open on ANNA-PC by anna" in program.complaint
    (data / "in-use.json").unlink()
    desktop.xdotool("key", "Return")
    assert until((data / "in-use.json").exists)
    assert json.loads((data / "in-use.json").read_text())["pid"] == program.process.pid
    desktop.window(program)
    desktop.xdotool("key", "ctrl+q")
    assert program.wait(20) == 0
    assert not (data / "in-use.json").exists()
