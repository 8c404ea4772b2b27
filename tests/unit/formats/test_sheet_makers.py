"""Sheets as the programs export them from which people come: everything arrives, in its place."""

import pytest

from crm_desktop.domain.contact import (
    ANNIVERSARY,
    BIRTHDAY,
    Address,
    Contact,
    CustomValue,
    Email,
    ImportantDate,
    Link,
    Messenger,
    Phone,
    Role,
)
from crm_desktop.domain.partial_date import Calendar, PartialDate
from tests.unit.formats.sheets import contacts_in


def born(year: int | None, month: int, day: int, calendar: Calendar = Calendar.GREGORIAN) -> ImportantDate:
    return ImportantDate(BIRTHDAY, PartialDate(year, month, day, calendar))


def phones(contact: Contact) -> list[tuple[str, str]]:
    return [(phone.typed, phone.label) for phone in contact.phones]


def test_google() -> None:
    selam, ruzadjan = contacts_in("google.csv")
    assert (selam.name.full, selam.name.nickname) == ("Dr. Selam Tesfaye", "Sela")
    assert selam.emails == (Email("selam@nile.example", "work"), Email("selam.t@mail.example", "home"))
    assert phones(selam) == [("+251 91 123 4567", "mobile"), ("+251 11 551 0000", "mobile")]
    assert selam.addresses == (Address("home", "Bole Rd 4", "Addis Ababa", "AA", "1000", "ET"),)
    assert selam.links == (Link("https://nile.example/selam", "blog"),)
    assert selam.roles == (Role("Blue Nile Coffee", "Buyer", "Imports"),)
    assert (selam.dates, selam.tags) == ((born(1988, 3, 21),), ("Friends",))
    assert selam.notes == "Likes buna,\nnot tea"
    assert (ruzadjan.dates, ruzadjan.tags, ruzadjan.custom) == ((born(None, 5, 17),), (), ())


def test_google_before_2024() -> None:
    (nomvula,) = contacts_in("google-old.csv")
    assert (nomvula.name.given, nomvula.name.family) == ("Nomvula", "Dube")
    assert nomvula.addresses == (
        Address("work", "7 Long St", "Durban", "KwaZulu-Natal", "4001", "South Africa"),
    )
    assert nomvula.roles == (Role("Dube Fabrics", "Owner"),)
    assert phones(nomvula) == [("+27 82 555 0101", "mobile"), ("031 555 0102", "home")]


def test_outlook() -> None:
    (peter,) = contacts_in("outlook.csv")
    assert peter.name.parts == ("Mr.", "Peter", "J.", "Quill", "Jr.")
    assert peter.roles == (Role("Quill & Sons", "Printer", "Press"),)
    assert peter.addresses == (
        Address("work", "1 Mill Lane, Unit 4", "London", "", "N1 9GU", "United Kingdom"),
    )
    assert peter.dates == (born(1971, 4, 28),)
    assert ("020 7946 0003", "fax") in phones(peter)
    assert ("020 7946 0004", "") in phones(peter)
    assert peter.tags == ("Suppliers", "Print")
    assert peter.notes == 'Pays on "time"'
    assert CustomValue("Manager's Name", "Ada Stone") in peter.custom


def test_outlook_in_german_for_windows() -> None:
    (jordis,) = contacts_in("outlook-de.csv")
    assert jordis.name.full == "Frau Jördis Müßig"
    assert jordis.emails == (Email("j@muessig.example"),)
    assert phones(jordis) == [
        ("0221 555 01", "work"),
        ("0221 555 02", "home"),
        ("0151 555 03", "mobile"),
        ("0221 555 04", "fax"),
    ]
    assert jordis.dates == (born(1979, 5, 17),)
    assert all(one.label != ANNIVERSARY for one in jordis.dates)
    assert jordis.addresses == (Address("work", "Grüner Weg 3", "Köln", "NRW", "50667", "Deutschland"),)


def test_thunderbird() -> None:
    (inigo,) = contacts_in("thunderbird.csv")
    assert (inigo.name.full, inigo.uid) == ("Íñigo Sáez", "")
    assert phones(inigo) == [("944 55 01 02", "home"), ("600 11 22 33", "mobile")]
    assert inigo.addresses == (
        Address("home", "Calle Mayor 3, 2º izq", "Bilbao", "Bizkaia", "48001", "España"),
    )
    assert inigo.dates == (born(1969, 4, 28),)
    assert inigo.custom == (CustomValue("Custom 1", "prefers mornings"),)


def test_linkedin_below_its_notes() -> None:
    (anahit,) = contacts_in("linkedin.csv")
    assert anahit.name.full == "Anahit Petrosyan"
    assert anahit.links == (Link("https://www.linkedin.com/in/anahit-p"),)
    assert anahit.roles == (Role("Ararat Press", "Editor"),)
    assert anahit.custom == (CustomValue("Connected On", "15 Mar 2021"),)


@pytest.mark.parametrize(
    "file, name, company",
    [
        ("hubspot.csv", "Dilnoza Karimova", "Ipak Yo'li"),
        ("pipedrive.csv", "Kwame Boateng", "Kente House"),
        ("zoho.csv", "Léa Dubois", "Dubois & Fils"),
        ("monica.csv", "Hana Novak", "Pekárna"),
    ],
)
def test_other_programs_of_our_trade(file: str, name: str, company: str) -> None:
    (contact,) = contacts_in(file)
    assert (contact.name.full, contact.company) == (name, company)
    assert contact.emails
    assert contact.phones
    assert contact.uid.startswith("record:")


def test_zoho_in_full() -> None:
    (lea,) = contacts_in("zoho.csv")
    assert lea.addresses == (Address("", "12 rue des Lilas", "Lyon", "", "69001", "France"),)
    assert lea.messengers == (Messenger("lea.dubois", "Skype"),)
    assert (lea.source, lea.tags, lea.notes) == ("Trade fair", ("vip",), "Wants samples")


def test_a_russian_sheet_saved_by_excel() -> None:
    ivanov, petrova = contacts_in("russian.csv")
    assert ivanov.name.full == "Иванов Сергей Петрович"
    assert ivanov.phones == (
        Phone("8 (495) 123-45-67", "work"),
        Phone("8 916 123-45-67", "mobile"),
        Phone("8 916 765-43-21", "mobile"),
    )
    assert ivanov.custom == (CustomValue("Размер обуви", "42"),)
    assert petrova.phones == ()
    assert petrova.notes == "4,91512E+11"


def test_people_s_own_sheets() -> None:
    (reza,) = contacts_in("persian.csv")
    assert reza.name.full == "رضا احمدی"
    assert reza.dates == (born(1365, 2, 11, Calendar.JALALI),)
    assert phones(reza) == [("۰۹۱۲ ۳۴۵ ۶۷۸۹", "mobile")]
    (abebe,) = contacts_in("amharic.csv")
    assert (abebe.name.full, abebe.company, abebe.notes) == ("አበበ በቀለ", "አበበ ጫማ", "ጫማ ይሠራል")
    (thandiwe,) = contacts_in("zulu.csv")
    assert (thandiwe.name.given, thandiwe.name.family) == ("Thandiwe", "Mkhize")
    assert thandiwe.dates == (born(1985, 12, 9),)
    (otabek,) = contacts_in("uzbek.csv")
    assert (otabek.name.full, otabek.dates) == ("Otabek G‘ulomov", (born(1982, 9, 5),))


def test_a_sheet_without_headings() -> None:
    anna, bernd = contacts_in("bare.csv")
    assert (anna.name.full, anna.emails[0].address) == ("Anna Schmidt", "anna@schmidt.example")
    assert phones(bernd) == [("+49 171 5550124", "")]


def test_icloud() -> None:
    thandeka, petr = contacts_in("icloud.csv")
    assert (thandeka.name.full, thandeka.name.nickname) == ("Thandeka Mokoena", "Thandi")
    assert phones(thandeka) == [("+27 82 555 0150", "mobile"), ("011 555 0151", "work")]
    assert thandeka.addresses == (
        Address("home", "3 Acacia Rd", "Soweto", "Gauteng", "1804", "South Africa"),
    )
    assert thandeka.notes == "Pays on delivery\nasks for invoices"
    assert (petr.dates, phones(petr)) == ((born(None, 3, 9),), [("+420 601 555 014", "iPhone")])


def test_outlook_in_french_for_windows() -> None:
    (etienne,) = contacts_in("outlook-fr.csv")
    assert etienne.name.parts == ("M.", "Étienne", "", "Lefèvre", "")
    assert etienne.roles == (Role("Lefèvre & Cie", "Gérant", "Ventes"),)
    assert etienne.addresses == (Address("work", "8 quai de Saône", "Lyon", "", "69002", "France"),)
    assert ("06 55 50 10 02", "mobile") in phones(etienne)
    assert etienne.dates == (born(1979, 5, 17),)
    assert etienne.custom == ()


def test_outlook_in_russian_for_windows() -> None:
    (darya,) = contacts_in("outlook-ru.csv")
    assert darya.name.parts == ("г-жа", "Дарья", "Олеговна", "Соколова", "")
    assert darya.addresses == (Address("work", "ул. Мира, 4", "Тверь", "", "170000", "Россия"),)
    assert phones(darya) == [("+7 482 255-50-11", "work"), ("+7 910 555-01-12", "mobile")]
    assert darya.dates == (born(1983, 3, 9),)
    assert darya.custom == ()
