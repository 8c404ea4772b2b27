"""Cards that a preview has called new, so that the next ones about the same person are not.

Holds numbers, not cards: a few dozen bytes for each of a hundred thousand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.fold import fold
from crm_desktop.services.importing.identity import same_uids, uid_from_content
from crm_desktop.services.importing.report import Fate

if TYPE_CHECKING:
    from crm_desktop.services.importing.preparing import Prepared


class Earlier:
    """The handles by which a card is known again, each with a number for what the card said."""

    def __init__(self) -> None:
        self._said: dict[int, int] = {}
        self._named: set[int] = set()

    def fate(self, one: Prepared) -> Fate | None:
        """What becomes of a card that an earlier one spoke for; None where none did."""
        said = _number(one)
        for uid in one.uids:
            if (before := self._said.get(hash(uid))) is not None:
                return Fate.SAME if before == said else Fate.CHANGED
        for handle in _shared(one):
            before = self._said.get(handle)
            if before is not None and not (one.named and handle in self._named):
                return Fate.SAME if before == said else Fate.CHANGED
        return None

    def knows(self, uid: str) -> bool:
        """Whether a new card has this uid."""
        return any(hash(written) in self._said for written in same_uids(uid))

    def remember(self, one: Prepared) -> None:
        """Make a new card known to the next ones."""
        said = _number(one)
        self._said[hash(one.contact.uid)] = said
        for handle in _shared(one):
            self._said.setdefault(handle, said)
            if one.named:
                self._named.add(handle)


def _number(one: Prepared) -> int:
    return hash(uid_from_content(one.contact))


def _shared(one: Prepared) -> list[int]:
    name = fold(one.contact.display_name) if one.keys else ""
    return [hash((key, name)) for key in one.keys]
