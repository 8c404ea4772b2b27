"""How values stand in columns: instants as seconds, days as ordinals, lists as JSON, dates as text."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.domain.partial_date import PartialDate


def to_seconds(at: datetime) -> int:
    """An aware instant as whole seconds since 1970."""
    return int(at.timestamp())


def to_instant(seconds: int | None) -> datetime | None:
    """Seconds since 1970 as an aware UTC instant."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def to_day(ordinal: int | None) -> date | None:
    """An ordinal as a day."""
    return None if ordinal is None else date.fromordinal(ordinal)


def to_list(values: Iterable[object]) -> str:
    """Strings or numbers as a JSON list."""
    items = list(values)
    return json.dumps(items, ensure_ascii=False, separators=(",", ":")) if items else "[]"


def from_list(text: str) -> tuple[str, ...]:
    """A JSON list of strings."""
    return () if text == "[]" else tuple(json.loads(text))


def from_partial(value: PartialDate | None) -> str | None:
    """A partial date as "jalali 1375-2-?"."""
    if value is None or value.is_empty:
        return None
    parts = ("?" if part is None else str(part) for part in (value.year, value.month, value.day))
    return f"{value.calendar.value} {'-'.join(parts)}"


def to_partial(text: str | None) -> PartialDate | None:
    """The reverse of `from_partial`."""
    if not text:
        return None
    from crm_desktop.domain.partial_date import Calendar, PartialDate

    calendar, _, rest = text.partition(" ")
    year, month, day = (None if part == "?" else int(part) for part in rest.split("-"))
    return PartialDate(year, month, day, Calendar(calendar))
