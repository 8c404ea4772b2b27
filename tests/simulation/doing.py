"""What all deeds share: whom and what they choose from, and how they are done."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simulation.drive import Life


class Doing:
    """A deed is done in the program by `life.do`, which notes it in the book where it was kept."""

    def __init__(self, life: "Life") -> None:
        self._life = life
        self._random = life.random
        self._oracle = life.oracle
        self._book = life.book
        self._do = life.do

    def _now(self) -> datetime:
        return self._life.clock.now()

    def _rows(self, sql: str, *values: object) -> list[Any]:
        return self._life.machine.rows(sql, *values)

    def today(self) -> date:
        """The day on the user's wall."""
        return self._oracle.day_of(self._now())

    def anybody(self) -> int | None:
        """Somebody who is not in the trash."""
        return self._any([who for who, person in self._book.people.items() if not person.gone])

    def _any(self, choices: Any) -> Any:
        choices = list(choices)
        return self._random.choice(choices) if choices else None
