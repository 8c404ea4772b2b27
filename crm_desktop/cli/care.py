"""The commands that look after the file: undo, redo, check, demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.cli.answer import Answer, said
from crm_desktop.cli.terminal import plain, table
from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from argparse import Namespace

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


def check(services: Services, _: Namespace) -> Answer:
    """Look whether the data file is sound; the exit code says it too."""
    health = services.file.check()
    rows = (
        ("SQLite's own check", health.integrity),
        ("Broken references", str(health.foreign_keys or "none")),
        ("Search index", health.search_index),
        ("Contacts", f"{health.contacts:,}"),
    )
    verdict = "The data file is sound." if health.ok else "The data file is damaged; bring back a backup."
    return Answer(
        lambda: {
            "ok": health.ok,
            "integrity": health.integrity,
            "foreign_keys": health.foreign_keys,
            "search_index": health.search_index,
            "contacts": health.contacts,
        },
        lambda: [verdict, *table(rows, indent="  ")],
        code=0 if health.ok else 1,
    )


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
