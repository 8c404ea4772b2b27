"""Statuses, importance, relationships and labels in words. What the user invented is shown as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.importance import Importance

if TYPE_CHECKING:
    from crm_desktop.domain.relationship import RelationshipKind

_translate = QCoreApplication.translate

_STATUS_TONES = {
    "lead": "info",
    "customer": "good",
    "partner": "accented",
    "personal": "warn",
    "former": "neutral",
}


def status_word(status: str) -> str:
    """The status in the language of the window; one of the user's own as written."""
    words = {
        "lead": _translate("Status", "Lead"),
        "customer": _translate("Status", "Customer"),
        "partner": _translate("Status", "Partner"),
        "personal": _translate("Status", "Personal"),
        "former": _translate("Status", "Former"),
    }
    return words.get(status, status)


def status_tone(status: str) -> str:
    """The name of the status's tone in the theme."""
    return _STATUS_TONES.get(status, "neutral")


def importance_word(importance: Importance) -> str:
    """ "High", "Normal", "Low"."""
    match importance:
        case Importance.HIGH:
            return _translate("Importance", "High")
        case Importance.NORMAL:
            return _translate("Importance", "Normal")
        case Importance.LOW:
            return _translate("Importance", "Low")


def relationship_word(kind: RelationshipKind) -> str:
    """What the other contact is to this one."""
    from crm_desktop.domain.relationship import RelationshipKind

    words = {
        RelationshipKind.SPOUSE: _translate("Relationship", "Spouse"),
        RelationshipKind.PARTNER: _translate("Relationship", "Partner"),
        RelationshipKind.PARENT: _translate("Relationship", "Parent"),
        RelationshipKind.CHILD: _translate("Relationship", "Child"),
        RelationshipKind.SIBLING: _translate("Relationship", "Sibling"),
        RelationshipKind.RELATIVE: _translate("Relationship", "Relative"),
        RelationshipKind.FRIEND: _translate("Relationship", "Friend"),
        RelationshipKind.COLLEAGUE: _translate("Relationship", "Colleague"),
        RelationshipKind.EMPLOYER: _translate("Relationship", "Employer"),
        RelationshipKind.EMPLOYEE: _translate("Relationship", "Employee"),
        RelationshipKind.REFERRED_BY: _translate("Relationship", "Referred by"),
        RelationshipKind.REFERRED: _translate("Relationship", "Referred"),
        RelationshipKind.OTHER: _translate("Relationship", "Knows"),
    }
    return words[kind]


def label_word(label: str) -> str:
    """The label of a phone, an address or a date in the language of the window; one's own as written."""
    words = {
        "home": _translate("Label", "Home"),
        "work": _translate("Label", "Work"),
        "mobile": _translate("Label", "Mobile"),
        "cell": _translate("Label", "Mobile"),
        "fax": _translate("Label", "Fax"),
        "main": _translate("Label", "Main"),
        "other": _translate("Label", "Other"),
        "birthday": _translate("Label", "Birthday"),
        "anniversary": _translate("Label", "Anniversary"),
        "name day": _translate("Label", "Name day"),
    }
    return words.get(label.casefold(), label)
