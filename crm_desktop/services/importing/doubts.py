"""Who may be meant by a row that is about nobody known: somebody of the same name with nothing that speaks
against it, or whoever has the same phone number or e-mail address under another name.

Asks the book a batch at a time; of the rows of this import it remembers a few numbers each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_desktop.domain.fold import fold
from crm_desktop.domain.sort_key import sort_key
from crm_desktop.services.importing.differences import differences
from crm_desktop.services.importing.handles import Handles
from crm_desktop.services.importing.merging import merged
from crm_desktop.services.importing.row import Likeness, RowKey, Why

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.domain.contact import Contact
    from crm_desktop.services.importing.matching import Matcher, Target, Targets
    from crm_desktop.services.importing.preparing import Prepared
    from crm_desktop.services.ports import ContactReads

MOST: Final = 3
"""So many are named at most: a name that hundreds share tells nothing."""
_LINE_BITS: Final = 40
_LINES: Final = (1 << _LINE_BITS) - 1


class Doubts:
    """Looks only at rows of which no uid, and no phone or address with the name, says who they are."""

    def __init__(self, reads: ContactReads, matcher: Matcher) -> None:
        self._reads = reads
        self._matcher = matcher
        self._files: list[str] = []
        self._rows = Handles()
        self._names: dict[str, list[int]] = {}

    def begin(self, file: str) -> None:
        """The rows from now on are those of this file."""
        self._files.append(file)

    def look(self, batch: Iterable[Prepared], targets: Targets) -> None:
        """Find who in the book has the names of this batch."""
        names = {sort_key(one.contact.display_name) for one in batch if targets.find(one) is None}
        found = self._reads.by_sort_key([name for name in names if name], MOST)
        self._names = {
            name: [number for number in numbers if not self._matcher.is_new(number)]
            for name, numbers in found.items()
        }
        self._matcher.load_into(targets, [number for numbers in self._names.values() for number in numbers])

    def contacts(self, one: Prepared, targets: Targets) -> list[tuple[Why, Target]]:
        """Whom of the book the row resembles."""
        kept: dict[int, tuple[Why, Target]] = {}
        for key in one.keys:
            for target in targets.by_key.get(key, ()):
                number = target.number
                if number is not None and not self._matcher.is_new(number):
                    kept.setdefault(number, (Why.SHARED, target))
        for number in self._names.get(sort_key(one.contact.display_name), ()):
            known = targets.by_number.get(number)
            if known is not None and not known.trashed and not _contradict(known.contact, one.contact):
                kept[number] = (Why.NAME, known)
        return sorted(kept.values(), key=lambda found: found[0] is not Why.NAME)[:MOST]

    def rows(self, one: Prepared) -> list[tuple[Why, RowKey]]:
        """Which earlier rows of this import, of somebody new, the row resembles."""
        found: dict[RowKey, Why] = {}
        name = _name_of(one)
        number = None if name is None else self._rows.get(name)
        # Two that share a name and both have phones or addresses, but none in common, are homonyms.
        if number is not None and not (one.keys and number & 1):
            found[self._row(number)] = Why.NAME
        for handle in _shared(one):
            if (number := self._rows.get(handle)) is not None:
                found.setdefault(self._row(number), Why.SHARED)
        return [(why, row) for row, why in found.items()][:MOST]

    def remember(self, one: Prepared) -> None:
        """Make a row that is somebody new known to the next ones."""
        number = (len(self._files) - 1) << _LINE_BITS | one.card.line << 1 | bool(one.keys)
        name = _name_of(one)
        for handle in (*_shared(one), *(() if name is None else (name,))):
            self._rows.setdefault(handle, number)

    def _row(self, number: int) -> RowKey:
        return RowKey(self._files[number >> _LINE_BITS], (number & _LINES) >> 1)


def likeness(why: Why, target: Target, contact: Contact) -> Likeness:
    """Somebody of the book whom a row resembles, with what the row would make of them."""
    known = target.contact
    would = merged(known, contact, rename=False)
    return Likeness(known.display_name, why, target.number, None, differences(known, would))


def _name_of(one: Prepared) -> int | None:
    # The words in any order: "Bell, Anna" is Anna Bell.
    words = sorted(fold(one.contact.display_name).split())
    return hash(("name", *words)) if words else None


def _shared(one: Prepared) -> list[int]:
    return [hash(("key", key)) for key in one.keys]


def _contradict(known: Contact, card: Contact) -> bool:
    """Whether two of one name cannot be one person: both birthdays are known, and are not the same day."""
    mine, theirs = known.birthday, card.birthday
    if mine is None or theirs is None or mine.calendar is not theirs.calendar:
        return False
    pairs = ((mine.year, theirs.year), (mine.month, theirs.month), (mine.day, theirs.day))
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)
