"""Whoever is typed is found: from any keyboard, by any part, with one error, best first."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import (
    Address,
    Contact,
    CustomValue,
    Email,
    Link,
    Messenger,
    Name,
    Phone,
    Role,
)
from crm_desktop.domain.contact_query import ContactQuery, ContactSet
from crm_desktop.domain.fold import index_words
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.services.context import Services
from tests.fakes import FakeClock

NAMES = (
    "Иванов Сергей Владимирович",
    "አበበ ቢቂላ",
    "كريم بن علي",
    "کریم رضایی",
    "王小明",
    "Oʻtkir Hoshimov",
    "Toʻlqin G'afurov",
    "Wałęsa Lech",
    "Søren Groß",
    "Федор Достоевский",
    "Фёдор Тютчев",
    "O'Brien Conan",
    "Anna-Maria Müller",
    "Abebe Kebede",
    "Nguyễn Thị Minh",
)


def _find(services: Services, text: str) -> list[str]:
    return [row.name for row in services.contacts.rows(services.contacts.ids(ContactQuery(text)), text)]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """People of many scripts, to be looked at only: all tests share them."""
    folder = tmp_path_factory.mktemp("people")
    with closing(open_services(folder, clock=FakeClock(), default_country=lambda: "ET")) as services:
        with services.uow(None) as tx:
            tx.add_many([Contact(Name(name), uid=name) for name in NAMES])
        yield services


# Names


@pytest.mark.parametrize(
    "typed, found",
    [
        ("ivanov", {"Иванов Сергей Владимирович"}),
        ("Иванов", {"Иванов Сергей Владимирович"}),
        ("иванов сер", {"Иванов Сергей Владимирович"}),
        ("sergey IVANOV", {"Иванов Сергей Владимирович"}),
        ("Ivanov S.V.", {"Иванов Сергей Владимирович"}),
        ("S. Ivanov", {"Иванов Сергей Владимирович"}),
        ("abebe", {"አበበ ቢቂላ", "Abebe Kebede"}),
        ("አበበ", {"አበበ ቢቂላ", "Abebe Kebede"}),
        ("bikila", {"አበበ ቢቂላ"}),
        ("كريم", {"كريم بن علي", "کریم رضایی"}),
        ("کریم", {"كريم بن علي", "کریم رضایی"}),
        ("小明", {"王小明"}),
        ("xiaoming", {"王小明"}),
        ("oʻtkir", {"Oʻtkir Hoshimov"}),
        ("o'tkir", {"Oʻtkir Hoshimov"}),
        ("otkir", {"Oʻtkir Hoshimov"}),
        ("O‘tkir", {"Oʻtkir Hoshimov"}),
        ("gʻafur", {"Toʻlqin G'afurov"}),
        ("walesa", {"Wałęsa Lech"}),
        ("soren gross", {"Søren Groß"}),
        ("федор", {"Федор Достоевский", "Фёдор Тютчев"}),
        ("fedor", {"Федор Достоевский", "Фёдор Тютчев"}),
        ("obrien", {"O'Brien Conan"}),
        ("brien", {"O'Brien Conan"}),
        ("o’brien", {"O'Brien Conan"}),
        ("maria", {"Anna-Maria Müller"}),
        ("annamaria", {"Anna-Maria Müller"}),
        ("muller", {"Anna-Maria Müller"}),
        ("nguyen", {"Nguyễn Thị Minh"}),
        ("  abebe   kebede ", {"Abebe Kebede"}),
    ],
)
def test_a_name_is_found_from_any_keyboard(people: Services, typed: str, found: set[str]) -> None:
    assert set(_find(people, typed)) == found


@pytest.mark.parametrize(
    "typed, found",
    [
        ("ivnov", "Иванов Сергей Владимирович"),  # a letter left out
        ("ivaanov", "Иванов Сергей Владимирович"),  # one too many
        ("ivamov", "Иванов Сергей Владимирович"),  # a neighbour's key
        ("vianov", "Иванов Сергей Владимирович"),  # two swapped, at the very beginning
        ("jvanov", "Иванов Сергей Владимирович"),
        ("hoshimvo", "Oʻtkir Hoshimov"),
        ("sergey ivanof", "Иванов Сергей Владимирович"),
        ("kebeed", "Abebe Kebede"),
    ],
)
def test_one_typing_error_is_forgiven(people: Services, typed: str, found: str) -> None:
    assert _find(people, typed) == [found]


@pytest.mark.parametrize("typed", ["ivxnxv", "abc", "qqqq", "zz top"])
def test_more_than_one_error_or_a_short_word_finds_nobody(people: Services, typed: str) -> None:
    assert _find(people, typed) == []


def test_a_nickname_and_every_part_of_a_name_are_found(services: Services) -> None:
    services.contacts.add(Contact(Name("Dr. A. Bikila", "Dr.", "Abebe", "Wolde", "Bikila", "PhD", "Shambel")))
    for typed in ("abebe", "wolde", "phd", "shambel", "bikila abebe"):
        assert _find(services, typed) == ["Dr. A. Bikila"], typed


def test_who_has_no_name_is_found_by_what_stands_for_it(services: Services) -> None:
    services.contacts.add(Contact(roles=(Role("Toʻqimachi"),)))
    services.contacts.add(Contact(emails=(Email("someone@run.et"),)))
    assert _find(services, "toqim") == ["Toʻqimachi"]
    assert _find(services, "someone") == ["someone@run.et"]


# Phones


@pytest.mark.parametrize(
    "typed",
    [
        "0911234567",
        "0911 234 567",
        "+251911234567",
        "+251 (91) 123-45-67",
        "251911234567",
        "00251911234567",
        "911234567",
        "٠٩١١٢٣٤٥٦٧",
        "091123",
        "0911",
    ],
)
def test_a_phone_is_found_as_it_is_typed(services: Services, typed: str) -> None:
    services.contacts.add(Contact(Name("Abebe"), phones=(Phone("+251 911 234 567"),)))
    services.contacts.add(Contact(Name("Other"), phones=(Phone("+251 922 345 678"),)))
    assert _find(services, typed) == ["Abebe"]


@pytest.mark.parametrize(
    "typed", ["+251 911 234 567", "0911234567", "+7 912 345-67-89", "5550012345", "+1 800 000 0001"]
)
def test_any_six_digits_in_a_row_find_a_phone(services: Services, typed: str) -> None:
    number = services.contacts.add(Contact(Name("Abebe"), phones=(Phone(typed),)))
    for form in {typed, services.contacts.get(number).phones[0].e164 or typed}:
        plain = "".join(ch for ch in form if ch.isdigit())
        for at in range(len(plain) - 5):
            assert _find(services, plain[at : at + 6]) == ["Abebe"], plain[at : at + 6]


def test_a_phone_kept_as_it_is_typed_at_home_is_found_with_its_country_code(services: Services) -> None:
    services.contacts.add(Contact(Name("Abebe"), phones=(Phone("0911234567"),)))
    assert _find(services, "+251911234567") == ["Abebe"]
    assert _find(services, "251911") == ["Abebe"]


# Everything else on a card


FULL = Contact(
    Name("Abebe"),
    emails=(Email("shambel.bikila@marathon-club.et"),),
    addresses=(Address("home", "1 Bole Road", "Addis Ababa", "Amhara", "1000", "Ethiopia"),),
    links=(Link("https://barefoot.run/abebe"),),
    messengers=(Messenger("@runner56", "Telegram"),),
    roles=(Role("Imperial Guard", "Sergeant", "Sport"),),
    tags=("gold medal",),
    notes="ran through Rome without shoes",
    facts=("drinks coffee", "two sons"),
    source="newspaper",
    status="customer",
    custom=(CustomValue("team", "green"),),
)


@pytest.mark.parametrize(
    "typed, said",
    [
        ("imperial", "Imperial Guard"),
        ("sergeant", "Sergeant"),
        ("sport", "Sport"),
        ("gold", "gold medal"),
        ("shambel", "shambel.bikila@marathon-club.et"),
        ("marathon", "shambel.bikila@marathon-club.et"),
        ("bole", "Bole Road"),
        ("addis", "Addis Ababa"),
        ("amhara", "Amhara"),
        ("barefoot", "https://barefoot.run/abebe"),
        ("runner56", "@runner56"),
        ("rome shoes", "ran through Rome"),
        ("coffee", "drinks coffee"),
        ("newspaper", "newspaper"),
        ("green", "green"),
        ("customer", "customer"),
        ("911234", "0911234567"),
        ("yesterday", "we spoke of it yesterday"),
        ("agreement", "an agreement"),
    ],
)
def test_everything_on_a_card_is_found_and_it_is_said_where(
    services: Services, clock: FakeClock, typed: str, said: str
) -> None:
    services.contacts.add(Contact(Name("Somebody Else"), notes="nothing"))
    number = services.contacts.add(replace(FULL, phones=(Phone("0911234567"),)))
    entry = Interaction(InteractionKind.CALL, clock.now(), (number,), "we spoke of it yesterday")
    services.interactions.log(replace(entry, agreed="an agreement"))
    ids = services.contacts.ids(ContactQuery(typed))
    (row,) = services.contacts.rows(ids, typed)
    assert row.name == "Abebe"
    assert said in row.found_in
    assert not row.found_in.startswith(("[", '"'))


def test_words_may_come_from_different_corners_of_a_card(services: Services) -> None:
    services.contacts.add(FULL)
    (row,) = services.contacts.rows(services.contacts.ids(ContactQuery("abebe rome")), "abebe rome")
    assert "Rome" in row.found_in
    assert _find(services, "gold sergeant") == ["Abebe"]


def test_who_is_found_by_name_needs_no_reason(people: Services) -> None:
    for typed in ("abebe", "ivanov s", "walesa", "krim"):
        for row in people.contacts.rows(people.contacts.ids(ContactQuery(typed)), typed):
            assert row.found_in == "", row.name


def test_a_reason_is_one_short_line(services: Services) -> None:
    services.contacts.add(Contact(Name("Abebe"), notes="word\n" * 500 + "needle " + "straw " * 500))
    (row,) = services.contacts.rows(services.contacts.ids(ContactQuery("needle")), "needle")
    assert "needle" in row.found_in
    assert "\n" not in row.found_in
    assert len(row.found_in) < 120


# Best first


def test_names_come_before_details_and_details_before_notes_and_notes_before_talk(
    services: Services, clock: FakeClock
) -> None:
    talked = services.contacts.add(Contact(Name("Talked")))
    services.contacts.add(Contact(Name("Noted"), notes="about Bole"))
    services.contacts.add(Contact(Name("Lives"), addresses=(Address(street="Bole Road"),)))
    services.contacts.add(Contact(Name("Bolena Begins")))
    services.contacts.add(Contact(Name("Bole Whole")))
    services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (talked,), "met at bole"))
    assert _find(services, "bole") == ["Bole Whole", "Bolena Begins", "Lives", "Noted", "Talked"]


def test_who_was_spoken_to_lately_comes_first(services: Services, clock: FakeClock) -> None:
    ids = [services.contacts.add(Contact(Name(f"Abebe {letter}"))) for letter in "ABC"]
    for days, number in zip((5, 1, 3), ids, strict=True):
        at = clock.now() - timedelta(days=days)
        services.interactions.log(Interaction(InteractionKind.CALL, at, (number,)))
    services.close()
    services.file.lists.forget()
    services.file._recency.forget()
    assert _find(services, "abebe") == ["Abebe B", "Abebe C", "Abebe A"]
    services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (ids[0],)))
    assert _find(services, "abebe") == ["Abebe A", "Abebe B", "Abebe C"]
    services.contacts.add(Contact(Name("Abebe New")))
    assert _find(services, "abebe")[0] == "Abebe New"


def test_a_limit_cuts_what_comes_last(people: Services) -> None:
    for typed in ("a", "abebe", "f"):
        whole = list(people.contacts.ids(ContactQuery(typed)))
        for limit in range(1, 4):
            assert list(people.contacts.ids(ContactQuery(typed), limit=limit)) == whole[:limit]


def test_a_search_stays_within_the_filter(services: Services) -> None:
    book = services.contacts
    abebe = book.add(Contact(Name("Abebe Kebede"), tags=("runner",)))
    book.add(Contact(Name("Abebe Bikila")))
    book.add(Contact(Name("Иванов")))
    assert list(book.ids(ContactQuery("abebe", tags=frozenset({"Runner"})))) == [abebe]
    assert list(book.ids(ContactQuery("ivanov", tags=frozenset({"runner"})))) == []
    assert list(book.ids(ContactQuery("abebe", which=ContactSet.COLD))) == []


# Who is gone


def test_who_is_deleted_is_not_found_and_who_is_restored_is(services: Services, clock: FakeClock) -> None:
    number = services.contacts.add(FULL)
    services.interactions.log(Interaction(InteractionKind.CALL, clock.now(), (number,), "a secret word"))
    words = ("abebe", "imperial", "rome", "secret", "abbee")
    assert all(_find(services, word) == ["Abebe"] for word in words)
    services.contacts.delete([number])
    assert all(_find(services, word) == [] for word in words)
    services.contacts.restore([number])
    assert all(_find(services, word) == ["Abebe"] for word in words)


def test_who_is_renamed_is_found_by_the_new_name_only(services: Services) -> None:
    number = services.contacts.add(Contact(Name("Abebe")))
    services.contacts.save(replace(services.contacts.get(number), name=Name("Mamo")))
    assert (_find(services, "abebe"), _find(services, "mamo")) == ([], ["Mamo"])


# Hostile input


@pytest.mark.parametrize(
    "typed",
    [
        '"', "'", '""', '"a', 'a"b', "*", "a*", "**", "(", ")", "(a OR b)", "a AND", "AND", "OR", "NOT",
        "NOT a", "NEAR", "NEAR(a b)", "name:abebe", "name : a", "{name} : a", "-abebe", "+abebe", "^abebe",
        "a:b", ":", "\x00", "a\x00b", "\ud800", "😀", "👩‍👩‍👧", "%",
        "_", "\\", ";", "--", "/*", "a" * 10_000,
        "1" * 10_000, "1 " * 5_000, "አ" * 10_000, "小" * 10_000, "\u202e", "\n", "\u0301", "١", "ª", "½",
        "a " * 10_000, "ﷺ" * 50,
        "x y z " * 2_000, "o'" * 3_000, "a-" * 3_000, " ".join(f"w{at}" for at in range(3_000)),
    ],
)  # fmt: skip
def test_nothing_that_is_typed_raises(people: Services, typed: str) -> None:
    ids = people.contacts.ids(ContactQuery(typed))
    people.contacts.rows(ids, typed)
    people.contacts.ids(ContactQuery(typed), limit=5)


@given(typed=st.text(st.characters(), max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_random_that_is_typed_raises(people: Services, typed: str) -> None:
    people.contacts.rows(people.contacts.ids(ContactQuery(typed)), typed)


def test_a_name_of_ten_thousand_letters_is_found(services: Services) -> None:
    services.contacts.add(Contact(Name("b" * 10_000)))
    services.contacts.add(Contact(Name("ab " * 3_000)))
    assert _find(services, "b" * 10_000) == ["b" * 10_000]
    assert _find(services, "b" * 50) == ["b" * 10_000]


# Any beginning of any word


@given(
    name=st.text(
        st.characters(exclude_categories=["Cs", "Cc"], codec="utf-8"), min_size=1, max_size=25
    ).filter(lambda name: name.strip())
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_contact_is_found_by_any_beginning_of_any_word_of_the_name(services: Services, name: str) -> None:
    number = services.contacts.add(Contact(Name(name)))
    for word in {word for word in index_words(services.contacts.get(number).name.full) if len(word) > 1}:
        for end in {2, 3, len(word)}:
            assert number in services.contacts.ids(ContactQuery(word[:end])), word[:end]


def test_a_search_finds_the_same_after_a_restart(people: Services) -> None:
    before = {typed: _find(people, typed) for typed in ("abebe", "ivanov", "krim", "o")}
    again = open_services(people.folder, clock=FakeClock(), default_country=lambda: "ET")
    assert {typed: sorted(_find(again, typed)) for typed in before} == {
        typed: sorted(found) for typed, found in before.items()
    }
    again.close()
