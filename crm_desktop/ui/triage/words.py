"""What tidying up says: what is missing, what was decided, how long yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.domain.triage import Gap
from crm_desktop.ui.wording.plural import english_plural
from crm_desktop.ui.wording.warmth import cadence_text

if TYPE_CHECKING:
    from crm_desktop.domain.triage import Verdict

_translate = QCoreApplication.translate
_MOST_MINUTES = 90


def gap_word(gap: Gap) -> str:
    """What is missing, as a pill says it."""
    match gap:
        case Gap.NAME:
            return _translate("Triage", "No name")
        case Gap.PHONE:
            return _translate("Triage", "No phone")
        case Gap.EMAIL:
            return _translate("Triage", "No e-mail")
        case Gap.COMPANY:
            return _translate("Triage", "No company")
        case Gap.ADDRESS:
            return _translate("Triage", "No address")
        case Gap.BIRTHDAY:
            return _translate("Triage", "No birthday")
        case Gap.TAGS:
            return _translate("Triage", "No tags")


def verdict_word(verdict: Verdict) -> str:
    """What was decided: "Kept", "Deleted", "family, shop · Every month"."""
    if verdict.delete:
        return _translate("Triage", "Deleted")
    parts = [", ".join(verdict.tags)] if verdict.tags else []
    if verdict.cadence is not None:
        parts.append(cadence_text(verdict.cadence))
    return " · ".join(parts) or _translate("Triage", "Kept")


def verdict_look(verdict: Verdict) -> tuple[str, str]:
    """The tone and the icon of what was decided."""
    if verdict.delete:
        return "bad", "trash"
    return "good", "check"


def people_count(count: int) -> str:
    """ "1 person", "12 people"."""
    if count == 1:
        return _translate("Triage", "1 person")
    return _translate("Triage", "{count} people").format(count=QLocale().toString(count))


def minutes_words(seconds: float) -> str:
    """How long something takes: "less than a minute", "about 6 minutes"."""
    if seconds < 50:
        return _translate("Triage", "less than a minute")
    minutes, hours = max(1, round(seconds / 60)), round(seconds / 3600)
    if minutes > _MOST_MINUTES:
        return english_plural(_translate("Triage", "about %n hour(s)", None, hours), hours)
    return english_plural(_translate("Triage", "about %n minute(s)", None, minutes), minutes)


def left_words(seconds: float) -> str:
    """How much longer: "about 6 minutes left"."""
    if seconds < 50:
        return _translate("Triage", "less than a minute left")
    minutes, hours = max(1, round(seconds / 60)), round(seconds / 3600)
    if minutes > _MOST_MINUTES:
        return english_plural(_translate("Triage", "about %n hour(s) left", None, hours), hours)
    return english_plural(_translate("Triage", "about %n minute(s) left", None, minutes), minutes)


def progress_words(place: int, total: int, seconds: float, put_off: int) -> str:
    """ "37 of 300 · about 6 minutes left · 2 for later"."""
    locale = QLocale()
    parts = [
        _translate("Triage", "{place} of {total}").format(
            place=locale.toString(place), total=locale.toString(total)
        ),
        left_words(seconds),
    ]
    if put_off:
        parts.append(_translate("Triage", "{count} for later").format(count=locale.toString(put_off)))
    return " · ".join(parts)
