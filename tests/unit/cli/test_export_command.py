"""export: to every kind of file, of everyone or of whoever fits a filter."""

import csv
from pathlib import Path

import openpyxl
import pytest

from crm_desktop.cli import arguments
from crm_desktop.services.export_format import ExportFormat
from tests.unit.cli.command_line import CommandLine


@pytest.fixture
def people(crm: CommandLine) -> CommandLine:
    """Three people, two of them friends."""
    crm("add", "Anna Berg", "--tag", "friend", "--phone", "+49 151 5550000")
    crm("add", "Ben", "--tag", "friend")
    crm("add", "Cem")
    return crm


def names_in(path: Path, heading: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[heading] for row in csv.DictReader(file)]


def test_the_ending_says_the_kind(people: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert people.json("export", str(out)) == {"file": str(out), "contacts": 3}
    sheet = openpyxl.load_workbook(out).active
    assert [cell.value for cell in sheet["A"]] == ["Name", "Anna Berg", "Ben", "Cem"]
    assert people("export", str(tmp_path / "out.csv")).out == f"Wrote 3 contacts to {tmp_path / 'out.csv'}.\n"
    assert names_in(tmp_path / "out.csv", "Name") == ["Anna Berg", "Ben", "Cem"]


@pytest.mark.parametrize("layout", ["google-csv", "outlook-csv"])
def test_a_layout_of_another_program_is_named(people: CommandLine, tmp_path: Path, layout: str) -> None:
    out = tmp_path / "out.csv"
    people("export", str(out), "--format", layout)
    assert names_in(out, "First Name") == ["Anna Berg", "Ben", "Cem"]


def test_only_who_fits_a_filter_is_written(people: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert people.json("export", str(out), "--filter", "tag = friend")["contacts"] == 2
    assert names_in(out, "Name") == ["Anna Berg", "Ben"]
    line = people("export", str(out), "--filter", "tag = friend and not phone missing").out
    assert line == f"Wrote 1 contact to {out}.\n"


def test_a_filter_that_nobody_fits_or_that_is_none_writes_nothing(
    people: CommandLine, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    assert "Nobody fits" in people("export", str(out), "--filter", "tag = foe").refusal
    assert people("export", str(out), "--filter", "tag =").refusal
    assert people("export", str(out), "--saved", "nothing").refusal
    assert "one of" in people("export", str(out), "--filter", "tag = friend", "--saved", "x").refusal
    assert not out.exists()


def test_every_format_can_be_named() -> None:
    assert set(arguments._FORMATS) >= set(ExportFormat)
