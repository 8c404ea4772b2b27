"""What stands in a property, in every spelling that is about."""

import datetime

import pytest

from crm_desktop.domain.contact import (
    ANNIVERSARY,
    BIRTHDAY,
    Address,
    Email,
    ImportantDate,
    Link,
    Messenger,
    Phone,
    Role,
)
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import Calendar, PartialDate
from tests.unit.formats.cards import card_of, contact_of


def test_a_comma_does_not_cut_a_text() -> None:
    assert contact_of("FN:A", "NOTE:Hello, world; and more").notes == "Hello, world; and more"


def test_escapes_are_undone_and_other_backslashes_stay() -> None:
    contact = contact_of("FN:A", r"NOTE:a\, b\; c\: d\n e\\n f\N g\x C:\\temp")
    assert contact.notes == "a, b; c: d\n e\\n f\n g\\x C:\\temp"


def test_a_name_without_parts_stays_as_written() -> None:
    name = contact_of("FN:Abebe Bikila").name
    assert (name.full, name.parts) == ("Abebe Bikila", ("",) * 5)


@pytest.mark.parametrize(
    "parts, shown",
    [
        ("Kebede;Abebe;Bikila;Dr.;Jr.", "Dr. Abebe Bikila Kebede Jr."),
        ("王;小明;;;", "王小明"),
        ("Bell", "Bell"),
        ("Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.", "Dr. John Philip Paul Stevenson Jr., M.D."),
        ("Smith, Jr;Anna", "Anna Smith, Jr"),
    ],
)
def test_parts_without_a_written_name_make_one(parts: str, shown: str) -> None:
    assert contact_of(f"N:{parts}").display_name == shown


def test_further_names_are_kept_aside() -> None:
    contact = contact_of("FN:Hana Kim", "FN;LANGUAGE=ko:김하나", "FN:Hana Kim")
    assert contact.name.full == "Hana Kim"
    assert [extra.raw for extra in contact.extra] == ["FN;LANGUAGE=ko:김하나"]


def test_nicknames() -> None:
    assert contact_of("FN:A", "NICKNAME:Bob,Bobby", "NICKNAME:B").name.nickname == "Bob, Bobby, B"


@pytest.mark.parametrize(
    "head, label",
    [
        ("TEL", ""),
        ("TEL;CELL;PREF", "mobile"),
        ("TEL;TYPE=CELL,VOICE", "mobile"),
        ('TEL;TYPE="cell,voice"', "mobile"),
        ("TEL;TYPE=work;TYPE=fax", "work fax"),
        ("tel;type=Home", "home"),
        ("TEL;WORK;CELL", "work mobile"),
        ("TEL;TYPE=X-Laden", "Laden"),
        ("TEL;TYPE=дача", "дача"),
        ("TEL;VALUE=text;TYPE=main", "main"),
    ],
)
def test_labels_of_phones(head: str, label: str) -> None:
    assert contact_of("FN:A", f"{head}:0911 234567").phones == (Phone("0911 234567", label),)


def test_a_label_of_the_group_wins() -> None:
    contact = contact_of(
        "FN:A",
        "item1.TEL;type=pref:1",
        "item1.X-ABLabel:_$!<Mobile>!$_",
        "ITEM2.TEL;type=WORK:2",
        "item2.X-ABLABEL:Shop",
    )
    assert contact.phones == (Phone("1", "mobile"), Phone("2", "Shop"))
    assert contact.extra == ()


def test_the_preferred_one_comes_first() -> None:
    contact = contact_of(
        "FN:A", "EMAIL:a@example.com", "EMAIL;TYPE=PREF:b@example.com", "TEL:1", "TEL;PREF=2:2"
    )
    assert [email.address for email in contact.emails] == ["b@example.com", "a@example.com"]
    assert [phone.typed for phone in contact.phones] == ["2", "1"]


def test_addresses_of_phones_and_mail() -> None:
    contact = contact_of(
        "FN:A", "TEL;VALUE=uri:tel:+1-555-010;ext=5", "EMAIL:mailto:a@example.com", version="4.0"
    )
    assert contact.phones == (Phone("+1-555-010 ext. 5"),)
    assert contact.emails == (Email("a@example.com"),)


def test_empty_and_repeated_values_say_nothing() -> None:
    contact = contact_of(
        "FN:A", "TEL:", "TEL: 1 ", "TEL:1", "EMAIL:", "ADR:;;;;;;", "URL:", "NOTE:", "ORG:;", "BDAY:"
    )
    assert contact.phones == (Phone("1"),)
    assert contact.content().dates == ()
    assert (contact.emails, contact.addresses, contact.links, contact.roles) == ((), (), (), ())


@pytest.mark.parametrize(
    "value, wanted",
    [
        (
            "PO 7;Flat 2;1 High St;Leeds;Yorks;LS1;UK",
            Address("", "1 High St, Flat 2, PO 7", "Leeds", "Yorks", "LS1", "UK"),
        ),
        ("1 High St\\, Leeds", Address("", "1 High St, Leeds")),
        (";;1 High St, Leeds;;;;", Address("", "1 High St, Leeds")),
        (";;;Leeds", Address("", "", "Leeds")),
    ],
)
def test_addresses(value: str, wanted: Address) -> None:
    assert contact_of("FN:A", f"ADR:{value}").addresses == (wanted,)


def test_an_address_that_only_has_a_label() -> None:
    contact = contact_of("FN:A", 'ADR;LABEL="1 High St: Flat 2^nLeeds":;;;;;;', version="4.0")
    assert contact.addresses == (Address("", "1 High St: Flat 2 Leeds"),)


def test_companies_and_titles() -> None:
    contact = contact_of("FN:A", "TITLE:Owner", "ORG:Bell\\, Inc.;Sales;North")
    assert contact.roles == (Role("Bell, Inc.", "Owner", "Sales, North"),)


def test_companies_and_titles_in_groups() -> None:
    contact = contact_of("FN:A", "a.ORG:One", "b.ORG:Two", "b.TITLE:Second", "a.TITLE:First")
    assert contact.roles == (Role("One", "First"), Role("Two", "Second"))


@pytest.mark.parametrize(
    "line, wanted",
    [
        ("IMPP:xmpp:anna@example.com", Messenger("anna@example.com", "Jabber")),
        ("IMPP;X-SERVICE-TYPE=Telegram:x-apple:anna", Messenger("anna", "Telegram")),
        ("IMPP;X-SERVICE-TYPE=QQ:x-apple:123", Messenger("123", "QQ")),
        ("IMPP:anna", Messenger("anna", "")),
        ("X-TELEGRAM:@anna", Messenger("@anna", "Telegram")),
        ("X-SKYPE;TYPE=HOME:anna.b", Messenger("anna.b", "Skype")),
        ("X-SOCIALPROFILE;type=wechat:x-apple:anna", Messenger("anna", "WeChat")),
    ],
)
def test_messengers(line: str, wanted: Messenger) -> None:
    assert contact_of("FN:A", line).messengers == (wanted,)


def test_links_and_social_pages() -> None:
    contact = contact_of(
        "FN:A", "URL;TYPE=WORK:https://a.example", "X-SOCIALPROFILE;TYPE=facebook:https://f.example/a"
    )
    assert contact.links == (Link("https://a.example", "work"), Link("https://f.example/a", "facebook"))


@pytest.mark.parametrize("value", ["Chor,Markt", "Chor;Markt", " Chor , Markt ,chor"])
def test_categories_are_tags(value: str) -> None:
    assert contact_of("FN:A", f"CATEGORIES:{value}").tags == ("Chor", "Markt")


def test_several_notes_become_one() -> None:
    assert contact_of("FN:A", "NOTE:one", "NOTE:two").notes == "one\n\ntwo"


def test_unknown_properties_are_kept_with_all_that_belongs_to_them() -> None:
    contact = contact_of("FN:A", 'item9.X-FOO;A="b:c";TYPE=d:one\\, two', "item9.X-ABLabel:Own", "GENDER:F")
    assert [extra.raw for extra in contact.extra] == [
        'item9.X-FOO;A="b:c";TYPE=d:one\\, two',
        "item9.X-ABLabel:Own",
        "GENDER:F",
    ]


def test_unknown_properties_are_kept_decoded() -> None:
    contact = contact_of(
        "FN:A", "X-FOO;TYPE=a;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=81=0D=0Ab", version="2.1"
    )
    assert contact.extra[0].raw == "X-FOO;TYPE=a:Ё\\nb"


def test_our_own_properties() -> None:
    card = card_of(
        "FN:A",
        "X-CRM-STATUS:customer",
        "X-CRM-IMPORTANCE:high",
        "X-CRM-CADENCE:30",
        "X-CRM-PAUSED-UNTIL:2026-03-09",
        "X-CRM-DECLINED-RHYTHM:21",
        "X-CRM-DO-NOT-CONTACT:true",
        "X-CRM-FACT:likes tea",
        'X-CRM-FIELD;TYPE=choice;CHOICES=S,M,"L, or more":Size;M',
    )
    assert card.contact.status == "customer"
    assert card.contact.importance is Importance.HIGH
    assert card.contact.cadence_days == 30
    assert card.contact.paused_until == datetime.date(2026, 3, 9)
    assert card.contact.declined_rhythm == 21
    assert card.contact.do_not_contact
    assert card.contact.facts == ("likes tea",)
    assert card.fields == (CustomField("Size", FieldType.CHOICE, ("S", "M", "L, or more")),)


@pytest.mark.parametrize(
    "line",
    [
        "X-CRM-IMPORTANCE:huge",
        "X-CRM-CADENCE:often",
        "X-CRM-CADENCE:9999999999",
        "X-CRM-PAUSED-UNTIL:the spring",
        "X-CRM-PAUSED-UNTIL:2026-02-30",
        "X-CRM-PAUSED-UNTIL:",
        "X-CRM-DECLINED-RHYTHM:weekly",
        "X-CRM-DECLINED-RHYTHM:0",
    ],
)
def test_our_own_properties_with_nonsense_are_kept_aside(line: str) -> None:
    assert contact_of("FN:A", line).extra[0].raw == line


@pytest.mark.parametrize(
    "value, date",
    [
        ("19960415", PartialDate(1996, 4, 15)),
        ("1996-04-15", PartialDate(1996, 4, 15)),
        ("1996-4-5", PartialDate(1996, 4, 5)),
        ("1996/04/15", PartialDate(1996, 4, 15)),
        ("15.04.1996", PartialDate(1996, 4, 15)),
        ("25/12/1996", PartialDate(1996, 12, 25)),
        ("12/25/1996", PartialDate(1996, 12, 25)),
        ("--0415", PartialDate(None, 4, 15)),
        ("--04-15", PartialDate(None, 4, 15)),
        ("--0229", PartialDate(None, 2, 29)),
        ("---15", PartialDate(None, None, 15)),
        ("--04", PartialDate(None, 4)),
        ("1996", PartialDate(1996)),
        ("1996-04", PartialDate(1996, 4)),
        ("1996-04-15T23:30:00Z", PartialDate(1996, 4, 15)),
        ("1996-04-15T00:30:00-11:00", PartialDate(1996, 4, 15)),
        ("19960415T102200", PartialDate(1996, 4, 15)),
        ("1996-04-15 00:00:00.000", PartialDate(1996, 4, 15)),
        ("1604-04-15", PartialDate(None, 4, 15)),
        ("0000-04-15", PartialDate(None, 4, 15)),
        ("1996-00-00", PartialDate(1996)),
        ("1970-01-01", PartialDate(1970, 1, 1)),
        ("١٩٩٦-٠٤-١٥", PartialDate(1996, 4, 15)),
        ("۱۳۷۵/۰۱/۲۷", PartialDate(1375, 1, 27, Calendar.JALALI)),
    ],
)
def test_birthdays(value: str, date: PartialDate) -> None:
    assert contact_of("FN:A", f"BDAY:{value}").dates == (ImportantDate(BIRTHDAY, date),)


@pytest.mark.parametrize("value", ["", " ", "0000-00-00", "0001-01-01T00:00:00Z"])
def test_an_empty_birthday_is_none(value: str) -> None:
    card = card_of("FN:A", f"BDAY:{value}")
    assert card.contact.dates == ()
    assert card.contact.extra == ()
    assert card.warnings == ()


@pytest.mark.parametrize(
    "value", ["spring", "04/05/1996", "1996-02-30", "1996-13-01", "96-04-15", "T102200", "9" * 900]
)
def test_a_birthday_that_is_no_certain_day_stays_text(value: str) -> None:
    card = card_of("FN:A", f"BDAY:{value}")
    assert card.contact.dates == ()
    assert card.contact.extra[0].raw == f"BDAY:{value}"
    assert len(card.warnings) == 1


@pytest.mark.parametrize(
    "line, date",
    [
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", PartialDate(None, 2, 29)),
        ("BDAY;X-APPLE-OMIT-YEAR=1904:1904-03-01", PartialDate(None, 3, 1)),
        ("BDAY;CALSCALE=gregorian:19960415", PartialDate(1996, 4, 15)),
        ("BDAY;CALSCALE=x-jalali:13750127", PartialDate(1375, 1, 27, Calendar.JALALI)),
        ("BDAY;X-CRM-CALENDAR=ethiopian:--1305", PartialDate(None, 13, 5, Calendar.ETHIOPIAN)),
        ("BDAY;CALSCALE=islamic-civil:14170101", PartialDate(1417, 1, 1, Calendar.ISLAMIC)),
        ('BDAY;X-CRM-DATE="1375-01-27[jalali]":1996-04-15', PartialDate(1375, 1, 27, Calendar.JALALI)),
        ('BDAY;X-CRM-DATE="1375-01-27[jalali]":1996-04-16', PartialDate(1996, 4, 16)),
    ],
)
def test_birthdays_in_other_calendars(line: str, date: PartialDate) -> None:
    assert contact_of("FN:A", line).birthday == date


def test_other_dates_and_their_names() -> None:
    contact = contact_of(
        "FN:A",
        "ANNIVERSARY:20110618",
        "a.X-ABDATE:2019-03-01",
        "a.X-ABLabel:Name day",
        "b.X-ABDATE:2012-01-01",
        "b.X-ABLabel:_$!<Anniversary>!$_",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--05-01;0;First order;;",
    )
    assert [(date.label, date.date) for date in contact.dates] == [
        (ANNIVERSARY, PartialDate(2011, 6, 18)),
        ("Name day", PartialDate(2019, 3, 1)),
        (ANNIVERSARY, PartialDate(2012, 1, 1)),
        ("First order", PartialDate(None, 5, 1)),
    ]
