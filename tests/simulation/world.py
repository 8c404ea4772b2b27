"""What a person does with the program, at random; and what they change in its settings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.yearly import Feb29
from tests.simulation.doing import Doing
from tests.simulation.meetings import Meetings
from tests.simulation.people import People, Talks
from tests.simulation.promises import Promises

if TYPE_CHECKING:
    from tests.simulation.drive import Life

_PREFERENCES: dict[str, list[Any]] = {
    "morning": [time(9), time(7, 30), time(0), time(2, 30), time(1, 30), time(23, 30)],
    "ahead": [0, 1, 7, 30],
    "feb_29": list(Feb29),
    "cadence_high": [0, 14, 30],
    "cadence_normal": [30, 60, 90],
    "cadence_low": [0, 180, 365],
    "quiet_from": [None, time(22), time(12), time(2, 30), time(0)],
    "quiet_until": [None, time(7), time(14), time(2, 30), time(0)],
    "days_off": [(), (6, 7), (5,), (1, 2, 3)],
    "notifications": [True, True, False],
}
_NAMES = {"morning": "morning_time", "ahead": "birthday_days_ahead"}


class Deeds(Doing):
    """Chooses one of all that a person can do."""

    def __init__(self, life: "Life") -> None:
        super().__init__(life)
        self.people = People(life)
        self.talks = Talks(life)
        self.meetings = Meetings(life)
        self.promises = Promises(life)

    def one(self) -> None:
        """Do one thing; nothing where there is nothing to do it with."""
        deeds, weights = zip(*self._deeds(), strict=True)
        self._random.choices(deeds, weights)[0]()

    def _deeds(self) -> list[tuple[Callable[[], None], int]]:
        return [
            (self.talks.talk, 20),
            (self.meetings.plan, 16),
            (self.meetings.move, 6),
            (self.meetings.change_leads, 2),
            (self.meetings.cancel, 3),
            (self.meetings.hold_or_miss, 14),
            (self.promises.promise, 8),
            (self.promises.put_off, 3),
            (self.promises.keep_promise, 5),
            (self.promises.reopen_promise, 1),
            (self.promises.delete_promise, 1),
            (self.talks.take_back_a_talk, 2),
            (self.people.change_cadence, 3),
            (self.people.change_importance, 2),
            (self.people.leave_alone, 2),
            (self.people.pause, 4),
            (self.people.change_dates, 4),
            (self.people.delete, 2),
            (self.people.restore, 2),
            (self.undo, 6),
            (self.redo, 2),
        ]

    def undo(self) -> None:
        """The last thing is taken back."""
        if self._book.done:
            self._do("undoes it", lambda s: s.undo.undo(), None, reverses="undo")

    def redo(self) -> None:
        """What was taken back last is done again."""
        if self._book.undone:
            self._do("does it again", lambda s: s.undo.redo(), None, reverses="redo")

    def change_a_preference(self) -> None:
        """Another morning time, more or fewer days ahead, leap days, cadences."""
        name = self._random.choice(list(_PREFERENCES))
        value = self._random.choice(_PREFERENCES[name])
        wishes = replace(self._oracle.wishes, **{name: value})

        def note(_: object) -> None:
            self._oracle.wishes = wishes

        self._do(
            f"sets {name} to {value}",
            lambda s: setattr(s.settings, _NAMES.get(name, name), value),
            note,
            undoable=False,
        )
