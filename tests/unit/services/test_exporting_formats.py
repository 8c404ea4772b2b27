"""Exporting as a sheet or a workbook, and one contact to hand on: what comes out, and what comes back."""

import csv
import threading
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import (
    BIRTHDAY,
    Contact,
    CustomValue,
    Email,
    ImportantDate,
    Name,
    Phone,
    Photo,
)
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.formats.qr import Left
from crm_desktop.services.context import Services
from crm_desktop.services.export_format import ExportFormat, format_of
from crm_desktop.services.progress import Cancelled
from tests.data.hostile import EVERY
from tests.fakes import FakeClock
from tests.unit.services.vcard_files import counts, everybody, imported

DATA = Path(__file__).parents[2] / "data" / "vcard"
FORMATS = (*ExportFormat,)


@pytest.fixture
def book(services: Services) -> Services:
    """A file with what other programs exported, and what only we know."""
    imported(services, *sorted(DATA.glob("*.vcf")))
    services.custom_fields.add(CustomField("Shoe size", FieldType.NUMBER))
    first, second, *_ = services.contacts.all_ids()
    changed = replace(
        services.contacts.get(first),
        custom=(CustomValue("Shoe size", "42"),),
        importance=Importance.HIGH,
        facts=("a ::: b", "=2+2"),
        tags=("x, y", "* z"),
        do_not_contact=True,
    )
    services.contacts.save(changed)
    services.contacts.relate(first, RelationshipKind.SPOUSE, second)
    return services


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "OUT.XLSX"])
def test_our_own_sheet_in_again_changes_nothing(book: Services, tmp_path: Path, name: str) -> None:
    count = book.contacts.count()
    assert book.exporting.export(tmp_path / name) == count
    assert counts(imported(book, tmp_path / name)) == (0, 0, count, 0)


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_hostile_texts_in_a_sheet_of_ours_change_nothing_when_they_come_back(
    services: Services, tmp_path: Path, name: str
) -> None:
    for text in EVERY:
        if (clean := services.contacts.cleaned(_hostile(text))).name.full and "\ufffe" not in clean.name.full:
            services.contacts.add(clean)
    count = services.contacts.count()
    services.exporting.export(tmp_path / name)
    assert counts(imported(services, tmp_path / name)) == (0, 0, count, 0)


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_a_sheet_of_ours_makes_the_same_people_in_an_empty_book(
    book: Services, tmp_path: Path, clock: FakeClock, name: str
) -> None:
    book.exporting.export(tmp_path / name)
    (tmp_path / "other").mkdir()
    other = open_services(tmp_path / "other", clock=clock, default_country=lambda: "DE")
    try:
        other.custom_fields.add(CustomField("Shoe size", FieldType.NUMBER))
        imported(other, tmp_path / name)
        assert _as_in_a_sheet(everybody(other)) == _as_in_a_sheet(everybody(book))
    finally:
        other.close()


@pytest.mark.parametrize("kind", ["google-csv", "outlook-csv"])
def test_another_programs_layout_finds_everybody_again(book: Services, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "out.csv"
    count = book.exporting.export(file, format=kind)
    known = [one for one in everybody(book) if (one.phones or one.emails) and _is_its_parts(one.name)]
    report = book.importing.preview([file])
    assert len(known) > 20
    assert sum(each.cards for each in report.files) == count
    assert sum(each.changed + each.same for each in report.files) >= len(known)
    assert sum(len(each.rejected) for each in report.files) == 0


@pytest.mark.parametrize("kind", FORMATS)
def test_progress_counts_everybody_and_a_cancelled_file_is_not_there(
    book: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: ExportFormat
) -> None:
    told: list[tuple[int, int]] = []
    file = tmp_path / f"out{kind.ending}"
    count = book.exporting.export(file, format=kind, progress=lambda *step: told.append(step))
    assert told[-1] == (count, count)
    file.write_text("old")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    stop = threading.Event()
    with pytest.raises(Cancelled):
        book.exporting.export(file, format=kind, progress=lambda *_step: stop.set(), cancel=stop)
    assert file.read_text() == "old"
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_workbook_can_be_cancelled_while_it_is_packed(
    book: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    stop = threading.Event()

    def last(done: int, total: int) -> None:
        stop.is_set = lambda: done == total and len(list((tmp_path / "tmp").iterdir())) == 1  # type: ignore[method-assign]

    stop.is_set = lambda: False  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        book.exporting.export(tmp_path / "out.xlsx", progress=last, cancel=stop)
    assert list((tmp_path / "tmp").iterdir()) == []
    assert not (tmp_path / "out.xlsx").exists()


def test_a_workbook_turns_with_the_language(book: Services, tmp_path: Path) -> None:
    book.exporting.export(tmp_path / "out.xlsx", right_to_left=True)
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active.sheet_view.rightToLeft


def test_what_cannot_be_written_is_said_before_anything_is_touched(
    services: Services, tmp_path: Path
) -> None:
    services.contacts.add(Contact(Name("Anna")))
    with pytest.raises(UserError, match=r"“out\.doc” has no ending that says its kind"):
        services.exporting.export(tmp_path / "out.doc")
    with pytest.raises(UserError, match=r"no format “pdf” .* vcard, csv, google-csv, outlook-csv, xlsx"):
        services.exporting.export(tmp_path / "out.csv", format="pdf")
    assert list(tmp_path.glob("out*")) == []
    services.exporting.export(tmp_path / "out.txt", format="vcard")
    assert (tmp_path / "out.txt").read_bytes().startswith(b"BEGIN:VCARD")


def test_the_ending_says_the_format_and_a_named_one_counts_more() -> None:
    assert format_of("a.VCF") is ExportFormat.VCARD
    assert format_of("a.b.xlsx") is ExportFormat.XLSX
    assert format_of("a.csv", "google-csv") is ExportFormat.GOOGLE


def test_a_contact_to_hand_on_is_a_whole_card(services: Services) -> None:
    photo = Photo("image/png", b"\x89PNG\r\n\x1a\n")
    ids = [services.contacts.add(Contact(Name(name), notes="x", photo=photo)) for name in ("Anna", "Ben")]
    card = services.exporting.card_text(ids[0])
    assert card.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert b"FN:Anna" in card
    assert b"PHOTO" in card
    assert b"VERSION:3.0" in services.exporting.card_text(ids[0], "3.0")
    assert services.exporting.cards_text(ids).count(b"BEGIN:VCARD") == 2
    services.contacts.delete(ids)
    with pytest.raises(UserError, match="not there any more"):
        services.exporting.card_text(ids[0])
    with pytest.raises(UserError, match="not there any more"):
        services.exporting.qr(ids[1])


def test_a_code_says_what_was_left_out(services: Services) -> None:
    contact = Contact(Name("Anna"), phones=(Phone("+49 30 12345"),), notes="secret", tags=("vip",))
    code = services.exporting.qr(services.contacts.add(contact))
    assert code.left_out == (Left.NOTES, Left.OWN)
    assert "TEL:+49 30 12345" in code.text
    assert all(len(row) == len(code.modules) for row in code.modules)
    with pytest.raises(UserError):
        services.exporting.qr(ContactId(999))


def test_google_hears_of_relationships(book: Services, tmp_path: Path) -> None:
    book.exporting.export(tmp_path / "out.csv", format="google-csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Relation 1 - Label"] for row in rows} >= {"Spouse", ""}


def _hostile(text: str) -> Contact:
    return Contact(
        Name(text, given=text),
        phones=(Phone(text, text),),
        emails=(Email(text, text),),
        dates=(ImportantDate(BIRTHDAY, PartialDate(1990, 1, 1)),),
        tags=(text,),
        notes=text,
        facts=(text,),
        status=text,
        source=text,
    )


def _is_its_parts(name: Name) -> bool:
    """Whether a layout without a column for the whole name says it all."""
    return not any(name.parts) or name.full == " ".join(part for part in name.parts if part)


def _as_in_a_sheet(contacts: list[Contact]) -> list[Contact]:
    return [
        replace(
            one.content(),
            uid=one.uid,
            photo=None,
            extra=(),
            declined_rhythm=None,
            phones=tuple(dict.fromkeys(replace(phone, e164=None) for phone in one.phones)),
            dates=tuple(sorted(one.dates, key=lambda date: (date.label != BIRTHDAY, date.label))),
        )
        for one in contacts
    ]
