"""Completes a row of which a part cannot be read: from the backup's row, or with what does no harm."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import InteractionKind
from crm_desktop.domain.match_key import match_key
from crm_desktop.store.codec import to_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crm_desktop.store.salvage.layout import Layout, Row

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Completed:
    """`is_whole` where the backup had all that was missing."""

    row: Row
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Completer:
    """`now` is the instant of the rescue, for times that nobody knows any more."""

    now: datetime

    def complete(self, layout: Layout, row: Row, older: Sequence[Any] | None) -> Completed | None:
        """The row with nothing missing; None where what is left of it means nothing."""
        values, is_whole = list(row.values), True
        still: list[int] = []
        for at in row.damaged:
            if older is not None and _continues(values[at], older[at]):
                values[at] = older[at]
            else:
                is_whole = False
                still.append(at)
        known = dict(zip(layout.names, values, strict=True))
        for at in still:
            column = layout.columns[at]
            if values[at] is None and not column.may_be_null:
                values[at] = self._harmless(layout.table, column.name, known)
                if values[at] is None:
                    return None
        return Completed(type(row)(row.number, values), is_whole)

    def _harmless(self, table: str, column: str, known: Mapping[str, Any]) -> Any:
        """A value that can stand where one is lost; None where there is no such thing."""
        if column in _EMPTY:
            return _EMPTY[column]
        if column == "uid":
            return f"urn:uuid:{uuid.uuid4()}"
        if column in ("created_at", "updated_at", "noted_at"):
            return to_seconds(self.now)
        if column in ("due", "noted_on") and table in ("follow_up", "important_date"):
            return self.now.date().toordinal()
        derive = _DERIVED.get((table, column))
        return derive(known) if derive else None


def _continues(part: object, older: object) -> bool:
    """Whether the backup's value can be what the part is a part of."""
    if isinstance(part, str) and part:
        return isinstance(older, str) and older.startswith(part)
    return True


def _starts_at(known: Mapping[str, Any]) -> int | None:
    starts, zone = known["starts"], known["zone"]
    if not starts or not zone:
        return None
    return to_seconds(datetime.fromisoformat(starts).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))


def _digits(known: Mapping[str, Any]) -> str | None:
    return known["e164"] or "".join(filter(str.isdigit, known["typed"] or "")) or None


_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("facts", "extra", "choices", "remind", "contact_ids", "left_out"), "[]"),
    **dict.fromkeys(
        ("full_name", "prefix", "given", "middle", "family", "suffix", "nickname", "notes", "source"), ""
    ),
    **dict.fromkeys(("text", "came_for", "offered", "agreed", "place", "agenda", "title", "department"), ""),
    **dict.fromkeys(("label", "street", "city", "region", "postcode", "country", "rule", "subject"), ""),
    "status": "",
    "importance": Importance.NORMAL.value,
    "do_not_contact": 0,
    "own": 0,
    "position": 0,
    "minutes": _HOUR,
    "days_ahead": 0,
    "state": "planned",
}

_DERIVED: dict[tuple[str, str], Callable[[Mapping[str, Any]], Any]] = {
    ("appointment", "starts_at"): _starts_at,
    ("phone", "match_key"): _digits,
    ("email", "match_key"): lambda known: match_key(known["address"] or "") or None,
    ("company", "match_key"): lambda known: match_key(known["name"] or "") or None,
    ("tag", "match_key"): lambda known: match_key(known["name"] or "") or None,
    ("custom_field", "match_key"): lambda known: match_key(known["name"] or "") or None,
    ("custom_field", "type"): lambda _: "text",
    ("interaction", "kind"): lambda _: InteractionKind.NOTE.value,
}
