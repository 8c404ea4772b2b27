"""What the tests of filters are made of: each of these makes the SQL for one kind of thing on a contact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from crm_desktop.domain.consonants import query_consonants
from crm_desktop.domain.filters.condition import Operator, Test
from crm_desktop.domain.filters.days import day_on
from crm_desktop.domain.filters.texts import INSIDE, wanted_words
from crm_desktop.domain.match_key import match_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from crm_desktop.domain.yearly import Feb29
    from crm_desktop.store.database import Database

Piece = tuple[str, tuple[object, ...]]

COMPARED = {
    Operator.IS: "=",
    Operator.LESS: "<",
    Operator.AT_MOST: "<=",
    Operator.MORE: ">",
    Operator.AT_LEAST: ">=",
}
_UNIX_DAY = date(1970, 1, 1).toordinal()
_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Asked:
    """What a condition is compiled for."""

    database: Database
    today: date
    zone: tzinfo
    feb_29: Feb29

    def midnight(self, ordinal: int) -> int:
        """The instant at which a local day begins, in seconds."""
        try:
            return int(datetime.combine(date.fromordinal(ordinal), time(), tzinfo=self.zone).timestamp())
        except (ValueError, OverflowError):
            return (ordinal - _UNIX_DAY) * _SECONDS


Make = Callable[[Test, Asked], Piece | None]
"""Gives the expression for IS, HAS, KNOWN or an order, over a row of `contact_summary` and never NULL; None
where nobody can fulfil it."""


def text(
    source: str, expression: str, *, index: str = "", known: str = "", key: str = "", tail: str = ""
) -> Make:
    """A text. `source` is a SELECT of contacts' numbers up to its WHERE, `expression` the text of its rows.

    `index` is the column of the search index that holds the words of the text: it is asked first, within the
    SELECT, since SQLite works that out for all contacts at once. `known` is what is true of a row that has
    one, `key` a column with its `match_key`; `tail` closes what `source` opens.
    """
    holder = source.split()[1]
    known = known or f"{expression} <> ''"
    key = key or f"text_key({expression})"

    def make(test: Test, asked: Asked) -> Piece | None:
        match test.operator:
            case Operator.KNOWN:
                return f"contact_id IN ({source} {known}{tail})", ()
            case Operator.IS:
                return f"contact_id IN ({source} {key} = ?{tail})", (match_key(test.value),)
            case Operator.HAS:
                return _has(test.value)
        return None

    def _has(value: str) -> Piece | None:
        words = wanted_words(value)
        if not words:
            return None
        first, values = _found_first(index, words, inside=value.startswith(INSIDE)) if index else ("1", ())
        found = f"{holder} IN ({first}) AND" if index else ""
        return f"contact_id IN ({source} {found} text_has({expression}, ?){tail})", (*values, value)

    return make


def _found_first(index: str, words: Sequence[str], *, inside: bool) -> Piece:
    """The contacts in whose index the words are."""
    which = "SELECT rowid FROM contact_search WHERE"
    if inside:
        return f"{which} {' AND '.join(f'instr({index}, ?) > 0' for _ in words)}", tuple(words)
    return f"{which} contact_search MATCH ?", (f"{index} : ({' AND '.join(map(_began, words))})",)


def _began(word: str) -> str:
    return f'"{word}"*'


def indexed(source: str, column: str, *, sounding: bool = False) -> Callable[[str], Piece | None]:
    """A text that is found by its index alone: `source` is a SELECT of contacts' numbers, with a gap for what
    is true of the rows of that index. Names are found by how they sound too, as in the search.
    """

    def make(value: str) -> Piece | None:
        words = wanted_words(value)
        if not words:
            return None
        if value.startswith(INSIDE):
            inside = " AND ".join(f"instr({column}, ?) > 0" for _ in words)
            return f"contact_id IN ({source.format(inside)})", tuple(words)
        table = column.partition(".")[0]
        match = " AND ".join(f"({_heard(word) if sounding else _began(word)})" for word in words)
        return (
            f"contact_id IN ({source.format(f'{table} MATCH ?')})",
            (f"{column.partition('.')[2]} : ({match})",),
        )

    return make


def _heard(word: str) -> str:
    sound = query_consonants(word)
    return f"{_began(word)} OR {_began(sound)}" if sound else _began(word)


def number(expression: str, known: str = "") -> Make:
    """A number of a row of `contact_summary`; NULL where there is none."""

    def make(test: Test, asked: Asked) -> Piece | None:
        if test.operator is Operator.KNOWN:
            return known or f"{expression} IS NOT NULL", ()
        return _compared(expression, test, as_number(test.value))

    return make


def number_of(source: str, expression: str) -> Make:
    """A number of rows that belong to contacts."""

    def make(test: Test, asked: Asked) -> Piece | None:
        if test.operator is Operator.KNOWN:
            return f"contact_id IN ({source} {expression} IS NOT NULL)", ()
        value, sign = as_number(test.value), COMPARED.get(test.operator)
        if value is None or sign is None:
            return None
        return f"contact_id IN ({source} {expression} {sign} ?)", (value,)

    return make


def counted(source: str, of: str = "contact_id") -> Make:
    """How many rows a contact has: `source` is a SELECT of the numbers of contacts, `of` that number."""

    def make(test: Test, asked: Asked) -> Piece | None:
        value, sign = as_number(test.value), COMPARED.get(test.operator)
        if value is None or sign is None:
            return None
        having = f"{source} GROUP BY {of} HAVING"
        # Who has none has no row to count either.
        if _holds(0, test.operator, value):
            return f"contact_id NOT IN ({having} NOT count(*) {sign} ?)", (value,)
        return f"contact_id IN ({having} count(*) {sign} ?)", (value,)

    return make


def _holds(number: float, operator: Operator, value: float) -> bool:
    return {
        Operator.IS: number == value,
        Operator.LESS: number < value,
        Operator.AT_MOST: number <= value,
        Operator.MORE: number > value,
        Operator.AT_LEAST: number >= value,
    }.get(operator, False)


def day(expression: str) -> Make:
    """A local day (an ordinal) of a row of `contact_summary`; NULL where there is none."""

    def make(test: Test, asked: Asked) -> Piece | None:
        if test.operator is Operator.KNOWN:
            return f"{expression} IS NOT NULL", ()
        return _compared(expression, test, day_on(test.value, asked.today))

    return make


def day_of(source: str, expression: str) -> Make:
    """A local day (an ordinal) of rows that belong to contacts."""

    def make(test: Test, asked: Asked) -> Piece | None:
        if test.operator is Operator.KNOWN:
            return f"contact_id IN ({source} 1)", ()
        value, sign = day_on(test.value, asked.today), COMPARED.get(test.operator)
        if value is None or sign is None:
            return None
        return f"contact_id IN ({source} {expression} {sign} ?)", (value,)

    return make


def instant_of(source: str, expression: str) -> Make:
    """The local day of an instant (in seconds) of rows that belong to contacts."""

    def make(test: Test, asked: Asked) -> Piece | None:
        if test.operator is Operator.KNOWN:
            return f"contact_id IN ({source} 1)", ()
        value = day_on(test.value, asked.today)
        if value is None or test.operator not in COMPARED:
            return None
        begins, ends = asked.midnight(value), asked.midnight(value + 1)
        within, values = {
            Operator.IS: (f"{expression} >= ? AND {expression} < ?", (begins, ends)),
            Operator.LESS: (f"{expression} < ?", (begins,)),
            Operator.AT_MOST: (f"{expression} < ?", (ends,)),
            Operator.MORE: (f"{expression} >= ?", (ends,)),
            Operator.AT_LEAST: (f"{expression} >= ?", (begins,)),
        }[test.operator]
        return f"contact_id IN ({source} {within})", values

    return make


def choice_of(source: str, expression: str) -> Make:
    """One word of a few, of rows that belong to contacts."""

    def make(test: Test, asked: Asked) -> Piece | None:
        if test.operator is Operator.KNOWN:
            return f"contact_id IN ({source} {expression} IS NOT NULL)", ()
        if test.operator is not Operator.IS:
            return None
        return f"contact_id IN ({source} {expression} = ?)", (test.value,)

    return make


def yes_no(expression: str, *, today: bool = False) -> Make:
    """Whether something is true of a row of `contact_summary`; `today`: it depends on the day."""

    def make(test: Test, asked: Asked) -> Piece | None:
        value = "yes" if test.operator is Operator.KNOWN else test.value
        if test.operator not in (Operator.IS, Operator.KNOWN) or value not in ("yes", "no"):
            return None
        turned = "" if value == "yes" else "NOT "
        return f"{turned}coalesce({expression}, 0)", (asked.today.toordinal(),) if today else ()

    return make


def as_number(value: str) -> float | None:
    """A canonical number; None for what is none."""
    try:
        return float(value)
    except ValueError:
        return None


def _compared(expression: str, test: Test, value: float | None) -> Piece | None:
    sign = COMPARED.get(test.operator)
    if value is None or sign is None:
        return None
    return f"coalesce({expression} {sign} ?, 0)", (value,)
