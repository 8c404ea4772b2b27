"""The timeline on the card: a painted list as high as what it holds, so that the card scrolls as one.

`opened(interaction)` Enter or double click; `delete_requested(interaction)`; `row_entered(rectangle)` the
keyboard came to an entry, which should be in view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QSizePolicy

from crm_desktop.ui.card.timeline_delegate import TimelineDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPoint
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.ui.card.timeline_texts import TimelineTexts
    from crm_desktop.ui.models.timeline import TimelineModel
    from crm_desktop.ui.theme.controller import ThemeController


class TimelineView(QListView):
    """Shows a `TimelineModel`; never scrolls itself."""

    opened = Signal(object)
    delete_requested = Signal(object)
    row_entered = Signal(QRect)

    def __init__(
        self, theme: ThemeController, model: TimelineModel, texts: TimelineTexts, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._timeline = model
        self._texts = texts
        self._delegate = TimelineDelegate(theme, texts, self)
        self.setAccessibleName(self.tr("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._fit = QTimer(self, singleShot=True, interval=0)
        self._fit.timeout.connect(self.fit)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            signal.connect(self._fit.start)
        theme.theme_changed.connect(self._fit.start)

    def words_changed(self) -> None:
        """Word the entries anew: someone's name, or the day, is another."""
        self._delegate.forget()
        self._fit.start()

    def fit(self) -> None:
        """Be as high as what is there."""
        self._fit.stop()
        self._delegate.width = self.viewport().width()
        self._delegate.direction = self.layoutDirection()
        self._delegate.last_row = self._timeline.rowCount() - 1
        self.scheduleDelayedItemsLayout()
        self.doItemsLayout()
        self.updateGeometry()
        self.setFixedHeight(max(1, self._height()))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), max(1, self._height()))

    def _height(self) -> int:
        last = self._timeline.rowCount() - 1
        if last < 0:
            return 0
        return self.visualRect(self._timeline.index(last)).bottom() + self.verticalOffset() + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        interaction = self._current()
        if interaction is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(interaction)
        elif interaction is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit(interaction)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QEvent) -> None:
        interaction = self._current()
        if interaction is not None:
            self.opened.emit(interaction)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.row_entered.emit(self.visualRect(current))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() is event.Reason.Mouse else self.currentIndex()
        if index.isValid():
            spot = event.globalPos() if event.reason() is event.Reason.Mouse else self._below(index)
            self._open_menu(self._timeline.interaction(index.row()), spot)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            return True
        return super().viewportEvent(event)

    def scrollTo(
        self,
        index: QModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """It is all there: whoever holds it scrolls."""

    def _below(self, index: QModelIndex) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(index).center())

    def _current(self) -> Interaction | None:
        index = self.currentIndex()
        return self._timeline.interaction(index.row()) if index.isValid() else None

    def _open_menu(self, interaction: Interaction, spot: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        when = menu.addAction(self._texts.when_exactly(interaction))
        when.setEnabled(False)
        edit = menu.addAction(self._theme.icon("edit"), self.tr("Edit"))
        edit.triggered.connect(lambda: self.opened.emit(interaction))
        delete = menu.addAction(self._theme.icon("trash"), self.tr("Delete"))
        delete.triggered.connect(lambda: self.delete_requested.emit(interaction))
        menu.popup(spot)
