"""The side bar: name, the box that finds everything, the pages, and quiet tools at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from crm_desktop.ui.shell.nav_button import NavButton
from crm_desktop.ui.shell.palette_button import PaletteButton
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.labels import Title
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QPaintEvent

    from crm_desktop.ui.shell.actions import Actions
    from crm_desktop.ui.shell.side_bar_lists import SideBarLists
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _MARGIN, _TOP, _GAP = 212, 14, 20, 4
_NARROW, _NARROW_MARGIN = 60, 9
_ROOMY = 800  # the design's pixels that a window needs for words in its side bar


class SideBar(QWidget):
    """Shows the actions of `Actions`; it decides nothing. Its width follows the font."""

    def __init__(self, actions: Actions, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions = actions
        self._pages = {
            "today": NavButton(actions.today, "today", theme),
            "people": NavButton(actions.people, "people", theme),
            "calendar": NavButton(actions.calendar, "calendar", theme),
            "settings": NavButton(actions.settings, "settings", theme),
        }
        self._name = Title(self.tr("CRM Desktop"), theme)
        self._undo = IconButton("undo", theme, actions.undo.text())
        self._redo = IconButton("redo", theme, actions.redo.text())
        self._more = IconButton("more", theme, self.tr("More"))
        self._undo.clicked.connect(actions.undo.trigger)
        self._redo.clicked.connect(actions.redo.trigger)
        self._more.clicked.connect(self._on_more_clicked)
        for action in (actions.undo, actions.redo):
            action.changed.connect(self._on_undo_changed)
        self._is_narrow = False
        self._lists: SideBarLists | None = None
        self._lay_out()
        self._measure()
        self._on_undo_changed()

    def fit(self, window_width: int) -> None:
        """Leave the words out where a window so wide has little room, by its size or by that of its text."""
        narrow = window_width < self._theme.px(_ROOMY)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._measure()

    def set_page(self, name: str) -> None:
        """Mark the page in view."""
        button = self._pages.get(name)
        if button is not None:
            button.setChecked(True)

    @property
    def has_lists(self) -> bool:
        """Whether there is a place for lists already."""
        return self._lists is not None

    @property
    def lists(self) -> SideBarLists:
        """The lists below People; made when there are any."""
        if self._lists is None:
            from crm_desktop.ui.shell.side_bar_lists import SideBarLists

            self._lists = SideBarLists(self._theme, self)
            # In the place of the empty room between the pages and what is at the foot.
            place = self._column.indexOf(self._pages["calendar"]) + 1
            self._column.takeAt(place)
            self._column.insertWidget(place, self._lists, 1)
            self._lists.set_narrow(self._is_narrow)
        return self._lists

    def set_open(self, count: int) -> None:
        """Show on Today how many reminders are open."""
        described = english_plural(self.tr("%n reminder(s) open", None, count), count)
        self._pages["today"].set_count(count, described)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.side_bar)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = QRectF(0 if rtl else self.width() - 1, 0, 1, self.height())
        painter.fillRect(edge, tokens.border)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.fit(self.window().width())
            self._measure()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._wide), super().sizeHint().height())

    @property
    def _wide(self) -> int:
        return _NARROW if self._is_narrow else _WIDTH

    def _lay_out(self) -> None:
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in (self._undo, self._redo):
            self._tools.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        self._tools.addStretch()
        self._tools.addWidget(self._more, 0, Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._name)
        self._column.addWidget(PaletteButton(self._actions.palette, self._theme))
        self._column.addSpacing(self._theme.px(8))
        self._column.addWidget(self._pages["today"])
        self._column.addWidget(self._pages["people"])
        self._column.addWidget(self._pages["calendar"])
        self._column.addStretch()
        self._column.addWidget(self._pages["settings"])
        self._column.addLayout(self._tools)

    def _measure(self) -> None:
        px = self._theme.px
        self._name.setContentsMargins(px(4), 0, 0, px(8))
        self._name.setVisible(not self._is_narrow)
        directions = QBoxLayout.Direction
        self._tools.setDirection(directions.TopToBottom if self._is_narrow else directions.LeftToRight)
        side = px(_NARROW_MARGIN if self._is_narrow else _MARGIN)
        self._column.setContentsMargins(side, px(_TOP), side, px(_MARGIN))
        self._column.setSpacing(px(_GAP))
        self.setFixedWidth(px(self._wide))
        if self._lists is not None:
            self._lists.set_narrow(self._is_narrow)

    def _on_undo_changed(self) -> None:
        for button, action in ((self._undo, self._actions.undo), (self._redo, self._actions.redo)):
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text())

    def _on_more_clicked(self) -> None:
        self._actions.dress()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        actions = self._actions
        groups: tuple[tuple[QAction, ...], ...] = (
            (actions.new_contact, actions.log, actions.plan, actions.remind),
            (actions.history,),
            (actions.import_files, actions.paste, actions.paper),
            (actions.duplicates, actions.triage),
            (actions.export_file, actions.print),
            (actions.help,),
            (actions.quit,),
        )
        for group in groups:
            menu.addActions(list(group))
            menu.addSeparator()
        corner = self._more.mapToGlobal(self._more.rect().topLeft())
        menu.popup(corner - QPoint(0, menu.sizeHint().height()))
