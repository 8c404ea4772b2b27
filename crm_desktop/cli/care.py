"""The commands that look after the file: undo, redo, check, demo."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from crm_desktop.cli.answer import Answer, said
from crm_desktop.cli.terminal import plain, table
from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from crm_desktop.domain.file_health import FileHealth
    from crm_desktop.services.context import Services


def undo(services: Services, _: Namespace) -> Answer:
    """Take the last operation back."""
    label = services.undo.undo()
    if label is None:
        raise UserError("There is nothing to undo.")
    return said(f"Undone: {plain(str(label))}", undone=str(label))


def redo(services: Services, _: Namespace) -> Answer:
    """Do again what was undone last."""
    label = services.undo.redo()
    if label is None:
        raise UserError("There is nothing to do again.")
    return said(f"Done again: {plain(str(label))}", redone=str(label))


def check(services: Services, args: Namespace) -> Answer:
    """Look whether the data file is sound; the exit code says it too."""
    health = services.care.check(deep=args.deep)
    services.care.note(health)
    return Answer(
        lambda: _as_document(health),
        lambda: [_verdict(health), *table(_findings(health), indent="  ")],
        code=0 if health.ok else 1,
    )


def _verdict(health: FileHealth) -> str:
    if health.is_damaged:
        return (
            "The data file is damaged; bring back a backup."
            ' "backups" lists them, "restore" brings one back, "salvage" saves what can be read.'
        )
    if health.is_mendable:
        return "The search index or a list is damaged, your data is not: open the window, which mends that."
    if health.bad_backups:
        return "The data file is sound, but not all of its backups can be read; make another with backup."
    return "The data file is sound."


def _findings(health: FileHealth) -> Iterator[tuple[str, str]]:
    yield "SQLite's own check", health.integrity
    yield "Broken references", _count(health.foreign_keys)
    yield "Search index", health.search_index
    yield "Contacts", f"{health.contacts:,}"
    deep = health.deep
    if deep is None:
        return
    yield "Texts and other values that are broken", _count(deep.values)
    yield "Photos that are cut short", _count(deep.photos)
    yield "Broken steps of undo", _count(deep.journal)
    yield "Wrong rows in lists", _count(deep.lists)
    yield "Wrong reminders in waiting", _count(deep.reminders)
    yield "Tables concerned", ", ".join(deep.where) or "none"
    yield "Backups that cannot be read", ", ".join(deep.backups) or "none"


def _count(number: int) -> str:
    return f"{number:,}" if number else "none"


def _as_document(health: FileHealth) -> dict[str, object]:
    document: dict[str, object] = {
        "ok": health.ok,
        "integrity": health.integrity,
        "foreign_keys": health.foreign_keys,
        "search_index": health.search_index,
        "contacts": health.contacts,
    }
    return document if health.deep is None else document | asdict(health.deep)


def demo(services: Services, args: Namespace) -> Answer:
    """Add the sample data, or take it away again."""
    if args.remove:
        removed = services.demo.remove()
        line = f"Removed {removed} sample contacts." if removed else "There is no sample data to remove."
        return said(line, removed=removed)
    added = services.demo.add()
    line = f"Added {added} sample contacts." if added else "The sample data is already there."
    return said(line, added=added)


COMMANDS = {"undo": undo, "redo": redo, "check": check, "demo": demo}
