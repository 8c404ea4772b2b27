"""encrypt, decrypt; and the ways in which every other command is given the passphrase."""

import io
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.cli import passphrase as cli_passphrase
from crm_desktop.services.progress import Cancelled
from crm_desktop.store import conversion
from tests.unit.cli.command_line import CommandLine

pytestmark = pytest.mark.usefixtures("quick_keys", "_no_variable")

FIRST, OTHER = "correct horse battery", "ጥቁር ድመት በዝናብ ውስጥ"


@pytest.fixture
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(cli_passphrase.VARIABLE, raising=False)


@pytest.fixture
def first(tmp_path: Path) -> str:
    return written(tmp_path / "first", FIRST)


@pytest.fixture
def other(tmp_path: Path) -> str:
    return written(tmp_path / "other", OTHER)


@pytest.fixture
def encrypted(crm: CommandLine, first: str) -> CommandLine:
    crm("add", "Abebe")
    crm("backup")
    assert crm("encrypt", "--passphrase-file", first).code == 0
    return crm


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A terminal at which these are typed; what was asked stands in it afterwards."""
    typed: list[str] = []

    def getpass(_question: str, stream: object = None) -> str:
        if not typed:
            raise EOFError
        return typed.pop(0)

    monkeypatch.setattr(cli_passphrase, "_is_terminal", lambda: True)
    monkeypatch.setattr("getpass.getpass", getpass)
    yield typed
    assert not typed, "it was not asked for"


def written(path: Path, passphrase: str, end: str = "\n") -> str:
    path.write_bytes((passphrase + end).encode())
    return str(path)


def say(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """What comes through standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def names(crm: CommandLine, *argv: str) -> list[str]:
    return [one["name"] for one in crm.json("list", *argv)["contacts"]]


# encrypt and decrypt


def test_data_is_encrypted_given_another_passphrase_and_decrypted(
    crm: CommandLine, first: str, other: str
) -> None:
    crm("add", "Abebe")
    crm("backup")
    assert "is encrypted" in crm("encrypt", "--passphrase-file", first).out
    assert names(crm, "--passphrase-file", first) == ["Abebe"]
    changed = crm.json("encrypt", "--change", "--passphrase-file", first, "--new-passphrase-file", other)
    assert changed == {"encrypted": True, "backups": 3, "left": [], "remembered": False, "trouble": None}
    assert "does not open with this passphrase" in crm("list", "--passphrase-file", first).refusal
    assert names(crm, "--passphrase-file", other) == ["Abebe"]
    assert "whoever has the files" in crm("decrypt", "--passphrase-file", other).out
    assert names(crm) == ["Abebe"]
    assert crm.json("check")["integrity"] == "ok"


def test_data_that_is_encrypted_has_its_plain_backups_encrypted(encrypted: CommandLine, first: str) -> None:
    backup = encrypted.folder / "backups" / "2026-01-01-000000-asked.db"
    with closing(sqlite3.connect(backup)) as plain:
        plain.execute("CREATE TABLE contact (a)")
    assert encrypted.json("encrypt", "--passphrase-file", first)["backups"] == 1
    assert not backup.read_bytes().startswith(b"SQLite")


def test_a_backup_that_stays_readable_is_named(crm: CommandLine, first: str) -> None:
    crm("add", "Abebe")
    crm("backup")
    [backup] = (crm.folder / "backups").glob("*.db")
    backup.write_bytes(backup.read_bytes()[:9000])
    told = crm("encrypt", "--passphrase-file", first)
    assert str(backup) in told.out
    assert "Anybody can read it" in told.out


@pytest.mark.parametrize(
    "argv, part",
    [
        (("decrypt",), "not encrypted"),
        (("encrypt", "--change"), "not encrypted yet"),
        (("encrypt",), "--passphrase-file FILE"),
    ],
)
def test_what_cannot_be_done_is_told(crm: CommandLine, argv: tuple[str, ...], part: str) -> None:
    crm("add", "Abebe")
    assert part in crm(*argv).refusal


def test_a_weak_passphrase_is_refused(crm: CommandLine, tmp_path: Path) -> None:
    crm("add", "Abebe")
    assert "at least 8" in crm("encrypt", "--passphrase-file", written(tmp_path / "weak", "short")).refusal
    assert names(crm) == ["Abebe"]


def test_nothing_is_there_to_be_encrypted_yet(crm: CommandLine, first: str) -> None:
    assert "no data" in crm("encrypt", "--passphrase-file", first).refusal


def test_a_wrong_passphrase_changes_nothing(encrypted: CommandLine, first: str, other: str) -> None:
    for argv in (("decrypt",), ("encrypt", "--change", "--new-passphrase-file", first), ("encrypt",)):
        refusal = encrypted(*argv, "--passphrase-file", other).refusal
        assert refusal == "The data does not open with this passphrase."
    assert names(encrypted, "--passphrase-file", first) == ["Abebe"]


def test_ctrl_c_leaves_all_as_it_was(crm: CommandLine, first: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancelled(*_: object) -> None:
        raise Cancelled

    crm("add", "Abebe")
    monkeypatch.setattr(conversion, "write_as", cancelled)
    ran = crm("encrypt", "--passphrase-file", first)
    assert (ran.code, ran.out, ran.err) == (130, "", "")
    assert names(crm) == ["Abebe"]


def test_without_the_library_it_says_what_to_install(
    encrypted: CommandLine, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    for argv in (("encrypt",), ("decrypt",), ("list", "--passphrase-file", first)):
        assert 'pip install "crm-desktop[encrypt]"' in encrypted(*argv).refusal


# The ways of giving a passphrase


def test_without_a_way_to_ask_it_says_the_ways(encrypted: CommandLine) -> None:
    refusal = encrypted("list").refusal
    for way in ("--passphrase-file FILE", "CRM_DESKTOP_PASSPHRASE_FILE", "keyring", "terminal"):
        assert way in refusal


def test_it_comes_from_a_file_that_the_environment_names(
    encrypted: CommandLine, first: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cli_passphrase.VARIABLE, first)
    assert names(encrypted) == ["Abebe"]
    assert "does not open" in encrypted("list", "--passphrase-file", other).refusal


def test_it_comes_through_standard_input(encrypted: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, f"{FIRST}\r\nand more\n")
    assert names(encrypted, "--passphrase-file", "-") == ["Abebe"]
    say(monkeypatch, f"{FIRST}\n{OTHER}\n")
    assert encrypted("encrypt", "--change", "--passphrase-file=-", "--new-passphrase-file=-").code == 0
    say(monkeypatch, OTHER)
    assert names(encrypted, "--passphrase-file", "-") == ["Abebe"]


def test_it_comes_from_the_keyring(encrypted: CommandLine) -> None:
    encrypted.keyring.kept = FIRST
    assert names(encrypted) == ["Abebe"]


@pytest.mark.usefixtures("_no_variable")
def test_one_in_the_keyring_that_fits_no_more_is_asked_for(
    encrypted: CommandLine, terminal: list[str]
) -> None:
    encrypted.keyring.kept = OTHER
    terminal.append(FIRST)
    assert names(encrypted) == ["Abebe"]


def test_it_is_typed_at_a_terminal(encrypted: CommandLine, terminal: list[str]) -> None:
    terminal.append(FIRST)
    assert names(encrypted) == ["Abebe"]
    terminal.append("a wrong passphrase")
    assert "does not open" in encrypted("list").refusal
    assert "--passphrase-file" in encrypted("list").refusal  # Ctrl-D
    terminal.append("")
    assert "No passphrase was typed" in encrypted("list").refusal


def test_a_new_one_is_typed_twice(crm: CommandLine, terminal: list[str]) -> None:
    crm("add", "Abebe")
    terminal += [FIRST, OTHER]
    assert "not the same" in crm("encrypt").refusal
    terminal += [FIRST, FIRST]
    assert crm("encrypt").code == 0
    terminal += [FIRST, OTHER, OTHER]
    assert crm("encrypt", "--change").code == 0
    terminal.append(OTHER)
    assert crm("decrypt").code == 0


def test_however_a_passphrase_is_typed_it_is_the_same(crm: CommandLine, tmp_path: Path) -> None:
    crm("add", "Abebe")
    crm("encrypt", "--passphrase-file", written(tmp_path / "a", "Zo\u00eb und andere"))
    assert names(
        crm, "--passphrase-file", written(tmp_path / "b", "\ufeffZoe\u0308\u00a0und andere", "")
    ) == ["Abebe"]


@pytest.mark.parametrize(
    "content, part", [(b"", "no passphrase"), (b"\nsecond", "no passphrase"), (b"\xff\xfe\x00", "not UTF-8")]
)
def test_a_file_that_holds_no_passphrase_is_refused(
    encrypted: CommandLine, tmp_path: Path, content: bytes, part: str
) -> None:
    (tmp_path / "file").write_bytes(content)
    assert part in encrypted("list", "--passphrase-file", str(tmp_path / "file")).refusal


def test_a_file_that_cannot_be_read_is_refused(encrypted: CommandLine, tmp_path: Path) -> None:
    assert "cannot be read" in encrypted("list", "--passphrase-file", str(tmp_path / "nowhere")).refusal


def test_no_passphrase_is_asked_for_plain_data(crm: CommandLine, first: str) -> None:
    crm("add", "Abebe")
    assert names(crm, "--passphrase-file", first) == ["Abebe"]


def test_it_may_stand_before_the_command(encrypted: CommandLine, first: str) -> None:
    assert "Abebe" in encrypted("--passphrase-file", first, "list").out
    assert "Abebe" in encrypted(f"--passphrase-file={first}", "list").out


# The keyring


def test_it_is_remembered_if_that_is_wanted_and_follows_changes(
    crm: CommandLine, first: str, other: str
) -> None:
    crm("add", "Abebe")
    assert crm.json("encrypt", "--remember", "--passphrase-file", first)["remembered"]
    assert crm.keyring.kept == FIRST
    crm("encrypt", "--change", "--passphrase-file", first, "--new-passphrase-file", other)
    assert crm.keyring.kept == OTHER
    crm("decrypt", "--passphrase-file", other)
    assert crm.keyring.kept is None


def test_what_is_encrypted_can_be_remembered_later(encrypted: CommandLine, first: str) -> None:
    assert encrypted.keyring.kept is None
    encrypted("encrypt", "--remember", "--passphrase-file", first)
    assert encrypted.keyring.kept == FIRST


def test_without_a_keyring_nothing_is_done_that_was_to_be_remembered(crm: CommandLine, first: str) -> None:
    crm("add", "Abebe")
    crm.keyring.why_not = "This computer has no keyring."
    assert crm("encrypt", "--remember", "--passphrase-file", first).refusal == crm.keyring.why_not
    assert names(crm) == ["Abebe"]


# restore


def test_a_backup_with_another_passphrase_is_brought_back(
    encrypted: CommandLine, first: str, other: str, tmp_path: Path, terminal: list[str]
) -> None:
    [name] = [one["name"] for one in encrypted.json("backups", "--passphrase-file", first)["backups"]][-1:]
    outside = tmp_path / "outside.db"
    outside.write_bytes((encrypted.folder / "backups" / name).read_bytes())
    encrypted("encrypt", "--change", "--passphrase-file", first, "--new-passphrase-file", other)
    encrypted("add", "Bekele", "--passphrase-file", other)
    wrong = encrypted("restore", str(outside), "--passphrase-file", other, "--backup-passphrase-file", other)
    assert "another passphrase" in wrong.refusal
    back = encrypted.json(
        "restore", str(outside), "--passphrase-file", other, "--backup-passphrase-file", first
    )
    assert back["gone"] == 1
    terminal.append(FIRST)
    assert encrypted("restore", str(outside), "--passphrase-file", other).code == 0
    assert names(encrypted, "--passphrase-file", other) == ["Abebe"]


def test_an_encrypted_backup_is_brought_back_into_plain_data(
    encrypted: CommandLine, first: str, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.db"
    outside.write_bytes((encrypted.folder / "contacts.db").read_bytes())
    encrypted("decrypt", "--passphrase-file", first)
    assert "--backup-passphrase-file" in encrypted("restore", str(outside)).refusal
    assert encrypted("restore", str(outside), "--passphrase-file", first).code == 0
    assert names(encrypted) == ["Abebe"]


def test_no_argument_takes_a_passphrase(crm: CommandLine) -> None:
    assert os.environ.get(cli_passphrase.VARIABLE) is None
    assert crm("encrypt", "--passphrase", FIRST).code == 2
    assert crm("encrypt", FIRST).code == 2
