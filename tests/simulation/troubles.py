"""What the world does to a computer: sleep, restarts, kills, wrong clocks and journeys."""

import math
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simulation.drive import Life

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


class Troubles:
    """Each ends with the program awake again; what it must show then is what the naive account says."""

    def __init__(self, life: "Life") -> None:
        self._life = life
        self._random = life.random

    def one(self) -> None:
        """Something happens."""
        troubles = {
            self.sleep: 8,
            self.travel: 4,
            self.restart: 3,
            self.set_back: 3,
            self.set_forward: 1,
            self.run_ahead_for_a_while: 1,
        }
        trouble = self._random.choices(list(troubles), list(troubles.values()))[0]
        self._life.report.happened[trouble.__name__.replace("_", " ")] += 1
        trouble()
        self._wake()

    def _wake(self) -> None:
        self._life.settled = self._life.clock.now()
        if self._random.random() < 0.7:
            self._life.tick()

    def _advance(self, seconds: float) -> None:
        self._life.clock.advance(seconds=int(seconds))

    def sleep(self) -> None:
        """The lid is closed for a minute to 40 days, mostly for hours."""
        longest = 40 * _DAY if self._random.random() < 0.15 else 14 * _HOUR
        seconds = math.exp(self._random.uniform(math.log(_MINUTE), math.log(longest)))
        self._life.tell(f"the computer sleeps for {timedelta(seconds=int(seconds))}")
        self._advance(seconds)

    def travel(self) -> None:
        """The user is in another zone."""
        life = self._life
        zone = self._random.choice(life.zones)
        life.tell(f"the user travels to {zone}")
        life.clock.travel(zone)
        life.oracle.zone = zone
        self._advance(self._random.choice([0, _HOUR, 11 * _HOUR]))
        life.settled = life.clock.now()
        life.tick()

    def restart(self) -> None:
        """The program ends and starts again, perhaps after days; old trash goes."""
        life = self._life
        life.tell("the program ends")
        self._advance(self._random.choice([0, 0, 10 * _HOUR, 3 * _DAY]))
        life.machine.restart()
        life.machine.services.contacts.warm_up()
        life.deeds.people.forget_old_trash()
        life.tell("the program starts again")

    def set_back(self) -> None:
        """The clock was wrong, or is now."""
        seconds = self._random.choice([_MINUTE, 7 * _MINUTE, _HOUR, 5 * _HOUR, _DAY, 9 * _DAY])
        self._life.tell(f"the clock is set back by {timedelta(seconds=seconds)}")
        self._advance(-seconds)

    def set_forward(self) -> None:
        """The clock was wrong, or is now."""
        seconds = self._random.choice([2 * _MINUTE, 40 * _MINUTE, 3 * _HOUR, 2 * _DAY])
        self._life.tell(f"the clock is set forward by {timedelta(seconds=seconds)}")
        self._advance(seconds)

    def run_ahead_for_a_while(self) -> None:
        """The clock is days ahead until somebody sees it."""
        seconds = self._random.choice([_HOUR, 2 * _DAY, 12 * _DAY])
        self._life.tell(f"the clock runs ahead by {timedelta(seconds=seconds)}")
        self._advance(seconds)
        self._wake()
        self._life.tell("the clock is put right")
        self._advance(-seconds)
