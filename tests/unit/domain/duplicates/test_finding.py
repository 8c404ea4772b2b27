"""Comparing only those who share something finds what comparing all with all finds; groups hold together."""

import random
from collections.abc import Sequence
from itertools import combinations

import pytest

from crm_desktop.domain.contact import Contact
from crm_desktop.domain.duplicates.everyone import Rows, profiles
from crm_desktop.domain.duplicates.finding import Search
from crm_desktop.domain.duplicates.grouping import grouped
from crm_desktop.domain.duplicates.judging import judged
from crm_desktop.domain.phone import digits
from tests.unit.domain.duplicates.people import card

GIVEN = (
    "John",
    "Jon",
    "Joan",
    "Bob",
    "Robert",
    "Сергей",
    "Sergei",
    "Anna",
    "አበበ",
    "Abebe",
    "محمد",
    "Muhammad",
    "J.",
    "",
)
FAMILY = ("Smith", "Smyth", "Petrov", "Petrova", "Иванов", "Ivanov", "Bikila", "ቢቂላ", "كريم", "Karim", "")


def somebody(dice: random.Random) -> Contact:
    def maybe(*values: str) -> str:
        return dice.choice((*values, "", ""))

    numbers = [f"+2519112233{number:02}" for number in range(25)]
    return card(
        f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}".strip(),
        maybe(*numbers),
        maybe(*(f"{who}@example.org" for who in ("a", "b", "c", "d", "info"))),
        maybe("1990-05-17", "05-17", "1980-01-02", "1991-06-18"),
        maybe("Acme", "Tea House", "Railways"),
        maybe("12 Bole Road", "3 Piazza"),
    )


def rows_of(people: dict[int, Contact], ids: Sequence[int] | None = None) -> Rows:
    chosen = {number: people[number] for number in (people if ids is None else ids)}
    return Rows(
        [(n, (c.name.full, *c.name.parts, c.name.nickname)) for n, c in chosen.items()],
        [(n, phone.e164 or digits(phone.typed)) for n, c in chosen.items() for phone in c.phones],
        [(n, email.address) for n, c in chosen.items() for email in c.emails],
        [(n, c.birthday) for n, c in chosen.items() if c.birthday],
        [(n, role.company) for n, c in chosen.items() for role in c.roles],
        [(n, one.street, one.city, one.postcode) for n, c in chosen.items() for one in c.addresses],
        len(chosen),
    )


def searched(people: dict[int, Contact], apart: Sequence[tuple[int, int]] = ()) -> Search:
    search = Search(rows_of(people), lambda ids: rows_of(people, ids), apart)
    done = list(search.steps())
    assert done == sorted(done)
    assert all(0 <= share <= 1 for share in done)
    return search


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_missed(seed: int) -> None:
    dice = random.Random(seed)
    people = {number: somebody(dice) for number in range(1, 121)}
    search = searched(people)
    everyone = profiles(rows_of(people))
    wanted = {
        (one, other)
        for one, other in combinations(people, 2)
        if judged(everyone[one], everyone[other], search.shared).is_likely
    }
    assert {(pair.one, pair.other) for pair in search.pairs} == wanted
    assert wanted


@pytest.mark.parametrize("seed", range(6))
def test_in_a_group_nothing_speaks_against_any_two(seed: int) -> None:
    dice = random.Random(seed)
    people = {number: somebody(dice) for number in range(1, 121)}
    search = searched(people)
    groups = grouped(search.pairs, search.profile, search.shared)
    members = [number for group in groups for number in group.ids]
    assert len(members) == len(set(members))
    for group in groups:
        assert len(group.ids) > 1
        assert 0.5 <= group.score <= 1
        assert len({reason.signal for reason in group.reasons}) >= 2
        for one, other in combinations(group.ids, 2):
            assert not judged(search.profile(one), search.profile(other), search.shared).refused
    assert [group.score for group in groups] == sorted((group.score for group in groups), reverse=True)


def test_who_is_apart_is_in_no_group_together() -> None:
    people = {number: card("Ana Costa", "+251911223344") for number in (1, 2, 3)}
    for apart in ([(1, 2)], [(1, 2), (2, 3)], [(1, 2), (1, 3), (2, 3)]):
        search = searched(people, apart)
        for group in grouped(search.pairs, search.profile, search.shared, set(apart)):
            assert not any(pair in apart for pair in combinations(group.ids, 2))


def test_a_crowd_is_not_compared() -> None:
    people = {number: card("Mohammed", "+251911223344", company="Acme") for number in range(1, 2001)}
    search = searched(people)
    assert search.pairs == []
