"""Marks in a pasted text what was understood as what, and the legend that says it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.formats.plain_text.pieces import What
from crm_desktop.ui.pasting.words import is_underlined, tone_of, what_word
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPaintEvent, QTextDocument

    from crm_desktop.formats.plain_text.pieces import Piece
    from crm_desktop.ui.theme.controller import ThemeController

_LARGEST = 0xFFFF


class Marks(QSyntaxHighlighter):
    """Paints pieces on the ground of their tone. Of a message the note is the whole of it, and not marked."""

    def __init__(self, document: QTextDocument, theme: ThemeController) -> None:
        super().__init__(document)
        self._theme = theme
        self._by_line: dict[int, list[tuple[int, int, What]]] = {}
        theme.theme_changed.connect(self.rehighlight)

    def show_pieces(self, text: str, pieces: Iterable[Piece]) -> None:
        """Mark these pieces of the text that stands in the document."""
        starts = _starts(text)
        by_line: dict[int, list[tuple[int, int, What]]] = {}
        line = 0
        for piece in sorted(pieces, key=lambda one: one.start):
            while line + 1 < len(starts) and starts[line + 1] <= piece.start:
                line += 1
            if piece.end > piece.start and (line + 1 == len(starts) or piece.end <= starts[line + 1]):
                before = _units(text[starts[line] : piece.start])
                marked = (before, _units(text[piece.start : piece.end]), piece.what)
                by_line.setdefault(line, []).append(marked)
        if by_line != self._by_line:
            self._by_line = by_line
            self.rehighlight()

    def highlightBlock(self, _text: str) -> None:
        for start, count, what in self._by_line.get(self.currentBlock().blockNumber(), ()):
            self.setFormat(start, count, self._format(what))

    def _format(self, what: What) -> QTextCharFormat:
        look = QTextCharFormat()
        if what is What.LABEL:
            look.setForeground(self._theme.tokens.text_muted)
            return look
        tone = tone_of(what, self._theme.tokens)
        look.setForeground(tone.fg)
        look.setBackground(tone.soft)
        if what is What.NAME:
            look.setFontWeight(QFont.Weight.DemiBold)
        look.setFontUnderline(is_underlined(what))
        return look


class Legend(QWidget):
    """The words for the marks that are there."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flow = FlowLayout(self, theme.px(6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._shown: tuple[What, ...] = ()

    def show_kinds(self, kinds: Sequence[What]) -> None:
        """Explain these."""
        wanted = tuple(dict.fromkeys(kinds))
        if wanted == self._shown:
            return
        self._shown = wanted
        self._flow.clear()
        for what in wanted:
            self._flow.addWidget(_Mark(what, self._theme, self))
        self.setAccessibleName(", ".join(map(what_word, wanted)))
        self.setVisible(bool(wanted))


class _Mark(QWidget):
    """One word, marked as its pieces are."""

    def __init__(self, what: What, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._what, self._theme = what, theme
        self.setAccessibleName(what_word(what))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics, px = self._theme.metrics(Face.SMALL), self._theme.px
        return QSize(metrics.horizontalAdvance(what_word(self._what)) + px(14), metrics.height() + px(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone = tone_of(self._what, self._theme.tokens)
        painter = QPainter(self)
        strokes.box(painter, QRectF(self.rect()), tone.soft, None, self._theme.px(4))
        font = QFont(self._theme.font(Face.SMALL))
        font.setUnderline(is_underlined(self._what))
        if self._what is What.NAME:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(tone.fg)
        painter.drawText(self.rect(), 0x84, what_word(self._what))
        painter.end()


def _starts(text: str) -> list[int]:
    """Where each paragraph of the document begins in the text."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _units(text: str) -> int:
    """How many places Qt counts for a text: it counts in UTF-16."""
    return len(text) + sum(ord(ch) > _LARGEST for ch in text)
