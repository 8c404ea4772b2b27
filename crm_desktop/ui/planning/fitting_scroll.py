"""A scroll area that wants to be as large as what it holds, and scrolls only where the screen is smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

# What a dialog has around it: the desktop's own bars, and in lines of text its title and its buttons.
_BARS, _LINES_AROUND = 80, 8
_LEAST = 120


class FittingScroll(QScrollArea):
    """Grows with its content, up to the height of the screen."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        content.installEventFilter(self)
        self.setWidget(content)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        content = self.widget()
        if content is None:
            return super().heightForWidth(width)
        height = content.heightForWidth(width) if content.hasHeightForWidth() else content.sizeHint().height()
        # Less than the content's least height would bring a scroll bar for a pixel or two.
        return min(max(height, content.minimumSizeHint().height()), self._most())

    def sizeHint(self) -> QSize:
        content = self.widget()
        width = content.sizeHint().width() + 2 if content is not None else 0
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        content = self.widget()
        width = content.minimumSizeHint().width() + 2 if content is not None else 0
        return QSize(width, _LEAST)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._grow()
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        """Let the dialog grow with what was unfolded; it never shrinks under the mouse."""
        window = self.window()
        lacking = self.heightForWidth(self.width()) - self.height()
        if window.isVisible() and lacking > 0:
            window.resize(window.width(), min(window.height() + lacking, self._most() + self._around()))

    def _most(self) -> int:
        return max(_LEAST, self.screen().availableSize().height() - self._around())

    def _around(self) -> int:
        return _BARS + _LINES_AROUND * self.fontMetrics().height()
