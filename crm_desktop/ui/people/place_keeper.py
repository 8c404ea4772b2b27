"""Keeps a list where one is while its rows come and go: the same contacts selected, the same part in view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator

    from PySide6.QtCore import QItemSelectionModel, QModelIndex
    from PySide6.QtWidgets import QScrollBar

    from crm_desktop.ui.models.contact_list import ContactListModel

# Up to so many are looked for one by one, which C does; more in one walk over the list.
_FEW = 8


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one was before rows came and went."""

    current: int
    row: int
    selected: array[int]
    scrolled: int


class KeepsPlace(Protocol):
    """What is asked of the view."""

    @property
    def current_id(self) -> int: ...
    def currentIndex(self) -> QModelIndex: ...
    def selected_ids(self) -> array[int]: ...
    def choose(self, contact_ids: Iterable[int], *, current: int = 0) -> None: ...
    def verticalScrollBar(self) -> QScrollBar: ...
    def selectionModel(self) -> QItemSelectionModel: ...


class PlaceKeeper(QObject):
    """`current_lost(id, row)`: the contact one was on is not in the list any more."""

    current_lost = Signal(int, int)

    def __init__(self, view: KeepsPlace, model: ContactListModel) -> None:
        super().__init__(model)
        self._view = view
        self._model = model
        self._before: _Place | None = None
        model.exchange_begun.connect(self._on_begun)
        model.exchange_ended.connect(self._on_ended)

    @property
    def is_moving(self) -> bool:
        """Whether the rows move now, and not the user."""
        return self._before is not None

    def _on_begun(self) -> None:
        view = self._view
        row, scrolled = view.currentIndex().row(), view.verticalScrollBar().value()
        self._before = _Place(view.current_id, row, view.selected_ids(), scrolled)

    def _on_ended(self) -> None:
        before = self._before
        if before is None:
            return
        self._view.verticalScrollBar().setValue(before.scrolled)
        lost = bool(before.current) and self._model.position_of(before.current) is None
        if lost:
            self._view.selectionModel().clearCurrentIndex()
        if before.selected or before.current:
            self._view.choose(before.selected, current=before.current)
        self._before = None
        if lost:
            self.current_lost.emit(before.current, before.row)


def spans_of(ids: array[int], wanted: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where the wanted contacts stand, as spans: selecting a hundred thousand one by one takes seconds."""
    first = last = -1
    for position in _positions(ids, set(wanted)):
        if first >= 0 and position != last + 1:
            yield first, last
            first = position
        elif first < 0:
            first = position
        last = position
    if first >= 0:
        yield first, last


def _positions(ids: array[int], wanted: set[int]) -> list[int]:
    if len(wanted) > _FEW:
        return [position for position, contact_id in enumerate(ids) if contact_id in wanted]
    found = []
    for contact_id in wanted:
        try:
            found.append(ids.index(contact_id))
        except ValueError:
            continue
    return sorted(found)
