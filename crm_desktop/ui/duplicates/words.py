"""What the duplicates page says: how sure, why, what things are called and how their values are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.domain.contact import Name
from crm_desktop.domain.duplicates import plan
from crm_desktop.domain.duplicates.groups import Signal
from crm_desktop.domain.duplicates.plan import CUSTOM, MergeWords
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.ui.duplicates.groups import Likelihood, likelihood
from crm_desktop.ui.models.contact_texts import isolated, left_to_right
from crm_desktop.ui.wording.days import partial_text
from crm_desktop.ui.wording.people import importance_word, status_word
from crm_desktop.ui.wording.plural import english_plural
from crm_desktop.ui.wording.warmth import cadence_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from crm_desktop.domain.duplicates.attached import Attached
    from crm_desktop.domain.duplicates.groups import DuplicateGroup, Reason
    from crm_desktop.ui.wording.days import DayWords

_translate = QCoreApplication.translate

_ICONS = {
    Signal.PHONE: "phone",
    Signal.EMAIL: "mail",
    Signal.NAME: "user",
    Signal.SOUND: "user",
    Signal.BIRTHDAY: "cake",
    Signal.COMPANY: "building",
    Signal.ADDRESS: "map-pin",
}


def likelihood_word(group: DuplicateGroup) -> str:
    """How sure it is; of what was put together by hand, that it was."""
    if not group.reasons:
        return _translate("Duplicates", "Chosen by you")
    match likelihood(group):
        case Likelihood.VERY_LIKELY:
            return _translate("Duplicates", "Very likely")
        case Likelihood.LIKELY:
            return _translate("Duplicates", "Likely")
        case Likelihood.PERHAPS:
            return _translate("Duplicates", "Perhaps")


def likelihood_look(group: DuplicateGroup) -> tuple[str, str]:
    """The tone and the icon of the same."""
    match likelihood(group):
        case Likelihood.VERY_LIKELY:
            return "good", "check"
        case Likelihood.LIKELY:
            return "info", ""
        case Likelihood.PERHAPS:
            return "neutral", ""


def signal_icon(signal: Signal) -> str:
    """The icon of what is the same."""
    return _ICONS[signal]


def signal_word(reason: Reason) -> str:
    """What is the same, without saying what it is: "Same phone"."""
    if not reason.exact and reason.signal is Signal.NAME:
        return _translate("Duplicates", "Similar name")
    if not reason.exact and reason.signal is Signal.BIRTHDAY:
        return _translate("Duplicates", "Birthday fits")
    words = {
        Signal.PHONE: _translate("Duplicates", "Same phone"),
        Signal.EMAIL: _translate("Duplicates", "Same e-mail"),
        Signal.NAME: _translate("Duplicates", "Same name"),
        Signal.SOUND: _translate("Duplicates", "Name sounds the same"),
        Signal.BIRTHDAY: _translate("Duplicates", "Same birthday"),
        Signal.COMPANY: _translate("Duplicates", "Same company"),
        Signal.ADDRESS: _translate("Duplicates", "Same address"),
    }
    return words[reason.signal]


def reason_text(reason: Reason) -> str:
    """What is the same and what that is: "Same phone: +251 91 123 4567"."""
    text = reason.text
    if reason.signal is Signal.PHONE:
        text = left_to_right(text)
    elif reason.signal is Signal.BIRTHDAY:
        text = _iso_day(text)
    else:
        text = isolated(text)
    return (
        _translate("Duplicates", "{what}: {value}")
        .replace("{what}", signal_word(reason))
        .replace("{value}", text)
    )


def reasons_line(reasons: Iterable[Reason]) -> str:
    """All that is the same, briefly: "Same phone, similar name"."""
    words = list(dict.fromkeys(signal_word(reason) for reason in reasons))
    return " · ".join(words)


def _iso_day(text: str) -> str:
    """A birthday as "1990-05-17" or "????-05-17", in the locale's way; whatever else as it is."""
    parts = text.split("-")
    try:
        year, month, day = (None if "?" in part else int(part) for part in parts)
        return partial_text(PartialDate(year, month, day))
    except ValueError:
        return text


def thing_word(what: str) -> str:
    """What a thing of a card is called; one of the user's own fields by its name."""
    words = {
        plan.NAME: _translate("Duplicates", "Name"),
        plan.NICKNAME: _translate("Duplicates", "Nickname"),
        plan.BIRTHDAY: _translate("Duplicates", "Birthday"),
        plan.PHOTO: _translate("Duplicates", "Photo"),
        plan.STATUS: _translate("Duplicates", "Status"),
        plan.SOURCE: _translate("Duplicates", "Source"),
        plan.IMPORTANCE: _translate("Duplicates", "Importance"),
        plan.CADENCE: _translate("Duplicates", "How often"),
        plan.DO_NOT_CONTACT: _translate("Duplicates", "Do not contact"),
        "phones": _translate("Duplicates", "Phones"),
        "emails": _translate("Duplicates", "E-mails"),
        "roles": _translate("Duplicates", "Companies"),
        "addresses": _translate("Duplicates", "Addresses"),
        "links": _translate("Duplicates", "Links"),
        "messengers": _translate("Duplicates", "Messengers"),
        "dates": _translate("Duplicates", "Other dates"),
        "tags": _translate("Duplicates", "Tags"),
        "notes": _translate("Duplicates", "Notes"),
        "facts": _translate("Duplicates", "Facts"),
        "attached": _translate("Duplicates", "What hangs on it"),
    }
    return words.get(what) or what.removeprefix(CUSTOM)


def value_text(value: object, what: str = "") -> str:
    """A value as the window writes it."""
    match value:
        case None:
            return ""
        case Name():
            return value.display
        case PartialDate():
            return partial_text(value)
        case Importance():
            return importance_word(value)
        case bool():
            return _translate("Duplicates", "Yes") if value else _translate("Duplicates", "No")
        case int() if what == plan.CADENCE:
            return cadence_text(value)
    return status_word(str(value)) if what == plan.STATUS else str(value)


def attached_text(attached: Attached) -> str:
    """What hangs on a contact: "12 entries, 2 meetings, 1 promise"."""
    counted = (
        (attached.interactions, _translate("Duplicates", "%n entry(s)", None, attached.interactions)),
        (attached.appointments, _translate("Duplicates", "%n meeting(s)", None, attached.appointments)),
        (attached.follow_ups, _translate("Duplicates", "%n promise(s)", None, attached.follow_ups)),
    )
    words = [english_plural(_entries(text, count), count) for count, text in counted if count]
    return QLocale().createSeparatedList(words)


def _entries(text: str, count: int) -> str:
    # "1 entry", "2 entries": the one plural of these that English does not make by an s alone.
    return text.replace("entry(s)", "entry" if count == 1 else "entries")


def merge_words() -> MergeWords:
    """How what was not chosen is written into the notes, in the language of the window."""
    things = (
        plan.NAME, plan.NICKNAME, plan.BIRTHDAY, plan.STATUS, plan.SOURCE, plan.IMPORTANCE, plan.CADENCE,
        plan.DO_NOT_CONTACT,
    )  # fmt: skip
    return MergeWords(
        heading=_translate("Duplicates", "Kept from the cards that were merged:"),
        things={what: thing_word(what) for what in things},
    )


def names_line(names: Sequence[str]) -> str:
    """Who may be one: "Jon Smith · John Smith", each name once."""
    return " · ".join(isolated(name) for name in dict.fromkeys(names))


def groups_count(count: int) -> str:
    """ "1 group", "12 groups"."""
    if count == 1:
        return _translate("Duplicates", "1 group")
    return _translate("Duplicates", "{count} groups").format(count=QLocale().toString(count))


def empty_words(looked_at: datetime | None, count: int, days: DayWords) -> tuple[str, str, str, str]:
    """What stands in the place of the list where nothing is open: icon, words, hint, and what to press."""
    if looked_at is None:
        nothing = _translate("Duplicates", "Nothing was looked at yet")
        return "search", nothing, "", _translate("Duplicates", "Look for duplicates")
    hint = _translate("Duplicates", "{count} people were looked at, {when}.")
    if count == 1:
        hint = _translate("Duplicates", "1 person was looked at, {when}.")
    hint = hint.format(count=QLocale().toString(count), when=days.moment(looked_at, exact=True))
    found = _translate("Duplicates", "No duplicates found")
    return "check-circle", found, hint, _translate("Duplicates", "Look again")
