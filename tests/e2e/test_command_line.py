"""The command line as a script meets it: real processes, real pipes, a real notification daemon."""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.desktop import ROOT, Desktop

NEVER_FOR_A_COMMAND = ("PySide6", "shiboken6", "apscheduler", "dateutil")
IMPORTED = """
import sys
from crm_desktop.__main__ import main
code = main()
assert code == 0, code
print([name for name in sys.modules if "." not in name], file=sys.stderr)
"""


class Shell:
    """A terminal: `shell("list")` runs a command over one data folder."""

    def __init__(self, data: Path, **env: str) -> None:
        self.data = data
        self.env = {
            **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
            "CRM_DESKTOP_DATA": str(data),
            "PYTHONPATH": str(ROOT),
            "TZ": "UTC",
            **env,
        }

    def start(self, *argv: str, **options: Any) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "crm_desktop", *argv]
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        return subprocess.Popen(command, env=self.env, cwd=self.data.parent, **options)

    def __call__(self, *argv: str, **options: Any) -> tuple[int, str, str]:
        process = self.start(*argv, **options)
        out, err = process.communicate(timeout=60)
        return process.returncode, (out or b"").decode("utf-8"), (err or b"").decode("utf-8")

    def json(self, *argv: str) -> Any:
        code, out, err = self(*argv, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "data")


def test_from_the_first_contact_to_the_notification(desktop: Desktop, tmp_path: Path) -> None:
    data = tmp_path / "data"
    starts = (datetime.now().astimezone() + timedelta(minutes=10)).isoformat(timespec="minutes")
    for argv in (
        ("add", "<b>Hana</b> ዓለሙ", "--phone", "+44 7700 900123"),
        ("log", "1", "Wants <i>three</i> samples"),
        ("meet", "1", "--at", starts, "Tea & cake"),
        ("remind",),
        ("remind",),
    ):
        program = desktop.start_program(*argv, data=data)
        assert program.wait() == 0, program.output
    [(title, body)] = desktop.notifications(at_least=1)
    assert title == "Tea & cake with <b>Hana</b> ዓለሙ"
    assert body.startswith(("In 10 minutes, at ", "In 9 minutes, at "))


def test_without_a_daemon_the_inbox_has_it_and_nothing_raises(desktop: Desktop, tmp_path: Path) -> None:
    data = tmp_path / "data"
    desktop.start_program("demo", data=data).wait()
    program = desktop.launch(
        [sys.executable, "-m", "crm_desktop", "--data", str(data), "remind"], env=desktop.without_bus()
    )
    assert program.wait() == 0
    assert "waits in the inbox" in program.output
    assert "Sipho Khumalo" in program.output


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_every_script_goes_in_and_out_whatever_the_locale(tmp_path: Path, locale: str) -> None:
    shell = Shell(tmp_path / "data", LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    names = ["አበበ በቀለ", "محمدرضا کاظمی", "王小明", "Oʻktamova", "Шавкат"]
    for name in names:
        assert shell("add", name, "--company", name, "--tag", name)[0] == 0
    assert {contact["name"] for contact in shell.json("list")["contacts"]} == set(names)
    assert shell.json("search", "王小明")["contacts"][0]["company"] == "王小明"
    assert shell.json("list", "--tag", "Шавкат")["contacts"][0]["name"] == "Шавкат"


@pytest.mark.parametrize(
    "argv",
    [("list",), ("list", "--full", "--json"), ("search", "hana"), ("show", "1"), ("log", "1", "spoke"),
     ("today", "--json"), ("reminders",), ("undo",), ("check",), ("--help",)],
)  # fmt: skip
def test_a_command_needs_no_window_and_starts_light(shell: Shell, argv: tuple[str, ...]) -> None:
    shell("demo")
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *argv], env=shell.env, capture_output=True, text=True, check=True
    )
    imported = done.stderr.splitlines()[-1]
    heavy = [*NEVER_FOR_A_COMMAND, "plyer", "anyascii", "rapidfuzz", "chardet"]
    if argv[0] in ("search", "undo", "log"):
        heavy = list(NEVER_FOR_A_COMMAND)
    assert [name for name in heavy if f"'{name}'" in imported] == []


def test_a_reader_that_goes_away_hears_no_complaint(shell: Shell) -> None:
    shell("demo")
    for argv in (("list",), ("list", "--full", "--json")):
        process = shell.start(*argv)
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(60) == 128 + signal.SIGPIPE
        assert process.stderr is not None
        with process.stderr as complaint:
            assert complaint.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_answer_that_cannot_be_written_is_told_of(shell: Shell) -> None:
    shell("demo")
    with Path("/dev/full").open("wb") as full:
        code, _, err = shell("list", stdout=full)
    assert code == 1
    assert err == "The answer could not be written: No space left on device.\n"


def test_refusals_are_one_sentence_and_change_nothing(shell: Shell, tmp_path: Path) -> None:
    shell("add", "Abebe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.vcf").touch()
    (tmp_path / "binary.vcf").write_bytes(os.urandom(50_000))
    (tmp_path / "file").write_text("not a folder")
    for argv in (
        ("import", "nowhere.vcf"),
        ("import", "folder"),
        ("import", "empty.vcf"),
        ("import", "binary.vcf"),
        ("export", "folder"),
        ("export", "nowhere/out.vcf"),
        ("show", "2"),
        ("--data", "file", "list"),
        ("--data", "/proc/nowhere", "list"),
    ):
        code, out, err = shell(*argv)
        assert (code, out, err.count("\n")) == (1, "", 1), argv
    assert len(shell.json("list")["contacts"]) == 1
    assert shell.json("undo") == {"undone": "Add Abebe"}


def test_files_are_found_from_where_the_person_stands(shell: Shell, tmp_path: Path) -> None:
    shell("demo")
    assert shell.json("export", "out.vcf") == {"file": "out.vcf", "contacts": 25}
    other = Shell(tmp_path / "other")
    assert other.json("import", "out.vcf")["files"][0]["created"] == 25
    ours, theirs = (one.json("list", "--full")["contacts"] for one in (shell, other))
    differing = {"id", "warmth", "last_contact"}
    for mine, yours in zip(ours, theirs, strict=True):
        assert {k: v for k, v in mine.items() if k not in differing} == {
            k: v for k, v in yours.items() if k not in differing
        }


def test_many_commands_at_once_all_count(shell: Shell) -> None:
    shell("list")
    running = [shell.start("add", f"Person {number}") for number in range(6)]
    for process in running:
        process.communicate(timeout=60)
    assert [process.returncode for process in running] == [0] * 6
    assert len(shell.json("list")["contacts"]) == 6
    assert shell.json("check")["ok"] is True


def test_the_data_stays_private(shell: Shell) -> None:
    shell("add", "Abebe")
    shown = {path: path.stat().st_mode & 0o077 for path in (shell.data, *shell.data.rglob("*"))}
    assert not any(shown.values()), shown
