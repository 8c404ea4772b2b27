"""Whom a card resembles that is being typed: the keys to look it up by, and how those found are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.duplicates.births import everyones
from crm_desktop.domain.duplicates.choosing import text_of_date
from crm_desktop.domain.duplicates.everyone import profiles
from crm_desktop.domain.duplicates.groups import Resemblance
from crm_desktop.domain.duplicates.judging import Shared, judged
from crm_desktop.domain.duplicates.profile import email_key, phone_key, profile_of
from crm_desktop.domain.fold import query_words
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.phone import digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.duplicates.everyone import Rows
    from crm_desktop.domain.partial_date import PartialDate

_MOST_WORDS = 8
CROWD = 50
"""Of so many who share a thing nobody is looked at one by one."""


class Keys(NamedTuple):
    """What a card is looked up by, as the file keeps it; the words of the name are folded."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    name_words: tuple[str, ...] = ()
    born: PartialDate | None = None
    company: str = ""


class Alike(NamedTuple):
    """Who shares a key, and how many share each: phones and mailboxes by their keys in the file."""

    ids: Sequence[int]
    phones: Mapping[str, int]
    emails: Mapping[str, int]
    namesakes: int = 0
    born: int = 0
    company: int = 0


def keys_of(contact: Contact) -> Keys:
    """What a card is looked up by; its phones are understood already."""
    phones = (phone.e164 or digits(phone.typed) for phone in contact.phones)
    words = [word for word in query_words(contact.name.display) if len(word) > 1]
    born = contact.birthday
    return Keys(
        tuple(dict.fromkeys(key for key in phones if phone_key(key))),
        tuple(dict.fromkeys(match_key(email.address) for email in contact.emails if email.address.strip())),
        tuple(dict.fromkeys(words))[:_MOST_WORDS],
        born if born is not None and born.recurs else None,
        contact.company,
    )


def resembled(
    contact: Contact, keys: Keys, alike: Alike, rows: Rows, without: frozenset[int] = frozenset()
) -> Iterator[Resemblance]:
    """The contacts in `rows` that the card resembles, in no order; their names are as they are written."""
    mine = profile_of(contact)
    own = 0 if without else 1
    others = profiles(rows)
    shared = Shared(
        _counts(alike.phones, phone_key, [(one.name.words, one.phones) for one in others.values()]),
        _counts(alike.emails, email_key, [(one.name.words, one.emails) for one in others.values()]),
        dict.fromkeys(mine.companies, alike.company + own),
        births={text_of_date(everyones(keys.born)): alike.born + own} if keys.born else {},
        names={tuple(sorted(mine.name.words)): alike.namesakes + own},
    )
    for number, other in others.items():
        verdict = judged(mine, other, shared)
        if verdict.reasons and verdict.score > 0:
            yield Resemblance(ContactId(number), other.name.shown, verdict.reasons, round(verdict.score, 3))


def _counts(
    found: Mapping[str, int],
    key_of: Callable[[str], str],
    others: Sequence[tuple[tuple[str, ...], Mapping[str, str]]],
) -> dict[str, int]:
    """How many people of other names share each key, and this card; of crowds everyone is counted."""
    return {
        key_of(key): count
        if count >= CROWD
        else 1 + len({tuple(sorted(name)) for name, keys in others if key_of(key) in keys})
        for key, count in found.items()
    }
