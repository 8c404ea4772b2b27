"""add, list, search and show: what is typed is kept, found and printed as documented."""

from pathlib import Path
from unicodedata import normalize

import pytest

from tests.unit.cli.command_line import CommandLine

CARD = """BEGIN:VCARD
VERSION:3.0
UID:one
N:Bekele;Abebe;Kebede;Dr.;Jr.
FN:Dr. Abebe Bekele
NICKNAME:Abe
ORG:Loom;Back room
TITLE:Weaver
TEL;TYPE=CELL:0911 234567
EMAIL;TYPE=WORK:abebe@example.com
ADR;TYPE=HOME:;;Street 1;Addis Ababa;AA;1000;Ethiopia
URL:https://example.com
BDAY:1965-11-07
ANNIVERSARY:1990-02-01
CATEGORIES:loom,market
NOTE:First line\\nsecond line
item1.X-SHOE;TYPE="a:b":42:half
X-SHOE:43
PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
END:VCARD
"""

KEYS = {
    "id", "uid", "name", "prefix", "given", "middle", "family", "suffix", "nickname", "phones", "emails",
    "companies", "birthday", "dates", "photo", "tags", "notes", "source", "cadence_days", "warmth",
    "last_contact", "addresses", "links", "extra",
}  # fmt: skip


def test_adding_prints_the_number(crm: CommandLine) -> None:
    assert crm.json("add", "Abebe") == {"id": 1}
    assert crm("add", "Hana").out == "Added Hana, number 2.\n"


def test_everything_that_can_be_typed_is_kept(crm: CommandLine) -> None:
    crm(
        *("add", "Abebe Bekele", "--phone", "0911 234567", "--phone", "+44 7700 900123"),
        *("--email", "a@example.com", "--email", "b@example.com", "--birthday", "1990-05-17"),
        *("--company", "Loom", "--tag", "market", "--tag", "loom", "--cadence", "30", "--source", "Fair"),
    )
    card = crm.json("show", "1")
    assert card["name"] == "Abebe Bekele"
    assert card["phones"] == [
        {"label": None, "typed": "0911 234567", "e164": "+251911234567"},
        {"label": None, "typed": "+44 7700 900123", "e164": "+447700900123"},
    ]
    assert [email["address"] for email in card["emails"]] == ["a@example.com", "b@example.com"]
    assert card["birthday"] == {"year": 1990, "month": 5, "day": 17, "calendar": "gregorian"}
    assert card["companies"] == [{"name": "Loom", "role": None}]
    assert (card["tags"], card["cadence_days"], card["source"]) == (["market", "loom"], 30, "Fair")
    assert card["warmth"] == {"state": "warm", "days": 0, "cadence_days": 30}


def test_a_card_without_anything_has_null_for_everything(crm: CommandLine) -> None:
    crm("add", "Abebe")
    card = crm.json("show", "1")
    assert set(card) == KEYS
    for key in ("prefix", "given", "middle", "family", "suffix", "nickname", "birthday", "photo", "notes",
                "source", "cadence_days", "last_contact"):  # fmt: skip
        assert card[key] is None, key
    for key in ("phones", "emails", "companies", "dates", "tags", "addresses", "links"):
        assert card[key] == [], key
    assert card["extra"] == {}


def test_an_imported_card_is_shown_whole(crm: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "one.vcf").write_text(CARD, encoding="utf-8")
    crm("import", str(tmp_path / "one.vcf"))
    card = crm.json("show", "1")
    assert set(card) == KEYS
    assert (card["prefix"], card["given"], card["middle"], card["family"], card["suffix"]) == (
        "Dr.", "Abebe", "Kebede", "Bekele", "Jr.",
    )  # fmt: skip
    assert (card["uid"], card["name"], card["nickname"]) == ("one", "Dr. Abebe Bekele", "Abe")
    assert card["companies"] == [{"name": "Loom", "role": "Weaver"}]
    assert card["birthday"] == {"year": 1965, "month": 11, "day": 7, "calendar": "gregorian"}
    assert card["dates"] == [
        {"label": "anniversary", "year": 1990, "month": 2, "day": 1, "calendar": "gregorian"}
    ]
    assert card["addresses"] == [
        {
            "label": "home",
            "street": "Street 1",
            "city": "Addis Ababa",
            "region": "AA",
            "postcode": "1000",
            "country": "Ethiopia",
        }
    ]
    assert card["links"] == ["https://example.com"]
    assert card["notes"] == "First line\nsecond line"
    assert card["photo"] == 70
    assert card["extra"]["X-SHOE"] == ["42:half", "43"]


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("1990-05-17", (1990, 5, 17)),
        ("--05-17", (None, 5, 17)),
        ("05-17", (None, 5, 17)),
        ("1990", (1990, None, None)),
        ("1990-05", (1990, 5, None)),
        ("۱۹۹۰-۰۵-۱۷", (1990, 5, 17)),
    ],
)
def test_a_birthday_may_have_unknown_parts(
    crm: CommandLine, typed: str, expected: tuple[int | None, ...]
) -> None:
    crm("add", "Abebe", "--birthday", typed)
    birthday = crm.json("show", "1")["birthday"]
    assert (birthday["year"], birthday["month"], birthday["day"]) == expected


def test_a_birthday_may_be_of_another_calendar(crm: CommandLine) -> None:
    crm("add", "Abebe", "--birthday", "1982-13-05", "--calendar", "ethiopian")
    assert crm.json("show", "1")["birthday"] == {
        "year": 1982, "month": 13, "day": 5, "calendar": "ethiopian",
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["1990-02-30", "1990-13-01", "1990-00-01", "soon", "17.5.1990", "--0517"])
def test_a_birthday_that_is_none_is_refused(crm: CommandLine, typed: str) -> None:
    assert typed in crm("add", "Abebe", "--birthday", typed).refusal
    assert crm.json("list") == {"contacts": []}


@pytest.mark.parametrize(
    "name",
    [
        "<b>x</b>",
        '"; DROP TABLE contact; --',
        "x" * 10_000,
        "\u200fעברית\u200e mark",
        "a\u202eb\u202c",
        "%s {0} \\n",
        "O'Brien & Co",
    ],
)
def test_a_name_is_kept_as_typed(crm: CommandLine, name: str) -> None:
    crm("add", name)
    assert crm.json("show", "1")["name"] == name
    assert crm.json("list")["contacts"][0]["name"] == name
    assert crm.json("search", name[:100])["contacts"][0]["name"] == name


def test_a_name_of_several_words_needs_no_quotes(crm: CommandLine) -> None:
    crm("add", "Abebe", "Bekele", "--tag", "x")
    assert crm.json("show", "1")["name"] == "Abebe Bekele"


def test_nothing_at_all_is_refused(crm: CommandLine) -> None:
    assert "at least one thing" in crm("add", "").refusal


def test_a_phone_that_another_contact_has_is_told_of_and_kept(crm: CommandLine) -> None:
    crm("add", "Abebe", "--phone", "0911234567")
    added = crm("add", "Hana", "--phone", "+251 911 234 567")
    assert added.code == 0
    assert added.out.splitlines()[1] == "Abebe, number 1, has 0911234567 too."
    assert crm.json("add", "Third", "--phone", "0911234567") == {"id": 3}


def test_the_list_is_by_name_and_may_be_limited(crm: CommandLine) -> None:
    for name in ("Cato", "Abebe", "Berta"):
        crm("add", name)
    found = crm.json("list")["contacts"]
    assert [set(contact) for contact in found] == [{"id", "name", "warmth", "company"}] * 3
    assert [contact["name"] for contact in found] == ["Abebe", "Berta", "Cato"]
    assert [contact["name"] for contact in crm.json("list", "--limit", "2")["contacts"]] == ["Abebe", "Berta"]
    assert crm.json("list", "--limit", "0") == {"contacts": []}
    assert found[0] == {"id": 2, "name": "Abebe", "warmth": "warm", "company": None}


def test_the_cold_come_the_longest_cold_first(crm: CommandLine) -> None:
    for name, since in (("Warm", "2026-03-01"), ("Cold", "2026-01-20"), ("Lost", "2025-09-01")):
        crm("add", name, "--cadence", "30")
        crm("log", str(crm.json("search", name)["contacts"][0]["id"]), "spoke", "--at", since)
    assert [(c["name"], c["warmth"]) for c in crm.json("list", "--cold")["contacts"]] == [
        ("Lost", "lost"),
        ("Cold", "cold"),
    ]


def test_several_tags_leave_those_who_wear_all(crm: CommandLine) -> None:
    crm("add", "Both", "--tag", "a", "--tag", "b")
    crm("add", "One", "--tag", "a")
    assert [c["name"] for c in crm.json("list", "--tag", "A", "--tag", "b")["contacts"]] == ["Both"]
    assert crm("list", "--tag", "zzz").out == "Nobody here wears zzz.\n"


def test_full_lists_hold_whole_cards(crm: CommandLine) -> None:
    crm("add", "Abebe", "--phone", "0911234567")
    card = crm.json("show", "1")
    assert crm.json("list", "--full") == {"contacts": [card]}
    assert crm.json("search", "Abebe", "--full") == {"contacts": [card]}


def test_a_long_list_is_printed_whole(crm: CommandLine) -> None:
    crm("demo")
    assert len(crm.json("list")["contacts"]) == 25
    assert len(crm.json("list", "--full")["contacts"]) == 25


def test_search_finds_by_latin_letters_and_by_digits(crm: CommandLine) -> None:
    crm("add", "አበበ በቀለ", "--phone", "0911 23 45 67")
    crm("add", "Шавкат Юсупов")
    assert [c["id"] for c in crm.json("search", "abebe")["contacts"]] == [1]
    assert [c["id"] for c in crm.json("search", "yusupov")["contacts"]] == [2]
    assert [c["id"] for c in crm.json("search", "123456")["contacts"]] == [1]
    assert crm.json("search", "nobody") == {"contacts": []}


def test_the_card_as_text_tells_what_matters(crm: CommandLine) -> None:
    crm("demo")
    number = str(crm.json("search", "Hanna")["contacts"][0]["id"])
    text = crm("show", number).out
    for part in (
        "ሐና ዓለሙ\nWarm. You wanted every 14 days; it has been 4.\n",
        "  mobile    +251 90 000 0057\n",
        "Training for her first half marathon",
        "Coffee labels: choose the paper",
        "Bring the three paper samples",
        "2026-02-26 09:50  call     She likes the rough paper best",
    ):
        assert part in text


def test_columns_stay_aligned_in_every_script(crm: CommandLine) -> None:
    for name in ("王小明", "Anna", "e\u0301e\u0301", "a\nb"):
        crm("add", name, "--company", "X")
    assert normalize("NFC", crm("list").out).splitlines() == [
        "ID  NAME    COMPANY  WARMTH",
        " 4  a b     X        warm",
        " 2  Anna    X        warm",
        " 3  éé      X        warm",
        " 1  王小明  X        warm",
    ]


def test_an_empty_book_says_what_to_do(crm: CommandLine) -> None:
    assert crm("list").out == "No contacts yet. Add one: crm-desktop add NAME\n"
    assert crm("list", "--cold").out == "Nobody has gone cold.\n"
    assert crm("search", "x").out == "Nothing found for “x”.\n"


@pytest.mark.parametrize("number", ["1", "99999999999999999999999999", "-1", "0", "abc", "1.5", ""])
def test_a_number_that_nobody_has_is_refused(crm: CommandLine, number: str) -> None:
    assert "number" in crm("show", "--", number).refusal


def test_a_contact_in_the_trash_is_not_shown(crm: CommandLine) -> None:
    crm("add", "Abebe")
    crm.ask(lambda services: services.contacts.delete([1]))
    assert "trash" in crm("show", "1").refusal
    assert crm.json("list") == {"contacts": []}


def test_a_direction_that_is_left_open_ends_with_the_name(crm: CommandLine) -> None:
    crm("add", "a\u202eb")
    assert crm.json("show", "1")["name"] == "a\u202eb\u202c"
