"""What of a contact can be compared in a filter, how, and with what values: one `Subject` a thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.custom_field import CustomField, FieldType, canonical
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.filters.condition import Operator
from crm_desktop.domain.filters.days import canonical_day
from crm_desktop.domain.filters.texts import wanted_words
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import InteractionKind, Outcome
from crm_desktop.domain.phone import digits
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.domain.warmth import WarmthState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class SubjectType(StrEnum):
    """What a subject is compared as; the values are those of `FieldType` where both have one."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes-no"


_EQUAL: Final = (Operator.IS, Operator.IS_NOT)
_WORDS: Final = (Operator.HAS, Operator.LACKS)
_ORDER: Final = (Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST)
_THERE: Final = (Operator.KNOWN, Operator.MISSING)

DATE_OF: Final = "date:"
"""Before the label of an important date: "date:name day" is the next day that it comes round."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing of a contact. `key` is what a test names it by; `custom` says that it is the user's own field.

    `choices` are all the values of a CHOICE, for a text those in use (any other may be asked for).
    Of a thing that a contact has several of (phones, tags, meetings), one that fits is enough; IS_NOT, LACKS
    and MISSING are the opposites of IS, HAS and KNOWN.
    """

    key: str
    type: SubjectType
    operators: tuple[Operator, ...]
    choices: tuple[str, ...] = ()
    custom: bool = False

    def canonical(self, value: str, operator: Operator = Operator.IS) -> str:
        """The value as a test has it: ISO days or days from today, plain numbers, a word of the choices.

        Raises UserError for what cannot be compared with this.
        """
        match self.type:
            case SubjectType.DATE:
                return canonical_day(value)
            case SubjectType.TEXT:
                return _some_text(self.key, value, operator)
            case SubjectType.CHOICE:
                return _choice_of(self, value)
            case _:
                return canonical(CustomField(self.key, _FIELD_TYPES[self.type], self.choices), value)


_FIELD_TYPES: Final = {
    SubjectType.NUMBER: FieldType.NUMBER,
    SubjectType.YES_NO: FieldType.YES_NO,
}


def _some_text(key: str, value: str, operator: Operator) -> str:
    if not value.strip():
        raise UserError(f"Write what {key} is compared with, or ask whether it is known or missing.")
    looked_for = operator in _WORDS
    if looked_for and not (digits(value) if key == "phone" else wanted_words(value)):
        raise UserError(f"There is no letter and no digit in “{value}” to look for.")
    return value


def _choice_of(subject: Subject, value: str) -> str:
    for choice in subject.choices:
        if choice.casefold() == value.strip().casefold():
            return choice
    raise UserError(f"“{value}” is not among the choices of {subject.key}: {', '.join(subject.choices)}.")


def _texts(*keys: str) -> list[Subject]:
    return [Subject(key, SubjectType.TEXT, (*_WORDS, *_EQUAL, *_THERE)) for key in keys]


def _long_texts(*keys: str) -> list[Subject]:
    return [Subject(key, SubjectType.TEXT, (*_WORDS, *_THERE)) for key in keys]


def _numbers(*keys: str) -> list[Subject]:
    return [Subject(key, SubjectType.NUMBER, (*_EQUAL, *_ORDER)) for key in keys]


def _known_numbers(*keys: str) -> list[Subject]:
    return [Subject(key, SubjectType.NUMBER, (*_EQUAL, *_ORDER, *_THERE)) for key in keys]


def _days(*keys: str) -> list[Subject]:
    return [Subject(key, SubjectType.DATE, (*_ORDER, *_EQUAL, *_THERE)) for key in keys]


def _yes_no(*keys: str) -> list[Subject]:
    return [Subject(key, SubjectType.YES_NO, _EQUAL, ("yes", "no")) for key in keys]


def _choice(key: str, choices: Iterable[StrEnum], *further: Operator) -> Subject:
    return Subject(key, SubjectType.CHOICE, (*_EQUAL, *further), tuple(one.value for one in choices))


_ALL: Final[tuple[Subject, ...]] = (
    *_texts("name", "given-name", "middle-name", "family-name", "prefix", "suffix", "nickname"),
    *_texts("phone", "email"),
    *_long_texts("address"),
    *_texts("street", "city", "region", "postcode", "country", "link", "messenger"),
    *_texts("company", "former-company", "title", "department", "tag", "source", "status"),
    *_long_texts("notes", "fact"),
    Subject(
        "importance",
        SubjectType.CHOICE,
        (*_EQUAL, *_ORDER),
        tuple(level.name.lower() for level in Importance),
    ),
    *_known_numbers("cadence"),
    *_yes_no("do-not-contact", "paused"),
    Subject("photo", SubjectType.YES_NO, (*_EQUAL, *_THERE), ("yes", "no")),
    *_days("birthday"),
    *_known_numbers("age"),
    *_numbers("birthday-month", "birthday-day"),
    *_days("date", "added", "changed"),
    _choice("warmth", WarmthState),
    *_days("last-contact"),
    *_numbers("silence"),
    *_days("next-step"),
    _choice("relationship", RelationshipKind, *_THERE),
    *_texts("related-to"),
    *_long_texts("interaction"),
    *_days("interaction-day"),
    _choice("kind", InteractionKind, *_THERE),
    _choice("outcome", Outcome, *_THERE),
    _choice("last-kind", InteractionKind, *_THERE),
    _choice("last-outcome", Outcome, *_THERE),
    *_long_texts("follow-up", "open-follow-up"),
    *_days("follow-up-day"),
    *_long_texts("appointment"),
    *_days("appointment-day"),
    *_numbers("interactions", "appointments", "planned-appointments", "follow-ups", "open-follow-ups"),
    *_numbers("phones", "emails", "addresses", "links", "messengers", "companies", "tags", "dates", "facts"),
    *_numbers("relationships"),
    *_days("reviewed"),
)

SUBJECTS: Final[Mapping[str, Subject]] = {subject.key: subject for subject in _ALL}
"""Every subject but the user's own fields and single dates by their label, in the order to offer them."""

_OTHER_WORDS: Final = {
    "e-mail": "email", "mail": "email", "mobile": "phone", "telephone": "phone", "organization": "company",
    "organisation": "company", "surname": "family-name",
    "first-name": "given-name", "last-name": "family-name",
    "tagged": "tag", "note": "notes", "zip": "postcode", "town": "city",
    "anniversary": "date:anniversary", "created": "added", "updated": "changed", "last-talk": "last-contact",
    "talk": "interaction", "talks": "interactions", "promise": "follow-up", "promises": "follow-ups",
    "meeting": "appointment", "meetings": "appointments", "number-of-phones": "phones", "job": "title",
    "url": "link", "website": "link", "relation": "relationship", "days-silent": "silence",
}  # fmt: skip
"""What else people write for a subject."""


def key_of(typed: str) -> str | None:
    """The key of the subject that a word means: without regard to case, with - or _ or spaces between."""
    key = "-".join(typed.casefold().replace("_", " ").replace("-", " ").split())
    key = _OTHER_WORDS.get(key, key)
    return key if key in SUBJECTS or key.startswith(DATE_OF) else None


def of_label(label: str) -> Subject:
    """The subject of an important date by its label."""
    return Subject(DATE_OF + label, SubjectType.DATE, (*_ORDER, *_EQUAL, *_THERE))


def of_field(field: CustomField) -> Subject:
    """The subject of one of the user's own fields."""
    match field.type:
        case FieldType.NUMBER:
            made = Subject(field.name, SubjectType.NUMBER, (*_EQUAL, *_ORDER, *_THERE))
        case FieldType.DATE:
            made = Subject(field.name, SubjectType.DATE, (*_ORDER, *_EQUAL, *_THERE))
        case FieldType.CHOICE:
            made = Subject(field.name, SubjectType.CHOICE, (*_EQUAL, *_THERE))
        case FieldType.YES_NO:
            made = Subject(field.name, SubjectType.YES_NO, (*_EQUAL, *_THERE), ("yes", "no"))
        case _:
            made = Subject(field.name, SubjectType.TEXT, (*_WORDS, *_EQUAL, *_THERE))
    return Subject(made.key, made.type, made.operators, made.choices or field.choices, custom=True)


def near(typed: str, custom: Sequence[CustomField] = ()) -> str:
    """The subject that is spelled most like a word that means none; "" where none comes near."""
    from difflib import get_close_matches

    key = "-".join(typed.casefold().replace("_", " ").split())[:_LONGEST_NAME]
    words = {**{name: name for name in (*SUBJECTS, *_OTHER_WORDS)}}
    words.update((field.name.casefold(), field.name) for field in custom)
    found = get_close_matches(key, words, n=1)
    return words[found[0]] if found else ""


_LONGEST_NAME: Final = 60
