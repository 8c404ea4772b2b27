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
    Deed.OPEN: "user",
    Deed.EDIT: "edit",
    Deed.PAUSE: "pause",
    Deed.DISMISS: "bell-off",
    Deed.HELD: "check-circle",
    Deed.GOOD: "face-good",
    Deed.NEUTRAL: "face-neutral",
    Deed.BAD: "face-bad",
    Deed.MISSED: "x",
    Deed.CANCEL: "x",
}

# One key each; a line has never both of those that share one.
KEYS = {
    Deed.DONE: Qt.Key.Key_D,
    Deed.HELD: Qt.Key.Key_D,
    Deed.LOG: Qt.Key.Key_L,
    Deed.SNOOZE: Qt.Key.Key_S,
    Deed.CALL: Qt.Key.Key_C,
    Deed.WRITE: Qt.Key.Key_W,
    Deed.OPEN: Qt.Key.Key_O,
    Deed.EDIT: Qt.Key.Key_E,
    Deed.PAUSE: Qt.Key.Key_P,
    Deed.DISMISS: Qt.Key.Key_X,
    Deed.GOOD: Qt.Key.Key_G,
    Deed.NEUTRAL: Qt.Key.Key_N,
    Deed.BAD: Qt.Key.Key_B,
    Deed.MISSED: Qt.Key.Key_M,
    Deed.CANCEL: Qt.Key.Key_M,
}
# "Later" is one key everywhere: who has gone cold is not put off but paused.
_ALSO = {Qt.Key.Key_S: Deed.PAUSE}


def deed_of(key: int, deeds: tuple[Deed, ...]) -> Deed | None:
    """Which of a line's deeds a key asks for."""
    asked = next((deed for deed in deeds if KEYS[deed] == key), None)
    if asked is None and key in _ALSO and _ALSO[Qt.Key(key)] in deeds:
        return _ALSO[Qt.Key(key)]
    return asked


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
        case Deed.OPEN:
            return _translate("Today", "Open the card")
        case Deed.EDIT:
            return _translate("Today", "Change")
        case Deed.PAUSE:
            return _translate("Today", "Pause for a while")
        case Deed.DISMISS:
            return _translate("Today", "Dismiss the reminder")
        case Deed.HELD:
            return _translate("Today", "It took place: write down how it went")
        case Deed.GOOD:
            return _translate("Today", "It went well")
        case Deed.NEUTRAL:
            return _translate("Today", "It went so-so")
        case Deed.BAD:
            return _translate("Today", "It went badly")
        case Deed.MISSED:
            return _translate("Today", "It did not take place")
        case Deed.CANCEL:
            return _translate("Today", "Cancel the meeting")


def key_letter(deed: Deed) -> str:
    """The letter of its key."""
    return Qt.Key(KEYS[deed]).name.removeprefix("Key_")


def tooltip(deed: Deed) -> str:
    """The word and the key."""
    return f"{deed_word(deed)} ({key_letter(deed)})"
