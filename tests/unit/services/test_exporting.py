"""Exporting: whole files that come back identically, and clear words where a file cannot be written."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, CustomValue, Name
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from crm_desktop.services.progress import Cancelled
from tests.fakes import FakeClock
from tests.unit.services.vcard_files import counts, everybody, imported

DATA = Path(__file__).parents[2] / "data" / "vcard"


class _Pressed:
    def is_set(self) -> bool:
        return True


def _without_ids(contacts: list[Contact]) -> list[Contact]:
    return [replace(contact.content(), uid=contact.uid) for contact in contacts]


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_a_whole_book_comes_back_identically_in_an_empty_one(
    services: Services, tmp_path: Path, clock: FakeClock, version: str
) -> None:
    imported(services, *sorted(DATA.glob("*.vcf")))
    first, second, *_ = services.contacts.all_ids()
    services.custom_fields.add(CustomField("Size", FieldType.CHOICE, ("S", "M, L")))
    services.contacts.save(replace(services.contacts.get(first), custom=(CustomValue("Size", "M, L"),)))
    services.contacts.relate(first, RelationshipKind.EMPLOYER, second)
    told: list[tuple[int, int]] = []
    file = tmp_path / "out.vcf"
    written = services.exporting.export(
        file, version=version, progress=lambda done, total: told.append((done, total))
    )
    assert written == services.contacts.count()
    assert told[-1] == (written, written)
    (tmp_path / "other").mkdir()
    other = open_services(tmp_path / "other", clock=clock, default_country=lambda: "DE")
    try:
        report = imported(other, file)
        assert counts(report) == (written, 0, 0, 0)
        assert _without_ids(everybody(other)) == _without_ids(everybody(services))
        assert [field.choices for field in other.custom_fields.all()] == [("S", "M, L")]
        relationship = other.contacts.relationships(other.contacts.all_ids()[0])[0]
        assert relationship.kind is RelationshipKind.EMPLOYER
        assert counts(imported(other, file)) == (0, 0, written, 0)
    finally:
        other.close()
    assert counts(imported(services, file)) == (0, 0, written, 0)


def test_only_the_chosen_living_contacts_are_written(services: Services, tmp_path: Path) -> None:
    ids = [services.contacts.add(Contact(Name(name))) for name in ("Anna", "Ben", "Cem")]
    services.contacts.delete([ids[0]])
    file = tmp_path / "out.vcf"
    assert services.exporting.export(file, ids=[ids[2], ids[0], ids[2]]) == 1
    assert b"FN:Cem" in file.read_bytes()
    assert b"FN:Anna" not in file.read_bytes()


def test_a_file_that_is_there_is_replaced_only_by_a_whole_one(services: Services, tmp_path: Path) -> None:
    services.contacts.add(Contact(Name("Anna")))
    file = tmp_path / "out.vcf"
    file.write_text("old")
    with pytest.raises(Cancelled):
        services.exporting.export(file, cancel=_Pressed())
    assert file.read_text() == "old"
    services.exporting.export(file)
    assert file.read_bytes().startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".vcf", ".part")] == ["out.vcf"]


def test_a_link_to_a_file_stays_a_link(services: Services, tmp_path: Path) -> None:
    services.contacts.add(Contact(Name("Anna")))
    link, target = tmp_path / "link.vcf", tmp_path / "target.vcf"
    target.touch()
    link.symlink_to(target)
    services.exporting.export(link)
    assert link.is_symlink()
    assert target.read_bytes() != b""


def test_what_cannot_be_written_is_said_in_a_sentence(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="no contacts"):
        services.exporting.export(tmp_path / "out.vcf")
    services.contacts.add(Contact(Name("Anna")))
    with pytest.raises(UserError, match="is a folder"):
        services.exporting.export(tmp_path)
    with pytest.raises(UserError, match="There is no folder"):
        services.exporting.export(tmp_path / "nowhere" / "out.vcf")
    with pytest.raises(UserError, match="no vCard version"):
        services.exporting.export(tmp_path / "out.vcf", version="5")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="no space left on device"):
        services.exporting.export(tmp_path / "out.vcf")
    assert not (tmp_path / "out.vcf").exists()
    assert list(tmp_path.glob(".*.part")) == []


def test_a_name_that_ends_with_csv_asks_for_a_sheet_that_is_known_again(
    services: Services, tmp_path: Path
) -> None:
    imported(services, *sorted(DATA.glob("*.vcf")))
    count = services.contacts.count()
    assert services.exporting.export(tmp_path / "out.csv") == count
    report = imported(services, tmp_path / "out.csv")
    assert (report.created, len(report.rejected)) == (0, 0)
    assert services.contacts.count() == count
