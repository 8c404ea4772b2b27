"""Cards become one: the better value is taken, everything typed is there, merging again adds nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.contact import BIRTHDAY, Contact, ImportantDate, Name, Phone, Role
from crm_desktop.domain.duplicates.merging import proposed, with_choices, with_more
from crm_desktop.domain.duplicates.plan import BIRTHDAY as BORN
from crm_desktop.domain.duplicates.plan import NAME, STATUS, MergeWords
from crm_desktop.domain.fold import fold
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.card_cleaning import cleaned
from tests.unit.store import cards

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def kept(contacts: Sequence[Contact]) -> list[Contact]:
    """As they come from the file: with numbers and moments."""
    return [
        replace(
            cleaned(card, "ET"),
            id=ContactId(number),
            created_at=BEGAN + timedelta(days=number),
            updated_at=BEGAN + timedelta(days=10 - number),
        )
        for number, card in enumerate(contacts, 1)
    ]


def everything_in(card: Contact) -> str:
    """All text on a card."""
    date = " ".join(f"{noted.date.year}-{noted.date.month}-{noted.date.day}" for noted in card.dates)
    texts = [
        card.name.display, *card.name.parts, card.name.nickname, card.notes, card.status, card.source, date,
        *card.facts, *card.tags, *(value.value for value in card.custom), *(one.raw for one in card.extra),
        *(link.url for link in card.links), *(one.handle for one in card.messengers),
        *(email.address for email in card.emails), *(phone.typed for phone in card.phones),
        *(f"{role.company} {role.title}" for role in card.roles),
        *(f"{where.street} {where.city}" for where in card.addresses),
    ]  # fmt: skip
    return " ".join(texts)


@given(st.lists(cards.cards, min_size=2, max_size=3))
@settings(max_examples=25, deadline=None)
def test_nothing_that_was_typed_is_lost(contacts: list[Contact]) -> None:
    people = kept(contacts)
    written = everything_in(proposed(people).merged)
    merged, folded = match_key(written), fold(written)
    for card in people:
        for text in (
            card.status,
            card.source,
            card.name.nickname,
            *card.facts,
            *(v.value for v in card.custom),
        ):
            assert match_key(text) in merged
        for email in card.emails:
            assert match_key(email.address) in merged
        for role in card.roles:
            assert match_key(role.company) in merged
            assert fold(role.title) in folded
        for where in card.addresses:
            assert fold(where.street) in folded
        assert all(match_key(word) in merged for word in card.name.display.split())


@given(st.lists(cards.cards, min_size=2, max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_a_card_that_was_merged_adds_nothing(contacts: list[Contact], choose: object) -> None:
    people = kept(contacts)
    plan = proposed(people)
    plan = with_choices(plan, {field.what: choose.randrange(len(field.options)) for field in plan.fields})  # type: ignore[attr-defined]
    for card in people:
        again = with_more(plan.merged, card)
        assert again == plan.merged


@given(st.lists(cards.cards, min_size=2, max_size=3))
@settings(max_examples=15, deadline=None)
def test_a_card_merged_with_itself_is_that_card(contacts: list[Contact]) -> None:
    one = kept(contacts)[0]
    once = proposed([one, replace(one, id=ContactId(9))]).merged
    assert proposed([once, replace(once, id=ContactId(9))]).merged == once


def two(**changed: object) -> list[Contact]:
    return kept([Contact(Name("Jon Smith")), replace(Contact(Name("Jon Smith")), **changed)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "better, worse",
    [
        ("John Smith", "J. Smith"),
        ("Anna Petrova", "Anna"),
        ("John Smith", "JOHN SMITH"),
        ("Abebe Bikila Wakjira", "Abebe Bikila"),
    ],
)
def test_the_fuller_name_is_the_better_one(better: str, worse: str) -> None:
    for names in ((better, worse), (worse, better)):
        assert proposed(kept([Contact(Name(name)) for name in names])).merged.name.full == better


def test_the_birthday_that_says_more_is_the_better_one() -> None:
    full, part = PartialDate(1990, 5, 17), PartialDate(None, 5, 17)
    plan = proposed(kept([Contact(dates=(ImportantDate(BIRTHDAY, date),)) for date in (part, full)]))
    assert plan.merged.birthday == full
    assert plan.merged.dates == (ImportantDate(BIRTHDAY, full),)
    assert not plan.left


def test_of_equal_values_that_of_the_card_changed_last_is_taken() -> None:
    first, second = kept([Contact(status="lead"), Contact(status="customer")])
    assert proposed([first, second]).merged.status == "lead"
    assert proposed([second, first]).merged.status == "lead"
    assert proposed([second, first]).keep == 2


def test_other_values_can_be_taken_and_nothing_else_changes() -> None:
    plan = proposed(kept([Contact(Name("A B"), status="lead"), Contact(Name("C D"), status="customer")]))
    other = with_choices(plan, {STATUS: 1, NAME: 1})
    assert (other.merged.status, other.merged.name.full) == ("customer", "C D")
    assert with_choices(other, {STATUS: 0, NAME: 0}) == plan
    for wrong in ({"hat": 0}, {STATUS: 2}, {STATUS: -1}):
        with pytest.raises(ValueError, match="nothing to choose"):
            with_choices(plan, wrong)


def test_a_post_without_a_title_is_any_post_there() -> None:
    merged = proposed(
        kept([Contact(roles=(Role("Acme"),)), Contact(roles=(Role("ACME", "Baker"), Role("Acme", "Cook")))])
    )
    assert [role.title for role in merged.merged.roles] == ["Baker", "Cook"]


def test_what_is_left_is_written_in_the_words_of_who_asks() -> None:
    words = MergeWords("Von den anderen Karten:", {STATUS: "Stand"})
    plan = proposed(kept([Contact(status="lead"), Contact(status="customer")]), words)
    assert plan.merged.notes == "Von den anderen Karten:\nStand: customer"


def test_what_all_cards_agree_on_is_shown_and_not_open() -> None:
    plan = proposed(two(phones=(Phone("12345"),)))
    (name,) = plan.fields
    assert (name.what, name.is_open, name.taken.text) == (NAME, False, "Jon Smith")
    assert BORN not in {field.what for field in plan.fields}
