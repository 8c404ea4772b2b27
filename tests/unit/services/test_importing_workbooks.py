"""Workbooks as people keep them: titles above the table, merged cells, days and phones as numbers."""

from pathlib import Path

from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.context import Services
from crm_desktop.services.importing.row import Fate
from tests.unit.services.vcard_files import everybody

DATA = Path(__file__).parents[2] / "data" / "sheets"


def test_a_workbook_of_excel_comes_in_from_all_its_sheets(services: Services) -> None:
    preview = services.importing.preview([DATA / "customers.xlsx"])
    assert [Path(file.file).name for file in preview.files] == ["Customers", "Suppliers"]
    assert preview.refused == 0
    services.importing.apply([DATA / "customers.xlsx"])
    zainab, musa, ladi, tola = everybody(services)
    assert (zainab.company, musa.company) == ("Usman Shoes", "Usman Shoes")
    assert (zainab.birthday, musa.birthday) == (PartialDate(1985, 7, 9), PartialDate(1985, 7, 9))
    assert (ladi.birthday, ladi.notes) == (PartialDate(1990, 1, 5), "4.91512E+11\n\nwants =sums")
    assert (tola.display_name, tola.phones[0].typed) == ("Tola Ade", "2348035550171")
    assert services.importing.apply([DATA / "customers.xlsx"]).unchanged == 4


def test_a_phone_that_lost_its_digits_is_told_and_not_guessed(services: Services) -> None:
    rows = services.importing.preview([DATA / "customers.xlsx", DATA / "kunden.ods"]).rows
    warned = {row.name: row.warnings for row in rows if row.warnings}
    assert "shortened" in warned["Ladi Bako"][0]
    assert "many zeros" in warned["Musa Usman"][0]
    assert "shortened" in warned["Bojan Zupan"][0]
    assert set(warned) == {"Ladi Bako", "Musa Usman", "Bojan Zupan"}


def test_a_workbook_of_libreoffice_comes_in(services: Services) -> None:
    preview = services.importing.preview([DATA / "kunden.ods"])
    assert [row.fate for row in preview.rows] == [Fate.NEW] * 3
    services.importing.apply([DATA / "kunden.ods"])
    jurij, alenka, bojan = everybody(services)
    assert (jurij.company, alenka.company) == ("Kováč Honig", "Kováč Honig")
    assert (jurij.birthday, alenka.birthday) == (PartialDate(1977, 11, 30), PartialDate(1977, 11, 30))
    assert (alenka.phones[0].typed, bojan.addresses[0].city) == ("38640555019", "Celje")
