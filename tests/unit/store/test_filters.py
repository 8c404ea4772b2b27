"""Filters over the file: whatever a person asks, the list is what a naive look at every contact gives."""

from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.contact_query import ContactQuery, SortColumn
from crm_desktop.domain.filters.condition import All, Any, Condition, Not, Operator, Test
from crm_desktop.domain.filters.language import written
from crm_desktop.domain.filters.subjects import SUBJECTS, Subject, SubjectType, of_field, of_label
from crm_desktop.store.filter_tests import TESTS
from tests.unit.store.filter_book import FIELDS, WORDS, Book
from tests.unit.store.naive_filter import Naive

BOOKS = 6
_THERE = (Operator.KNOWN, Operator.MISSING)
_SUBJECTS = (
    *SUBJECTS.values(),
    *map(of_label, ("anniversary", "Name day", "Именины", "nothing")),
    *map(of_field, FIELDS),
)
_texts = st.sampled_from(
    [*WORDS, "ivan", "ann", "mull", "ahmad", "reza", "*an", "*strasse", "xiaoming", "小明", "brien", "gmail",
     "vip", "*a", "*", "0911", "+251", "251", "911234567", "lee anna", "uzbek", "ozbek", "acm"]
)  # fmt: skip
_any_text = st.one_of(_texts, st.text(max_size=8))
_days = st.one_of(
    st.integers(-70, 70).map(lambda days: f"today{days:+}" if days else "today"),
    st.dates().map(str),
    st.sampled_from(("2026-03-02", "2026-03-09", "2026-03-08")),
)
_numbers = st.one_of(st.integers(-1, 6), st.sampled_from((29, 30, 42.5, 60))).map(str)


def _value(subject: Subject) -> st.SearchStrategy[str]:
    match subject.type:
        case SubjectType.TEXT:
            return _any_text
        case SubjectType.NUMBER:
            return _numbers
        case SubjectType.DATE:
            return _days
    return st.sampled_from(subject.choices)


@st.composite
def compared(draw: st.DrawFn) -> Test:
    """Any single test that a person can ask for."""
    subject = draw(st.sampled_from(_SUBJECTS))
    operator = draw(st.sampled_from(subject.operators))
    value = "" if operator in _THERE else draw(_value(subject))
    return Test(subject.key, operator, value, subject.custom)


def _join(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, max_size=3).map(tuple)
    return several.map(All) | several.map(Any) | inner.map(Not)


conditions = st.recursive(compared(), _join, max_leaves=6)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Book]]:
    """Some books, each with its own people."""
    folder = tmp_path_factory.mktemp("books")
    made = []
    for seed in range(BOOKS):
        (folder / str(seed)).mkdir()
        made.append(Book(folder / str(seed), seed))
    yield made
    for book in made:
        book.services.close()


def test_every_subject_can_be_asked_for() -> None:
    assert set(TESTS) == set(SUBJECTS)


@settings(max_examples=400)
@given(condition=conditions, which=st.integers(0, BOOKS - 1))
def test_a_filter_lists_whom_a_look_at_every_contact_gives(
    books: list[Book], condition: Condition, which: int
) -> None:
    book = books[which]
    naive = Naive(book.lives, dict(book.services.settings.cadences)).matching(condition)
    assert set(book.services.filters.matching(condition)) == naive, written(condition)
    assert book.services.filters.counts([condition, Not(condition)]) == [
        len(naive),
        len(book.lives) - len(naive),
    ]


@pytest.mark.parametrize("subject", _SUBJECTS, ids=lambda subject: subject.key)
def test_each_subject_is_compared_as_a_look_at_every_contact_does(
    books: list[Book], subject: Subject
) -> None:
    @settings(max_examples=15)
    @given(data=st.data())
    def compare(data: st.DataObject) -> None:
        operator = data.draw(st.sampled_from(subject.operators))
        value = "" if operator in _THERE else data.draw(_value(subject))
        test = Test(subject.key, operator, value, subject.custom)
        for book in books:
            naive = Naive(book.lives, dict(book.services.settings.cadences)).matching(test)
            assert set(book.services.filters.matching(test)) == naive

    compare()


@settings(max_examples=60)
@given(
    condition=conditions,
    sort=st.sampled_from(SortColumn),
    down=st.booleans(),
    text=st.sampled_from(("", "a")),
)
def test_a_filtered_list_is_the_list_without_those_who_do_not_fit(
    books: list[Book], condition: Condition, sort: SortColumn, down: bool, text: str
) -> None:
    ids = books[0].services.contacts.ids
    query = partial(ContactQuery, text=text, sort=sort, descending=down)
    fit = set(books[0].services.filters.matching(condition))
    listed = list(ids(query(condition=condition)))
    assert listed == [number for number in ids(query()) if number in fit]
    assert list(ids(query(condition=condition), 2))[:2] == listed[:2]
