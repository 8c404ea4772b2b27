"""One sitting of tidying up: who is looked at now, who was decided, who comes back at the end, how long yet.

Knows no widget and no file: ids and verdicts only.
"""

from __future__ import annotations

import time
from collections import deque
from statistics import median
from typing import TYPE_CHECKING

from crm_desktop.domain.triage import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from crm_desktop.domain.ids import ContactId

_GUESS = 2.0  # seconds a person, until the user's own pace is known
_TRUSTED_AFTER = 5  # decisions
_LATEST = 20
_LONGEST = 30.0  # seconds: whoever took longer was away


class TriageRun:
    """Goes through a queue of contacts, back and forth. Who is put off comes once more at the end."""

    def __init__(self, queue: Sequence[ContactId], seconds: Callable[[], float] = time.monotonic) -> None:
        self._order = list(queue)
        self._at = self._furthest = 0
        self._verdicts: dict[ContactId, Verdict] = {}
        self._taken_back: dict[ContactId, Verdict] = {}
        self._put_off: set[ContactId] = set()
        self._gone: set[ContactId] = set()
        self._paces: deque[float] = deque(maxlen=_LATEST)
        self._seconds = seconds
        self._began = self._shown = seconds()

    @property
    def current(self) -> ContactId | None:
        """Who is looked at; None at the end."""
        return self._order[self._at] if self._at < len(self._order) else None

    @property
    def total(self) -> int:
        """How many people it is about."""
        return len(set(self._order) - self._gone)

    @property
    def decided(self) -> int:
        """How many were decided on."""
        return len(self._verdicts)

    @property
    def put_off(self) -> int:
        """How many were put off and not decided on since."""
        return len(self._put_off - self._verdicts.keys() - self._gone)

    @property
    def place(self) -> int:
        """Which one of all the current person is, from 1."""
        current = self.current
        if current in self._verdicts:
            return list(self._verdicts).index(current) + 1
        return min(self.decided + 1, self.total)

    @property
    def is_second_look(self) -> bool:
        """Whether the current person was put off before and has come back."""
        return self.current in self._put_off and self.current in self._order[: self._at]

    @property
    def can_go_back(self) -> bool:
        """Whether somebody was looked at before."""
        return any(one not in self._gone for one in self._order[: self._at])

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """What was decided, in the order in which it was."""
        return tuple(self._verdicts.values())

    @property
    def elapsed(self) -> float:
        """Seconds since the beginning."""
        return self._seconds() - self._began

    def verdict(self, contact_id: ContactId | None) -> Verdict | None:
        """What was decided of somebody in this sitting."""
        return self._verdicts.get(contact_id) if contact_id is not None else None

    def people(self) -> list[ContactId]:
        """All whom it is about."""
        return [one for one in dict.fromkeys(self._order) if one not in self._gone]

    def seconds_left(self) -> float:
        """How much longer it takes at the pace of the latest decisions."""
        pace = median(self._paces) if len(self._paces) >= _TRUSTED_AFTER else _GUESS
        return pace * (self.total - self.decided)

    # Going through

    def decide(self, verdict: Verdict) -> None:
        """This is what becomes of the current person; the next one comes."""
        current = self.current
        if current is None:
            return
        if current not in self._verdicts:
            self._paces.append(min(_LONGEST, self._seconds() - self._shown))
        self._verdicts[current] = verdict
        self._taken_back.pop(current, None)
        self._go_on()

    def later(self) -> None:
        """Put the current person off to the end, or pass over one who was decided; the next one comes."""
        current = self.current
        if current is None:
            return
        if current not in self._verdicts and current not in self._put_off:
            self._put_off.add(current)
            self._order.append(current)
        self._go_on()

    def back(self) -> bool:
        """Look at the one before again; whether there is one."""
        for at in range(self._at - 1, -1, -1):
            if self._order[at] not in self._gone:
                self._at = at
                self.rest()
                return True
        return False

    def rest(self) -> None:
        """What went by until now was no thinking."""
        self._shown = self._seconds()

    # What happened elsewhere

    def take_back(self, contact_ids: Iterable[ContactId]) -> None:
        """These decisions were undone: go back to the first of them."""
        places = []
        for one in contact_ids:
            if one in self._verdicts:
                self._taken_back[one] = self._verdicts.pop(one)
                places.append(self._last_look_at(one))
        if places:
            self._at = min(places)
            self.rest()

    def bring_again(self, contact_ids: Iterable[ContactId]) -> None:
        """These decisions were made, or done again, elsewhere."""
        new = [one for one in contact_ids if one not in self._verdicts]
        for one in new:
            self._verdicts[one] = self._taken_back.pop(one, Verdict())
        if self.current in new:
            self._go_on()

    def revise(self, contact_id: ContactId, verdict: Verdict) -> None:
        """What was decided of somebody reads otherwise now."""
        if contact_id in self._verdicts:
            self._verdicts[contact_id] = verdict

    def drop(self, contact_ids: Iterable[ContactId]) -> None:
        """These are nobody to look at any more."""
        self._gone.update(contact_ids)
        for one in self._gone & self._verdicts.keys():
            del self._verdicts[one]
        if self.current in self._gone:
            self._go_on()

    def _go_on(self) -> None:
        at = self._at + 1
        while at < len(self._order) and self._is_passed(at):
            at += 1
        self._at = at
        self._furthest = max(self._furthest, at)
        self.rest()

    def _is_passed(self, at: int) -> bool:
        one = self._order[at]
        return one in self._gone or (at > self._furthest and one in self._verdicts)

    def _last_look_at(self, contact_id: ContactId) -> int:
        seen = self._order[: self._furthest + 1]
        return len(seen) - 1 - seen[::-1].index(contact_id)
