"""Rows that are to be kept or looked at, a few at a time, so that the window stays awake.

Signals: `worked`, some are done; `finished`, all are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crm_desktop.ui.paper.rows import PaperRow

_AT_ONCE = 8


class RowQueue(QObject):
    """Keeps rows with `keep`, and with `look` finds out whom they resemble."""

    worked = Signal()
    finished = Signal()

    def __init__(
        self, keep: Callable[[PaperRow], object], look: Callable[[PaperRow], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keep, self._look = keep, look
        self._to_keep: list[PaperRow] = []
        self._to_look: list[PaperRow] = []
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_keeping(self) -> bool:
        """Whether rows wait to be kept."""
        return bool(self._to_keep)

    @property
    def is_busy(self) -> bool:
        """Whether anything waits."""
        return bool(self._to_keep or self._to_look)

    def holds(self, row: PaperRow) -> bool:
        """Whether a row waits to be kept."""
        return any(row is one for one in self._to_keep)

    def keep(self, rows: Iterable[PaperRow]) -> None:
        """Keep these."""
        self._to_keep = list(rows)
        self._go_on()

    def look(self, rows: Iterable[PaperRow]) -> None:
        """Look at these, after what is to be kept."""
        self._to_look += rows
        self._timer.start()

    def _go_on(self) -> None:
        for _ in range(min(_AT_ONCE, len(self._to_keep))):
            self._keep(self._to_keep.pop(0))
        if not self._to_keep:
            for _ in range(min(_AT_ONCE, len(self._to_look))):
                self._look(self._to_look.pop(0))
        self.worked.emit()
        if self.is_busy:
            self._timer.start()
        else:
            self.finished.emit()
