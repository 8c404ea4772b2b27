"""The menus of the notebook: what can be done with a row, and which columns there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from crm_desktop.ui.paper.columns import NAME
from crm_desktop.ui.widgets.plain_text import one_line, plain_action

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.paper.columns import PaperColumn
    from crm_desktop.ui.paper.model import PaperModel
    from crm_desktop.ui.paper.rows import PaperRow

_SHOWN = 40


class RowMenu(QMenu):
    """Signals: `join_asked(id)`, the row is about that contact; `open_asked(id)`; `delete_asked`."""

    join_asked = Signal(int)
    open_asked = Signal(int)
    delete_asked = Signal()

    def __init__(self, row: PaperRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for like in row.likes:
            text = self.tr("It is {name}: add to that card").format(name=one_line(like.name, _SHOWN))
            who = int(like.contact_id)
            self.addAction(plain_action(text)).triggered.connect(
                lambda _=False, who=who: self.join_asked.emit(who)
            )
        if row.contact_id is not None and not row.is_gone:
            own = int(row.contact_id)
            self.addAction(self.tr("Open the card")).triggered.connect(lambda: self.open_asked.emit(own))
        delete = self.addAction(self.tr("Delete this row"))
        delete.setShortcut(QKeySequence("Ctrl+Shift+Del"))
        delete.setEnabled(not row.is_empty or row.kept is not None)
        delete.triggered.connect(self.delete_asked)


class ColumnsMenu(QMenu):
    """Signals: `chosen(keys)`, these columns are wanted."""

    chosen = Signal(list)

    def __init__(
        self, there: Callable[[], Sequence[PaperColumn]], model: PaperModel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._there, self._model = there, model
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer the columns that there are now."""
        self.clear()
        shown = {column.key for column in self._model.columns}
        for column in self._there():
            action = self.addAction(plain_action(column.word))
            action.setCheckable(True)
            action.setChecked(column.key in shown)
            action.setEnabled(column.key != NAME)
            action.triggered.connect(lambda on, key=column.key: self._choose(key, wanted=on))

    def _choose(self, key: str, *, wanted: bool) -> None:
        keys = [column.key for column in self._model.columns if column.key != key]
        self.chosen.emit([*keys, key] if wanted else keys)
