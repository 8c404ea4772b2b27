"""Keys that count only while something within a widget has the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def keys_within(widget: QWidget, keys: str, act: Callable[[], object]) -> None:
    """Let keys act for as long as the widget lives, and nowhere else in its window.

    The context is set by itself: given to QShortcut's constructor beside a function, PySide leaves it out.
    """
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
