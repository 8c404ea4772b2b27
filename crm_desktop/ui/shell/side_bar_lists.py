"""The lists of the side bar, below People: saved filters with their numbers, as many as there is room for.

Signals: `chosen(id)`; `menu_asked(id, QPoint)` for what can be done with one of them; and by its keys
`rename_asked(id)` F2, `delete_asked(id)` Delete, `move_asked(id, by)` Alt+Up and Alt+Down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QWidget

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.keys import keys_within
from crm_desktop.ui.widgets.labels import FaceLabel, isolated
from crm_desktop.ui.widgets.plain_text import one_line, plain_action, plain_tip
from crm_desktop.ui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from crm_desktop.ui.theme.controller import ThemeController

_HEIGHT, _GAP, _INSET, _ICON, _TEXT, _RADIUS = 32, 2, 12, 16, 43, 9
_MORE, _OVER_NAME = 24, 10


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list: `count` None while it is not known; `spoken` says it in words, `problem` what is wrong."""

    id: int
    name: str
    count: int | None = None
    spoken: str = ""
    problem: str = ""


class SideBarLists(QWidget):
    """Decides nothing. Where the bar has no room for words it is one button with a menu."""

    chosen = Signal(int)
    menu_asked = Signal(int, QPoint)
    rename_asked = Signal(int)
    delete_asked = Signal(int)
    move_asked = Signal(int, int)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[ListRow, ...] = ()
        self._buttons: list[_ListButton] = []
        self._marked: int | None = None
        self._is_narrow = False
        self._name = FaceLabel(self.tr("Lists"), theme, Face.SMALL_STRONG, muted=True, parent=self)
        self._rest = _ListButton("more", theme, self)
        self._rest.clicked.connect(self._open_rest)
        self.setAccessibleName(self.tr("Lists"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these lists, in this order."""
        self._rows = tuple(rows)
        while len(self._buttons) > len(rows):
            gone = self._buttons.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._buttons) < len(rows):
            self._buttons.append(self._make_button())
        for button, row in zip(self._buttons, rows, strict=True):
            button.show_row(row)
            button.setChecked(row.id == self._marked)
        self._arrange()

    def mark(self, list_id: int | None) -> None:
        """Mark the list that is in view."""
        self._marked = list_id
        for button, row in zip(self._buttons, self._rows, strict=True):
            button.setChecked(row.id == list_id)
        self._arrange()

    def set_narrow(self, narrow: bool) -> None:
        """Whether there is room for an icon only."""
        self._is_narrow = narrow
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._head() + len(self._rows) * self._step())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._head() + min(1, len(self._rows)) * self._step())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Inside

    def _make_button(self) -> _ListButton:
        button = _ListButton("list", self._theme, self)
        button.clicked.connect(lambda: self._on_clicked(button))
        button.menu_wanted.connect(lambda spot: self.menu_asked.emit(button.row.id, spot))
        for keys, act in (
            ("F2", lambda: self.rename_asked.emit(button.row.id)),
            ("Del", lambda: self.delete_asked.emit(button.row.id)),
            ("Alt+Up", lambda: self.move_asked.emit(button.row.id, -1)),
            ("Alt+Down", lambda: self.move_asked.emit(button.row.id, 1)),
        ):
            keys_within(button, keys, act)
        return button

    def _on_clicked(self, button: _ListButton) -> None:
        button.setChecked(button.row.id == self._marked)  # what is in view is told by `mark`
        self.chosen.emit(button.row.id)

    def _step(self) -> int:
        theme = self._theme
        return max(theme.px(_HEIGHT), theme.metrics().height() + theme.px(8)) + theme.px(_GAP)

    def _head(self) -> int:
        """How high the name over the lists is."""
        if self._is_narrow or not self._rows:
            return 0
        return self._theme.px(_OVER_NAME) + self._name.sizeHint().height() + self._theme.px(_GAP)

    def _arrange(self) -> None:
        step, top = self._step(), self._head()
        room = max(1, (self.height() - top) // step)
        inset, high = self._theme.px(_INSET), self._name.sizeHint().height()
        self._name.setVisible(bool(top))
        self._name.setGeometry(inset, self._theme.px(_OVER_NAME), self.width() - 2 * inset, high)
        shown = list(self._buttons)
        if self._is_narrow:
            shown = []
        elif len(shown) > room:
            shown = self._most_wanted(room - 1)
        before: QWidget = self
        for place, button in enumerate(shown):
            button.setGeometry(0, top + place * step, self.width(), step - self._theme.px(_GAP))
            QWidget.setTabOrder(before, button)
            before = button
        for button in self._buttons:
            button.setVisible(button in shown)
        self._show_rest(shown, top + len(shown) * step)

    def _show_rest(self, shown: Sequence[_ListButton], top: int) -> None:
        """The last line, behind which are those that find no room."""
        left = [row for button, row in zip(self._buttons, self._rows, strict=True) if button not in shown]
        self._rest.setVisible(bool(left))
        if left:
            name = self.tr("%Ln more list(s)", None, len(left)).replace("(s)", "s" if len(left) > 1 else "")
            if self._is_narrow:
                name = self.tr("Lists")
            self._rest.show_row(ListRow(0, name))
            self._rest.setGeometry(0, top, self.width(), self._step() - self._theme.px(_GAP))
            QWidget.setTabOrder(shown[-1] if shown else self, self._rest)
        self._rest.set_marked(any(row.id == self._marked for row in left))

    def _most_wanted(self, count: int) -> list[_ListButton]:
        """The first ones, and the one that is in view."""
        shown = self._buttons[: max(0, count)]
        marked = next((each for each in self._buttons if each.row.id == self._marked), None)
        if marked is not None and marked not in shown and shown:
            shown[-1] = marked
        return shown

    def _open_rest(self) -> None:
        self._rest.setChecked(False)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button, row in zip(self._buttons, self._rows, strict=True):
            if button.isVisibleTo(self):
                continue
            count = "" if row.count is None else f"  {QLocale().toString(row.count)}"
            action = menu.addAction(f"\u2068{plain_action(row.name)}\u2069{count}")
            action.setCheckable(True)
            action.setChecked(row.id == self._marked)
            action.triggered.connect(lambda _=False, each=row.id: self.chosen.emit(each))
        menu.popup(self._rest.mapToGlobal(QPoint(self._rest.width(), 0)))


class _ListButton(Pressable):
    """A name and a number; under the mouse the number makes way for what opens the menu."""

    menu_wanted = Signal(QPoint)

    def __init__(self, icon: str, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._is_marked = False
        self.row = ListRow(0, "")
        self.setCheckable(icon != "more")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_row(self, row: ListRow) -> None:
        """Show a list."""
        self.row = row
        self.setText(row.name)
        self.setAccessibleName(row.name)
        self.setAccessibleDescription(row.problem or row.spoken)
        lines = "\n".join(filter(None, (row.name, row.problem or row.spoken)))
        self.setToolTip(plain_tip(lines))
        self.update()

    def set_marked(self, marked: bool) -> None:
        """Look like the page in view, because one of those behind it is."""
        self._is_marked = marked
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._theme.px(_HEIGHT))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._icon != "more":
            self.menu_wanted.emit(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._has_menu() and self._menu_place().contains(event.position().toPoint()):
            self.setDown(False)
            self.menu_wanted.emit(event.globalPosition().toPoint())
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, tokens = self._theme, self._theme.tokens
        painter = QPainter(self)
        box, radius = QRectF(self.rect()), theme.px(_RADIUS)
        if self.isChecked() or self._is_marked or self.isDown():
            strokes.box(painter, box, tokens.accent_soft, None, radius)
        elif self.underMouse():
            strokes.box(painter, box, tokens.hover, None, radius)
        marked = self.isChecked() or self._is_marked
        ink = tokens.accent_text if marked else tokens.text_muted
        self._paint_icon(painter, ink)
        if not self._is_narrow:
            end = self._paint_end(painter, tokens.text_muted)
            self._paint_name(painter, ink if marked else tokens.text, end)
        if self.hasFocus():
            strokes.focus_ring(painter, box, tokens, radius)
        painter.end()

    @property
    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(90)

    def _has_menu(self) -> bool:
        return self._icon != "more" and self.underMouse()

    def _menu_place(self) -> QRect:
        side = self._theme.px(_MORE)
        spot = QRect(self.width() - side - self._theme.px(4), (self.height() - side) // 2, side, side)
        return self._mirrored(spot)

    def _paint_icon(self, painter: QPainter, ink: QColor) -> None:
        side = self._theme.px(_ICON)
        left = (self.width() - side) // 2 if self._is_narrow else self._theme.px(_INSET + 2)
        icon = "alert" if self.row.problem else "list" if self._is_narrow else self._icon
        place = self._mirrored(QRect(left, (self.height() - side) // 2, side, side))
        self._theme.icons.paint(painter, QRectF(place), icon, ink, rtl=self.isRightToLeft())

    def _paint_end(self, painter: QPainter, ink: QColor) -> int:
        """The number, or under the mouse the way to the menu; where the name has to end."""
        theme, px = self._theme, self._theme.px
        if self._has_menu():
            place = self._menu_place()
            inner = QRectF(place).adjusted(px(4), px(4), -px(4), -px(4))
            theme.icons.paint(painter, inner, "more", ink)
            return self.width() - px(_MORE) - px(6)
        text = "" if self.row.count is None else QLocale().toString(self.row.count)
        wide = theme.metrics(Face.SMALL).horizontalAdvance(text)
        place = self._mirrored(QRect(self.width() - px(_INSET) - wide, 0, wide + 1, self.height()))
        painter.setFont(theme.font(Face.SMALL))
        painter.setPen(ink)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)
        return self.width() - px(_INSET) - wide - (px(8) if text else 0)

    def _paint_name(self, painter: QPainter, ink: QColor, end: int) -> None:
        theme = self._theme
        start = theme.px(_TEXT)
        place = self._mirrored(QRect(start, 0, max(0, end - start), self.height()))
        metrics = theme.metrics(Face.BODY)
        name = metrics.elidedText(one_line(self.text()), Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(theme.font(Face.BODY))
        painter.setPen(ink)
        along = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
        flags = int(Qt.AlignmentFlag.AlignAbsolute | along | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(place, flags | int(Qt.TextFlag.TextSingleLine), isolated(name))

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)
