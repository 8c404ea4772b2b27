"""What a row of a card says, as values that can be told: one table, one way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desktop.domain.card_history import CardPart
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.store.codec import from_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Named = Callable[[dict[str, Any], str], str]


class Value(NamedTuple):
    """One value of a card, alike where nothing that can be told differs."""

    part: CardPart
    label: str
    value: str | int | PartialDate


def values_of(table: str, row: dict[str, Any], named: Named) -> Iterator[Value]:
    """What a row says. `named` gives the name that a number in one of its columns stands for."""
    if table in _READERS:
        yield from _READERS[table](row, named)


def _contact(row: dict[str, Any], _: Named) -> Iterator[Value]:
    for part, column in _COLUMNS.items():
        if row[column] not in ("", None):
            yield Value(part, "", row[column])
    if row["do_not_contact"]:
        yield Value(CardPart.DO_NOT_CONTACT, "", 1)
    if row["deleted_at"] is not None:
        yield Value(CardPart.TRASH, "", 1)
    for fact in from_list(row["facts"]):
        yield Value(CardPart.FACTS, "", fact)


_COLUMNS = {
    CardPart.NAME: "full_name",
    CardPart.NICKNAME: "nickname",
    CardPart.NOTES: "notes",
    CardPart.SOURCE: "source",
    CardPart.STATUS: "status",
    CardPart.IMPORTANCE: "importance",
    CardPart.CADENCE: "cadence_days",
    CardPart.PAUSE: "paused_until",
}


def _address(row: dict[str, Any], _: Named) -> Iterator[Value]:
    parts = (row[name] for name in ("street", "postcode", "city", "region", "country"))
    yield Value(CardPart.ADDRESS, row["label"], ", ".join(part for part in parts if part))


def _role(row: dict[str, Any], named: Named) -> Iterator[Value]:
    parts = (row["title"], row["department"], named(row, "company_id"))
    yield Value(CardPart.ROLE, "", ", ".join(part for part in parts if part))


def _date(row: dict[str, Any], _: Named) -> Iterator[Value]:
    when = PartialDate(row["year"], row["month"], row["day"], Calendar(row["calendar"]))
    yield Value(CardPart.DATE, row["label"], when)


def _plain(part: CardPart, column: str) -> Callable[[dict[str, Any], Named], Iterator[Value]]:
    def read(row: dict[str, Any], _: Named) -> Iterator[Value]:
        yield Value(part, row["label"], row[column])

    return read


def _photo(row: dict[str, Any], _: Named) -> Iterator[Value]:
    # Two pictures are told apart by their bytes, of which nobody wants to read more than that they differ.
    yield Value(CardPart.PHOTO, "", hash(row["data"]))


def _tag(row: dict[str, Any], named: Named) -> Iterator[Value]:
    yield Value(CardPart.TAG, "", named(row, "tag_id"))


def _field(row: dict[str, Any], named: Named) -> Iterator[Value]:
    yield Value(CardPart.FIELD, named(row, "field_id"), row["value"])


def _relationship(row: dict[str, Any], named: Named) -> Iterator[Value]:
    yield Value(CardPart.RELATIONSHIP, row["kind"], named(row, "other_id"))


_READERS: dict[str, Callable[[dict[str, Any], Named], Iterator[Value]]] = {
    "contact": _contact,
    "phone": _plain(CardPart.PHONE, "typed"),
    "email": _plain(CardPart.EMAIL, "address"),
    "address": _address,
    "link": _plain(CardPart.LINK, "value"),
    "role": _role,
    "important_date": _date,
    "photo": _photo,
    "contact_tag": _tag,
    "custom_value": _field,
    "relationship": _relationship,
}
