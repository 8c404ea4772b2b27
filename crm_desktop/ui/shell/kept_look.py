"""How the window looks and speaks, kept beside the data: whoever has to read large letters, or from right to
left, is asked for a passphrase that way too, before the settings can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from crm_desktop.ui.theme.controller import ThemeName

if TYPE_CHECKING:
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.runtime.window_state import WindowState

_NAME = "look"


@dataclass(frozen=True, slots=True)
class Look:
    """The three settings that hold for every window."""

    theme: str = ThemeName.SYSTEM
    font_scale: int = 100
    language: str = ""


def keep_look(state: WindowState, settings: Settings) -> None:
    """Keep what is set now, if it is something else than what is kept."""
    text = f"{settings.theme} {settings.font_scale} {settings.language}".encode()
    if state.value(_NAME) != QByteArray(text):
        state.keep_value(_NAME, QByteArray(text))


def kept_look(state: WindowState) -> Look:
    """What was kept; the system's where that is nothing that can be used."""
    kept = state.value(_NAME)
    if kept is None:
        return Look()
    try:
        theme, scale, language = bytes(kept.data()).decode().split(" ")
        return Look(ThemeName(theme), int(scale), language)
    except ValueError:
        return Look()
