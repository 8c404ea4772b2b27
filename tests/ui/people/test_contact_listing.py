"""A long list answers with its first screen, and the rest never comes too late for another question."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.contact_query import ContactQuery, ContactRow, ContactSet
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
