"""Reads from the journal what was changed on one card: every operation that touched it, newest first.

An operation's image of a row is the row before it; the row after it is the image that the next operation
took, or the row as it is now.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.card_history import CardChange, CardOperation, CardPart
from crm_desktop.domain.changes import Label, Operation
from crm_desktop.domain.ids import OperationId
from crm_desktop.store.card_values import values_of
from crm_desktop.store.codec import to_instant
from crm_desktop.store.database import chunks, marks
from crm_desktop.store.journal import CONTACT_TABLES, table_number
from crm_desktop.store.tables import JOURNALLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.store.card_values import Value
    from crm_desktop.store.database import Database

_TABLES = {number: JOURNALLED[number]._meta.table_name for number in CONTACT_TABLES}
_Image = dict[str, Any]


class CardHistory:
    """The history of single cards."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, contact_id: ContactId, limit: int) -> list[CardOperation]:
        """The latest operations that touched a card, the newest first."""
        found = [_operation(row) for row in self._database.rows(_OPERATIONS, (contact_id, limit))]
        # Of a card that came with many others no value is noted, but for what was done to it at once.
        with_many = set(self._database.column(_CAME_WITH_MANY, (contact_id,)))
        done = {one.id for one in found if not one.undone and one.id not in with_many}
        changed = self._changes(contact_id, done)
        return [CardOperation(operation, changed.get(operation.id, ())) for operation in found]

    def _changes(
        self, contact_id: ContactId, done: set[OperationId]
    ) -> Mapping[OperationId, tuple[CardChange, ...]]:
        """What each operation changed, told by walking back from the rows as they are now."""
        later: dict[tuple[int, int], _Image | None] = {}
        gone: dict[OperationId, dict[str, list[_Image]]] = defaultdict(lambda: defaultdict(list))
        came: dict[OperationId, dict[str, list[_Image]]] = defaultdict(lambda: defaultdict(list))
        rows = self._database.rows(_ROWS.format(marks(len(CONTACT_TABLES))), (contact_id, *CONTACT_TABLES))
        present = self._present(contact_id)
        for operation_id, number, row, what, image in rows:
            key, table = (number, row), _TABLES[number]
            before = json.loads(image) if image else None
            after = later[key] if key in later else present.get(key)
            later[key] = before
            if operation_id in done:
                if before is not None:
                    gone[operation_id][table].append(before)
                if what != "D" and after is not None:
                    came[operation_id][table].append(after)
        names = self._names([*gone.values(), *came.values()])
        return {key: tuple(_told(gone[key], came[key], names)) for key in gone.keys() | came.keys()}

    def _present(self, contact_id: ContactId) -> dict[tuple[int, int], _Image]:
        found: dict[tuple[int, int], _Image] = {}
        for number, table in _TABLES.items():
            columns = [field.column_name for field in JOURNALLED[number]._meta.sorted_fields]
            shown = [f"hex({name})" if name == "data" else name for name in columns]
            owner = "id" if table == "contact" else "contact_id"
            for row in self._database.rows(
                f"SELECT {', '.join(shown)} FROM {table} WHERE {owner} = ?", (contact_id,)
            ):
                image = dict(zip(columns, row, strict=True))
                found[number, image["id"]] = image
        return found

    def _names(self, sides: Iterable[Mapping[str, Sequence[_Image]]]) -> dict[tuple[str, int], str]:
        """What is named by its number in these rows: companies, tags, fields, other contacts."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for side in sides:
            for images in side.values():
                for image in images:
                    for column, (table, _) in _NAMED.items():
                        if image.get(column) is not None:
                            wanted[table].add(image[column])
        names: dict[tuple[str, int], str] = {}
        for table, column in _NAMED.values():
            for chunk in chunks(sorted(wanted.get(table, ()))):
                select = f"SELECT id, {column} FROM {table} WHERE id IN ({marks(len(chunk))})"
                names |= {(table, number): name for number, name in self._database.rows(select, chunk)}
        return names


_APART = frozenset({CardPart.TAG, CardPart.FACTS})
_NAMED = {
    "company_id": ("company", "name"),
    "tag_id": ("tag", "name"),
    "field_id": ("custom_field", "name"),
    "other_id": ("contact", "full_name"),
}


def _told(
    gone: Mapping[str, Sequence[_Image]],
    came: Mapping[str, Sequence[_Image]],
    names: Mapping[tuple[str, int], str],
) -> Iterable[CardChange]:
    """What went and what came, without what did both. One that went and one that came became another."""

    def named(image: _Image, column: str) -> str:
        return names.get((_NAMED[column][0], image[column]), "")

    was: Counter[Value] = Counter(
        value for table in gone for each in gone[table] for value in values_of(table, each, named)
    )
    now: Counter[Value] = Counter(
        value for table in came for each in came[table] for value in values_of(table, each, named)
    )
    left, new = was - now, now - was
    for part, label in dict.fromkeys((value.part, value.label) for value in (*left, *new)):
        before = [value.value for value in left.elements() if (value.part, value.label) == (part, label)]
        after = [value.value for value in new.elements() if (value.part, value.label) == (part, label)]
        # Of several tags or facts none became another: they went, and others came.
        paired = 0 if part in _APART else min(len(before), len(after))
        for one, other in zip(before[:paired], after[:paired], strict=True):
            yield CardChange(part, one, other, label)
        yield from (CardChange(part, one, None, label) for one in before[paired:])
        yield from (CardChange(part, None, other, label) for other in after[paired:])


def _operation(row: tuple[Any, ...]) -> Operation:
    number, at, template, values, state, rows = row
    instant = to_instant(at)
    assert instant is not None
    return Operation(
        OperationId(number), instant, Label(template, json.loads(values)), rows, state == "undone"
    )


def _linked(table: str, link: str) -> str:
    return (
        f"SELECT operation_id FROM journal WHERE table_no = {table_number(table)}"
        f" AND owner IN (SELECT {table}_id FROM {link} WHERE contact_id = ?1)"
    )


_CAME_WITH_MANY = f"""SELECT operation_id FROM journal
    WHERE owner IS NULL AND table_no = {table_number("contact")} AND row <= ?1 AND last >= ?1"""
_OPERATIONS = f"""
SELECT id, at, template, label_values, state,
    (SELECT coalesce(sum(last - row + 1), 0) FROM journal WHERE operation_id = operation.id)
FROM operation WHERE id IN (
    SELECT operation_id FROM journal
        WHERE owner = ?1 AND table_no IN ({", ".join(map(str, CONTACT_TABLES))})
    UNION {_CAME_WITH_MANY}
    UNION {_linked("interaction", "interaction_contact")}
    UNION {_linked("appointment", "appointment_contact")}
    UNION SELECT operation_id FROM journal WHERE table_no = {table_number("follow_up")}
        AND owner IN (SELECT id FROM follow_up WHERE contact_id = ?1 UNION
            SELECT row FROM journal WHERE table_no = {table_number("follow_up")} AND what = 'D'
            AND json_extract(image, '$.contact_id') = ?1)
) ORDER BY id DESC LIMIT ?2"""

_ROWS = """SELECT operation_id, table_no, row, what, image FROM journal
    WHERE owner = ? AND table_no IN ({})
    AND operation_id IN (SELECT id FROM operation WHERE state = 'done') ORDER BY id DESC"""
