"""Which key somebody meant who types in another script: the one in its place on the keyboard.

"K" on a Russian or Persian keyboard types another letter, and "1" with Shift, or on a French one, a sign.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

# Scan codes of the first keyboards; Linux counts on from 8 (X11 and Wayland), Windows has them as they are.
_FIRST_CODES = {"xcb": 8, "wayland": 8, "windows": 0}
_ROWS = ((2, "123456789"), (16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
_PLACES = {first + step: Qt.Key(ord(sign)) for first, row in _ROWS for step, sign in enumerate(row)}


def meant_key(event: QKeyEvent) -> Qt.Key:
    """The Latin letter or the plain digit that was meant; every other key as it is."""
    key = Qt.Key(event.key())
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return key
    text = event.text()
    if len(text) != 1 or not text.isprintable() or text == " ":
        return key
    digit = unicodedata.digit(text, None)
    if digit is not None:
        return Qt.Key(Qt.Key.Key_0 + digit)
    first = _FIRST_CODES.get(QGuiApplication.platformName())
    return key if first is None else _PLACES.get(event.nativeScanCode() - first, key)
