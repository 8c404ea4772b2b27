"""export x.ics and import x.ics: meetings for other calendars, and from them."""

from pathlib import Path

from tests.unit.cli.command_line import CommandLine
from tests.unit.services.calendar_file import CORPUS


def test_a_calendar_comes_in_after_a_look_and_is_undone(crm: CommandLine) -> None:
    path = str(CORPUS / "google.ics")
    look = crm("import", path, "--dry-run").out
    assert look.startswith("Nothing was changed.")
    assert "5 events: 4 new" in look or "4 events: 4 new" in look
    assert "stranger@example.org" in look
    came = crm.json("import", path)["files"][0]
    assert (came["new"], came["changed"], came["refused"], came["strangers"]) == (4, 0, 0, 2)
    assert came["rows"][0]["title"] == "Offer"
    assert crm.json("import", path)["files"][0]["unchanged"] == 4
    assert "Import google.ics" in crm("undo").out


def test_it_is_told_by_what_stands_in_it_and_not_by_its_name(crm: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "calendar.txt"
    path.write_bytes((CORPUS / "apple.ics").read_bytes())
    assert crm.json("import", str(path))["files"][0]["new"] == 2


def test_meetings_and_birthdays_are_written(crm: CommandLine, tmp_path: Path) -> None:
    crm("import", str(CORPUS / "apple.ics"))
    crm("add", "Anna Berg", "--birthday", "1980-05-17")
    assert "Wrote 3 events to" in crm("export", str(tmp_path / "x.ics")).out
    assert crm.json("export", str(tmp_path / "x.ics"))["events"] == 3
    text = (tmp_path / "x.ics").read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert "Birthday of Anna Berg" in text


def test_what_was_refused_and_passed_over_is_said(crm: CommandLine) -> None:
    said = crm("import", str(CORPUS / "hostile.ics")).out
    assert "4 refused" in said
    assert "The year 9999 is too far away" in said
    assert "1 VTODO passed over" in crm("import", str(CORPUS / "thunderbird.ics")).out


def test_what_does_not_go_with_a_calendar_is_refused(crm: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "anna.vcf").write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\nEND:VCARD\r\n")
    path = str(CORPUS / "apple.ics")
    assert "by themselves" in crm("import", path, str(tmp_path / "anna.vcf")).err
    assert "every meeting" in crm("export", str(tmp_path / "x.ics"), "--filter", "tag = friend").err
    broken = tmp_path / "x.ics"
    broken.write_text("no calendar")
    assert "calendar" in crm("import", str(broken)).err or "contact file" in crm("import", str(broken)).err
