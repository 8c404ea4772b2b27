"""What can be filtered by, in the language of the window, and a condition as a sentence.

Own fields, labels, tags and whatever else the user invented are shown as written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.wording.people import importance_word, label_word, relationship_word, status_word
from crm_desktop.ui.wording.warmth import state_word

if TYPE_CHECKING:
    from collections.abc import Sequence

_translate = QCoreApplication.translate
_DATE_OF = "date:"

GROUPS: tuple[tuple[str, ...], ...] = (
    ("name", "tag", "status", "company", "city", "warmth", "last-contact", "birthday", "notes"),
    ("phone", "email", "address", "street", "region", "postcode", "country", "link", "messenger"),
    ("given-name", "middle-name", "family-name", "prefix", "suffix", "nickname"),
    ("title", "department", "former-company", "source", "fact", "related-to", "relationship"),
    ("importance", "cadence", "silence", "paused", "do-not-contact", "next-step", "reviewed"),
    ("age", "birthday-month", "birthday-day", "date", "added", "changed", "photo"),
    ("interaction", "interaction-day", "kind", "outcome", "last-kind", "last-outcome", "interactions"),
    ("open-follow-up", "open-follow-ups", "follow-up", "follow-up-day", "follow-ups"),
    ("appointment", "appointment-day", "planned-appointments", "appointments"),
    ("phones", "emails", "addresses", "links", "messengers", "companies", "tags", "dates", "facts"),
    ("relationships",),
)
"""The subjects in the order in which they are offered: what one asks for most comes first."""


def subject_word(key: str, *, custom: bool = False) -> str:
    """ "City", "Last contact"; an own field by its name."""
    if custom:
        return key
    if key.startswith(_DATE_OF):
        return label_word(key.removeprefix(_DATE_OF))
    found = _people().get(key) or _reaching().get(key) or _what_happened().get(key) or _counts().get(key)
    return found or key


def _people() -> dict[str, str]:
    return {
        "name": _translate("Filter", "Name"),
        "given-name": _translate("Filter", "Given name"),
        "middle-name": _translate("Filter", "Middle name"),
        "family-name": _translate("Filter", "Family name"),
        "prefix": _translate("Filter", "Title before the name"),
        "suffix": _translate("Filter", "Addition after the name"),
        "nickname": _translate("Filter", "Nickname"),
        "company": _translate("Filter", "Company"),
        "former-company": _translate("Filter", "Former company"),
        "title": _translate("Filter", "Job"),
        "department": _translate("Filter", "Department"),
        "tag": _translate("Filter", "Tag"),
        "source": _translate("Filter", "Source"),
        "status": _translate("Filter", "Status"),
        "notes": _translate("Filter", "Notes"),
        "fact": _translate("Filter", "Good to know"),
        "importance": _translate("Filter", "Importance"),
        "cadence": _translate("Filter", "How often (days)"),
        "do-not-contact": _translate("Filter", "Do not contact"),
        "paused": _translate("Filter", "Reminders paused"),
        "photo": _translate("Filter", "Photo"),
        "warmth": _translate("Filter", "Warmth"),
        "relationship": _translate("Filter", "Relationship"),
        "related-to": _translate("Filter", "Related to"),
    }


def _reaching() -> dict[str, str]:
    return {
        "phone": _translate("Filter", "Phone"),
        "email": _translate("Filter", "E-mail"),
        "address": _translate("Filter", "Address"),
        "street": _translate("Filter", "Street"),
        "city": _translate("Filter", "City"),
        "region": _translate("Filter", "Region"),
        "postcode": _translate("Filter", "Postcode"),
        "country": _translate("Filter", "Country"),
        "link": _translate("Filter", "Web address"),
        "messenger": _translate("Filter", "Messenger"),
        "birthday": _translate("Filter", "Next birthday"),
        "age": _translate("Filter", "Age"),
        "birthday-month": _translate("Filter", "Month of birth (1–12)"),
        "birthday-day": _translate("Filter", "Day of birth (1–31)"),
        "date": _translate("Filter", "Any important date"),
        "added": _translate("Filter", "Added"),
        "changed": _translate("Filter", "Changed"),
        "reviewed": _translate("Filter", "Looked at when tidying up"),
    }


def _what_happened() -> dict[str, str]:
    return {
        "last-contact": _translate("Filter", "Last contact"),
        "silence": _translate("Filter", "Days since the last contact"),
        "next-step": _translate("Filter", "Next step"),
        "interaction": _translate("Filter", "What was said"),
        "interaction-day": _translate("Filter", "Day of an interaction"),
        "kind": _translate("Filter", "Kind of an interaction"),
        "outcome": _translate("Filter", "Outcome of an interaction"),
        "last-kind": _translate("Filter", "Kind of the last interaction"),
        "last-outcome": _translate("Filter", "Outcome of the last interaction"),
        "follow-up": _translate("Filter", "Promise, kept or open"),
        "open-follow-up": _translate("Filter", "Open promise"),
        "follow-up-day": _translate("Filter", "Day of an open promise"),
        "appointment": _translate("Filter", "Meeting"),
        "appointment-day": _translate("Filter", "Day of a meeting"),
    }


def _counts() -> dict[str, str]:
    return {
        "interactions": _translate("Filter", "Number of interactions"),
        "appointments": _translate("Filter", "Number of meetings"),
        "planned-appointments": _translate("Filter", "Number of planned meetings"),
        "follow-ups": _translate("Filter", "Number of promises"),
        "open-follow-ups": _translate("Filter", "Number of open promises"),
        "phones": _translate("Filter", "Number of phones"),
        "emails": _translate("Filter", "Number of e-mail addresses"),
        "addresses": _translate("Filter", "Number of addresses"),
        "links": _translate("Filter", "Number of web addresses"),
        "messengers": _translate("Filter", "Number of messengers"),
        "companies": _translate("Filter", "Number of companies"),
        "tags": _translate("Filter", "Number of tags"),
        "dates": _translate("Filter", "Number of important dates"),
        "facts": _translate("Filter", "Number of things to know"),
        "relationships": _translate("Filter", "Number of relationships"),
    }


def missing_word(key: str) -> str:
    """What a card lacks: "No phone"."""
    words = {
        "phone": _translate("Missing", "No phone"),
        "email": _translate("Missing", "No e-mail"),
        "birthday": _translate("Missing", "No birthday"),
        "address": _translate("Missing", "No address"),
        "company": _translate("Missing", "No company"),
        "tag": _translate("Missing", "No tag"),
        "cadence": _translate("Missing", "“How often” not set"),
        "next-step": _translate("Missing", "No next step"),
        "last-contact": _translate("Missing", "Never in touch"),
        "photo": _translate("Missing", "No photo"),
        "notes": _translate("Missing", "No notes"),
        "source": _translate("Missing", "No source"),
        "status": _translate("Missing", "No status"),
    }
    return words.get(key) or _translate("Missing", "No {what}").format(what=subject_word(key))


def value_word(key: str, value: str) -> str:
    """One of a subject's choices in words."""
    if value in ("yes", "no"):
        return _translate("Filter", "Yes") if value == "yes" else _translate("Filter", "No")
    match key:
        case "status":
            return status_word(value)
        case "importance" | "warmth" | "relationship" | "kind" | "last-kind" | "outcome" | "last-outcome":
            return _fixed_word(key, value)
        case _:
            return value


def _fixed_word(key: str, value: str) -> str:
    from crm_desktop.domain.importance import Importance
    from crm_desktop.domain.interaction import InteractionKind, Outcome
    from crm_desktop.domain.relationship import RelationshipKind
    from crm_desktop.domain.warmth import WarmthState
    from crm_desktop.ui.wording.interactions import kind_word, outcome_word

    try:
        match key:
            case "importance":
                return importance_word(Importance[value.upper()])
            case "warmth":
                return state_word(WarmthState(value))
            case "relationship":
                return relationship_word(RelationshipKind(value))
            case "outcome" | "last-outcome":
                return outcome_word(Outcome(value))
            case _:
                return kind_word(InteractionKind(value))
    except (KeyError, ValueError):
        return value


def joined(parts: Sequence[str], *, by_or: bool) -> str:
    """Parts of a sentence, joined by "and" or by "or"."""
    word = _translate("Filter", " or ") if by_or else _translate("Filter", " and ")
    return word.join(parts)
