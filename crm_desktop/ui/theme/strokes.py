"""The shapes that the style and our own widgets are drawn with: boxes, rings, chevrons, checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionProgressBar

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QStyleOption, QStyleOptionSlider

    from crm_desktop.ui.theme.tokens import Tokens

_S = QStyle.StateFlag
_NO_PEN = Qt.PenStyle.NoPen


def box(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    edge: QColor | None,
    radius: float,
    width: float = 1.0,
) -> None:
    """A rounded rectangle whose edge lies inside `rect`, sharp on whole pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(_NO_PEN)
    else:
        painter.setPen(QPen(edge, width))
        half = width / 2
        rect = rect.adjusted(half, half, -half, -half)
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def pill(painter: QPainter, rect: QRectF, fill: QColor) -> None:
    """A rectangle with round ends."""
    box(painter, rect, fill, None, min(rect.height(), rect.width()) / 2)


def focus_ring(painter: QPainter, rect: QRectF, tokens: Tokens, radius: float) -> None:
    """The ring that says where the keyboard is."""
    box(painter, rect, None, tokens.focus, radius, 2.0)


def field(
    painter: QPainter,
    rect: QRectF,
    tokens: Tokens,
    state: QStyle.StateFlag,
    radius: float,
    *,
    fill: bool = True,
) -> None:
    """The ground of something to type into."""
    enabled = bool(state & _S.State_Enabled)
    focused = enabled and bool(state & _S.State_HasFocus)
    ground = (tokens.surface if enabled else tokens.hover) if fill else None
    edge = tokens.outline if enabled else tokens.border
    if enabled and not focused and state & _S.State_MouseOver:
        edge = tokens.text_muted
    box(painter, rect, ground, tokens.focus if focused else edge, radius, 2.0 if focused else 1.0)


def quiet_button(
    painter: QPainter,
    rect: QRectF,
    tokens: Tokens,
    state: QStyle.StateFlag,
    radius: float,
    *,
    strong: bool = False,
) -> None:
    """A button that does not ask for attention; `strong` for the one that Enter presses."""
    fill = tokens.surface
    if state & _S.State_Enabled:
        if state & (_S.State_Sunken | _S.State_On):
            fill = tokens.accent_soft
        elif state & _S.State_MouseOver:
            fill = tokens.hover
    focused = bool(state & _S.State_HasFocus)
    edge = tokens.focus if focused else tokens.accent if strong else tokens.outline
    if not state & _S.State_Enabled:
        edge = tokens.border
    box(painter, rect, fill, edge, radius, 2.0 if focused else 1.0)


def flat_button(
    painter: QPainter, rect: QRectF, tokens: Tokens, state: QStyle.StateFlag, radius: float
) -> None:
    """A button without an edge: only its state shows."""
    fill = None
    if state & (_S.State_Sunken | _S.State_On):
        fill = tokens.accent_soft
    elif state & _S.State_MouseOver and state & _S.State_Enabled:
        fill = tokens.hover
    edge = tokens.focus if state & _S.State_HasFocus else None
    if fill is not None or edge is not None:
        box(painter, rect, fill, edge, radius, 2.0)


def check_box(painter: QPainter, rect: QRectF, tokens: Tokens, state: QStyle.StateFlag) -> None:
    """A box to tick: empty, ticked or partly."""
    side = min(rect.width(), rect.height())
    square = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
    on, partly = bool(state & _S.State_On), bool(state & _S.State_NoChange)
    enabled = bool(state & _S.State_Enabled)
    if not (on or partly):
        edge = tokens.text_muted if enabled else tokens.border
        box(painter, square, tokens.surface if enabled else tokens.hover, edge, side * 0.28, 1.4)
        return
    box(painter, square, tokens.accent if enabled else tokens.disabled, None, side * 0.28)
    marks = ((0.25, 0.53), (0.43, 0.70), (0.76, 0.32)) if on else ((0.27, 0.5), (0.73, 0.5))
    polyline(painter, square, marks, tokens.on_accent, max(1.6, side * 0.12))


def radio_button(painter: QPainter, rect: QRectF, tokens: Tokens, state: QStyle.StateFlag) -> None:
    """One of several."""
    side = min(rect.width(), rect.height())
    circle = QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)
    enabled = bool(state & _S.State_Enabled)
    if not state & _S.State_On:
        edge = tokens.text_muted if enabled else tokens.border
        box(painter, circle, tokens.surface, edge, side / 2, 1.4)
        return
    box(painter, circle, tokens.accent if enabled else tokens.disabled, None, side / 2)
    inner = side * 0.3
    box(painter, circle.adjusted(inner, inner, -inner, -inner), tokens.on_accent, None, side / 2)


def row(painter: QPainter, rect: QRectF, tokens: Tokens, state: QStyle.StateFlag, radius: float) -> None:
    """The ground of a row in a list or a menu, where it is chosen or under the mouse."""
    fill = None
    if state & _S.State_Selected:
        fill = tokens.selection
    elif state & _S.State_MouseOver and state & _S.State_Enabled:
        fill = tokens.hover
    if fill is not None:
        box(painter, rect, fill, None, radius)


def header(painter: QPainter, rect: QRectF, tokens: Tokens, state: QStyle.StateFlag) -> None:
    """A section of a table's header."""
    hot = state & _S.State_MouseOver and state & _S.State_Enabled
    painter.fillRect(rect, tokens.hover if hot else tokens.surface)
    painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), tokens.border)


def splitter(painter: QPainter, rect: QRectF, tokens: Tokens, state: QStyle.StateFlag) -> None:
    """A hairline, in the accent colour while it is dragged."""
    colour = tokens.focus if state & _S.State_MouseOver else tokens.border
    if rect.width() < rect.height():
        painter.fillRect(QRectF(int(rect.center().x()), rect.y(), 1, rect.height()), colour)
    else:
        painter.fillRect(QRectF(rect.x(), int(rect.center().y()), rect.width(), 1), colour)


def tab(painter: QPainter, rect: QRectF, tokens: Tokens, state: QStyle.StateFlag, line: int) -> None:
    """A tab: underlined where it is open."""
    if state & _S.State_Selected:
        painter.fillRect(QRectF(rect.x(), rect.bottom() - line, rect.width(), line), tokens.accent)
    elif state & _S.State_MouseOver:
        painter.fillRect(QRectF(rect.x(), rect.bottom() - line, rect.width(), line), tokens.outline)
    if state & _S.State_HasFocus:
        focus_ring(painter, rect.adjusted(2, 2, -2, -2), tokens, line * 2)


def bar_of(rect: QRectF, height: float) -> QRectF:
    """A bar of that height in the middle of `rect`."""
    height = min(height, rect.height())
    return QRectF(rect.x(), rect.center().y() - height / 2, rect.width(), height)


def progress(painter: QPainter, option: QStyleOption, tokens: Tokens, height: float) -> None:
    """How far it is; a third of the bar where nobody knows."""
    if not isinstance(option, QStyleOptionProgressBar):
        return
    rect = bar_of(QRectF(option.rect), height)
    span = option.maximum - option.minimum
    share = (option.progress - option.minimum) / span if span > 0 else 0.33
    width = rect.width() * max(0.0, min(1.0, share))
    if width < 1:
        return
    width = max(width, rect.height())
    backwards = (option.direction == Qt.LayoutDirection.RightToLeft) != option.invertedAppearance
    left = rect.right() - width if backwards else rect.x()
    pill(painter, QRectF(left, rect.y(), width, rect.height()), tokens.accent)


def scroll_handle(painter: QPainter, rect: QRectF, tokens: Tokens, option: QStyleOptionSlider) -> None:
    """A slim handle; darker under the mouse."""
    hot = bool(option.state & _S.State_MouseOver) or bool(option.state & _S.State_Sunken)
    upright = option.orientation == Qt.Orientation.Vertical
    extent = rect.width() if upright else rect.height()
    slim = max(4.0, extent * (0.55 if hot else 0.42))
    gap = (extent - slim) / 2
    inner = rect.adjusted(gap, 2, -gap, -2) if upright else rect.adjusted(2, gap, -2, -gap)
    pill(painter, inner, tokens.text_muted if hot else tokens.scroll)


def chevron(painter: QPainter, rect: QRectF, way: str, colour: QColor, size: float) -> None:
    """An arrow head without a shaft, `size` pixels along its longer side."""
    long, short = size / 2, size / 4
    shapes = {
        "down": ((-long, -short), (0.0, short), (long, -short)),
        "up": ((-long, short), (0.0, -short), (long, short)),
        "left": ((short, -long), (-short, 0.0), (short, long)),
        "right": ((-short, -long), (short, 0.0), (-short, long)),
    }
    centre = rect.center()
    points = [QPointF(centre.x() + x, centre.y() + y) for x, y in shapes[way]]
    _line(painter, points, colour, max(1.4, size * 0.17))


def polyline(
    painter: QPainter, rect: QRectF, marks: tuple[tuple[float, float], ...], colour: QColor, width: float
) -> None:
    """A line through points given as shares of `rect`."""
    points = [QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height()) for x, y in marks]
    _line(painter, points, colour, width)


def _line(painter: QPainter, points: list[QPointF], colour: QColor, width: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, cap, join))
    painter.drawPolyline(QPolygonF(points))
    painter.restore()
