"""Paints an entry of the timeline: a circled icon on a line through time, heading, day, face and text."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from crm_desktop.ui.card.wrapped_text import wrapped
from crm_desktop.ui.models.contact_texts import isolated
from crm_desktop.ui.models.timeline import TimelineRole
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.wording.interactions import kind_icon, outcome_icon, outcome_tone

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter, QTextLayout
    from PySide6.QtWidgets import QStyleOptionViewItem

    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.ui.card.timeline_texts import TimelineTexts
    from crm_desktop.ui.theme.controller import ThemeController

_AnyIndex = QModelIndex | QPersistentModelIndex
_MOST_KEPT = 400
_LONGEST_SHOWN = 4000


@dataclass(slots=True)
class _Block:
    """A wrapped text, laid out once for a width."""

    layout: QTextLayout
    top: int
    height: int
    indent: int
    label: str


@dataclass(slots=True)
class _Entry:
    """An entry measured for a width."""

    heading: str
    when: str
    blocks: list[_Block]
    height: int


class TimelineDelegate(QStyledItemDelegate):
    """Measures each entry once a width, and paints from what it measured."""

    def __init__(self, theme: ThemeController, texts: TimelineTexts, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts = texts
        self._kept: OrderedDict[tuple[Interaction, int], _Entry] = OrderedDict()
        self.width = 0
        self.direction = Qt.LayoutDirection.LeftToRight
        self.last_row = -1
        theme.theme_changed.connect(self.forget)

    def forget(self) -> None:
        """Measure everything anew: fonts, names or the day have changed."""
        self._kept.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        return QSize(self.width, self._entry(index).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        interaction = index.data(TimelineRole.INTERACTION)
        entry = self._entry(index)
        painter.save()
        painter.setLayoutDirection(option.direction)
        self._paint_ground(painter, option)
        self._paint_icon(painter, option, interaction, last=index.row() == self.last_row)
        self._paint_head(painter, option, interaction, entry)
        self._paint_blocks(painter, option, entry)
        painter.restore()

    # Where things stand (for a left-to-right window; `visualRect` turns them round)

    @property
    def _circle(self) -> int:
        return self._theme.px(34)

    @property
    def _text_left(self) -> int:
        return self._theme.px(8) + self._circle + self._theme.px(14)

    @property
    def _text_width(self) -> int:
        return max(40, self.width - self._text_left - self._theme.px(8))

    def _entry(self, index: _AnyIndex) -> _Entry:
        key = (index.data(TimelineRole.INTERACTION), self.width)
        entry = self._kept.get(key)
        if entry is None:
            entry = self._kept[key] = self._measured(key[0])
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return entry

    def _measured(self, interaction: Interaction) -> _Entry:
        theme = self._theme
        top = theme.px(6) + theme.metrics(Face.STRONG).height() + theme.px(2)
        blocks: list[_Block] = []
        if interaction.text:
            blocks.append(self._block(interaction.text, top, 0, ""))
            top += blocks[-1].height
        for part in self._texts.parts(interaction):
            top += theme.px(4)
            indent = theme.metrics(Face.SMALL_STRONG).horizontalAdvance(part.label) + theme.px(10)
            indent = min(indent, self._text_width // 3)
            blocks.append(self._block(part.text, top, indent, part.label))
            top += blocks[-1].height
        height = max(top, theme.px(4) + self._circle) + theme.px(14)
        return _Entry(self._texts.heading(interaction), self._texts.when(interaction), blocks, height)

    def _block(self, text: str, top: int, indent: int, label: str) -> _Block:
        shown = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
        font = self._theme.font(Face.SMALL if label else Face.BODY)
        layout, height = wrapped(shown, font, self._text_width - indent, self.direction)
        return _Block(layout, top, height, indent, label)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens, state = self._theme.tokens, option.state
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        rect = QRectF(option.rect).adjusted(0, 0, 0, -self._theme.px(4))
        if focused:
            strokes.box(painter, rect, tokens.hover, None, self._theme.px(10))
            strokes.focus_ring(painter, rect, tokens, self._theme.px(10))
        elif state & QStyle.StateFlag.State_MouseOver:
            strokes.box(painter, rect, tokens.hover, None, self._theme.px(10))

    def _paint_icon(
        self, painter: QPainter, option: QStyleOptionViewItem, interaction: Interaction, *, last: bool
    ) -> None:
        theme, tokens = self._theme, self._theme.tokens
        circle = self._placed(option, theme.px(8), theme.px(4), self._circle, self._circle)
        middle = circle.center().x()
        if not last:
            top = circle.bottom() + theme.px(3)
            painter.fillRect(
                QRect(middle, top, max(1, theme.px(1.5)), option.rect.bottom() - top + theme.px(2)),
                tokens.border,
            )
        strokes.box(painter, QRectF(circle), tokens.accent_soft, None, circle.width() / 2)
        inset = (self._circle - theme.px(17)) // 2
        inner = QRectF(circle).adjusted(inset, inset, -inset, -inset)
        theme.icons.paint(
            painter,
            inner,
            kind_icon(interaction.kind),
            tokens.accent_text,
            rtl=option.direction == Qt.LayoutDirection.RightToLeft,
        )

    def _paint_head(
        self, painter: QPainter, option: QStyleOptionViewItem, interaction: Interaction, entry: _Entry
    ) -> None:
        theme, tokens = self._theme, self._theme.tokens
        strong, small = theme.metrics(Face.STRONG), theme.metrics(Face.SMALL)
        line = strong.height()
        when_width = small.horizontalAdvance(entry.when) + theme.px(2)
        face = theme.px(16) if interaction.outcome is not None else 0
        room = self._text_width - when_width - theme.px(12) - (face + theme.px(8) if face else 0)
        heading = strong.elidedText(entry.heading, Qt.TextElideMode.ElideRight, room)
        top = theme.px(4)
        painter.setFont(theme.font(Face.STRONG))
        painter.setPen(tokens.text)
        heading_width = min(room, strong.horizontalAdvance(heading) + theme.px(2))
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(
            self._placed(option, self._text_left, top, room, line), int(flags), isolated(heading)
        )
        if interaction.outcome is not None:
            spot = self._placed(
                option, self._text_left + heading_width + theme.px(6), top + (line - face) // 2, face, face
            )
            colour = tokens.tone(outcome_tone(interaction.outcome)).fg
            theme.icons.paint(painter, QRectF(spot), outcome_icon(interaction.outcome), colour)
        painter.setFont(theme.font(Face.SMALL))
        painter.setPen(tokens.text_muted)
        left = self._text_left + self._text_width - when_width
        flags = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(self._placed(option, left, top, when_width, line), int(flags), entry.when)

    def _paint_blocks(self, painter: QPainter, option: QStyleOptionViewItem, entry: _Entry) -> None:
        theme, tokens = self._theme, self._theme.tokens
        for block in entry.blocks:
            painter.setPen(tokens.text_muted)
            left = self._text_left + block.indent
            rect = self._placed(option, left, block.top, self._text_width - block.indent, block.height)
            block.layout.draw(painter, QPointF(rect.topLeft()))
            if block.label:
                painter.setFont(theme.font(Face.SMALL_STRONG))
                line = theme.metrics(Face.SMALL_STRONG).height()
                label = self._placed(option, self._text_left, block.top, block.indent, line)
                painter.drawText(label, int(Qt.AlignmentFlag.AlignLeading), block.label)

    def _placed(self, option: QStyleOptionViewItem, x: int, y: int, width: int, height: int) -> QRect:
        logical = QRect(option.rect.x() + x, option.rect.y() + y, width, height)
        return QStyle.visualRect(option.direction, option.rect, logical)
