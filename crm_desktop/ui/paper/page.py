"""Typing in a paper notebook: a person a row, kept as soon as the row is left.

Signals: `back_asked`; `open_asked(contact id)`; `edited`, something waits to be kept that did not before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.ids import ContactId
from crm_desktop.ui.paper.columns import AT_FIRST, NAME, all_columns, chosen
from crm_desktop.ui.paper.completions import Completions
from crm_desktop.ui.paper.frame import PaperFrame
from crm_desktop.ui.paper.keeping import RowKeeper
from crm_desktop.ui.paper.menus import ColumnsMenu, RowMenu
from crm_desktop.ui.paper.model import PaperModel
from crm_desktop.ui.paper.pasted_block import MOST_ROWS, block_of, cells_of
from crm_desktop.ui.paper.queue import RowQueue
from crm_desktop.ui.paper.rows import WAITING, PaperRow, RowReader, RowState, into_notes
from crm_desktop.ui.paper.view import PaperView
from crm_desktop.ui.paper.words import cell_sentence, row_sentences, state_look
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QPersistentModelIndex, QPoint
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.draft import JSON
    from crm_desktop.formats.plain_text.spans import Reader
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.duplicates import Duplicates
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.theme.controller import ThemeController

LOOK_AFTER_MS = 250
_SHOWN = 40
_LEAST_FOR_HINT = 10
"""Rows: a page that has room for fewer leaves it to them."""


@dataclass(frozen=True, slots=True)
class PaperServices:
    """What the page asks and tells."""

    contacts: ContactBook
    duplicates: Duplicates
    fields: CustomFields


@dataclass(frozen=True, slots=True)
class _Live:
    """What stands in the open field and not in its row yet."""

    row: PaperRow
    key: str
    text: str


class PaperPage(QWidget):
    """A row that is left is kept; what is half typed is a draft (`DraftEditor`)."""

    back_asked = Signal()
    open_asked = Signal(int)
    edited = Signal()

    def __init__(
        self,
        services: PaperServices,
        reader: Reader,
        messages: Messages,
        theme: ThemeController,
        *,
        columns: Sequence[str] = AT_FIRST,
        keep_columns: Callable[[Sequence[str]], object] = lambda _keys: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._reader, self._messages, self._theme = services, reader, messages, theme
        self._keep_columns = keep_columns
        fields = services.fields.all()
        self._there = all_columns(fields)
        rows = RowReader(reader, fields)
        self.keeper = RowKeeper(services.contacts, services.duplicates, rows, self)
        self.model = PaperModel(chosen(columns, self._there), rows)
        self.view = PaperView(self.model, Completions(services.contacts, self.model), theme)
        self.frame = PaperFrame(self.view, theme, self)
        self._live: _Live | None = None
        self._queue = RowQueue(self._keep, lambda row: self._set_likes(row, row.cells), self)
        self._soon = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._soon.timeout.connect(self.look_now)
        self.menu = ColumnsMenu(lambda: self._there, self.model, self)
        self.menu.chosen.connect(self.show_columns)
        self.frame.columns_button.setMenu(self.menu)
        self._connect()
        self._tell()

    # Asked by whoever shows the page

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keyboard goes to where one left off, else to the empty row at the end."""
        current = self.view.currentIndex()
        if current.isValid() and current.column() < self.model.state_column:
            self.view.go_to(current.row(), current.column())
        else:
            waiting = [number for number, row in enumerate(self.model.rows) if row.is_waiting]
            self.view.go_to(waiting[0] if waiting else self.model.rowCount() - 1, 0)

    def notice(self, change: DataChanged) -> None:
        """Something changed elsewhere: rows may have been undone, fields may be others."""
        if change.changes.touches(Kind.FIELD):
            self._take_fields()
        if change.origin is not self and change.changes.touches(Kind.CONTACT):
            moved = self.keeper.look_after(self.model.rows)
            for row in moved:
                self.model.tell_row(row)
            self._tell()

    # Drafts

    def draft_title(self) -> str:
        """What is being written, in words."""
        waiting = [row for row in map(self._as_typed, self.model.rows) if row.is_waiting]
        if len(waiting) > 1:
            text = self.tr("%n row(s) from the notebook", None, len(waiting))
            return english_plural(text, len(waiting))
        name = one_line(waiting[0].text(NAME).strip(), _SHOWN) if waiting else ""
        row = self.tr("Row of the notebook")
        return self.tr("Row of the notebook: {name}").format(name=name) if name else row

    def draft_content(self) -> dict[str, JSON]:
        """The rows that are not kept yet, with what stands in the open field."""
        rows: list[JSON] = [
            {"cells": dict(row.cells), "kept": row.kept, "contact": row.contact_id}
            for row in map(self._as_typed, self.model.rows)
            if row.is_waiting
        ]
        return {"rows": rows}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put rows back that were not kept."""
        back = []
        for told in content.get("rows", ()):
            cells = {str(key): str(text) for key, text in dict(told["cells"]).items()}
            kept = {str(key): str(text) for key, text in told["kept"].items()} if told["kept"] else None
            contact = ContactId(int(told["contact"])) if told["contact"] is not None else None
            back.append(PaperRow(cells, kept, contact))
        self.model.put(self.model.rowCount() - 1, back)
        self._show_columns_of(back)
        self._queue.look(back)
        self._tell()

    def is_worth_keeping(self, typed: Mapping[str, JSON]) -> bool:
        """Whether somebody would miss it."""
        return bool(typed.get("rows"))

    # Keeping

    def keep_all(self) -> None:
        """Keep every row that waits, the one with the cursor too; a few at a time."""
        self.view.finish_cell()
        self._queue.keep(self.model.waiting())

    def throw_waiting_away(self) -> None:
        """Take out the rows that are not kept, with a way back."""
        self.view.finish_cell()
        gone = [(number, row) for number, row in enumerate(self.model.rows) if row.state is RowState.TYPING]
        for number, _row in reversed(gone):
            self.model.remove(number)
        if gone:
            text = self.tr("%n row(s) thrown away", None, len(gone))
            self._offer_back(english_plural(text, len(gone)), [row for _, row in gone], gone[0][0])

    def delete_row(self, number: int) -> None:
        """Take a row out; of one that is kept its card goes to the trash. Both can be taken back."""
        self.view.finish_cell()
        row = self.model.rows[number]
        if row.is_empty and row.kept is None:
            return
        name = one_line(row.text(NAME), _SHOWN)
        if row.contact_id is not None and not row.is_gone:
            self._services.contacts.delete([row.contact_id], origin=self)
            self.model.remove(number)
            self._messages.undoable(self.tr("Deleted {name}").format(name=name))
        else:
            self.model.remove(number)
            self._offer_back(self.tr("Thrown away: {name}").format(name=name), [row], number)
        self._tell()

    def join(self, number: int, contact_id: int) -> None:
        """The row is about somebody known: put it on their card."""
        self.view.finish_cell()
        row = self.model.rows[number]
        if self.keeper.join(row, ContactId(contact_id)):
            name = self._services.contacts.names([contact_id]).get(contact_id, "")
            self._messages.undoable(
                self.tr("Added to the card of {name}").format(name=one_line(name, _SHOWN))
            )
        self.model.tell([number])
        self._tell()

    def look_now(self) -> None:
        """Find out whom the row under the cursor resembles, with what is being typed."""
        number = self.view.currentIndex().row()
        if not 0 <= number < len(self.model.rows):
            return
        row = self.model.rows[number]
        self._set_likes(row, self._as_typed(row).cells)

    # What is heard

    def _connect(self) -> None:
        view, frame = self.view, self.frame
        view.row_left.connect(self._on_row_left)
        view.cell_shown.connect(lambda _index: self._tell())
        view.typed.connect(self._on_typed)
        view.block_pasted.connect(self._on_block_pasted)
        view.menu_asked.connect(self._on_menu_asked)
        view.delegate.closeEditor.connect(self._on_field_closed)
        self.model.cell_changed.connect(self._on_cell_changed)
        self._queue.worked.connect(self._tell)
        self._queue.finished.connect(self.edited)
        frame.back_button.clicked.connect(self.back_asked)
        frame.keep_button.clicked.connect(self.keep_all)
        frame.throw_button.clicked.connect(self.throw_waiting_away)
        frame.open_button.clicked.connect(self._on_open)
        frame.join_button.clicked.connect(self._on_join)
        for keys, act in (
            ("Ctrl+S", self.keep_all),
            ("Ctrl+Return", self._on_join),
            ("Ctrl+Shift+Del", lambda: self.delete_row(self.view.currentIndex().row())),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _on_typed(self, number: int, key: str, text: str) -> None:
        row = self.model.rows[number]
        self._live = _Live(row, key, text) if row.text(key) != text else None
        self._soon.start()
        self._tell()
        self.edited.emit()

    def _on_field_closed(self, *_: object) -> None:
        self._live = None
        self._tell()
        self.edited.emit()

    def _on_cell_changed(self, _number: int, _key: str) -> None:
        self._live = None
        self._soon.start()
        self._tell()
        self.edited.emit()

    def _on_row_left(self, number: int) -> None:
        row = self.model.rows[number]
        if row.is_waiting and not self._queue.holds(row):
            self._keep(row)
            self._tell()
            self.edited.emit()

    def _on_block_pasted(self, place: QPersistentModelIndex, text: str) -> None:
        block = block_of(text)
        if not block or not place.isValid():
            return
        left = block[MOST_ROWS:]
        keys = [column.key for column in self.model.columns]
        cells = cells_of(block[:MOST_ROWS], keys, place.column())
        number = place.row()
        first = self.model.rows[number]
        first.cells.update(cells[0])
        added = [PaperRow(one) for one in cells[1:]]
        self.model.put(number + 1, added)
        self.model.tell([number])
        self._show_columns_of([first, *added])
        self._queue.look([first, *added])
        self._tell()
        self.edited.emit()
        if left:
            sentence = self.tr("Only the first {count} rows were pasted. Import the rest from a file.")
            self._messages.error(sentence.format(count=self.locale().toString(MOST_ROWS)))

    def _on_menu_asked(self, number: int, spot: QPoint) -> None:
        menu = RowMenu(self.model.rows[number], self)
        menu.join_asked.connect(lambda who: self.join(number, who))
        menu.open_asked.connect(self.open_asked)
        menu.delete_asked.connect(lambda: self.delete_row(number))
        menu.popup(spot)

    def _on_open(self) -> None:
        row = self._current_row()
        if row is not None and row.likes:
            self.open_asked.emit(int(row.likes[0].contact_id))

    def _on_join(self) -> None:
        self.view.finish_cell()
        row = self._current_row()
        if row is not None and row.likes:
            self.join(self.model.number_of(row), int(row.likes[0].contact_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        elif event.key() == Qt.Key.Key_F6:
            if self.frame.back_button.hasFocus():
                self.setFocus()
            else:
                self.frame.back_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frame.hint.setVisible(self.height() > _LEAST_FOR_HINT * self.view.delegate.row_height)
        QTimer.singleShot(0, self.view, self.view.measure)

    # Inside

    def _as_typed(self, row: PaperRow) -> PaperRow:
        """The row with what stands in its open field."""
        if self._live is None or self._live.row is not row:
            return row
        return replace(row, cells={**row.cells, self._live.key: self._live.text})

    def _current_row(self) -> PaperRow | None:
        number = self.view.currentIndex().row()
        return self.model.rows[number] if 0 <= number < len(self.model.rows) else None

    def _keep(self, row: PaperRow) -> None:
        self.keeper.keep(row)
        self._set_likes(row, row.cells)

    def _set_likes(self, row: PaperRow, cells: Mapping[str, str]) -> None:
        row.likes = self.keeper.likes(cells, row.contact_id)
        self.model.tell_row(row)
        self._tell()

    def _offer_back(self, text: str, rows: list[PaperRow], number: int) -> None:
        def bring_back() -> None:
            self.model.put(min(number, self.model.rowCount() - 1), rows)
            self._tell()
            self.edited.emit()

        self._messages.offer(text, self.tr("Bring back"), bring_back)
        self._tell()
        self.edited.emit()

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns, now and the next time."""
        self.view.finish_cell()
        number = max(0, self.view.currentIndex().row())
        self.model.set_columns(chosen(keys, self._there))
        self._keep_columns([column.key for column in self.model.columns])
        self.view.go_to(number, 0)

    def _show_columns_of(self, rows: Sequence[PaperRow]) -> None:
        """Nothing that stands in a row stands there unseen."""
        there = {column.key for column in self.model.columns}
        known = {column.key for column in self._there}
        filled = {key for row in rows for key, text in row.cells.items() if text.strip()}
        filled |= into_notes(rows, known)
        if missing := (filled & known) - there:
            self.model.set_columns(chosen([*there, *missing], self._there))

    def _take_fields(self) -> None:
        fields = self._services.fields.all()
        self._there = all_columns(fields)
        reader = RowReader(self._reader, fields)
        self.keeper.reader = reader
        self.model.set_columns(chosen([column.key for column in self.model.columns], self._there))
        self.model.set_reader(reader)

    def _tell(self) -> None:
        """Say what there is to know of the row under the cursor, and how many are kept."""
        row, index = self._current_row(), self.view.currentIndex()
        said: list[str] = []
        doubt = False
        if row is not None and index.column() < len(self.model.columns):
            key = self.model.columns[index.column()].key
            sentence, doubt = cell_sentence(key, self._as_typed(row).text(key), self.model.reader)
            state = "" if self.view.shows_state else state_look(row)[0]
            said = [one for one in (sentence, f"{state}." if state else "", *row_sentences(row)) if one]
            doubt = doubt or bool(row.likes) or bool(row.why)
        self.frame.say(said, doubt=doubt, like=row.likes[0].name if row is not None and row.likes else "")
        states = [one.state for one in self.model.rows]
        waiting = sum(state in WAITING for state in states)
        only_this = waiting == 1 and row is not None and row.is_waiting
        kept = states.count(RowState.KEPT)
        self.frame.count(kept, 0 if only_this else waiting, busy=self._queue.is_keeping)
