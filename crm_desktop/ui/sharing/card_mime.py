"""Cards as data for other programs: for the clipboard, and for what is dragged out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QUrl

if TYPE_CHECKING:
    from pathlib import Path

VCARD: Final = "text/vcard"
OLDER_VCARD: Final = "text/x-vcard"
"""What address books called it before RFC 6350."""


def copied(cards: bytes, text: str) -> QMimeData:
    """For the clipboard: cards where they are understood, lines of text elsewhere."""
    data = _of_cards(cards)
    data.setText(text)
    return data


def dragged(cards: bytes, file: Path) -> QMimeData:
    """For a drag: a file for the desktop and for mails, cards for address books."""
    data = _of_cards(cards)
    data.setUrls([QUrl.fromLocalFile(str(file))])
    return data


def _of_cards(cards: bytes) -> QMimeData:
    data = QMimeData()
    for name in (VCARD, OLDER_VCARD):
        data.setData(name, cards)
    return data
