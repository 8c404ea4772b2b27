"""How warm a contact is, in words, and why; with the icon that says it to those who see no colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.warmth import WarmthState
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from crm_desktop.domain.warmth import Warmth

_translate = QCoreApplication.translate

_ICONS = {
    WarmthState.WARM: "flame",
    WarmthState.COOLING: "thermometer",
    WarmthState.COLD: "snowflake",
    WarmthState.LOST: "ghost",
    WarmthState.NONE: "bell-off",
}


def state_word(state: WarmthState) -> str:
    """ "Cold" and its sisters."""
    match state:
        case WarmthState.WARM:
            return _translate("Warmth", "Warm")
        case WarmthState.COOLING:
            return _translate("Warmth", "Cooling")
        case WarmthState.COLD:
            return _translate("Warmth", "Cold")
        case WarmthState.LOST:
            return _translate("Warmth", "Lost")
        case WarmthState.NONE:
            return _translate("Warmth", "No reminders")


def pill_look(warmth: Warmth) -> tuple[str, str]:
    """The tone and the icon of the pill; somebody new is neither warm nor cold yet."""
    if _is_new(warmth):
        return "neutral", ""
    return warmth.state.value, _ICONS[warmth.state]


def days_text(days: int) -> str:
    """ "41 days", counted in the language's own way."""
    return english_plural(_translate("Warmth", "%n day(s)", None, days), days)


def span_text(days: int) -> str:
    """How long ago, as one would say it: "today", "3 days", "2 weeks", "5 months", "2 years"."""
    if days < 14:
        return days_text(days)
    if days < 60:
        return _weeks(days // 7)
    if days < 730:
        return _months(days // 30)
    return _years(days // 365)


def pill_text(warmth: Warmth) -> str:
    """What the pill says: the state, and the days where they matter ("Cold · 41 days"), or "New"."""
    if _is_new(warmth):
        return _translate("Warmth", "New")
    word = state_word(warmth.state)
    if warmth.state in (WarmthState.COLD, WarmthState.LOST, WarmthState.COOLING):
        return _translate("Warmth", "{state} · {days}").format(state=word, days=days_text(warmth.days))
    return word


def reason(warmth: Warmth) -> str:
    """Why it is so, in one or two sentences."""
    if warmth.cadence_days is None:
        return _translate("Warmth", "You asked for no reminders about keeping in touch.")
    if warmth.never:
        return _reason_without_talk(warmth.days, warmth.cadence_days)
    if warmth.days == 0:
        return _translate("Warmth", "You were in touch today. {wanted}").format(
            wanted=_wanted(warmth.cadence_days)
        )
    return _wanted_and_been(warmth.days, warmth.cadence_days)


def _is_new(warmth: Warmth) -> bool:
    return warmth.never and warmth.state is WarmthState.WARM


def _reason_without_talk(days: int, cadence: int) -> str:
    if days == 0:
        added = _translate("Warmth", "Added today; you have not been in touch yet.")
    else:
        text = _translate("Warmth", "Added %n day(s) ago; you have not been in touch yet.", None, days)
        added = english_plural(text, days)
    return f"{added} {_wanted(cadence)}"


def _wanted(cadence: int) -> str:
    if cadence == 1:
        return _translate("Warmth", "You want to talk every day.")
    text = _translate("Warmth", "You want to talk every %n day(s).", None, cadence)
    return english_plural(text, cadence)


def _wanted_and_been(days: int, cadence: int) -> str:
    if cadence == 1:
        wanted = _translate("Warmth", "You wanted every day;")
    else:
        wanted = english_plural(_translate("Warmth", "You wanted every %n day(s);", None, cadence), cadence)
    been = english_plural(_translate("Warmth", "it has been %n.", "days", days), days)
    return _translate("Warmth", "{wanted} {been}").format(wanted=wanted, been=been)


def _weeks(count: int) -> str:
    return english_plural(_translate("Warmth", "%n week(s)", None, count), count)


def _months(count: int) -> str:
    return english_plural(_translate("Warmth", "%n month(s)", None, count), count)


def _years(count: int) -> str:
    return english_plural(_translate("Warmth", "%n year(s)", None, count), count)


def cadence_text(days: int | None) -> str:
    """How often to be in touch: "Every week", "Every 45 days", "Don't remind"; None is the usual."""
    if days is None:
        return _translate("Cadence", "As usual for the importance")
    if days == 0:
        return _translate("Cadence", "Don't remind")
    named = {
        1: _translate("Cadence", "Every day"),
        7: _translate("Cadence", "Every week"),
        14: _translate("Cadence", "Every two weeks"),
        30: _translate("Cadence", "Every month"),
        60: _translate("Cadence", "Every two months"),
        90: _translate("Cadence", "Every three months"),
        180: _translate("Cadence", "Twice a year"),
        365: _translate("Cadence", "Once a year"),
    }
    text = english_plural(_translate("Cadence", "Every %n day(s)", None, days), days)
    return named.get(days, text)
