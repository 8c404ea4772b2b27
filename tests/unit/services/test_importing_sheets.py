"""Importing sheets: as cards are, with what their columns mean."""

from dataclasses import replace
from pathlib import Path

import pytest

from crm_desktop.domain.contact import CustomValue
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.formats.sheets.meaning import Meaning, Part
from crm_desktop.services.context import Services
from tests.unit.services.vcard_files import everybody

SHEET = "Name;Phone;E-Mail;Birthday;Shoe size\nAnna Smith;0911 234 567;anna@smith.example;17.05.1990;42\n"


def test_a_sheet_is_taken_over_as_cards_are_and_the_same_again_changes_nothing(
    services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(SHEET + ";;;;\n;;;;7\n", encoding="utf-8")
    preview = services.importing.preview([path])
    assert (preview.new, preview.refused) == (1, 1)
    assert services.contacts.count() == 0
    report = services.importing.apply([path])
    assert (report.created, report.refused, report.files[0].rejected[0].line) == (1, 1, 4)
    (card,) = everybody(services)
    assert card.phones[0].e164 == "+251911234567"
    assert card.birthday == PartialDate(1990, 5, 17)
    assert card.custom == (CustomValue("Shoe size", "42"),)
    again = services.importing.apply([path])
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    services.undo.undo()
    assert services.contacts.count() == 0


def test_a_sheet_brings_news_to_who_is_known_by_name_and_phone(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(SHEET, encoding="utf-8")
    services.importing.apply([path])
    path.write_text("Full name,Mobile,City\nAnna Smith,+251 911 234 567,Jimma\n", encoding="utf-8")
    assert services.importing.apply([path]).updated == 1
    (card,) = everybody(services)
    assert card.addresses[0].city == "Jimma"


def test_a_record_is_known_again_by_its_number_whatever_else_changed(
    services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Record ID,Name,Phone\n7,Anna,0911 234 567\n", encoding="utf-8")
    services.importing.apply([path])
    path.write_text("Record ID,Name,Phone\n7,Anna Smith,0911 999 999\n", encoding="utf-8")
    report = services.importing.apply([path])
    assert (report.created, report.updated) == (0, 1)


def test_somebody_may_say_what_a_column_means(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Who,What\nAnna,0911 234 567\n", encoding="utf-8")
    layout = services.importing.layout(path)
    assert layout is not None
    told = replace(layout, meanings=(Meaning(Part.NAME), Meaning(Part.NOTES)))
    services.importing.apply([path], layouts={path: told})
    (card,) = everybody(services)
    assert card.notes == "0911 234 567"


def test_what_was_said_of_a_sheet_is_remembered_for_the_next_with_its_headings(
    services: Services, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("Who,What\nAnna,0911 234 567\n", encoding="utf-8")
    second.write_text("Who,What\nBen,0911 999 999\n", encoding="utf-8")
    layout = services.importing.layout(first)
    assert layout is not None
    told = replace(layout, meanings=(Meaning(Part.NAME), Meaning(Part.NOTES)))
    services.importing.apply([first], layouts={first: told})
    services.importing.apply([second])
    assert [card.notes for card in everybody(services)] == ["0911 234 567", "0911 999 999"]


def test_what_is_refused_can_be_mended_and_imported(services: Services, tmp_path: Path) -> None:
    path, refused = tmp_path / "people.csv", tmp_path / "refused.csv"
    path.write_text('Name;Phone;Notes\nAnna;0911 234 567;\n;;"a; b\nc"\n', encoding="utf-8")
    (report,) = services.importing.apply([path]).files
    assert services.importing.write_refused(report, refused) == 1
    text = refused.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "Name;Phone;Notes;Refused because"
    refused.write_text(text.replace("\n;;", "\nBen;;"), encoding="utf-8")
    assert services.importing.apply([refused]).created == 1
    ben = everybody(services)[-1]
    assert (ben.name.full, ben.notes, ben.custom) == ("Ben", "a; b\nc", ())


def test_refused_cards_are_written_as_they_stand(services: Services, tmp_path: Path) -> None:
    path, refused = tmp_path / "people.vcf", tmp_path / "refused.vcf"
    good = b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Anna\r\nEND:VCARD\r\n"
    bad = b"BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n"
    path.write_bytes(good + bad + good.replace(b"Anna", b"Ben"))
    (report,) = services.importing.apply([path]).files
    services.importing.write_refused(report, refused)
    assert refused.read_bytes() == bad


def test_a_list_of_lines_is_not_taken_for_a_table(services: Services, tmp_path: Path) -> None:
    lines = (
        "Anna Meyer +49 151 1234567 anna@example.org",
        "Ben Ode, 030 1234567, born 3 May 1980",
        "Carla Ruiz, +34 600 123 456",
    )
    path = tmp_path / "people.txt"
    path.write_text("\n".join(lines))
    with pytest.raises(UserError, match="Paste contacts"):
        services.importing.preview([path])


def test_a_table_under_the_name_of_a_text_is_read(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    path.write_text("Name\tPhone\tE-mail\nAnna\t+49 30 1234567\ta@x.org\nBen\t030 765432\tb@x.org\n")
    assert services.importing.preview([path]).new == 2
