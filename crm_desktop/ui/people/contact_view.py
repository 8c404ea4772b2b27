"""The contacts on screen, as a list or as a table: keys, selection, what is in view.

It is one QTableView for both: the only Qt view that takes 100,000 rows without laying out each, and so
what is selected and where one is stay the same from one to the other.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from crm_desktop.ui.models.contact_columns import COLUMNS, Column
from crm_desktop.ui.people.cell_delegate import CellDelegate
from crm_desktop.ui.people.letter_keys import LetterKeys
from crm_desktop.ui.people.place_keeper import PlaceKeeper, spans_of
from crm_desktop.ui.people.row_delegate import RowDelegate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import (
        QEvent,
        QItemSelectionRange,
        QModelIndex,
        SignalInstance,
    )
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.models.contact_list import ContactListModel
    from crm_desktop.ui.models.contact_texts import ContactTexts
    from crm_desktop.ui.people.photos import Photos
    from crm_desktop.ui.theme.controller import ThemeController

_Select = QItemSelectionModel.SelectionFlag
_WIDTHS = {
    Column.NAME: 230,
    Column.COMPANY: 160,
    Column.CITY: 120,
    Column.PHONE: 150,
    Column.EMAIL: 190,
    Column.STATUS: 110,
    Column.IMPORTANCE: 100,
    Column.TAGS: 160,
    Column.WARMTH: 210,
    Column.LAST_CONTACT: 120,
    Column.NEXT_STEP: 120,
    Column.BIRTHDAY: 110,
    Column.ADDED: 110,
}
_GROWING = (Column.NAME, Column.COMPANY, Column.EMAIL, Column.TAGS)
_MOST_GROWN = 1.6
_COMMAND_KEYS = {Qt.Key.Key_E: "edit", Qt.Key.Key_L: "log"}


class ContactView(QTableView):
    """Shows a `ContactListModel`, one row a contact.

    Signals: `opened(id)` Enter or double click; `current_changed(id)` another contact is the current one
    (0: none); `current_lost(id, row)` it is not in the list any more; `edit_requested(id)`,
    `log_requested(id)`, `delete_requested()`, `copy_requested()`; `typed(text)` letters meant for the
    search; `search_requested()`; `selection_changed()`; `all_wanted()` all are about to be selected;
    `menu_requested(global position)`; and by the header
    `sort_asked(Column)`, `columns_asked(global position)`, `columns_moved(tuple of Column)`.
    """

    opened = Signal(int)
    current_changed = Signal(int)
    current_lost = Signal(int, int)
    edit_requested = Signal(int)
    log_requested = Signal(int)
    delete_requested = Signal()
    copy_requested = Signal()
    typed = Signal(str)
    search_requested = Signal()
    selection_changed = Signal()
    all_wanted = Signal()
    menu_requested = Signal(QPoint)
    sort_asked = Signal(object)
    columns_asked = Signal(QPoint)
    columns_moved = Signal(object)

    def __init__(
        self,
        theme: ThemeController,
        model: ContactListModel,
        texts: ContactTexts,
        photos: Photos,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._contacts = model
        self._rows = RowDelegate(theme, model, texts, photos, self)
        self._cells = CellDelegate(theme, model, texts, photos, self)
        self._is_table = False
        self._by_keyboard = False
        self._hovered = -1
        self._widths_given: set[int] = set()
        self._widths_by_hand = self._is_spreading = False
        self._letters = LetterKeys(_COMMAND_KEYS, self)
        self._letters.typed.connect(self.typed)
        self._letters.search_wanted.connect(self.search_requested)
        self._letters.commanded.connect(self._on_commanded)
        self.setAccessibleName(self.tr("People"))
        self.setModel(model)
        self._behave()
        self._show_mode((Column.NAME,))
        theme.theme_changed.connect(self._on_theme_changed)
        photos.arrived.connect(self._on_photo_arrived)
        self._place = PlaceKeeper(self, model)
        self._place.current_lost.connect(self.current_lost)
        for moved in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            moved.connect(self._ring)
        selection = self.selectionModel()
        selection.currentRowChanged.connect(self._on_current_row_changed)
        selection.selectionChanged.connect(self._on_selection_changed)

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        # The rows stand on the page itself.
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setSectionsClickable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionClicked.connect(lambda section: self.sort_asked.emit(COLUMNS[section]))
        header.customContextMenuRequested.connect(
            lambda spot: self.columns_asked.emit(header.mapToGlobal(spot))
        )
        header.sectionMoved.connect(self._on_section_moved)
        header.sectionResized.connect(self._on_section_resized)

    # List or table

    @property
    def is_table(self) -> bool:
        """Whether columns are shown."""
        return self._is_table

    def show_as_list(self) -> None:
        """A row with a face and two lines each."""
        self._is_table = False
        self._show_mode((Column.NAME,))

    def show_as_table(self, columns: Sequence[Column]) -> None:
        """A row with these columns each, in this order."""
        self._is_table = True
        self._show_mode(columns)

    def show_sorted(self, column: Column | None, *, descending: bool) -> None:
        """Mark the column that the rows are sorted by; None where the best hit comes first."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column is not None)
        if column is not None:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(COLUMNS.index(column), order)

    def _show_mode(self, columns: Sequence[Column]) -> None:
        row = self.currentIndex().row()
        header = self.horizontalHeader()
        header.blockSignals(True)
        delegate = self._cells if self._is_table else self._rows
        self.setItemDelegate(delegate)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(delegate.row_height)
        for place, column in enumerate(COLUMNS):
            self.setColumnHidden(place, column not in columns)
        for place, column in enumerate(columns):
            header.moveSection(header.visualIndex(COLUMNS.index(column)), place)
        header.setVisible(self._is_table)
        header.setStretchLastSection(True)
        if self._is_table:
            self._give_widths(columns)
        scroll = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if self._is_table else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setHorizontalScrollBarPolicy(scroll)
        if self._is_table and not self._widths_by_hand:
            self._spread()
        header.blockSignals(False)
        self.updateGeometries()
        if row >= 0:
            self.scrollTo(self._contacts.index(row, 0))

    def _give_widths(self, columns: Sequence[Column]) -> None:
        for column in columns:
            place = COLUMNS.index(column)
            if self.columnWidth(place) < self._theme.px(20) or place not in self._widths_given:
                self.setColumnWidth(place, self._theme.px(_WIDTHS[column]))
                self._widths_given.add(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_table and not self._widths_by_hand:
            self._spread()

    def _spread(self) -> None:
        """Give the long texts the room that nobody else needs."""
        shown = [column for column in COLUMNS if not self.isColumnHidden(COLUMNS.index(column))]
        growing = [column for column in shown if column in _GROWING]
        usual = {column: self._theme.px(_WIDTHS[column]) for column in shown}
        wanted = sum(usual[column] for column in growing)
        spare = self.viewport().width() - sum(usual.values())
        factor = min(_MOST_GROWN, 1 + max(0, spare) / wanted) if wanted else 1
        self._is_spreading = True
        for column in growing:
            self.setColumnWidth(COLUMNS.index(column), int(usual[column] * factor))
        self._is_spreading = False

    def _on_section_resized(self) -> None:
        pressed = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        self._widths_by_hand |= bool(pressed) and not self._is_spreading

    def _on_section_moved(self) -> None:
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        self.columns_moved.emit(tuple(COLUMNS[place] for place in order if not self.isColumnHidden(place)))

    def _on_theme_changed(self) -> None:
        delegate = self._cells if self._is_table else self._rows
        self.verticalHeader().setDefaultSectionSize(delegate.row_height)
        self.viewport().update()

    def _on_photo_arrived(self, contact_id: int) -> None:
        position = self._contacts.position_of(contact_id)
        if position is not None:
            self.update(self._contacts.index(position, 0))

    def words_changed(self) -> None:
        """Word all rows anew: the day is another."""
        self._rows.forget()
        self.viewport().update()

    # What is chosen

    @property
    def current_id(self) -> int:
        """The contact the keyboard is on, 0 for none."""
        index = self.currentIndex()
        return self._contacts.ids[index.row()] if index.isValid() else 0

    def selected_count(self) -> int:
        """How many contacts are selected."""
        return sum(span.bottom() - span.top() + 1 for span in self._spans())

    def selected_ids(self) -> array[int]:
        """The selected contacts, in the order of the list."""
        ids = array("q")
        for span in sorted(self._spans(), key=lambda each: each.top()):
            ids.extend(self._contacts.ids[span.top() : span.bottom() + 1])
        return ids

    def selectAll(self) -> None:
        """Everyone in the list; not only those that were fetched so far."""
        self.all_wanted.emit()
        super().selectAll()

    def choose(self, contact_ids: Iterable[int], *, current: int = 0) -> None:
        """Select these contacts where the list has them, and put the keyboard on `current`."""
        model, selection = self._contacts, QItemSelection()
        for first, last in spans_of(model.ids, contact_ids):
            selection.select(model.index(first, 0), model.index(last, len(COLUMNS) - 1))
        self.selectionModel().select(selection, _Select.ClearAndSelect | _Select.Rows)
        stands = model.position_of(current) if current else None
        if stands is not None:
            self.selectionModel().setCurrentIndex(model.index(stands, 0), _Select.NoUpdate)

    def go_to(self, position: int) -> None:
        """Make the contact at `position` the only one selected, and bring it into view."""
        if 0 <= position < self._contacts.rowCount():
            index = self._contacts.index(position, 0)
            self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect | _Select.Rows)
            self.scrollTo(index)

    def _spans(self) -> list[QItemSelectionRange]:
        return self.selectionModel().selection().toList()

    def _on_current_row_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if self._place.is_moving:
            return  # the rows move, not the user
        self._repaint_rows(previous.row(), current.row())
        self._ring()
        self.current_changed.emit(self._contacts.ids[current.row()] if current.isValid() else 0)

    def _on_selection_changed(self) -> None:
        self.selection_changed.emit()

    # Keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        self._ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring()

    def _ring(self, *_moved: object) -> None:
        """Show where the keyboard is, while it is the keyboard that is used."""
        before = self._rows.focused_row
        row = self.currentIndex().row() if self.hasFocus() and self._by_keyboard else -1
        self._rows.focused_row = self._cells.focused_row = row
        self._repaint_rows(before, row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)
        self._ring()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._emit_current(self.opened)
        elif event.key() == Qt.Key.Key_F2:
            self._emit_current(self.edit_requested)
        elif event.key() == Qt.Key.Key_Delete:
            if self.selected_count():
                self.delete_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            if self.current_id:
                self.copy_requested.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() == 0 and not event.modifiers():
            self.search_requested.emit()
        elif not self._letters.take(event, may_command=bool(self.current_id)):
            super().keyPressEvent(event)
            return
        event.accept()

    def _on_commanded(self, command: str) -> None:
        self._emit_current(self.edit_requested if command == "edit" else self.log_requested)

    def _emit_current(self, signal: SignalInstance) -> None:
        if self.current_id:
            signal.emit(self.current_id)

    def keyboardSearch(self, search: str) -> None:
        """Qt's own type-ahead reads every row up to the match; ours is the search box."""

    # Mouse

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(self._contacts.ids[index.row()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.selected_count():
            self.menu_requested.emit(event.globalPos())

    def _hover(self, row: int) -> None:
        before, self._hovered = self._hovered, row
        if row == before:
            return
        self._cells.hovered_row = row
        self._repaint_rows(before, row)

    def _repaint_rows(self, *rows: int) -> None:
        for row in rows:
            if 0 <= row < self._contacts.rowCount():
                top, height = self.rowViewportPosition(row), self.rowHeight(row)
                self.viewport().update(0, top, self.viewport().width(), height)
