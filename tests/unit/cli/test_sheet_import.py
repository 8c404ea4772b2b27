"""import of sheets: what their columns mean can be said, and what is refused is kept in a file."""

import json
from pathlib import Path

from tests.unit.cli.command_line import CommandLine


def sheet(tmp_path: Path, text: str) -> str:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_sheet_is_imported_like_any_contact_file(crm: CommandLine, tmp_path: Path) -> None:
    path = sheet(tmp_path, "Name,Phone\nAnna,0911 234 567\n")
    (told,) = crm.json("import", path)["files"]
    assert (told["created"], told["rejected"]) == (1, [])
    assert crm.json("list")["contacts"][0]["name"] == "Anna"


def test_a_mapping_says_what_the_columns_mean(crm: CommandLine, tmp_path: Path) -> None:
    path, mapping = sheet(tmp_path, "Who,What,Nr\nAnna,x,7\n"), tmp_path / "map.json"
    mapping.write_text(
        json.dumps({"columns": {"Who": "name", "What": "tags", "Nr": "nothing"}}), encoding="utf-8"
    )
    crm("import", "--map", str(mapping), path)
    card = crm.json("show", "1")
    assert card["name"] == "Anna"
    assert card["tags"] == ["x"]
    mapping.write_text('{"columns": ["name", "notes", "nothing"]}', encoding="utf-8")
    assert crm("import", "--map", str(mapping), "--dry-run", path).code == 0


def test_a_mapping_that_does_not_fit_is_refused_with_what_is_wrong(crm: CommandLine, tmp_path: Path) -> None:
    path, mapping = sheet(tmp_path, "Who,What\nAnna,x\n"), tmp_path / "map.json"
    for text, words in (
        ("no json", "is no JSON file"),
        ("[]", "says nothing of columns"),
        ('{"columns": {"Who": "name", "Nobody": "name"}}', "names a column “Nobody”"),
        ('{"columns": {"Who": "Name!"}}', "which is nothing we know"),
        ('{"columns": {"Who": 7}}', "which is nothing we know"),
        ('{"columns": ["name"]}', "has 1 columns, and the sheet 2"),
    ):
        mapping.write_text(text, encoding="utf-8")
        assert words in crm("import", "--map", str(mapping), path).refusal
    assert crm.json("list") == {"contacts": []}


def test_what_is_refused_is_written_to_a_file_of_its_own(crm: CommandLine, tmp_path: Path) -> None:
    path, rejects = (
        sheet(tmp_path, "Name,Phone,Notes\nAnna,0911 234 567,\n,,lost\n"),
        tmp_path / "rejects.csv",
    )
    crm("import", "--rejects", str(rejects), path)
    assert "lost" in rejects.read_text(encoding="utf-8-sig")
    assert "Anna" not in rejects.read_text(encoding="utf-8-sig")


def test_a_number_that_a_spreadsheet_shortened_is_warned_of(crm: CommandLine, tmp_path: Path) -> None:
    path = sheet(tmp_path, "Name,Phone\nAnna,4.91512E+11\nBert,0911 234 567\n")
    for more in (("--dry-run",), ()):
        (told,) = crm.json("import", *more, path)["files"]
        (warned,) = told["warnings"]
        assert warned["line"] == 2
        assert "4.91512E+11" in warned["warning"]
    assert "look at line 2: “4.91512E+11” was a phone number" in crm("import", path).out


def test_a_stray_zero_in_a_sheet_keeps_nobody_out(crm: CommandLine, tmp_path: Path) -> None:
    path = sheet(tmp_path, "Name,Phone\nAn\0na,0911 234 567\nBert,0911 765 432\n")
    assert crm.json("import", path)["files"][0]["created"] == 2
    assert [one["name"] for one in crm.json("list")["contacts"]] == ["Anna", "Bert"]


def test_a_picture_named_as_a_sheet_is_none(crm: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(bytes(range(256)) * 50)
    assert "is not a contact file" in crm("import", str(path)).refusal
