"""What can be done with everyone who is selected; the number is told before.

Signals: `tag_asked(name)`, `untag_asked(name)`, `cadence_asked(days or None)`, `pause_asked(date or None)`,
`status_asked(status)`, `export_asked()`, `delete_asked()`, `clear_asked()`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.labels import FaceLabel
from crm_desktop.ui.widgets.plain_text import plain_action, plain_tip
from crm_desktop.ui.wording.people import status_word
from crm_desktop.ui.wording.plural import english_plural
from crm_desktop.ui.wording.warmth import cadence_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController

CADENCES = (7, 14, 30, 60, 90, 180, 365)
_AROUND = 58  # the margins and the cross
_ALONE = 30  # an icon without its word


class _Deed(FlatButton):
    """An icon with its word where there is room, without it beside a card."""

    def __init__(self, icon: str, word: str, name: str, theme: ThemeController, parent: QWidget) -> None:
        super().__init__("", theme, icon, parent)
        self._word = word
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint if self.text() else QSize(self._theme.px(_ALONE), hint.height())

    def show_word(self, shown: bool) -> None:
        self.setText(self._word if shown else "")

    def width_with_word(self) -> int:
        """How wide it is with its word, whether that is shown or not."""
        hint = super().sizeHint().width()
        return hint if self.text() else hint + self._theme.metrics(self.face).horizontalAdvance(self._word)


class BulkBar(QWidget):
    """Decides nothing: whoever shows it does what it asks."""

    tag_asked = Signal(str)
    untag_asked = Signal(str)
    cadence_asked = Signal(object)
    pause_asked = Signal(object)
    status_asked = Signal(str)
    export_asked = Signal()
    delete_asked = Signal()
    clear_asked = Signal()

    def __init__(
        self,
        tags: Callable[[], Sequence[str]],
        statuses: Callable[[], Sequence[str]],
        clock: Clock,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tags = tags
        self._statuses = statuses
        self._clock = clock
        self._number = 0
        self._count = FaceLabel("", theme, Face.STRONG)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6))
        row.setSpacing(0)
        row.addWidget(self._count, 1)
        often, pause = self.tr("How often to be in touch"), self.tr("Pause reminders")
        self._deeds = (
            self._menu_button("tag", self.tr("Tag"), self.tr("Tag"), self._fill_tags),
            self._menu_button("repeat", self.tr("How often"), often, self._fill_cadences),
            self._menu_button("pause", self.tr("Pause"), pause, self._fill_pauses),
            self._menu_button("target", self.tr("Status"), self.tr("Status"), self._fill_statuses),
            self._button("export", self.tr("Export"), self.tr("Export as vCard"), self.export_asked),
            self._button("trash", self.tr("Delete"), self.tr("Delete"), self.delete_asked),
        )
        for deed in self._deeds:
            row.addWidget(deed)
        nobody = IconButton("x", theme, self.tr("Select nobody"), self)
        nobody.clicked.connect(self.clear_asked)
        row.addWidget(nobody)
        self.hide()

    def show_count(self, count: int) -> None:
        """How many are selected."""
        self._number = count
        text = self.tr("%n selected", "people", count)
        self.setAccessibleName(english_plural(text, count))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Words where they have room; else icons, and at last the number alone."""
        told, around = self.accessibleName(), self._theme.px(_AROUND)
        count = self._count.fontMetrics().horizontalAdvance(told)
        wide = self.width() > sum(deed.width_with_word() for deed in self._deeds) + count + around
        for deed in self._deeds:
            deed.show_word(wide)
        narrow = self.width() < sum(deed.sizeHint().width() for deed in self._deeds) + count + around
        self._count.setText(QLocale().toString(self._number) if narrow else told)
        self._count.setToolTip(plain_tip(told) if narrow else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        strokes.box(painter, QRectF(self.rect()), tokens.surface, tokens.border, self._theme.px(10))
        painter.end()

    def _button(self, icon: str, word: str, name: str, signal: SignalInstance) -> _Deed:
        button = _Deed(icon, word, name, self._theme, self)
        button.clicked.connect(signal)
        return button

    def _menu_button(self, icon: str, word: str, name: str, fill: Callable[[QMenu], None]) -> _Deed:
        button = _Deed(icon, word, name, self._theme, self)

        def open_menu() -> None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            fill(menu)
            menu.popup(button.mapToGlobal(QPoint(0, button.height())))

        button.clicked.connect(open_menu)
        return button

    def _fill_tags(self, menu: QMenu) -> None:
        new = menu.addAction(self._theme.icon("plus"), self.tr("New tag…"))
        new.triggered.connect(self._ask_tag)
        tags = self._tags()
        if not tags:
            return
        menu.addSeparator()
        for tag in tags:
            action = menu.addAction(plain_action(tag))
            action.triggered.connect(lambda _=False, each=tag: self.tag_asked.emit(each))
        off = menu.addMenu(self.tr("Take a tag off"))
        for tag in tags:
            action = off.addAction(plain_action(tag))
            action.triggered.connect(lambda _=False, each=tag: self.untag_asked.emit(each))

    def _fill_cadences(self, menu: QMenu) -> None:
        for days in (*CADENCES, 0, None):
            action = menu.addAction(cadence_text(days))
            action.triggered.connect(lambda _=False, each=days: self.cadence_asked.emit(each))
        menu.addSeparator()
        menu.addAction(self.tr("Every … days")).triggered.connect(self._ask_cadence)

    def _fill_pauses(self, menu: QMenu) -> None:
        from crm_desktop.ui.people.pause_menu import PauseSheet, add_pauses

        def ask() -> None:
            PauseSheet(self._clock, self.pause_asked.emit, self._theme, self).open()

        add_pauses(menu, self._clock, self.pause_asked.emit, ask)
        menu.addSeparator()
        menu.addAction(self.tr("Go on reminding")).triggered.connect(lambda: self.pause_asked.emit(None))

    def _fill_statuses(self, menu: QMenu) -> None:
        for status in self._statuses():
            action = menu.addAction(plain_action(status_word(status)))
            action.triggered.connect(lambda _=False, each=status: self.status_asked.emit(each))
        menu.addSeparator()
        menu.addAction(self.tr("No status")).triggered.connect(lambda: self.status_asked.emit(""))

    def _ask_tag(self) -> None:
        def take(text: str) -> None:
            if not text:
                raise UserError(self.tr("A tag needs a name."))
            self.tag_asked.emit(text)

        from crm_desktop.ui.people.ask_sheet import AskSheet

        AskSheet(
            self.tr("Tag"), self.tr("Name of the tag"), take, self._theme, self, save=self.tr("Tag")
        ).open()

    def _ask_cadence(self) -> None:
        def take(text: str) -> None:
            if not text.isdecimal() or not 1 <= int(text) <= 3650:
                raise UserError(self.tr("Write a number of days from 1 to 3650."))
            self.cadence_asked.emit(int(text))

        title, question = self.tr("How often to be in touch"), self.tr("Every how many days?")
        from crm_desktop.ui.people.ask_sheet import AskSheet

        AskSheet(title, question, take, self._theme, self, save=self.tr("Set")).open()
