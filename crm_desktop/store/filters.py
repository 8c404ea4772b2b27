"""Conditions as SQL over the rows of lists: every test is one expression that is never NULL, all values are
parameters, and what SQL cannot compare itself asks the domain (`filter_functions.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.filters.condition import All, Any, Not, Operator, Test
from crm_desktop.domain.filters.subjects import DATE_OF
from crm_desktop.store.filter_functions import teach
from crm_desktop.store.filter_pieces import Asked
from crm_desktop.store.filter_tests import TESTS, custom_field, date_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.domain.yearly import Feb29
    from crm_desktop.services.ports import Clock
    from crm_desktop.store.database import Database
    from crm_desktop.store.filter_pieces import Piece

Compiled = tuple[str, tuple[object, ...]]

_AT_ONCE = 20
"""How many conditions one statement counts."""
_NEVER: Piece = ("0", ())
_OPPOSITES = {
    Operator.IS_NOT: Operator.IS,
    Operator.LACKS: Operator.HAS,
    Operator.MISSING: Operator.KNOWN,
}


class ConditionSql:
    """Compiles conditions as of a local day, and asks whom they list."""

    def __init__(self, database: Database, clock: Clock, feb_29: Callable[[], Feb29]) -> None:
        self._database = database
        self._clock = clock
        self._feb_29 = feb_29
        self._taught: set[int] = set()  # connections, by their numbers

    def compiled(self, condition: Condition, today: date) -> Compiled:
        """An expression over `contact_summary`, with its values: what "today" means is among them."""
        return _sql(condition, Asked(self._database, today, self._clock.zone(), self._feb_29()))

    def matching(self, sql: str, values: Iterable[object]) -> frozenset[int]:
        """The living contacts of whom a compiled expression is true."""
        self._teach()
        return frozenset(
            self._database.column(f"SELECT contact_id FROM contact_summary WHERE {sql}", tuple(values))
        )

    def counted(self, compiled: Sequence[Compiled]) -> list[int]:
        """Of how many living contacts each is true: all in one go through the list."""
        self._teach()
        counts: list[int] = []
        for part in (compiled[at : at + _AT_ONCE] for at in range(0, len(compiled), _AT_ONCE)):
            sums = ", ".join(f"count(*) FILTER (WHERE {sql})" for sql, _ in part)
            values = [value for _, needed in part for value in needed]
            counts += self._database.row(f"SELECT {sums} FROM contact_summary", values) or ()
        return counts

    def _teach(self) -> None:
        # Once a connection: SQLite prepares everything anew after it, and refuses while a statement is open.
        if (number := self._database.generation) not in self._taught:
            teach(self._database.connection())
            self._taught.add(number)


def _sql(condition: Condition, asked: Asked) -> Piece:
    match condition:
        case Test():
            return _test(condition, asked)
        case Not(inner):
            sql, values = _sql(inner, asked)
            return f"NOT {sql}", values
        case All(conditions):
            return _joined(" AND ", [_sql(one, asked) for one in conditions], "1")
        case Any(conditions):
            return _joined(" OR ", [_sql(one, asked) for one in conditions], "0")


def _joined(word: str, pieces: list[Piece], empty: str) -> Piece:
    if not pieces:
        return empty, ()
    sql = word.join(sql for sql, _ in pieces)
    return f"({sql})", tuple(value for _, values in pieces for value in values)


def _test(test: Test, asked: Asked) -> Piece:
    """Always in parentheses, and never NULL."""
    if (plain := _OPPOSITES.get(test.operator)) is not None:
        sql, values = _test(Test(test.subject, plain, test.value, test.custom), asked)
        return f"(NOT {sql})", values
    if test.custom:
        found = custom_field(test, asked)
    elif test.subject.startswith(DATE_OF):
        found = date_of(test, asked)
    else:
        found = TESTS[test.subject](test, asked) if test.subject in TESTS else None
    sql, values = found or _NEVER
    return f"({sql})", tuple(map(_bindable, values))


def _bindable(value: object) -> object:
    # Half a character cannot stand in a file, and so is nowhere in it.
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else value
