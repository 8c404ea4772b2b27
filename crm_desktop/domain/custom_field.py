"""The user's own typed fields: what may stand in them, and the one canonical text for each value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from crm_desktop.domain.ids import FieldId


class FieldType(StrEnum):
    """The types of custom fields."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes-no"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field's name is unique without regard to case; `choices` is for CHOICE only."""

    name: str
    type: FieldType = FieldType.TEXT
    choices: tuple[str, ...] = ()
    id: FieldId | None = None


_YES = frozenset({"yes", "true", "1", "y"})
_NO = frozenset({"no", "false", "0", "n"})
_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?")


def canonical(custom_field: CustomField, value: str) -> str:
    """The text under which `value` is kept: ISO dates, a point in numbers, "yes" and "no".

    Raises UserError where the field cannot hold the value. Empty text means no value.
    """
    text = value.strip()
    if not text:
        return ""
    match custom_field.type:
        case FieldType.NUMBER:
            return _number(custom_field, text)
        case FieldType.DATE:
            return _date(custom_field, text)
        case FieldType.YES_NO:
            return _yes_no(custom_field, text)
        case FieldType.CHOICE:
            return _choice(custom_field, text)
        case _:
            return text


def _number(custom_field: CustomField, text: str) -> str:
    plain = "".join(_ascii_digit(ch) for ch in text.replace("\u066b", ".").replace(",", "."))
    plain = plain.replace(" ", "").replace("\u00a0", "")
    if not _NUMBER.fullmatch(plain):
        raise UserError(f"“{text}” is not a number; {custom_field.name} needs one.")
    return plain


def _ascii_digit(ch: str) -> str:
    return str(int(ch)) if ch.isdecimal() else ch


def _date(custom_field: CustomField, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserError(f"“{text}” is not a date; write {custom_field.name} as 2026-11-30.") from None


def _yes_no(custom_field: CustomField, text: str) -> str:
    if text.casefold() in _YES:
        return "yes"
    if text.casefold() in _NO:
        return "no"
    raise UserError(f"{custom_field.name} is yes or no, not “{text}”.")


def _choice(custom_field: CustomField, text: str) -> str:
    for choice in custom_field.choices:
        if choice.casefold() == text.casefold():
            return choice
    raise UserError(f"“{text}” is not among the choices of {custom_field.name}.")
