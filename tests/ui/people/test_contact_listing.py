"""A long list answers with its first screen, and the rest never comes too late for another question."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.contact_query import ContactQuery, ContactRow, ContactSet
from crm_desktop.domain.filters.condition import Operator, Test
from crm_desktop.domain.ids import ContactId
from crm_desktop.ui.models.contact_columns import Column
from crm_desktop.ui.models.contact_listing import FIRST_SCREEN, ContactListing


class Names:
    def text(self, row: ContactRow, column: Column) -> str:
        return row.name

    def spoken(self, row: ContactRow) -> str:
        return row.name


@dataclass
class Book:
    """Answers each search with so many contacts."""

    sizes: dict[str, int] = field(default_factory=dict)
    asked: list[tuple[str, int | None]] = field(default_factory=list)

    def ids(self, query: ContactQuery, limit: int | None = None) -> "array[int]":
        self.asked.append((query.text, limit))
        count = self.sizes.get(query.text, 0)
        return array("q", range(1, 1 + (count if limit is None else min(count, limit))))

    def rows(self, ids: Sequence[int], text: str = "") -> list[ContactRow]:
        return [ContactRow(id=ContactId(key), name=f"{text}{key}") for key in ids]


@dataclass
class Later:
    """A runner whose work is done when the test says so."""

    busy: bool = False
    waiting: list[Callable[[], None]] = field(default_factory=list)

    def run(
        self,
        work: Callable[[Any, Any], Any],
        *,
        on_done: Callable[[Any], None] = lambda _result: None,
        on_error: Callable[[BaseException], None] = lambda _error: None,
    ) -> None:
        self.waiting.append(lambda: on_done(work(None, None)))


@pytest.fixture
def book() -> Book:
    return Book({"": 9000, "a": 300, "ab": 5})


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def listing(qapp: object, book: Book, later: Later) -> ContactListing:
    return ContactListing(book, Names(), later)


def test_the_first_screen_is_there_at_once_and_the_rest_from_beside_the_window(
    listing: ContactListing, later: Later, qtbot: Any
) -> None:
    listing.ask(ContactQuery())
    assert listing.model.rowCount() == FIRST_SCREEN
    qtbot.waitUntil(lambda: bool(later.waiting))
    later.waiting.pop()()
    assert listing.model.rowCount() == 9000
    assert listing.is_whole


def test_an_answer_to_an_older_question_is_dropped(listing: ContactListing, later: Later, qtbot: Any) -> None:
    listing.ask(ContactQuery())
    qtbot.waitUntil(lambda: bool(later.waiting))
    listing.ask(ContactQuery(text="ab"))
    later.waiting.pop()()
    assert listing.model.rowCount() == 5


def test_while_something_long_runs_the_list_does_not_wait_for_it(
    listing: ContactListing, later: Later, qtbot: Any
) -> None:
    later.busy = True
    listing.ask(ContactQuery())
    qtbot.waitUntil(lambda: listing.model.rowCount() == 9000)
    assert later.waiting == []


def test_whoever_types_on_is_not_made_to_wait_for_the_rest(listing: ContactListing, book: Book) -> None:
    listing.ask(ContactQuery(text="a"))
    listing.ask(ContactQuery(text="ab"))
    assert book.asked == [("a", FIRST_SCREEN), ("ab", FIRST_SCREEN)]


@pytest.mark.parametrize(
    "kind,query,asked_again",
    [
        (Kind.CONTACT, ContactQuery(text="ab"), True),
        (Kind.INTERACTION, ContactQuery(text="ab"), True),
        (Kind.INTERACTION, ContactQuery(text="", which=ContactSet.COLD), True),
        (Kind.REMINDER, ContactQuery(text="ab"), False),
        (Kind.FOLLOW_UP, ContactQuery(text="ab"), False),
        (Kind.FOLLOW_UP, ContactQuery(text="ab", which=ContactSet.NO_NEXT_STEP), True),
    ],
)
def test_only_what_may_change_the_list_is_asked_again(
    listing: ContactListing, book: Book, kind: Kind, query: ContactQuery, asked_again: bool, qtbot: Any
) -> None:
    book.sizes[""] = 5
    listing.ask(query)
    book.asked.clear()
    listing.take_changes(Changes({kind: frozenset({1})}))
    assert listing.asks_again is asked_again


# Filters that were made, asked of very many


ASKED = Test("name", Operator.HAS, "a")


@pytest.fixture
def large(listing: ContactListing, later: Later, qtbot: Any) -> ContactListing:
    """A listing that has shown everyone in a large book."""
    listing.ask(ContactQuery())
    qtbot.waitUntil(lambda: bool(later.waiting))
    later.waiting.pop()()
    return listing


def test_a_filter_over_very_many_is_asked_beside_the_window(
    large: ContactListing, book: Book, later: Later
) -> None:
    book.asked.clear()
    large.ask(ContactQuery(text="a", condition=ASKED))
    assert book.asked == []
    assert large.model.rowCount() == 9000  # what is in view stays until it is answered
    later.waiting.pop()()
    assert large.model.rowCount() == 300
    assert large.is_whole


def test_what_is_typed_meanwhile_is_asked_next(large: ContactListing, book: Book, later: Later) -> None:
    large.ask(ContactQuery(text="a", condition=ASKED))
    large.ask(ContactQuery(text="ab", condition=ASKED))
    assert len(later.waiting) == 1
    later.waiting.pop()()
    assert large.model.rowCount() == 9000
    later.waiting.pop()()
    assert large.model.rowCount() == 5


def test_taking_the_filter_off_does_not_wait(large: ContactListing, later: Later) -> None:
    large.ask(ContactQuery(text="a", condition=ASKED))
    large.ask(ContactQuery(text="ab"))
    assert large.model.rowCount() == 5
    later.waiting.pop()()
    assert large.model.rowCount() == 5
    assert later.waiting == []


def test_who_wants_all_now_has_them_once(large: ContactListing, later: Later) -> None:
    large.ask(ContactQuery(text="a", condition=ASKED))
    large.complete()
    assert large.model.rowCount() == 300
    resets: list[None] = []
    large.model.modelReset.connect(lambda: resets.append(None))
    later.waiting.pop()()
    assert resets == []


def test_in_a_small_book_a_filter_answers_at_once(listing: ContactListing, later: Later) -> None:
    listing.ask(ContactQuery(text="ab", condition=ASKED))
    assert listing.model.rowCount() == 5
    assert later.waiting == []
