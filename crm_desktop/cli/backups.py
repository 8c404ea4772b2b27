"""The commands about copies of the data file: backup, backups, restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.cli import as_json, as_text
from crm_desktop.cli.answer import Answer, said
from crm_desktop.cli.passphrase import of_backup
from crm_desktop.cli.terminal import table
from crm_desktop.domain.errors import PassphraseError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import tzinfo

    from crm_desktop.domain.backup import Backup
    from crm_desktop.services.context import Services

_MEGA = 1_000_000


def backup(services: Services, args: Namespace) -> Answer:
    """A copy beside the data file, or in a folder of one's choice."""
    folder = Path(args.folder).absolute() if args.folder else None
    made = services.backups.make(folder=folder)
    return Answer(
        lambda: _document(made, services.clock.zone()),
        lambda: [f"Made the backup {made.name} with {made.contacts:,} contacts."],
    )


def backups(services: Services, _: Namespace) -> Answer:
    """The copies beside the data file, the newest first."""
    return listed(services.backups.all(), services.clock.zone())


def listed(found: Sequence[Backup], zone: tzinfo) -> Answer:
    """These copies."""
    lines = list(
        table((_row(one, zone) for one in found), heads=("BACKUP", "SIZE", "CONTACTS", "LAST CHANGE"))
    )
    return Answer(
        lambda: {"backups": [_document(one, zone) for one in found]},
        lambda: lines if found else ["There is no backup yet."],
    )


def restore(services: Services, args: Namespace) -> Answer:
    """Bring a copy back."""
    path = services.backups.file_of(args.file)
    passphrase: str | None = None
    try:
        change = services.backups.compare(path)
    except PassphraseError:
        passphrase = of_backup(args, data_is_encrypted=services.encryption.is_on)
        change = services.backups.compare(path, passphrase)
    kept = services.backups.restore(path, passphrase)
    line = (
        f"Brought back {path.name}: {change.back:,} contacts came back, {change.gone:,} went,"
        f" {change.changed:,} are otherwise. What was there is kept as {kept.name}."
    )
    return said(line, back=change.back, gone=change.gone, changed=change.changed, kept=kept.name)


def _row(one: Backup, zone: tzinfo) -> tuple[str, ...]:
    size = f"{max(one.size / _MEGA, 0.1):,.1f} MB"
    if one.problem:
        return one.name, size, "-", f"damaged: {one.problem}"
    changed = as_text.minute(one.last_change, zone) if one.last_change else "-"
    return one.name, size, f"{one.contacts:,}", changed


def _document(one: Backup, zone: tzinfo) -> as_json.Json:
    return {
        "name": one.name,
        "at": as_json.instant(one.at, zone),
        "reason": one.reason,
        "size": one.size,
        "contacts": one.contacts,
        "last_change": as_json.instant(one.last_change, zone),
        "problem": one.problem or None,
    }


COMMANDS = {"backup": backup, "backups": backups, "restore": restore}
