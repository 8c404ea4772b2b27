"""The list's model keeps ids, fetches rows where someone looks, and tells precisely what changed."""

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester

from crm_desktop.domain.contact_query import ContactRow
from crm_desktop.domain.ids import ContactId
from crm_desktop.ui.models.contact_columns import Column
from crm_desktop.ui.models.contact_list import ContactListModel


class Names:
    """Says only the name."""

    def text(self, row: ContactRow, column: Column) -> str:
        return row.name if column is Column.NAME else ""

    def spoken(self, row: ContactRow) -> str:
        return row.name


class Book:
    """A row source that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.names: dict[int, str] = {}

    def rows(self, ids: Sequence[int]) -> list[ContactRow]:
        self.asked.append(list(ids))
        return [ContactRow(id=ContactId(key), name=self.names.get(key, f"Contact {key}")) for key in ids]


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def model(book: Book) -> ContactListModel:
    return ContactListModel(book.rows, Names())


def shown(model: ContactListModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_it_is_a_sound_qt_model(model: ContactListModel, qtmodeltester: ModelTester) -> None:
    model.show(array("q", range(1, 200)))
    qtmodeltester.check(model)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.become(array("q", [*range(1, 50), 500, 501, *range(60, 200)]))
    model.become(array("q", [7]))
    model.become(array("q"))
    model.show(array("q", [3, 2, 1]))
    model.renew()
    del tester


def test_only_pages_that_are_looked_at_are_fetched(model: ContactListModel, book: Book) -> None:
    model.show(array("q", range(1, 100_001)))
    assert book.asked == []
    assert model.row(99_990).name == "Contact 99991"
    assert model.row(99_991).name == "Contact 99992"
    assert len(book.asked) == 1
    assert len(book.asked[0]) < 200


def test_what_is_far_away_is_forgotten(model: ContactListModel, book: Book) -> None:
    model.show(array("q", range(1, 100_001)))
    for position in range(0, 100_000, 50):
        model.row(position)
    book.asked.clear()
    model.row(0)
    assert len(book.asked) == 1


def test_a_contact_that_is_gone_meanwhile_leaves_an_empty_row(model: ContactListModel, book: Book) -> None:
    book.rows = lambda ids: []  # type: ignore[method-assign]
    gone = ContactListModel(book.rows, Names())
    gone.show(array("q", [5]))
    assert gone.row(0) == ContactRow(id=ContactId(5), name="")


def test_a_changed_contact_is_fetched_and_painted_anew(model: ContactListModel, book: Book) -> None:
    model.show(array("q", [1, 2, 3]))
    assert shown(model) == ["Contact 1", "Contact 2", "Contact 3"]
    painted: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: painted.append((first.row(), last.row())))
    book.names[2] = "Abebe"
    model.renew([2, 77])
    assert painted == [(1, 1)]
    assert shown(model) == ["Contact 1", "Abebe", "Contact 3"]


def test_an_added_contact_keeps_the_others_selected(model: ContactListModel) -> None:
    model.show(array("q", [1, 2, 3]))
    selection = QItemSelectionModel(model)
    selection.select(model.index(2, 0), QItemSelectionModel.SelectionFlag.Select)
    model.become(array("q", [1, 9, 2, 3]))
    assert [index.row() for index in selection.selectedIndexes()] == [3]


def test_a_screen_reader_hears_the_row(model: ContactListModel) -> None:
    model.show(array("q", [1]))
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Contact 1"
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) is None
    assert QModelIndex().data() is None


@given(
    st.lists(st.integers(1, 40), unique=True, max_size=30),
    st.lists(st.integers(1, 40), unique=True, max_size=30),
)
def test_any_list_becomes_any_other(before: list[int], after: list[int]) -> None:
    model = ContactListModel(Book().rows, Names())
    model.show(array("q", before))
    rows = list(before)
    model.rowsRemoved.connect(lambda _parent, first, last: rows.__delitem__(slice(first, last + 1)))
    model.rowsInserted.connect(
        lambda _parent, first, last: rows.__setitem__(slice(first, first), list(model.ids[first : last + 1]))
    )
    model.become(array("q", after))
    assert list(model.ids) == after
    assert rows == after
