"""undo, redo, check, demo, import and export: looking after the file and what is in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.cli.command_line import CommandLine

CARDS = """BEGIN:VCARD
VERSION:4.0
UID:a
FN:Anna
TEL:+447700900123
END:VCARD
BEGIN:VCARD
VERSION:4.0
END:VCARD
"""


@pytest.fixture
def cards(tmp_path: Path) -> str:
    file = tmp_path / "cards.vcf"
    file.write_text(CARDS, encoding="utf-8")
    return str(file)


def test_undo_and_redo_name_what_they_do(crm: CommandLine) -> None:
    crm("add", "Abebe")
    assert crm("undo").out == "Undone: Add Abebe\n"
    assert crm.json("list") == {"contacts": []}
    assert crm.json("redo") == {"redone": "Add Abebe"}
    assert len(crm.json("list")["contacts"]) == 1
    assert crm("redo").refusal == "There is nothing to do again."
    assert crm.json("undo") == {"undone": "Add Abebe"}
    assert crm("undo").refusal == "There is nothing to undo."


def test_a_sound_file_is_said_to_be_sound(crm: CommandLine) -> None:
    crm("add", "Abebe")
    assert crm.json("check") == {
        "ok": True,
        "integrity": "ok",
        "foreign_keys": 0,
        "search_index": "ok",
        "contacts": 1,
    }
    assert crm("check").out.startswith("The data file is sound.\n")


def test_a_damaged_file_is_told_by_the_exit_code(crm: CommandLine) -> None:
    crm("add", "Abebe")
    with closing(sqlite3.connect(crm.folder / "contacts.db")) as connection:
        connection.execute("DELETE FROM contact_search")
        connection.commit()
    ran = crm("check", "--json")
    assert ran.code == 1
    assert '"ok": false' in ran.out
    assert "damaged" in crm("check").out


def test_a_close_look_tells_more_and_does_the_same(crm: CommandLine) -> None:
    crm("demo")
    crm("backup")
    found = crm.json("check", "--deep")
    assert found.keys() > crm.json("check").keys()
    assert found["ok"]
    assert found["backups"] == []
    assert found["values"] == 0
    assert crm("check", "--deep").out.startswith("The data file is sound.\n")


def test_a_close_look_sees_a_garbled_text(crm: CommandLine) -> None:
    crm("add", "Abebe")
    with closing(sqlite3.connect(crm.folder / "contacts.db")) as connection:
        connection.execute("UPDATE contact SET notes = CAST(x'00000000' AS TEXT)")
        connection.commit()
    assert crm("check").code == 0
    ran = crm("check", "--deep")
    assert ran.code == 1
    assert "bring back a backup" in ran.out
    assert "salvage" in ran.out
    assert '"values": 1' in crm("check", "--deep", "--json").out


def test_a_broken_backup_is_named(crm: CommandLine) -> None:
    crm("add", "Abebe")
    name = crm.json("backup")["name"]
    (crm.folder / "backups" / name).write_bytes(b"nothing of it is left" * 500)
    ran = crm("check", "--deep")
    assert ran.code == 1
    assert ran.out.startswith("The data file is sound, but")
    assert name in ran.out


def test_sample_data_comes_and_goes(crm: CommandLine) -> None:
    assert crm.json("demo") == {"added": 25}
    assert crm.json("demo") == {"added": 0}
    assert crm("demo").out == "The sample data is already there.\n"
    assert crm.json("demo", "--remove") == {"removed": 25}
    assert crm("demo", "--remove").out == "There is no sample data to remove.\n"
    crm("undo")
    assert len(crm.json("list")["contacts"]) == 25


def test_an_import_reports_each_file(crm: CommandLine, cards: str) -> None:
    report = crm.json("import", cards)
    [file] = report["files"]
    assert file.pop("rejected")[0].keys() == {"line", "reason"}
    assert file == {"file": cards, "cards": 2, "created": 1, "updated": 0, "unchanged": 0, "warnings": []}
    again = crm.json("import", cards)["files"][0]
    assert (again["created"], again["unchanged"]) == (0, 1)
    assert crm.json("undo")["undone"].startswith("Import")
    assert crm.json("list") == {"contacts": []}


def test_a_dry_run_changes_nothing(crm: CommandLine, cards: str) -> None:
    dry = crm.json("import", cards, "--dry-run")
    assert crm.json("list") == {"contacts": []}
    assert crm.json("import", "--dry-run", cards) == dry
    assert crm.json("import", cards) == dry


def test_an_import_reads_as_lines(crm: CommandLine, cards: str) -> None:
    lines = crm("import", cards).out.splitlines()
    assert lines[0] == f"{cards}: 2 cards: 1 new, 0 changed, 0 unchanged, 1 refused"
    assert lines[1].startswith("  line 7: ")


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_is_exported_comes_back_the_same(crm: CommandLine, tmp_path: Path, version: str) -> None:
    crm("demo")
    before = crm.json("list", "--full")["contacts"]
    out = str(tmp_path / "out.vcf")
    assert crm.json("export", out, "--version", version) == {"file": out, "contacts": 25}
    back = crm.json("import", out)["files"][0]
    assert (back["created"], back["updated"], back["unchanged"], back["rejected"]) == (0, 0, 25, [])
    assert crm.json("list", "--full")["contacts"] == before


def test_an_export_needs_an_ending_that_says_its_kind(crm: CommandLine, tmp_path: Path) -> None:
    assert ".vcf" in crm("export", str(tmp_path / "out.xyz")).refusal
    assert ".vcf" in crm("export", str(tmp_path / "out")).refusal
    assert list(tmp_path.glob("out*")) == []


def test_a_file_that_cannot_be_imported_changes_nothing(crm: CommandLine, cards: str, tmp_path: Path) -> None:
    (tmp_path / "empty.vcf").touch()
    (tmp_path / "binary.vcf").write_bytes(bytes(range(256)) * 400)
    for bad in ("nowhere.vcf", "empty.vcf", "binary.vcf", ""):
        assert crm("import", cards, str(tmp_path / bad)).refusal
    assert crm.json("list") == {"contacts": []}
    assert crm("undo").refusal == "There is nothing to undo."
