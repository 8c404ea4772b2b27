"""A stream of vCards of any version, maker and state of repair as contacts, one at a time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final

from crm_desktop.domain.contact import Contact
from crm_desktop.formats.card import Card, Fault
from crm_desktop.formats.limits import DEEPEST, LARGEST_CARD, LONGEST_LINE, MOST_LINES, MOST_PROPERTIES
from crm_desktop.formats.vcard import known, messaging, own
from crm_desktop.formats.vcard.charsets import Decoder
from crm_desktop.formats.vcard.draft import Draft
from crm_desktop.formats.vcard.lines import raw_cards
from crm_desktop.formats.vcard.properties import (
    content_lines,
    decoded_value,
    parse_head,
    split_line,
)
from crm_desktop.formats.vcard.streams import TOO_LONG, line_batches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crm_desktop.formats.vcard.lines import RawCard
    from crm_desktop.formats.vcard.properties import (
        Head,
    )


class _Refused(Exception):
    """The card cannot be read; the text says why."""


_PROPERTIES: Final[dict[str, known.Reader]] = {
    "ADR": known.address,
    "ANNIVERSARY": known.anniversary,
    "BDAY": known.birthday,
    "CATEGORIES": known.categories,
    "EMAIL": known.email,
    "FN": known.full_name,
    "IMPP": messaging.instant_message,
    "KIND": known.kind_of_card,
    "MEMBER": known.member,
    "N": known.name,
    "NICKNAME": known.nickname,
    "NOTE": known.note,
    "ORG": known.organisation,
    "PHOTO": known.photo,
    "PRODID": known.product,
    "PROFILE": known.ignored,
    "RELATED": own.related,
    "REV": known.ignored,
    "SOCIALPROFILE": messaging.social_profile,
    "TEL": known.phone,
    "TITLE": known.title,
    "UID": known.uid,
    "URL": known.link,
    "VERSION": known.ignored,
    "X-ABDATE": known.other_date,
    "X-ABLABEL": known.apple_label,
    "X-ADDRESSBOOKSERVER-KIND": known.kind_of_card,
    "X-ADDRESSBOOKSERVER-MEMBER": known.member,
    "X-ANDROID-CUSTOM": known.android,
    "X-ANNIVERSARY": known.anniversary,
    "X-CRM-CADENCE": own.cadence,
    "X-CRM-DATE": own.date,
    "X-CRM-DECLINED-RHYTHM": own.declined_rhythm,
    "X-CRM-DO-NOT-CONTACT": own.do_not_contact,
    "X-CRM-FACT": own.fact,
    "X-CRM-FIELD": own.custom_value,
    "X-CRM-IMPORTANCE": own.importance,
    "X-CRM-PAUSED-UNTIL": own.paused_until,
    "X-CRM-ROLE": own.role,
    "X-CRM-SOURCE": own.source,
    "X-CRM-STATUS": own.status,
    "X-EVOLUTION-ANNIVERSARY": known.anniversary,
    "X-KADDRESSBOOK-X-ANNIVERSARY": known.anniversary,
    "X-MS-ANNIVERSARY": known.anniversary,
    "X-NICKNAME": known.nickname,
    "X-SOCIALPROFILE": messaging.social_profile,
    **dict.fromkeys(messaging.SERVICES, messaging.messenger),
}
_BASE64: Final = re.compile(r"[A-Za-z0-9+/=\s]+")
_REMEMBERED: Final = 4096
_LONGEST_REMEMBERED: Final = 120


def _not_understood(_typed: str) -> str | None:
    return None


def read_cards(
    stream: BinaryIO,
    charset: str | None = None,
    understand: Callable[[str], str | None] = _not_understood,
) -> Iterator[Card | Fault]:
    """Every card of the stream, in order; a fault in one never touches the others.

    `charset` is for texts that declare none and are not UTF-8; None guesses. `understand` gives the
    international form (E.164) of a phone number as it was typed, or None. Raises `NotCards` where
    the stream is no vCard file. Memory does not grow with the number of cards.
    """
    reader = _CardReader(Decoder(charset), understand)
    for raw in raw_cards(line_batches(stream)):
        try:
            yield reader.read(raw)
        except _Refused as refusal:
            yield Fault(raw.line, str(refusal))
        except Exception as fault:  # noqa: BLE001 - whatever one card does, the others are read
            yield Fault(raw.line, f"This card could not be understood ({type(fault).__name__}).")


class _CardReader:
    """Reads the cards of one file. Remembers heads, of which a file has few different ones."""

    def __init__(self, decoder: Decoder, understand: Callable[[str], str | None]) -> None:
        self._decoder = decoder
        self._understand = understand
        self._heads: dict[str, tuple[Head, known.Reader]] = {}

    def read(self, raw: RawCard) -> Card:
        if raw.too_large:
            raise _Refused(f"This card is larger than {LARGEST_CARD >> 20} MB or {MOST_LINES:,} lines.")
        if raw.too_deep:
            raise _Refused(f"There are cards in this card, one in the other, more than {DEEPEST} deep.")
        if TOO_LONG in raw.block:
            raise _Refused(f"A line of this card is longer than {LONGEST_LINE >> 20} MB.")
        self._decoder.look_at(raw.around or raw.lines)
        lines, warnings = content_lines(raw.lines, raw.block, self._decoder)
        draft = Draft(self._understand, warnings=warnings)
        if not raw.begun:
            draft.warn("The card has no BEGIN line.")
        if not raw.ended:
            draft.warn("The card does not end; it may have been cut off.")
        self._read_lines(draft, lines)
        return Card(
            raw.line,
            _with_content(draft),
            tuple(draft.warnings),
            tuple(draft.relations),
            tuple(draft.fields),
            None if draft.members is None else tuple(draft.members),
        )

    def _read_lines(self, draft: Draft, lines: list[str]) -> None:
        heads, kept = self._heads, 0
        held: tuple[str, Head, known.Reader, list[str]] | None = None
        for line in lines:
            text, _, value = line.partition(":")
            found = heads.get(text)
            if found is None:
                split = split_line(line)
                if split is None:
                    _stray(draft, line, held[3] if held else None)
                    continue
                found = self._head(text, split[0])
                text, value = split
            head, read = found
            if held:
                _release(draft, held)
                held = None
            if head.encoded:
                if head.base64:
                    # Its next lines may follow without being indented.
                    held = text, head, read, [value]
                    continue
                value, warning = decoded_value(head, value, self._decoder)
                if warning:
                    draft.warn(warning)
            draft.line = line
            read(draft, head, value)
            kept += read is not known.member
            if kept > MOST_PROPERTIES:
                raise _Refused(f"This card has more than {MOST_PROPERTIES:,} lines of its own.")
        if held:
            _release(draft, held)

    def _head(self, seen: str, text: str) -> tuple[Head, known.Reader]:
        head = parse_head(text)
        found = head, _PROPERTIES.get(head.name, known.kept)
        if seen == text and len(text) <= _LONGEST_REMEMBERED and len(self._heads) < _REMEMBERED:
            self._heads[text] = found
        return found


def _release(draft: Draft, held: tuple[str, Head, known.Reader, list[str]]) -> None:
    text, head, read, parts = held
    value = "".join(parts)
    draft.line = f"{text}:{value}"
    read(draft, head, value)


def _stray(draft: Draft, line: str, base64: list[str] | None) -> None:
    if not line.strip():
        return
    if base64 is not None and _BASE64.fullmatch(line):
        base64.append(line)
    else:
        draft.warn(f"A line without a colon was left out: {line.strip()[:60]}")


def _with_content(draft: Draft) -> Contact:
    contact = draft.contact()
    if contact.display_name or (draft.own and contact.content() != Contact()):
        return contact
    name = known.name_from(draft)
    if not name.full:
        raise _Refused("This card is empty: it has no name, number or address.")
    draft.warn("The card has no name; another of its words was taken.")
    return replace(contact, name=name)
