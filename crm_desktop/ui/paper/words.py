"""What is said of a row of the notebook and of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.duplicates.groups import Signal
from crm_desktop.ui.paper.columns import BIRTHDAY
from crm_desktop.ui.paper.rows import NOT_A_DAY, NOT_A_PHONE, NOT_AN_EMAIL, RowState
from crm_desktop.ui.widgets.labels import isolated
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.wording.days import partial_text

if TYPE_CHECKING:
    from crm_desktop.domain.duplicates.groups import Resemblance
    from crm_desktop.ui.paper.rows import PaperRow, RowReader

_translate = QCoreApplication.translate
_SHOWN = 40


def state_look(row: PaperRow) -> tuple[str, str, str]:
    """The words of a row's mark, its tone and its icon; no words for an empty row."""
    state = row.state
    if state is RowState.REFUSED:
        return _translate("Paper", "Not kept"), "bad", "alert"
    if row.likes and state is not RowState.TAKEN_BACK:
        name = one_line(row.likes[0].name, _SHOWN)
        if state is RowState.KEPT:
            return _translate("Paper", "Kept · {name}?").format(name=name), "warn", "alert"
        return _translate("Paper", "{name}?").format(name=name), "warn", "alert"
    return {
        RowState.EMPTY: ("", "neutral", ""),
        RowState.TYPING: (_translate("Paper", "Not kept yet"), "neutral", "edit"),
        RowState.CHANGED: (_translate("Paper", "Changed, not kept yet"), "neutral", "edit"),
        RowState.KEPT: (_translate("Paper", "Kept"), "good", "check"),
        RowState.TAKEN_BACK: (_translate("Paper", "Taken back"), "neutral", "undo"),
    }[state]


def row_sentences(row: PaperRow) -> list[str]:
    """All that there is to know of a row as a whole, in sentences."""
    said = []
    if row.why:
        said.append(_translate("Paper", "This row is not kept: {why}").format(why=row.why))
    elif row.state is RowState.TAKEN_BACK:
        said.append(_translate("Paper", "This row was undone or deleted. Change it to keep it again."))
    for like in row.likes[:2]:
        sentence = _translate("Paper", "{name} is among your people already: {why}.")
        said.append(sentence.format(name=isolated(one_line(like.name, _SHOWN)), why=_why(like)))
    return said


def cell_sentence(key: str, text: str, reader: RowReader) -> tuple[str, bool]:
    """How a cell is understood, and whether that is a doubt; "" where there is nothing to say."""
    understood = reader.understood(key, text)
    shown = isolated(one_line(text.strip(), _SHOWN))
    if understood.doubt == NOT_A_PHONE:
        sentence = _translate("Paper", "“{text}” may not be a whole phone number; it is kept as it stands.")
        return sentence.format(text=shown), True
    if understood.doubt == NOT_AN_EMAIL:
        sentence = _translate("Paper", "“{text}” is no whole e-mail address; it is kept as it stands.")
        return sentence.format(text=shown), True
    if understood.doubt == NOT_A_DAY:
        sentence = _translate("Paper", "“{text}” is no day that is understood; it is kept in the notes.")
        return sentence.format(text=shown), True
    if understood.doubt:
        sentence = _translate("Paper", "{why} It is kept in the notes.")
        return sentence.format(why=understood.doubt), True
    told = understood_text(key, text, reader)
    return (
        (_translate("Paper", "Understood as {value}").format(value=isolated(told)), False)
        if told
        else ("", False)
    )


def understood_text(key: str, text: str, reader: RowReader) -> str:
    """What a cell will be kept as, where that is not what stands in it."""
    if key == BIRTHDAY and text.strip():
        day = reader.day(text)
        told = partial_text(day) if day is not None else ""
        return told if told != text.strip() else ""
    return reader.understood(key, text).shown


def _why(like: Resemblance) -> str:
    words = {
        Signal.PHONE: _translate("Paper", "the same phone number"),
        Signal.EMAIL: _translate("Paper", "the same e-mail address"),
        Signal.NAME: _translate("Paper", "the same name"),
        Signal.SOUND: _translate("Paper", "a name that sounds the same"),
        Signal.BIRTHDAY: _translate("Paper", "the same birthday"),
        Signal.COMPANY: _translate("Paper", "the same company"),
        Signal.ADDRESS: _translate("Paper", "the same address"),
    }
    told = list(dict.fromkeys(words[reason.signal] for reason in like.reasons))
    return ", ".join(told)
