"""The command that tells what was done: to everything, or to one card with the values before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.cli import as_json, as_text
from crm_desktop.cli.answer import Answer
from crm_desktop.cli.terminal import plain, table
from crm_desktop.domain.card_history import CardPart
from crm_desktop.domain.partial_date import PartialDate

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import tzinfo

    from crm_desktop.domain.card_history import CardChange, CardOperation
    from crm_desktop.domain.changes import Operation
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.context import Services


def history(services: Services, args: Namespace) -> Answer:
    """What was done, and what of it is undone."""
    if args.id is not None:
        return _of_card(services, args.id)
    found, zone = services.undo.history(), services.clock.zone()
    rows = (
        (
            str(one.id),
            as_text.minute(one.at, zone),
            str(one.label),
            f"{one.rows:,}",
            "undone" if one.undone else "",
        )
        for one in found
    )
    lines = list(table(rows, heads=("NUMBER", "WHEN", "WHAT", "ROWS", "")))
    return Answer(
        lambda: {"history": [_operation(one, zone) for one in found]},
        lambda: lines if found else ["Nothing was done yet."],
    )


def _of_card(services: Services, contact_id: ContactId) -> Answer:
    card = services.contacts.card(contact_id)
    found, zone = services.undo.of_contact(contact_id), services.clock.zone()
    nothing = f"Nothing was changed on the card of {plain(card.contact.display_name)}."
    return Answer(
        lambda: {
            "history": [
                {**_operation(one.operation, zone), "changes": [_change(each) for each in one.changes]}
                for one in found
            ]
        },
        lambda: list(_lines(found, zone)) if found else [nothing],
    )


def _lines(found: list[CardOperation], zone: tzinfo) -> Iterator[str]:
    for one in found:
        undone = " (undone)" if one.operation.undone else ""
        yield f"{as_text.minute(one.operation.at, zone)}  {plain(str(one.operation.label))}{undone}"
        for each in one.changes:
            what = each.part.value + (f" ({each.label})" if each.label else "")
            before, after = _shown(each.before), _shown(each.after)
            yield plain(f"    {what}: {before or '-'} → {after or '-'}")


def _operation(one: Operation, zone: tzinfo) -> as_json.Json:
    return {
        "id": one.id,
        "at": as_json.instant(one.at, zone),
        "what": str(one.label),
        "rows": one.rows,
        "undone": one.undone,
    }


def _change(change: CardChange) -> as_json.Json:
    # Two pictures are told apart by a number that means nothing outside.
    photo = change.part is CardPart.PHOTO
    return {
        "part": change.part.value,
        "label": change.label or None,
        "before": (change.before is not None) if photo else _shown(change.before),
        "after": (change.after is not None) if photo else _shown(change.after),
    }


def _shown(value: str | int | PartialDate | None) -> str | int | None:
    if isinstance(value, PartialDate):
        parts = ("?" if part is None else f"{part:02}" for part in (value.year, value.month, value.day))
        return f"{'-'.join(parts)} ({value.calendar.value})"
    return value


COMMANDS = {"history": history}
