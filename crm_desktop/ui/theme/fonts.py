"""Fonts for scripts that a bare system shows as boxes. Called after the first paint: it costs 1 to 5 ms."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QTextLayout

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)

# A common letter of each script, and the files that bring it.
_SCRIPTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("\u12a0", ("NotoSansEthiopic-Regular.ttf", "NotoSansEthiopic-Bold.ttf")),
)


class ScriptFonts:
    """Registers what is missing, once. Qt lays out and paints again by itself."""

    def __init__(self, resources: Path) -> None:
        self._folder = resources / "fonts"

    def register_missing(self) -> bool:
        """Register the fonts of every script that the system cannot show; whether there was one."""
        found = False
        for letter, files in _SCRIPTS:
            if not can_show(letter):
                found = self._register(files) or found
        return found

    def _register(self, files: tuple[str, ...]) -> bool:
        ids = [QFontDatabase.addApplicationFont(str(self._folder / name)) for name in files]
        if -1 in ids:
            _log.warning("a font could not be loaded from %s", self._folder.name)
        return any(found != -1 for found in ids)


def can_show(letter: str) -> bool:
    """Whether some font of the system has this letter.

    Asking Qt to lay it out takes half a millisecond; asking for the writing systems of all fonts takes ten.
    """
    layout = QTextLayout(letter, QFont())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(index != 0 for run in layout.glyphRuns() for index in run.glyphIndexes())
