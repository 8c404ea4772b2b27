"""salvage; restore and backups on a file that does not open; what every other command says then."""

from pathlib import Path

import pytest

from crm_desktop.store.database import FILE_NAME
from tests.unit.cli.command_line import CommandLine


@pytest.fixture
def path(crm: CommandLine) -> Path:
    """A data file with a backup and a little more, its first page zeroed."""
    crm("add", "Abebe")
    crm("backup")
    crm("add", "Bekele")
    path = crm.folder / FILE_NAME
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    return path


def test_a_command_that_needs_the_data_says_what_to_type(crm: CommandLine, path: Path) -> None:
    refusal = crm("list").refusal
    [backup] = crm.json("backups")["backups"]
    assert f"crm-desktop restore {backup['name']}" in refusal
    assert "crm-desktop salvage" in refusal
    assert "2026-03-02" in refusal


def test_without_a_backup_only_salvage_is_named(crm: CommandLine) -> None:
    (crm.folder / FILE_NAME).write_bytes(bytes(5000))
    refusal = crm("today").refusal
    assert "salvage" in refusal
    assert "restore" not in refusal


def test_of_an_emptied_file_nothing_is_to_be_salvaged(crm: CommandLine, path: Path) -> None:
    path.write_bytes(b"")
    refusal = crm("list").refusal
    assert "restore" in refusal
    assert "salvage" not in refusal


def test_a_backup_takes_the_place_of_a_damaged_file(crm: CommandLine, path: Path) -> None:
    damaged = path.read_bytes()
    [backup] = crm.json("backups")["backups"]
    done = crm.json("restore", backup["name"])
    assert done["restored"] == backup["name"]
    assert Path(done["kept_aside"]).read_bytes() == damaged
    assert [one["name"] for one in crm.json("list")["contacts"]] == ["Abebe"]


def test_what_can_be_read_is_saved(crm: CommandLine, path: Path) -> None:
    damaged = path.read_bytes()
    done = crm.json("salvage")
    assert (done["contacts"], done["interactions"], done["appointments"], done["follow_ups"]) == (2, 0, 0, 0)
    assert (done["filled"], done["lost"]) == (0, 0)
    assert Path(done["kept_aside"]).read_bytes() == damaged
    assert [one["name"] for one in crm.json("list")["contacts"]] == ["Abebe", "Bekele"]


def test_a_sentence_says_what_was_saved(crm: CommandLine, path: Path) -> None:
    said = crm("salvage").out
    assert "Saved 2 contacts" in said
    assert "nothing is known to be missing" in said
    assert str(crm.folder) in said


def test_what_is_lost_is_told_and_keeps_the_name_that_lists_had(crm: CommandLine, path: Path) -> None:
    path.write_bytes(bytes(8192) + path.read_bytes()[8192:])
    done = crm.json("salvage")
    assert (done["contacts"], done["filled"], done["lost"]) == (2, 1, 1)
    assert [one["name"] for one in crm.json("list")["contacts"]] == ["Abebe", "Bekele"]
    assert "could be read" in crm("show", "2").out


def test_a_file_that_is_gone_is_brought_back(crm: CommandLine, path: Path) -> None:
    path.unlink()
    assert "is gone" in crm("list").refusal
    assert not path.exists()
    [backup] = crm.json("backups")["backups"]
    assert crm.json("restore", backup["name"])["kept_aside"] is None
    assert len(crm.json("list")["contacts"]) == 1


def test_noise_in_the_place_of_plain_data_is_not_taken_for_encryption(crm: CommandLine, path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 16)
    [backup] = crm.json("backups", "--passphrase-file", _file(crm.folder.parent, "any"))["backups"]
    crm("restore", backup["name"], "--passphrase-file", _file(crm.folder.parent, "any"))
    assert len(crm.json("list")["contacts"]) == 1


def test_nothing_to_read_is_said_and_nothing_changes(crm: CommandLine) -> None:
    path = crm.folder / FILE_NAME
    path.write_bytes(bytes(5000))
    assert "Nothing can be read" in crm("salvage").refusal
    assert path.read_bytes() == bytes(5000)


def test_of_a_sound_file_nothing_is_to_be_saved(crm: CommandLine) -> None:
    crm("add", "Abebe")
    before = sorted(crm.folder.iterdir())
    assert "is sound" in crm("salvage").refusal
    assert sorted(crm.folder.iterdir()) == before


def _file(folder: Path, passphrase: str) -> str:
    path = folder / "passphrase.txt"
    path.write_text(passphrase, encoding="utf-8")
    return str(path)
