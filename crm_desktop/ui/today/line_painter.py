"""Paints a line of the page: face, title, muted lines below it, and a pill at the end; either direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtWidgets import QStyle

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.avatar import paint_avatar
from crm_desktop.ui.widgets.pill import paint_pill, pill_size

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.today.lines import Line

_FACE, _PAD_X, _PAD_Y, _GAP, _LINE_GAP, _ICON = 36, 14, 10, 12, 3, 18
_RADIUS, _INSET, _MARK, _BELL = 10, 4, 16, 11
_TALL = 2  # details from which the buttons stand beside the first lines only


@dataclass(frozen=True, slots=True)
class LineState:
    """How the line stands."""

    focused: bool = False
    hovered: bool = False
    rtl: bool = False


class LinePainter:
    """Lengths and fonts are asked of the theme each time, so that nothing has to listen to it."""

    def __init__(self, theme: ThemeController) -> None:
        self._theme = theme
        self._is_cut = False

    @property
    def is_cut(self) -> bool:
        """Whether some of the words did not fit when they were last painted."""
        return self._is_cut

    def height(self, line: Line) -> int:
        """How high the line is at today's font."""
        theme = self._theme
        title, detail = theme.metrics(Face.STRONG).height(), theme.metrics(Face.SMALL).height()
        text = title + len(line.details) * (detail + theme.px(_LINE_GAP))
        return max(text, theme.px(_FACE)) + 2 * theme.px(_PAD_Y)

    def head_height(self, line: Line) -> int:
        """How high the part is that the face, the pill and the buttons stand in: the text below has the
        whole width for itself."""
        if len(line.details) < _TALL:
            return self.height(line)
        return self._theme.px(_FACE) + 2 * self._theme.px(_PAD_Y)

    def paint(self, painter: QPainter, line: Line, whole: QRect, room: QRect, state: LineState) -> None:
        """Paint into `whole`; `room` is what the buttons leave of it, both as if left to right."""
        px, tokens = self._theme.px, self._theme.tokens
        # Each text runs its own way, whatever the window's is.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        ground = QRectF(whole).adjusted(px(_INSET), 1, -px(_INSET), -1)
        if state.focused or state.hovered:
            strokes.box(painter, ground, self._ground(state), None, px(_RADIUS))
        self._paint_face(painter, line, whole, state)
        end = whole.right() - px(_PAD_X)
        words = room.adjusted(px(_PAD_X + _FACE + _GAP), 0, -px(_GAP), 0)
        if line.pill:
            words.setRight(self._paint_pill(painter, line, words, whole, state) - px(_GAP))
        self._paint_words(painter, line, words, whole, end, state)
        if state.focused:
            strokes.focus_ring(painter, ground, tokens, px(_RADIUS))

    def _paint_face(self, painter: QPainter, line: Line, whole: QRect, state: LineState) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        side = px(_FACE)
        top = (self.head_height(line) - side) // 2
        place = _mirrored(QRect(px(_PAD_X), top, side, side), whole, state)
        if line.name and line.contact_id is not None:
            paint_avatar(painter, QRectF(place), line.name, self._theme, seed=line.contact_id)
        else:
            tone = tokens.tone(line.tone)
            strokes.pill(painter, QRectF(place), tone.soft)
            icon = px(_ICON)
            inner = QRectF(0, 0, icon, icon)
            inner.moveCenter(QRectF(place).center())
            self._theme.icons.paint(painter, inner, line.icon or "bell", tone.fg, rtl=state.rtl)
        if line.is_marked:
            self._paint_mark(painter, place, state)

    def _paint_pill(self, painter: QPainter, line: Line, words: QRect, whole: QRect, state: LineState) -> int:
        """Paint it at the end of `words`; where it begins."""
        size = pill_size(line.pill, self._theme)
        width = min(size.width(), words.width() // 2)
        start = words.right() - width
        place = QRect(start, (self.head_height(line) - size.height()) // 2, width, size.height())
        where = QRectF(_mirrored(place, whole, state))
        paint_pill(painter, where, line.pill, self._theme, tone=line.pill_tone, rtl=state.rtl)
        return start

    def _paint_mark(self, painter: QPainter, face: QRect, state: LineState) -> None:
        """A bell at the corner of the face: a reminder is open."""
        px, tokens = self._theme.px, self._theme.tokens
        side = px(_MARK)
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(QRectF(face).bottomLeft() if state.rtl else QRectF(face).bottomRight())
        inwards = px(_MARK) // 4
        spot.translate(inwards if state.rtl else -inwards, -inwards)
        strokes.pill(painter, spot.adjusted(-2, -2, 2, 2), self._ground(state))
        strokes.pill(painter, spot, tokens.accent)
        inner = QRectF(0, 0, px(_BELL), px(_BELL))
        inner.moveCenter(spot.center())
        self._theme.icons.paint(painter, inner, "bell", tokens.on_accent, rtl=state.rtl)

    def _ground(self, state: LineState) -> QColor:
        tokens = self._theme.tokens
        return tokens.selection if state.focused else tokens.hover if state.hovered else tokens.surface

    def _paint_words(
        self, painter: QPainter, line: Line, words: QRect, whole: QRect, end: int, state: LineState
    ) -> None:
        """Title and details; those below the buttons go on to `end`."""
        theme, tokens = self._theme, self._theme.tokens
        self._is_cut = False
        gap = theme.px(_LINE_GAP)
        title, detail = theme.metrics(Face.STRONG).height(), theme.metrics(Face.SMALL).height()
        top = (whole.height() - title - len(line.details) * (detail + gap)) // 2
        place = QRect(words.left(), top, words.width(), title)
        self._paint_text(painter, line.title, Face.STRONG, tokens.text, _mirrored(place, whole, state), state)
        for text in line.details:
            place = QRect(words.left(), place.bottom() + 1 + gap, words.width(), detail)
            if place.top() >= theme.px(_PAD_Y + _FACE):
                place.setRight(end)
            at = _mirrored(place, whole, state)
            self._paint_text(painter, text, Face.SMALL, tokens.text_muted, at, state)

    def _paint_text(
        self, painter: QPainter, text: str, face: Face, ink: QColor, place: QRect, state: LineState
    ) -> None:
        painter.setFont(self._theme.font(face))
        painter.setPen(ink)
        shown = self._theme.metrics(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        side = Qt.AlignmentFlag.AlignRight if state.rtl else Qt.AlignmentFlag.AlignLeft
        self._is_cut = self._is_cut or shown != text
        flags = Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)


def _mirrored(place: QRect, whole: QRect, state: LineState) -> QRect:
    direction = Qt.LayoutDirection.RightToLeft if state.rtl else Qt.LayoutDirection.LeftToRight
    return QStyle.visualRect(direction, whole, place)
