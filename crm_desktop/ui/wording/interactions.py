"""What happened and how it went, in words, with the icon of each."""

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.interaction import InteractionKind, Outcome

_translate = QCoreApplication.translate

_KIND_ICONS = {
    InteractionKind.CALL: "phone",
    InteractionKind.VISIT: "visit",
    InteractionKind.MEETING: "handshake",
    InteractionKind.MESSAGE: "message",
    InteractionKind.EMAIL: "mail",
    InteractionKind.PURCHASE: "cart",
    InteractionKind.COMPLAINT: "alert",
    InteractionKind.NOTE: "note",
}
_OUTCOME_ICONS = {
    Outcome.GOOD: "face-good",
    Outcome.NEUTRAL: "face-neutral",
    Outcome.BAD: "face-bad",
}
_OUTCOME_TONES = {Outcome.GOOD: "good", Outcome.NEUTRAL: "neutral", Outcome.BAD: "bad"}


def kind_word(kind: InteractionKind) -> str:
    """ "Call" and its sisters."""
    match kind:
        case InteractionKind.CALL:
            return _translate("Interaction", "Call")
        case InteractionKind.VISIT:
            return _translate("Interaction", "Visit")
        case InteractionKind.MEETING:
            return _translate("Interaction", "Meeting")
        case InteractionKind.MESSAGE:
            return _translate("Interaction", "Message")
        case InteractionKind.EMAIL:
            return _translate("Interaction", "E-mail")
        case InteractionKind.PURCHASE:
            return _translate("Interaction", "Purchase")
        case InteractionKind.COMPLAINT:
            return _translate("Interaction", "Complaint")
        case InteractionKind.NOTE:
            return _translate("Interaction", "Note")


def kind_icon(kind: InteractionKind) -> str:
    """The name of the kind's icon."""
    return _KIND_ICONS[kind]


def outcome_word(outcome: Outcome) -> str:
    """ "Went well" and its sisters."""
    match outcome:
        case Outcome.GOOD:
            return _translate("Interaction", "Went well")
        case Outcome.NEUTRAL:
            return _translate("Interaction", "So-so")
        case Outcome.BAD:
            return _translate("Interaction", "Went badly")


def outcome_icon(outcome: Outcome) -> str:
    """The name of the outcome's face."""
    return _OUTCOME_ICONS[outcome]


def outcome_tone(outcome: Outcome) -> str:
    """The name of the outcome's tone in the theme."""
    return _OUTCOME_TONES[outcome]
