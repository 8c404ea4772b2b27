"""The bar for everyone who is selected: how many they are, what can be done, and how far a long change is.

Signals: `menu_asked(name, QPoint)` for one of MENUS, with the place below its button; `delete_asked()`,
`all_asked()`, `clear_asked()`; `cancel_asked()` of the long change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QProgressBar, QStyle, QWidget

from crm_desktop.ui.people.counting import with_people
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.labels import ElidedLabel
from crm_desktop.ui.widgets.plain_text import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from crm_desktop.ui.runtime.task_runner import TaskProgress
    from crm_desktop.ui.theme.controller import ThemeController

TAGS, CHANGES, WAYS_OUT = "tags", "changes", "ways-out"
MENUS = (TAGS, CHANGES, WAYS_OUT)
CADENCES = (7, 14, 30, 60, 90, 180, 365)
"""Days between two talks that one means most."""
_GAP, _EDGE, _INSET = 6, 4, 10
_ALONE = 32  # an icon without its word
_PROGRESS = 120


class _Deed(FlatButton):
    """An icon with its word where there is room."""

    def __init__(self, icon: str, word: str, name: str, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(word, theme, icon, parent)
        self._word = word
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def room(self, *, with_word: bool) -> int:
        """How wide it is with its word, or without."""
        if not with_word:
            return self._theme.px(_ALONE)
        hint = super().sizeHint().width()
        return hint if self.text() else hint + self._theme.metrics(self.face).horizontalAdvance(self._word)

    def show_word(self, shown: bool) -> None:
        self.setText(self._word if shown else "")


class BulkBar(QWidget):
    """Decides nothing. It is as high as the filters whose place it takes, in one line or in two."""

    menu_asked = Signal(str, QPoint)
    delete_asked = Signal()
    all_asked = Signal()
    clear_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number, self._is_all, self._total = 0, False, 0
        self.is_working = False
        self._count = ElidedLabel("", theme, Face.STRONG, parent=self)
        self._deeds = (
            self._menu_deed("tag", self.tr("Tag"), self.tr("Tag, or take a tag off"), TAGS),
            self._menu_deed("edit", self.tr("Change"), self.tr("Change something of all of them"), CHANGES),
            self._menu_deed("export", self.tr("Export"), self.tr("Export or print"), WAYS_OUT),
            self._deed("trash", self.tr("Delete"), self.tr("Delete")),
        )
        self._deeds[-1].clicked.connect(self.delete_asked)
        self._everyone = FlatButton("", theme, parent=self)
        self._everyone.clicked.connect(self.all_asked)
        self._nobody = IconButton("x", theme, self.tr("Select nobody"), self)
        self._nobody.clicked.connect(self.clear_asked)
        self._what = ElidedLabel("", theme, Face.STRONG, parent=self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._cancel = FlatButton(self.tr("Cancel"), theme, "x", self)
        self._cancel.clicked.connect(self.cancel_asked)
        self._doing = ""
        self._show_parts()
        self.hide()

    def show_count(self, count: int, total: int | None = None) -> None:
        """How many are selected, and how many the list has; None while that is not known."""
        self._number, self._is_all, self._total = count, count == total, total or 0
        self._everyone.setText(self.tr("Select all %Ln", "people", self._total))
        self._everyone.setAccessibleName(self.tr("Select all %Ln in this list", "people", self._total))
        self.setAccessibleName(self._told())
        self._arrange()

    def begin_work(self, what: str) -> None:
        """A long change of many is under way: nothing else can be begun."""
        self._doing, self.is_working = what, True
        self._what.setText(what)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(what)
        self._cancel.setEnabled(True)
        self._show_parts()

    def show_progress(self, progress: TaskProgress) -> None:
        """How far the change is."""
        if not progress.total:
            return
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * progress.done / progress.total))
        part = QLocale().toString(min(100, 100 * progress.done // progress.total))
        self._what.setText(self.tr("{what} {part} %").format(what=self._doing, part=part))

    def end_work(self) -> None:
        """The change is over, or cancelled."""
        self.is_working = False
        self._show_parts()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._line())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._line())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange):
            self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        strokes.box(painter, QRectF(self.rect()), tokens.surface, tokens.border, self._theme.px(10))
        painter.end()

    # Parts

    def _deed(self, icon: str, word: str, name: str) -> _Deed:
        return _Deed(icon, word, name, self._theme, self)

    def _menu_deed(self, icon: str, word: str, name: str, menu: str) -> _Deed:
        deed = self._deed(icon, word, name)
        deed.clicked.connect(lambda: self.menu_asked.emit(menu, deed.mapToGlobal(QPoint(0, deed.height()))))
        return deed

    def _show_parts(self) -> None:
        for part in (self._count, self._nobody, *self._deeds):
            part.setVisible(not self.is_working)
        if self.is_working:
            self._everyone.hide()
        for shown in (self._what, self._bar, self._cancel):
            shown.setVisible(self.is_working)
        self._arrange()

    # Where they stand

    def _arrange(self) -> None:
        if self.is_working:
            self._arrange_work()
            return
        px, line = self._theme.px, self._line()
        told = self._told()
        cross, inset = px(_ALONE), px(_INSET)
        room = self.width() - inset - px(_EDGE)
        words, icons = self._deeds_room(with_word=True), self._deeds_room(with_word=False)
        everyone = 0 if self._is_all or not self._total else self._everyone.sizeHint().width()
        self._everyone.hide()
        if self._advance(told) + words + cross <= room:
            self._in_one_line(told, with_words=True)
            if everyone and self._advance(told) + everyone + words + cross <= room:
                self._show_everyone(inset + self._advance(told), (self.height() - line) // 2)
        elif self.height() >= 2 * line:
            top = (self.height() - 2 * line) // 3
            self._count.setText(told)
            self._place(self._count, inset, top, room - cross, line)
            self._place(self._nobody, self.width() - px(_EDGE) - cross, top, cross, line)
            if everyone and self._advance(told) + everyone + cross <= room:
                self._place(self._count, inset, top, self._advance(told), line)
                self._show_everyone(self.width() - px(_EDGE) - cross - everyone, top)
            self._place_deeds(px(_EDGE), 2 * top + line, with_words=words <= self.width() - 2 * px(_EDGE))
        elif self._advance(self._short()) + icons + cross <= room:
            self._in_one_line(self._short(), with_words=False)
        else:
            self._in_one_line(QLocale().toString(self._number), with_words=False)
        self._count.setToolTip(plain_tip(told))

    def _show_everyone(self, left: int, top: int) -> None:
        self._place(self._everyone, left, top, self._everyone.sizeHint().width(), self._line())
        self._everyone.show()

    def _in_one_line(self, told: str, *, with_words: bool) -> None:
        px, line = self._theme.px, self._line()
        top, cross = (self.height() - line) // 2, px(_ALONE)
        deeds = self._deeds_room(with_word=with_words)
        left = self.width() - px(_EDGE) - cross - deeds
        self._count.setText(told)
        self._place(self._count, px(_INSET), top, max(0, left - px(_INSET)), line)
        self._place_deeds(left, top, with_words=with_words)
        self._place(self._nobody, self.width() - px(_EDGE) - cross, top, cross, line)

    def _arrange_work(self) -> None:
        px, line = self._theme.px, self._line()
        cancel, inset = self._cancel.sizeHint().width(), px(_INSET)
        left = self.width() - px(_EDGE) - cancel
        if self.height() >= 2 * line:
            top = (self.height() - 2 * line) // 3
            self._place(self._what, inset, top, max(0, left - inset), line)
            self._place(self._bar, inset, 2 * top + line, self.width() - 2 * inset, line)
        else:
            top = (self.height() - line) // 2
            bar = min(px(_PROGRESS), max(0, left - inset) // 3)
            self._place(self._what, inset, top, max(0, left - inset - bar - px(_GAP)), line)
            self._place(self._bar, left - bar, top, bar, line)
        self._place(self._cancel, left, top, cancel, line)

    def _place_deeds(self, left: int, top: int, *, with_words: bool) -> None:
        for deed in self._deeds:
            width = deed.room(with_word=with_words)
            deed.show_word(with_words)
            self._place(deed, left, top, width, self._line())
            left += width

    def _place(self, part: QWidget, left: int, top: int, width: int, height: int) -> None:
        spot = QRect(left, top, width, height)
        if part is self._bar:
            high = min(height, part.sizeHint().height())
            spot = QRect(left, top + (height - high) // 2, width, high)
        part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), spot))

    def _line(self) -> int:
        return max(deed.sizeHint().height() for deed in self._deeds)

    def _deeds_room(self, *, with_word: bool) -> int:
        return sum(deed.room(with_word=with_word) for deed in self._deeds)

    def _advance(self, text: str) -> int:
        return self._count.fontMetrics().horizontalAdvance(text) + self._theme.px(_GAP)

    # Words

    def _told(self) -> str:
        if self._is_all:
            return self.tr("All %Ln in this list are selected", None, self._number)
        return with_people(self.tr("{people} selected"), self._number)

    def _short(self) -> str:
        return self.tr("%Ln selected", "people", self._number)
