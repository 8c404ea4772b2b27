"""How warm a contact is, in words, and why; what is planned beside it; and rhythms.

Each state has an icon too, for those who see no colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.warmth import WarmthState
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.warmth import Warmth
    from crm_desktop.ui.wording.days import DayWords

_translate = QCoreApplication.translate

# Up to here one counts in weeks: "every 6 weeks", but "every 2 months".
_MOST_WEEKS = 6

_ICONS = {
    WarmthState.WARM: "flame",
    WarmthState.COOLING: "thermometer",
    WarmthState.COLD: "snowflake",
    WarmthState.LOST: "ghost",
    WarmthState.NONE: "bell-off",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a warmth and does not change it. `brief` is for where the icon says the rest."""

    text: str
    brief: str
    tone: str
    icon: str


def planned(step: date | None, days: DayWords) -> Beside | None:
    """That something is planned or promised for a local day: "Planned · tomorrow"."""
    if step is None:
        return None
    if step < days.today():
        late = days.until(step)
        text = _translate("Warmth", "Promised · {late}").format(late=late)
        return Beside(text, late, "bad", "calendar")
    text = _translate("Warmth", "Planned · {day}").format(day=_within(step, days))
    return Beside(text, days.day(step), "accented", "calendar")


def paused(until: date | None, days: DayWords) -> Beside | None:
    """That nobody is reminded until a local day, while that is to come: "Paused until 3 Mar"."""
    if until is None or until <= days.today():
        return None
    day = _within(until, days)
    text = _translate("Warmth", "Paused until {day}").format(day=day)
    return Beside(text, _translate("Warmth", "until {day}").format(day=day), "neutral", "pause")


def pause_reason(until: date, days: DayWords) -> str:
    """The sentence of a pause, to stand behind the reason of the warmth."""
    return _translate("Warmth", "No reminder before {day}.").format(day=_within(until, days))


def _within(day: date, days: DayWords) -> str:
    """A day within a sentence: "today", "tomorrow", "2 days late", "18 Nov"."""
    if (day - days.today()).days <= 1:
        return days.until(day)
    text = days.day(day)
    # The sentence may be in another language than the date, and run the other way (Unicode UAX 9).
    return text if text.isascii() else f"\u2068{text}\u2069"


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
    return named.get(days) or _counted_cadence(days)


def _counted_cadence(days: int) -> str:
    weeks, months = days // 7, days // 30
    if days == 7 * weeks and weeks <= _MOST_WEEKS:
        return english_plural(_translate("Cadence", "Every %n week(s)", None, weeks), weeks)
    if days == 30 * months and months < 12:
        return english_plural(_translate("Cadence", "Every %n month(s)", None, months), months)
    return english_plural(_translate("Cadence", "Every %n day(s)", None, days), days)


def rhythm_text(days: int) -> str:
    """What a history shows, as a sentence: "You usually speak every 3 weeks."."""
    named = {
        1: _translate("Rhythm", "You usually speak every day."),
        7: _translate("Rhythm", "You usually speak every week."),
        30: _translate("Rhythm", "You usually speak every month."),
        365: _translate("Rhythm", "You usually speak once a year."),
    }
    if days in named:
        return named[days]
    weeks, months = days // 7, days // 30
    if days == 7 * weeks and weeks <= _MOST_WEEKS:
        return english_plural(_translate("Rhythm", "You usually speak every %n week(s).", None, weeks), weeks)
    if days == 30 * months:
        text = _translate("Rhythm", "You usually speak every %n month(s).", None, months)
        return english_plural(text, months)
    return english_plural(_translate("Rhythm", "You usually speak every %n day(s).", None, days), days)
