"""One key for one thing, whatever script the keyboard types."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.widgets.meant_key import meant_key

Key = Qt.Key
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def _pressed(key: int, text: str, code: int = 0, modifiers: Qt.KeyboardModifier = PLAIN) -> Qt.Key:
    return meant_key(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, code, 0, 0, text))


@pytest.mark.parametrize(
    "key, text, code, meant",
    [
        (Key.Key_K, "k", 45, Key.Key_K),
        (0x041B, "л", 45, Key.Key_K),  # Russian
        (0x0646, "ن", 45, Key.Key_K),  # Persian
        (0x12AD, "ክ", 45, Key.Key_K),  # Amharic
        (Key.Key_Ampersand, "&", 10, Key.Key_1),  # French
        (Key.Key_A, "a", 24, Key.Key_A),  # French: the letter that stands on the key
        (0x06F3, "۳", 12, Key.Key_3),
        (Key.Key_Return, "\r", 36, Key.Key_Return),
        (Key.Key_Delete, "", 119, Key.Key_Delete),
        (Key.Key_Left, "", 113, Key.Key_Left),
    ],
)
def test_the_key_in_the_place_of_the_latin_one_is_meant(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, key: int, text: str, code: int, meant: Qt.Key
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")

    assert _pressed(key, text, code) == meant


def test_a_digit_with_shift_is_that_digit(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "windows")

    assert _pressed(Key.Key_Exclam, "!", 2, SHIFT) == Key.Key_1


def test_where_places_are_not_known_a_digit_of_another_script_still_counts(qapp: QApplication) -> None:
    assert _pressed(0x0665, "٥") == Key.Key_5
    assert _pressed(0x041B, "л", 45) == 0x041B
