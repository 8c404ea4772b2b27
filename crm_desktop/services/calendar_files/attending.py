"""Who is to come to a meeting of a calendar file: found among the contacts, or kept as the file has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_desktop.domain.fold import fold
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.match_key import match_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.formats.icalendar import Attendee
    from crm_desktop.services.ports import ContactReads

_REMEMBERED: Final = 50_000
_ORGANIZER: Final = "ORGANIZER"


class Coming(NamedTuple):
    """Contacts, the lines of those who are none, and what those are called."""

    contact_ids: tuple[ContactId, ...]
    lines: tuple[str, ...]
    strangers: tuple[str, ...]


class Attending:
    """Finds contacts by uid (in a file of our own) and by e-mail address. Never makes one."""

    def __init__(self, reads: ContactReads) -> None:
        self._reads = reads
        self._by_email: dict[str, list[int]] = {}
        self.linked: set[ContactId] = set()
        self.strangers: set[str] = set()

    def of(self, uids: Sequence[str], attendees: Sequence[Attendee], extra: Sequence[str]) -> Coming:
        """Who comes, by the uids, the attendees, and the organizer among the kept lines."""
        by_uid = self._reads.by_uid(list(uids)) if uids else {}
        found: dict[ContactId, None] = {ContactId(by_uid[uid]): None for uid in uids if uid in by_uid}
        lines: list[str] = []
        strangers: list[str] = []
        self._look_up([one.email for one in attendees])
        for one in attendees:
            number = self._contact(one.email, one.name)
            if number is not None:
                found[number] = None
            elif not self._is_among(one, found):
                lines += [one.line] if one.line else []
                strangers.append(one.email or one.name)
        for email in _organizers(extra):
            self._look_up([email])
            number = self._contact(email, "")
            if number is not None:
                found[number] = None
        self.linked.update(found)
        self.strangers.update(match_key(one) for one in strangers)
        return Coming(tuple(found), tuple(lines), tuple(strangers))

    def _is_among(self, one: Attendee, found: dict[ContactId, None]) -> bool:
        """Whether it is somebody without an address who was found by uid already."""
        if one.email.partition(":")[0] == "invalid" or "@" not in one.email:
            names = self._reads.names(found) if found else {}
            return fold(one.name) in {fold(name) for name in names.values()}
        return False

    def _look_up(self, emails: Sequence[str]) -> None:
        if len(self._by_email) > _REMEMBERED:
            self._by_email.clear()
        new = [key for one in emails if (key := match_key(one)) and key not in self._by_email]
        if new:
            known = self._reads.by_phone_or_email([], new)
            self._by_email.update({key: list(dict.fromkeys(known.get(key, ()))) for key in new})

    def _contact(self, email: str, name: str) -> ContactId | None:
        """Whose address it is; where several share it, the one who is called so."""
        owners = self._by_email.get(match_key(email), [])
        if len(owners) > 1:
            names = self._reads.names(owners)
            owners = [number for number in owners if fold(names.get(number, "")) == fold(name)]
        return ContactId(owners[0]) if len(owners) == 1 else None


def _organizers(extra: Sequence[str]) -> list[str]:
    found = []
    for line in extra:
        if line[: len(_ORGANIZER)].upper() == _ORGANIZER:
            _, there, email = line.lower().rpartition("mailto:")
            found += [email.strip()] if there else []
    return found
