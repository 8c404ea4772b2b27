"""export all.zip and import all.zip: everything in one file, told apart from a zip of cards."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.unit.cli.command_line import CommandLine, Desktop


@pytest.fixture
def other(
    tmp_path: Path, clock: FakeClock, desktop: Desktop, capsys: "pytest.CaptureFixture[str]"
) -> CommandLine:
    """The command line over another data file."""
    folder = tmp_path / "other"
    folder.mkdir()
    return CommandLine(folder, clock, desktop, capsys)


@pytest.fixture
def archive(crm: CommandLine, tmp_path: Path) -> Path:
    """An archive with two people, one of them spoken to."""
    crm("add", "Anna Berg", "--tag", "friend", "--phone", "+49 151 5550000")
    crm("add", "Ben")
    crm("log", "1", "about", "tea")
    said = crm("export", str(tmp_path / "all.zip")).out
    assert "contacts: 2, tags: 1, interactions: 1." in said
    assert "not encrypted" in said
    return tmp_path / "all.zip"


def test_everything_goes_out_and_comes_in(archive: Path, crm: CommandLine, other: CommandLine) -> None:
    look = other("import", str(archive), "--dry-run").out
    assert look.startswith("Nothing was changed.")
    assert "  contacts: 2 new, 0 changed, 0 unchanged\n" in look
    assert other.json("list")["contacts"] == []
    came = other.json("import", str(archive))
    assert came["archive"] is True
    assert came["counts"]["interactions"] == {"total": 1, "new": 1, "changed": 0, "unchanged": 0}
    assert other.json("list") == crm.json("list")
    again = other.json("import", str(archive))
    assert all(not one["new"] and not one["changed"] for one in again["counts"].values())
    other("undo")
    assert other.json("list")["contacts"] == []


def test_the_numbers_of_what_is_written_are_told_for_scripts(archive: Path, crm: CommandLine) -> None:
    told = crm.json("export", str(archive))
    assert told["file"] == str(archive)
    assert told["counts"]["contacts"]["total"] == 2


def test_a_zip_of_cards_is_imported_as_ever(crm: CommandLine, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "cards.zip", "w") as file:
        file.writestr("anna.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\nEND:VCARD\r\n")
    assert crm.json("import", str(tmp_path / "cards.zip"))["files"][0]["created"] == 1


def test_what_does_not_go_with_an_archive_is_refused(archive: Path, crm: CommandLine, tmp_path: Path) -> None:
    assert "by itself" in crm("import", str(archive), str(archive)).err
    assert "everything" in crm("export", str(archive), "--filter", "tag = friend").err


def test_a_newer_archive_is_refused_with_what_to_do(archive: Path, other: CommandLine) -> None:
    with zipfile.ZipFile(archive) as file:
        files = {name: file.read(name) for name in file.namelist()}
    files["manifest.json"] = json.dumps({**json.loads(files["manifest.json"]), "version": 99}).encode()
    with zipfile.ZipFile(archive, "w") as file:
        for name, data in files.items():
            file.writestr(name, data)
    assert "newer version of CRM Desktop" in other("import", str(archive)).err
