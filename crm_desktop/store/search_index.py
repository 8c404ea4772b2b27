"""The folded words of contacts and interactions, written in the transaction of the row they describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.consonants import index_consonants
from crm_desktop.domain.fold import index_words
from crm_desktop.domain.phone import windows
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.store.database import Database, Row

_INSERT = "INSERT INTO contact_search (rowid, name, details, phones, notes) VALUES (?, ?, ?, ?, ?)"
_INDEXED_CHARACTERS = 20_000
"""Of a text longer than this the beginning is found; it keeps one pasted book from slowing every save."""


class SearchIndex:
    """Keeps the two full-text tables true. Names, details, phones and notes can be searched apart."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def clear(self) -> None:
        """Forget everything, in a broken index too: it is made sound from its own words before."""
        for table in ("contact_search", "interaction_search"):
            self._database.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
            self._database.execute(f"DELETE FROM {table}")

    def write(self, contacts: Sequence[Contact]) -> None:
        """Index living contacts anew; one whose words are the same is left alone."""
        for chunk in chunks(contacts):
            wanted = {contact.id: contact_words(contact) for contact in chunk}
            stored = {
                row[0]: row[1:]
                for row in self._database.rows(
                    "SELECT rowid, name, details, phones, notes FROM contact_search WHERE rowid IN"
                    f" ({marks(len(chunk))})",
                    list(wanted),
                )
            }
            changed = {number: words for number, words in wanted.items() if stored.get(number) != words}
            self.remove([number for number in changed if number in stored])
            self._database.executemany(_INSERT, [(number, *words) for number, words in changed.items()])

    def write_new(self, contacts: Sequence[tuple[int, Contact]]) -> None:
        """Index contacts that are not indexed yet, each under its number."""
        self._database.executemany(
            _INSERT, [(number, *contact_words(contact)) for number, contact in contacts]
        )

    def remove(self, ids: Iterable[int | None]) -> None:
        """Forget contacts."""
        self._database.executemany(
            "DELETE FROM contact_search WHERE rowid = ?", [(number,) for number in ids]
        )

    def write_interactions(self, ids: Sequence[int]) -> None:
        """Index interactions anew, and forget those that are gone."""
        for chunk in chunks(ids):
            self._database.executemany(
                "DELETE FROM interaction_search WHERE rowid = ?", [(n,) for n in chunk]
            )
            rows = self._database.rows(
                "SELECT id, text, came_for, offered, agreed FROM interaction"
                f" WHERE id IN ({marks(len(chunk))})",
                chunk,
            )
            self._database.executemany(
                "INSERT INTO interaction_search (rowid, words) VALUES (?, ?)",
                [(row[0], words) for row in rows if (words := interaction_words(*row[1:]))],
            )


def contact_words(contact: Contact) -> Row:
    """The words of a card: of its names, of its details, its phones' digits, of its notes."""
    name = contact.name
    names = dict.fromkeys((name.full, *name.parts, name.nickname))
    details = (
        *(text for role in contact.roles for text in (role.company, role.title, role.department)),
        *contact.tags,
        *(email.address for email in contact.emails),
        *(text for a in contact.addresses for text in (a.street, a.city, a.region, a.postcode, a.country)),
        *(custom.value for custom in contact.custom),
        *(link.url for link in contact.links),
        *(messenger.handle for messenger in contact.messengers),
        contact.status,
        contact.source,
    )
    phones = dict.fromkeys(row for phone in contact.phones for row in windows(phone.typed, phone.e164))
    return (
        _name_words(*names) or _words(contact.display_name),
        _words(*details),
        " ".join(phones),
        _words(contact.notes, *contact.facts),
    )


def _name_words(*names: str) -> str:
    sounds = (index_consonants(name) for name in names if not name.isascii())
    return " ".join(word for word in (_words(*names), *(" ".join(found) for found in sounds)) if word)


def interaction_words(*texts: str) -> str:
    """The words of what was said."""
    return _words(*texts)


def _words(*texts: str) -> str:
    text = "\n".join(text[:_INDEXED_CHARACTERS] for text in texts if text)
    return " ".join(dict.fromkeys(index_words(text))) if text else ""
