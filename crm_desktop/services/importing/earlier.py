"""Cards that are somebody new but are not written, so that the next ones about the same person are known:
those that a preview has called new, and those that somebody leaves out. Holds numbers, not cards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_desktop.domain.fold import fold
from crm_desktop.services.importing.handles import Handles
from crm_desktop.services.importing.identity import same_uids, uid_from_content
from crm_desktop.services.importing.row import Fate

if TYPE_CHECKING:
    from crm_desktop.services.importing.preparing import Prepared

_POSITIVE: Final = (1 << 64) - 1


class Earlier:
    """The handles by which a card is known again, each with a number for what the card said."""

    def __init__(self) -> None:
        self._said = Handles()
        self._named = Handles()

    def fate(self, one: Prepared) -> Fate | None:
        """What becomes of a card that an earlier one spoke for; None where none did."""
        said = _number(one)
        for uid in one.uids:
            if (before := self._said.get(hash(uid))) is not None:
                return Fate.SAME if before == said else Fate.CHANGED
        for handle in _shared(one):
            before = self._said.get(handle)
            if before is not None and not (one.named and self._named.get(handle)):
                return Fate.SAME if before == said else Fate.CHANGED
        return None

    def knows(self, uid: str) -> bool:
        """Whether a new card has this uid."""
        return any(self._said.get(hash(written)) is not None for written in same_uids(uid))

    def remember(self, one: Prepared) -> None:
        """Make a new card known to the next ones."""
        said = _number(one)
        self._said.setdefault(hash(one.contact.uid), said)
        for handle in _shared(one):
            self._said.setdefault(handle, said)
            if one.named:
                self._named.setdefault(handle, 1)


def _number(one: Prepared) -> int:
    said = uid_from_content(one.contact) if one.named else one.contact.uid
    return hash(said) & _POSITIVE


def _shared(one: Prepared) -> list[int]:
    name = fold(one.contact.display_name) if one.keys else ""
    return [hash((key, name)) for key in one.keys]
