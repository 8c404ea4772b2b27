"""The icon in the tray, where the desktop has one: what is open, and the way back to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from crm_desktop.ui.theme.controller import ThemeController

_SIZES = (16, 22, 24, 32, 48, 64)
_MOST = 99


class Tray(QObject):
    """Signals: `activated` when the icon, or a message of it, was clicked."""

    activated = Signal()

    def __init__(
        self, theme: ThemeController, open_action: QAction, actions: Sequence[QAction], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = 0
        self._menu = QMenu()
        self._menu.addAction(open_action)
        self._menu.setDefaultAction(open_action)
        self._menu.addSeparator()
        self._menu.addActions(list(actions))
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_icon_activated)
        self._icon.messageClicked.connect(self.activated)
        self._draw()
        theme.theme_changed.connect(self._draw)
        self._icon.show()

    @staticmethod
    def is_there() -> bool:
        """Whether the desktop has a tray now. It may come and go with the panel."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def set_open(self, count: int) -> None:
        """Show how many reminders are open."""
        if count != self._count:
            self._count = count
            self._draw()

    def show_message(self, title: str, body: str) -> bool:
        """A balloon at the icon, for a desktop without notifications; False where that cannot be."""
        if not (self.is_there() and QSystemTrayIcon.supportsMessages()):
            return False
        self._icon.showMessage(title, body, self._theme.icons.app_icon())
        return True

    def close(self) -> None:
        """Take the icon away."""
        self._icon.hide()
        self._menu.deleteLater()

    def _on_icon_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.activated.emit()

    def _draw(self) -> None:
        icon = QIcon()
        for size in _SIZES:
            icon.addPixmap(self._badged(self._theme.icons.app_pixmap(size)))
        self._icon.setIcon(icon)
        name, count = self.tr("CRM Desktop"), QLocale().toString(self._count)
        # Some desktops read the tooltip as markup: it holds nothing but our own words and a number.
        self._icon.setToolTip(
            self.tr("{name}: {count} open").format(name=name, count=count) if self._count else name
        )

    def _badged(self, plain: QPixmap) -> QPixmap:
        if not self._count:
            return plain
        pixmap = QPixmap(plain)
        side = pixmap.width()
        size = side * 0.62
        disc = QRectF(side - size, 0, size, size)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.bad.fg)
        painter.drawEllipse(disc)
        if side >= 22:  # smaller, a number is a smudge
            font = QFont(painter.font())
            font.setPixelSize(int(size * 0.66))
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self._theme.tokens.surface)
            number = QLocale().toString(min(self._count, _MOST))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, number)
        painter.end()
        return pixmap
