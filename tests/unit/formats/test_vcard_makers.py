"""What phones and programs export comes in whole: one file a maker, all people invented."""

import pytest

from crm_desktop.domain.contact import (
    ANNIVERSARY,
    BIRTHDAY,
    Address,
    Email,
    ExtraProperty,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
    Role,
)
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.formats.card import Card
from tests.unit.formats.cards import DATA, contacts_in, read_file


def test_android_in_ethiopic_and_cyrillic() -> None:
    abebe, sergey, pizza = contacts_in("android.vcf")
    assert abebe.name == Name("አበበ ቢቂላ", given="አበበ", family="ቢቂላ", nickname="አቤ")
    assert abebe.phones == (
        Phone("+251911234567", "mobile"),
        Phone("011 551 2345", "work"),
        Phone("0922 000 111", "ዳቦ"),
    )
    assert abebe.addresses == (Address("home", "ቦሌ መንገድ 12፣ ሕንፃ 4፣ ሦስተኛ ፎቅ", "አዲስ አበባ", "", "1000", "ኢትዮጵያ"),)
    assert abebe.notes == "ከገበያ\nጥቁር ቡና ይወዳል"
    assert abebe.links == (Link("http://coffee.example.com"),)
    assert abebe.dates == (
        ImportantDate(BIRTHDAY, PartialDate(1984, 4, 15)),
        ImportantDate(ANNIVERSARY, PartialDate(2010, 1, 9)),
    )
    assert abebe.photo is not None
    assert abebe.photo.media_type == "image/jpeg"
    assert len(abebe.photo.data) == 125
    assert sergey.name.parts == ("", "Сергей", "Викторович", "Иванов", "")
    assert sergey.phones[1].label == "home fax"
    assert sergey.messengers == (Messenger("sergey.ivanov", "Skype"),)
    assert sergey.birthday == PartialDate(None, 4, 15)
    assert pizza.name.full == "Pizza Place"


def test_iphone_with_its_groups_and_labels() -> None:
    jose, ming, tools = contacts_in("iphone.vcf")
    assert jose.name == Name("Dr. José María Núñez", "Dr.", "José", "María", "Núñez", "", "Pepe")
    assert jose.emails == (Email("jose@example.com", "home"), Email("pedidos@example.com", "Pedidos"))
    assert [phone.label for phone in jose.phones] == ["mobile", "home fax"]
    assert jose.addresses[0].street == "Calle Mayor, 5\n3º B"
    assert jose.links == (
        Link("https://pan.example.com", "homepage"),
        Link("http://twitter.com/pepepan", "twitter"),
    )
    assert jose.messengers == (Messenger("pepe.nunez", "Skype"),)
    assert jose.roles == (Role("Panadería Núñez, S.L.", "Maestro panadero", "Ventas"),)
    assert jose.birthday == PartialDate(None, 2, 29)
    assert {(date.label, date.date) for date in jose.dates[1:]} == {
        (ANNIVERSARY, PartialDate(2011, 6, 18)),
        ("Primer pedido", PartialDate(2019, 3, 1)),
    }
    assert jose.notes == "Primera línea\nSegunda, con coma; y punto y coma"
    assert ExtraProperty("X-ABLABEL", "item7.X-ABLabel:_$!<Spouse>!$_") in jose.extra
    assert jose.photo is not None
    assert ming.display_name == "王小明"
    assert ming.phones[0].label == "iPhone"
    assert tools.company == tools.display_name == "Acme Tools"


def test_icloud_with_a_group_of_contacts() -> None:
    cards = read_file("icloud.vcf")
    people = [card for card in cards if isinstance(card, Card) and card.members is None]
    (group,) = (card for card in cards if isinstance(card, Card) and card.members is not None)
    assert [card.contact.display_name for card in people] == ["Nomvula Dlamini", "Gulnora Oʻtkir Qizi"]
    assert group.contact.display_name == "Stall neighbours"
    assert [member.removeprefix("urn:uuid:") for member in group.members or ()] == [
        card.contact.uid for card in people
    ]


def test_google_in_persian() -> None:
    ali, soren = contacts_in("google.vcf")
    assert ali.name == Name("علی رضایی", given="علی", family="رضایی", nickname="علی آقا")
    assert ali.phones == (Phone("۰۹۱۲ ۱۲۳ ۴۵۶۷", "mobile"), Phone("+98 21 8888 1234", "دفتر"))
    assert ali.addresses[0].street == "خیابان ولیعصر, پلاک ۱۲"
    assert ali.roles == (Role("فروشگاه رضایی", "مدیر"),)
    assert ali.tags == ("Bazaar", "myContacts")
    assert soren.photo is None
    assert soren.extra[0].raw == "PHOTO:https://photos.example.com/soren.jpg"


def test_outlook_in_windows_1252_with_quoted_printable() -> None:
    (joerg,) = contacts_in("outlook.vcf")
    assert joerg.name == Name("Jörg Müller", "Herr", "Jörg", "Kurt", "Müller", "jun.")
    assert joerg.notes == "Großkunde\n zahlt pünktlich, mag Brötchen"
    assert joerg.addresses[0].street == "Straße der Äpfel 5"
    assert [phone.label for phone in joerg.phones] == ["work", "mobile", "work fax"]
    assert joerg.emails == (Email("joerg@example.com"),)
    assert joerg.birthday == PartialDate(1960, 11, 5)
    assert ImportantDate(ANNIVERSARY, PartialDate(1985, 5, 20)) in joerg.dates
    assert joerg.photo is not None
    label = next(extra.raw for extra in joerg.extra if extra.name == "LABEL")
    assert label == "LABEL;TYPE=WORK,PREF:Straße der Äpfel 5\\n80331 München"


def test_outlook_in_windows_1251() -> None:
    (anna,) = contacts_in("outlook-russian.vcf")
    assert anna.display_name == "Анна Павловна Сидорова"
    assert anna.addresses[0].city == "Казань"


def test_evolution_with_its_slots() -> None:
    (lucja,) = contacts_in("evolution.vcf")
    assert lucja.phones == (Phone("+48 601 234 567", "mobile"),)
    assert lucja.messengers == (Messenger("lucja@jabber.example", "Jabber"),)
    assert ImportantDate(ANNIVERSARY, PartialDate(2008, 9, 20)) in lucja.dates
    assert lucja.tags == ("Klienci", "Targ")
    assert ExtraProperty("X-EVOLUTION-SPOUSE", "X-EVOLUTION-SPOUSE:Tomasz") in lucja.extra


def test_kde_in_version_4() -> None:
    (heidi,) = contacts_in("kde.vcf")
    assert heidi.name.middle == "Anna Maria"
    assert heidi.name.suffix == "Dipl.-Ing., M.A."
    assert heidi.phones == (Phone("+41 44 123 45 67", "home"), Phone("+41-79-123-45-67 ext. 5", "mobile"))
    assert heidi.messengers == (Messenger("@heidi:example.org", "Matrix"),)
    assert heidi.photo is not None
    assert heidi.photo.media_type == "image/png"


def test_nokia_with_a_picture_that_is_not_indented() -> None:
    an, wanjiru = contacts_in("nokia.vcf")
    assert an.name.parts == ("", "Văn An", "", "Nguyễn", "")
    assert an.display_name == "Văn An Nguyễn"
    assert an.photo is not None
    assert an.name.nickname == "An"
    assert an.birthday == PartialDate(1985, 2, 28)
    assert wanjiru.notes == "Sells vegetables\nComes on Tuesdays"


def test_blackberry_with_doubled_carriage_returns() -> None:
    (amina,) = contacts_in("blackberry.vcf")
    assert [phone.label for phone in amina.phones] == ["work", "mobile", "pager"]
    assert amina.notes == "Call after 4pm: never before"


def test_lotus_in_utf_16() -> None:
    soren, giorgos = contacts_in("lotus.vcf")
    assert soren.display_name == "Søren Østergård"
    assert giorgos.display_name == "Γιώργος Παπαδόπουλος"


def test_a_card_scanner_in_gbk() -> None:
    (li,) = contacts_in("scanner.vcf")
    assert li.display_name == "李小龙"
    assert li.roles == (Role("联通", "经理", "北京"),)


def test_an_undeclared_charset_is_guessed_and_told() -> None:
    cards = read_file("old-windows.vcf")
    assert [card.contact.display_name for card in cards if isinstance(card, Card)] == [
        "Павел Андреевич Кузнецов",
        "Ольга Смирнова",
    ]
    assert all("cp1251" in card.warnings[0] for card in cards if isinstance(card, Card))


def test_an_old_mac_with_carriage_returns_and_small_letters() -> None:
    (elodie,) = contacts_in("old-mac.vcf")
    assert elodie.display_name == "Élodie Fontaine"
    assert elodie.phones == (Phone("01 42 34 56 78", "work"),)


def test_thunderbird_with_quoted_parameters() -> None:
    (yusuf,) = contacts_in("thunderbird.vcf")
    assert yusuf.addresses == (Address("work", "Çarşı Sok. 3", "Kadıköy", "İstanbul", "34710", "Türkiye"),)
    assert ImportantDate(ANNIVERSARY, PartialDate(None, 6, 1)) in yusuf.dates
    assert yusuf.messengers == (Messenger("yusuf@example.org", "Jabber"),)


def test_nextcloud_with_a_birthday_in_the_ethiopian_calendar() -> None:
    (hana,) = contacts_in("nextcloud.vcf")
    assert hana.birthday == PartialDate(1977, 8, 7, Calendar.ETHIOPIAN)
    assert hana.display_name == "Hana Kim"
    assert hana.notes == "Line with trailing backslash \\"
    assert hana.messengers == (Messenger("@hana@example.social", "Mastodon"),)


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.vcf") if path.stem != "faults"))
def test_no_file_of_any_maker_has_a_fault(name: str) -> None:
    assert contacts_in(name)


def test_cards_nested_in_cards_stay_with_them() -> None:
    chief, maja = contacts_in("agents.vcf")
    assert chief.display_name == "Chief Chinedu Okafor"
    assert [phone.typed for phone in chief.phones] == ["+234 802 555 0101"]
    assert chief.emails == (Email("chief@okafor.example"),)
    (agent,) = chief.extra
    assert agent.raw.startswith("AGENT:BEGIN:VCARD")
    assert "Ngozi Eze" in agent.raw
    assert "Emeka Obi" in agent.raw
    assert (maja.display_name, len(maja.phones)) == ("Maja Lindqvist", 1)
    assert "Oskar Berg" in maja.extra[0].raw


def test_android_in_version_3() -> None:
    (akosua,) = contacts_in("android-3.vcf")
    assert akosua.name.nickname == "Ako"
    assert akosua.phones[1] == Phone("030 255 5014", "Kiosk")
    assert akosua.messengers == (Messenger("akosua.talk", "Google Talk"),)
    assert akosua.dates == (
        ImportantDate("First order", PartialDate(2016, 8, 20)),
        ImportantDate(BIRTHDAY, PartialDate(None, 11, 30)),
    )
    assert ExtraProperty("X-PHONETIC-FIRST-NAME", "X-PHONETIC-FIRST-NAME:Ako-sua") in akosua.extra


def test_macos_in_version_4() -> None:
    (layla,) = contacts_in("macos.vcf")
    assert layla.phones == (Phone("+961-3-555-014", "mobile"), Phone("01 555 015", "Workshop"))
    assert layla.birthday == PartialDate(None, 3, 9)
    assert ImportantDate(ANNIVERSARY, PartialDate(2018, 9, 2)) in layla.dates
    assert layla.links == (Link("https://instagram.com/cedarsoap", "instagram"),)
    assert layla.addresses == (Address("work", "Cedar Street 4", "Tyre", "", "", "Lebanon"),)
    assert layla.tags == ("Fair",)


def test_a_scanner_of_western_cards() -> None:
    (beatriz,) = contacts_in("scanner-western.vcf")
    assert beatriz.name.prefix == "Eng.ª"
    assert [phone.label for phone in beatriz.phones] == ["work", "work fax", "mobile"]
    assert beatriz.roles == (Role("Cortiça do Sul, Lda.", "Diretora comercial"),)
    assert beatriz.photo is None
    assert [extra.name for extra in beatriz.extra] == ["X-SCAN-CONFIDENCE", "LOGO"]
