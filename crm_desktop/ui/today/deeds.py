"""What a line can do, in words: the icon, the key and the name of each deed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt

from crm_desktop.ui.today.lines import Deed

_translate = QCoreApplication.translate

ICONS = {
    Deed.DONE: "check",
    Deed.LOG: "note",
    Deed.SNOOZE: "snooze",
    Deed.CALL: "phone",
    Deed.WRITE: "mail",
    Deed.EDIT: "edit",
    Deed.HELD: "check-circle",
    Deed.MISSED: "x",
    Deed.OPEN: "user",
}

# One key each; a line has never both of those that share one.
KEYS = {
    Deed.DONE: Qt.Key.Key_D,
    Deed.HELD: Qt.Key.Key_D,
    Deed.LOG: Qt.Key.Key_L,
    Deed.SNOOZE: Qt.Key.Key_S,
    Deed.CALL: Qt.Key.Key_C,
    Deed.WRITE: Qt.Key.Key_W,
    Deed.EDIT: Qt.Key.Key_E,
    Deed.MISSED: Qt.Key.Key_M,
    Deed.OPEN: Qt.Key.Key_O,
}


def deed_word(deed: Deed) -> str:
    """What pressing it does."""
    match deed:
        case Deed.DONE:
            return _translate("Today", "Done")
        case Deed.LOG:
            return _translate("Today", "Log what happened")
        case Deed.SNOOZE:
            return _translate("Today", "Remind me later")
        case Deed.CALL:
            return _translate("Today", "Call")
        case Deed.WRITE:
            return _translate("Today", "Write")
        case Deed.EDIT:
            return _translate("Today", "Change")
        case Deed.HELD:
            return _translate("Today", "It took place")
        case Deed.MISSED:
            return _translate("Today", "It did not take place")
        case Deed.OPEN:
            return _translate("Today", "Open the card")


def tooltip(deed: Deed) -> str:
    """The word and the key."""
    key = Qt.Key(KEYS[deed]).name.removeprefix("Key_")
    return f"{deed_word(deed)} ({key})"
