"""The words for what a piece of pasted text is, for how a text tells of people, and the colours they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from crm_desktop.formats.plain_text.pieces import PastedKind, What

if TYPE_CHECKING:
    from crm_desktop.ui.theme.tokens import Tokens, Tone

_translate = QCoreApplication.translate

CHOICES: Final = tuple(what for what in What if what is not What.LABEL)
"""What a piece can be said to be, in the order of the menu."""
KINDS: Final = (PastedKind.LIST, PastedKind.SIGNATURE, PastedKind.MESSAGE)
_TONES: Final = {
    What.NAME: "accented",
    What.PHONE: "good",
    What.EMAIL: "info",
    What.LINK: "info",
    What.MESSENGER: "info",
    What.BIRTHDAY: "warn",
}


def what_word(what: What) -> str:
    """What a piece is, in a word."""
    return {
        What.NAME: _translate("Pasting", "Name"),
        What.PHONE: _translate("Pasting", "Phone"),
        What.EMAIL: _translate("Pasting", "E-mail"),
        What.LINK: _translate("Pasting", "Link"),
        What.MESSENGER: _translate("Pasting", "Messenger"),
        What.BIRTHDAY: _translate("Pasting", "Birthday"),
        What.PLACE: _translate("Pasting", "Place"),
        What.ADDRESS: _translate("Pasting", "Address"),
        What.COMPANY: _translate("Pasting", "Company"),
        What.TITLE: _translate("Pasting", "Position"),
        What.NOTE: _translate("Pasting", "Note"),
        What.LABEL: _translate("Pasting", "Label"),
    }[what]


def kind_word(kind: PastedKind) -> str:
    """How the text tells of people."""
    return {
        PastedKind.LIST: _translate("Pasting", "A list, one person a line"),
        PastedKind.SIGNATURE: _translate("Pasting", "A signature, or several"),
        PastedKind.MESSAGE: _translate("Pasting", "A message"),
        PastedKind.FILE: _translate("Pasting", "A file that a program wrote"),
    }[kind]


def tone_of(what: What, tokens: Tokens) -> Tone:
    """The colours of its marks."""
    return tokens.tone(_TONES.get(what, "neutral"))


def is_underlined(what: What) -> bool:
    """Whether its marks are told from others of the same colour by a line below."""
    return what in (What.COMPANY, What.TITLE, What.LINK, What.MESSENGER)
