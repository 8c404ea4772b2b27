"""Which of two accounts of one meeting is the newer: by SEQUENCE, LAST-MODIFIED, else when it was written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Version(NamedTuple):
    """How often a meeting was changed elsewhere, and when last (None where that is not said)."""

    number: int
    changed_at: datetime | None


def version_of(extra: Iterable[str]) -> Version:
    """What the lines that are kept with a meeting say of it."""
    number, changed_at = 0, None
    for line in extra:
        name, _, value = line.partition(":")
        name = name.partition(";")[0].upper()
        if name == "SEQUENCE" and value.strip().isascii() and value.strip().isdigit():
            number = min(int(value.strip()[:9]), 10**9)
        elif name == "LAST-MODIFIED":
            changed_at = _instant(value.strip())
    return Version(number, changed_at)


def is_newer(theirs: Version, written_at: datetime, ours: Version, noted_at: datetime) -> bool:
    """Whether the file's account takes the place of ours. `written_at` is its DTSTAMP.

    The same version as the one that was taken in before never does: what differs was changed here.
    """
    if theirs.number != ours.number:
        return theirs.number > ours.number
    if theirs.changed_at and ours.changed_at:
        return theirs.changed_at > ours.changed_at
    return (theirs.changed_at or written_at) > noted_at


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
