"""What other programs' libraries read of our files: everybody, with every phone, address and day."""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
import vobject

from crm_desktop.domain.contact import Contact
from crm_desktop.services.context import Services
from tests.benchmarks.population import people
from tests.unit.services.vcard_files import everybody


@pytest.fixture(params=[300, pytest.param(10_000, marks=[pytest.mark.long, pytest.mark.timeout(600)])])
def book(services: Services, request: pytest.FixtureRequest) -> Services:
    with services.uow(None) as tx:
        tx.add_many([services.contacts.cleaned(person) for person in people(request.param)])
    return services


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def under(rows: Iterable[dict[str, object]], *endings: str) -> Counter[str]:
    """All values in the columns whose headings end so."""
    return Counter(
        str(value) for row in rows for heading, value in row.items() if value and heading.endswith(endings)
    )


def phones(contacts: Iterable[Contact]) -> Counter[str]:
    return Counter(phone.typed for contact in contacts for phone in contact.phones)


def emails(contacts: Iterable[Contact]) -> Counter[str]:
    return Counter(email.address for contact in contacts for email in contact.emails)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_library_of_cards_reads_everybody(book: Services, tmp_path: Path, version: str) -> None:
    book.exporting.export(tmp_path / "out.vcf", version=version)
    known = everybody(book)
    with (tmp_path / "out.vcf").open(encoding="utf-8", newline="") as file:
        cards = list(vobject.readComponents(file))
    assert [card.fn.value for card in cards] == [contact.display_name for contact in known]
    assert [card.uid.value for card in cards] == [contact.uid for contact in known]
    assert Counter(tel.value for card in cards for tel in card.contents.get("tel", ())) == phones(known)
    assert Counter(mail.value for card in cards for mail in card.contents.get("email", ())) == emails(known)


@pytest.mark.parametrize("kind", ["csv", "google-csv", "outlook-csv"])
def test_a_library_of_tables_reads_everybody(book: Services, tmp_path: Path, kind: str) -> None:
    book.exporting.export(tmp_path / "out.csv", format=kind)
    known, rows = everybody(book), rows_of(tmp_path / "out.csv")
    assert len(rows) == len(known)
    assert not any(None in row or None in row.values() for row in rows)
    told = ("Phone", "Phone 2", "Fax", "Pager") if kind == "outlook-csv" else ()
    found = [{name: value for name, value in row.items() if "Phone" in name or name in told} for row in rows]
    assert under(found, "Value", *told) == phones(known)
    mails = [{name: value for name, value in row.items() if name.startswith("E-mail")} for row in rows]
    assert under(mails, "Value", "Address") == emails(known)


def test_a_library_of_workbooks_reads_everybody(book: Services, tmp_path: Path) -> None:
    book.exporting.export(tmp_path / "out.xlsx")
    known = everybody(book)
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    head, *cells = workbook.active.iter_rows(values_only=True)
    workbook.close()
    rows = [dict(zip(head, row, strict=True)) for row in cells]
    assert [row["Name"] for row in rows] == [contact.name.full or None for contact in known]
    found = [{name: value for name, value in row.items() if name.startswith("Phone")} for row in rows]
    assert under(found, "Value") == phones(known)
    days = {contact.uid: contact.birthday for contact in known}
    for row in rows:
        born = days[row["UID"]]
        whole = born is not None and born.year and born.month and born.day
        if whole and born.calendar == "gregorian" and born.year > 1900:
            assert (row["Birthday"].year, row["Birthday"].month, row["Birthday"].day) == (
                born.year,
                born.month,
                born.day,
            )
