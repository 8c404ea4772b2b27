"""The language of the window: its words where there is a translation, dates and digits, and its direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTranslator

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

# Offered in the settings, by their own names; the words of one without a translation stay English.
LANGUAGES = (
    "am",
    "ar",
    "de",
    "en",
    "es",
    "fa",
    "fr",
    "he",
    "hi",
    "pt",
    "ru",
    "sw",
    "tr",
    "uk",
    "ur",
    "uz",
    "zh",
    "zu",
)


class Language:
    """What the application speaks. `use` may be called again; translators are exchanged."""

    def __init__(self, app: QApplication, resources: Path) -> None:
        self._app = app
        self._folder = resources / "i18n"
        self._system = QLocale()
        self._translators: list[QTranslator] = []

    def use(self, code: str) -> None:
        """Speak a language by its code ("fa", "pt_BR"), or the system's for an empty one.

        Whatever already stands on screen keeps its words; its direction turns at once.
        """
        locale = QLocale(code) if code else self._system
        QLocale.setDefault(locale)
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = [
            found for name in ("qtbase", "crm_desktop") if (found := self._load(locale, name))
        ]
        for translator in self._translators:
            self._app.installTranslator(translator)
        self._app.setLayoutDirection(direction_of(locale))

    def _load(self, locale: QLocale, name: str) -> QTranslator | None:
        translator = QTranslator()
        return translator if translator.load(locale, name, "_", str(self._folder)) else None


def direction_of(locale: QLocale) -> Qt.LayoutDirection:
    """Right to left for Arabic, Persian, Hebrew, Urdu and their sisters."""
    return locale.textDirection()


def own_name(code: str) -> str:
    """A language's name in itself: "فارسی", "Deutsch"."""
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:] if name else code
