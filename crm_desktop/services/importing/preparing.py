"""A card from a file as a contact that is fit to keep, with a uid of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import CustomValue, ExtraProperty
from crm_desktop.domain.custom_field import CustomField, canonical
from crm_desktop.domain.errors import UserError
from crm_desktop.services.card_cleaning import is_clean
from crm_desktop.services.clean_text import line
from crm_desktop.services.importing.identity import contact_keys, same_uids, uid_from_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crm_desktop.domain.contact import Contact
    from crm_desktop.formats.card import Card

_LONGEST_UID: Final = 500


@dataclass(frozen=True, slots=True)
class Prepared:
    """`named` tells whether the card itself says its uid; else the uid is made from its content.

    `uids` are the ways in which the uid is written, `keys` what two cards of one person share.
    """

    card: Card
    contact: Contact
    named: bool
    warnings: tuple[str, ...]
    uids: tuple[str, ...]
    keys: list[str]


class Preparing:
    """Cleans cards as typed ones are, but for their phones, which the reader has understood already.

    Custom values are fitted to the fields that there are.
    """

    def __init__(self, clean: Callable[[Contact], Contact], fields: Iterable[CustomField]) -> None:
        self._clean = clean
        self._fields = {_key(field.name): field for field in fields}
        self.new_fields: list[CustomField] = []

    def prepare(self, card: Card) -> Prepared:
        """The card as it will be kept."""
        contact = card.contact
        warnings = card.warnings
        values: tuple[CustomValue, ...] = ()
        if contact.custom:
            values, misfits = self._fitted(contact.custom, card.fields)
            warnings += tuple(map(_misfit_warning, misfits))
            contact = replace(contact, custom=(), extra=contact.extra + tuple(map(_kept_aside, misfits)))
        if not is_clean(contact):
            contact = self._cleaned(contact)
        if values:
            contact = replace(contact, custom=values)
        named = 0 < len(contact.uid) <= _LONGEST_UID
        if not named:
            contact = replace(contact, uid=uid_from_content(contact))
        return Prepared(card, contact, named, warnings, same_uids(contact.uid), contact_keys(contact))

    def _cleaned(self, contact: Contact) -> Contact:
        # Our own export knows the country that a number without one belonged to.
        understood = {line(phone.typed): phone.e164 for phone in contact.phones}
        clean = self._clean(contact)
        phones = (replace(one, e164=understood.get(one.typed, one.e164)) for one in clean.phones)
        return replace(clean, phones=tuple(phones)) if understood else clean

    def _fitted(
        self, values: Iterable[CustomValue], declared: Iterable[CustomField]
    ) -> tuple[tuple[CustomValue, ...], list[CustomValue]]:
        types = {_key(field.name): field for field in declared}
        fitting: dict[str, CustomValue] = {}
        misfits: list[CustomValue] = []
        for value in values:
            key = _key(value.field)
            field = self._fields.get(key)
            if field is None:
                field = types.get(key) or CustomField(value.field)
                field = replace(field, name=line(field.name))
                self._fields[key] = field
                self.new_fields.append(field)
            try:
                text = canonical(field, value.value)
            except UserError:
                misfits.append(value)
                continue
            if text and key:
                fitting.setdefault(key, CustomValue(field.name, text))
        return tuple(fitting.values()), misfits


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _misfit_warning(value: CustomValue) -> str:
    return f"“{value.value[:40]}” does not fit the field {value.field[:40]}; it is kept as it stands."


def _kept_aside(value: CustomValue) -> ExtraProperty:
    def escaped(text: str) -> str:
        text = text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n")
        return text.replace(",", "\\,").replace(";", "\\;")

    return ExtraProperty("X-CRM-FIELD", f"X-CRM-FIELD:{escaped(value.field)};{escaped(value.value)}")
