"""Whatever goes wrong: one sentence on standard error, the right exit code, nothing changed."""

import logging
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.cli.main import run
from crm_desktop.domain.errors import UserError
from crm_desktop.services.context import Services
from crm_desktop.store.file import DataFile
from tests.unit.cli.command_line import CommandLine


def failing(crm: CommandLine, error: BaseException) -> None:
    """From now on the file cannot be opened for this reason."""

    def fail(_folder: Path) -> Services:
        raise error

    crm.outside = replace(crm.outside, open_services=fail)


@pytest.mark.parametrize(
    "text, part",
    [
        ("database or disk is full", "disk is full"),
        ("database is locked", "Another program"),
        ("attempt to write a readonly database", "cannot be written"),
        ("disk I/O error", "disk cannot be read or written"),
        ("database disk image is malformed", "damaged"),
    ],
)
def test_what_the_disk_does_is_told_in_words(crm: CommandLine, text: str, part: str) -> None:
    failing(crm, sqlite3.OperationalError(text))
    assert part in crm("list").refusal


def test_what_the_system_refuses_is_told_in_words(crm: CommandLine) -> None:
    failing(crm, PermissionError(13, "Permission denied", "/nowhere"))
    assert "Permission denied (/nowhere)" in crm("list").refusal


def test_a_bug_is_logged_and_told_in_one_sentence(crm: CommandLine) -> None:
    failing(crm, ZeroDivisionError("boom"))
    refusal = crm("list").refusal
    assert "ZeroDivisionError" in refusal
    assert str(crm.folder / "logs") in refusal
    logged = "".join(file.read_text(encoding="utf-8") for file in (crm.folder / "logs").glob("*.log*"))
    assert "ZeroDivisionError" in logged
    assert "Traceback" in logged


def test_a_sentence_with_line_breaks_stays_one_line(crm: CommandLine) -> None:
    failing(crm, UserError("two\nlines\x1b[31m"))
    assert crm("list").refusal == "two lines[31m"


def test_ctrl_c_ends_it_quietly(crm: CommandLine) -> None:
    failing(crm, KeyboardInterrupt())
    ran = crm("list")
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_a_newer_file_is_refused_and_left_untouched(crm: CommandLine) -> None:
    crm("add", "Abebe")
    file = crm.folder / "contacts.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 4711")
    before = file.read_bytes()
    assert "newer" in crm("list").refusal
    assert file.read_bytes() == before


def test_a_file_that_is_no_data_file_is_refused_and_left_untouched(crm: CommandLine) -> None:
    file = crm.folder / "contacts.db"
    file.write_bytes(b"no database at all " * 100)
    assert "not a data file" in crm("list").refusal
    assert file.read_bytes() == b"no database at all " * 100


def test_a_file_that_another_program_writes_to_is_told_of(
    crm: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    crm("add", "Abebe")
    opened = crm.outside.open_services

    def impatient(folder: Path) -> Services:
        services = opened(folder)
        file: Any = services.file
        assert isinstance(file, DataFile)
        file.contacts._database.execute("PRAGMA busy_timeout = 1")
        return services

    crm.outside = replace(crm.outside, open_services=impatient)
    with closing(sqlite3.connect(crm.folder / "contacts.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "Another program" in crm("add", "Hana").refusal
        assert len(crm.json("list")["contacts"]) == 1
        other.rollback()


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("bogus",),
        ("add",),
        ("list", "--bogus"),
        ("list", "--limit", "-1"),
        ("list", "--limit", "many"),
        ("list", "--limit"),
        ("log", "1", "x", "--kind", "dance"),
        ("add", "x", "--calendar", "maya"),
        ("export", "x.vcf", "--version", "2.1"),
        ("demo", "too", "much"),
        ("--data",),
    ],
)
def test_misuse_tells_the_usage(crm: CommandLine, argv: tuple[str, ...]) -> None:
    ran = crm(*argv)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("usage: crm-desktop")
    assert list(crm.folder.iterdir()) == []


def test_global_options_may_stand_before_or_after(crm: CommandLine, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    crm("--data", str(other), "add", "There")
    crm("add", "Here")
    for argv in (
        ("--data", str(other), "--json", "list"),
        ("--json", f"--data={other}", "list"),
        ("list", "--json", "--data", str(other)),
        ("--json", "list", "--data", str(other), "--limit", "5"),
    ):
        assert [c["name"] for c in crm(*argv).json["contacts"]] == ["There"]
    assert [c["name"] for c in crm("--json", "list").json["contacts"]] == ["Here"]


def test_help_and_version_are_no_errors(crm: CommandLine) -> None:
    for argv in (("--help",), ("-h",), ("list", "--help"), ("--json", "--help")):
        ran = crm(*argv)
        assert (ran.code, ran.err) == (0, "")
        assert "usage: crm-desktop" in ran.out
    for argv in (("--version",), ("list", "--version"), ("--version", "export", "x.vcf")):
        assert crm(*argv).out.startswith("crm-desktop ")


def test_every_command_has_help(crm: CommandLine) -> None:
    commands = "import export add list search show log meet reminders remind today undo redo check demo"
    for name in commands.split():
        assert name in crm("--help").out
        assert crm(name, "--help").code == 0


@pytest.fixture
def _without_streams(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    yield
    monkeypatch.undo()


@pytest.mark.usefixtures("_without_streams")
def test_without_a_console_it_still_works(crm: CommandLine) -> None:
    assert run(["add", "Abebe"], crm.outside) == 0
    assert run(["show", "99"], crm.outside) == 1


def test_the_log_is_closed_after_each_command(crm: CommandLine) -> None:
    handlers, hook = list(logging.getLogger().handlers), sys.excepthook
    crm("list")
    crm("show", "99")
    assert logging.getLogger().handlers == handlers
    assert sys.excepthook is hook
