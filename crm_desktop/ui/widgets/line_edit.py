"""A line to write in that loses nothing: Qt's own cuts whatever is longer than 32,767 letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_SHOWN = 1_000
_SOME = 20  # letters at either end that stayed: it was edited, not replaced


class LineEdit(QLineEdit):
    """Shows the beginning of an endless text and keeps the rest behind it, until all that is shown is taken
    away or typed over.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rest = self._before = ""
        self.textChanged.connect(self._on_text_changed)
        self.setText(text)

    def text(self) -> str:
        shown = super().text()
        return shown + self._rest if shown else ""

    def setText(self, text: str) -> None:
        self._before, self._rest = text[:_SHOWN], text[_SHOWN:]
        super().setText(self._before)
        kept = self.tr("Only the beginning is shown. The rest is kept behind it.")
        self.setToolTip(kept if self._rest else "")

    def _on_text_changed(self, shown: str) -> None:
        before, self._before = self._before, shown
        some = shown[:_SOME] == before[:_SOME] or shown[-_SOME:] == before[-_SOME:]
        if not shown or not some:
            self._rest = ""
