"""What the rescue of a damaged file says: of backups, of what is lost since, of what could be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.domain.backup import BackupReason
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.domain.backup import Backup
    from crm_desktop.domain.damage import LostSince, Salvage
    from crm_desktop.ui.wording.days import DayWords

_translate = QCoreApplication.translate


class RescueWords:
    """Days are told as seen from the clock's now."""

    def __init__(self, days: DayWords) -> None:
        self._days = days

    def when(self, backup: Backup) -> str:
        """When it was made: "Yesterday 18:20"."""
        return self._days.moment(backup.at, exact=True)

    def holds(self, backup: Backup) -> str:
        """What it holds: "25 contacts · 180 kB · made by itself"."""
        if backup.problem:
            return _translate("Rescue", "Damaged, and cannot be used")
        count = english_plural(_translate("Rescue", "%n contact(s)", None, backup.contacts), backup.contacts)
        size = QLocale().formattedDataSize(backup.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        return " · ".join((count, size, _reason(backup.reason)))

    def lost(self, since: LostSince) -> str:
        """What would not be there after bringing a backup back, and how it may be saved."""
        if since.changes == 0:
            return _translate("Rescue", "Nothing was changed after it: with it nothing is lost.")
        if since.changes is None:
            text = _translate("Rescue", "How much was changed after it cannot be told any more.")
            newest = _translate("Rescue", "The damaged file was last changed: {when}.")
        else:
            text = english_plural(
                _translate("Rescue", "%n change(s) made after it would be lost.", None, since.changes),
                since.changes,
            )
            newest = _translate("Rescue", "The last of them: {when}.")
        if since.last_change is not None:
            text = f"{text} {newest.format(when=self._days.moment(since.last_change, exact=True))}"
        hint = _translate("Rescue", "“Save what can be read” may bring it back.")
        return f"{text} {hint}"

    def brought_back(self, backup: Backup) -> str:
        """That a backup took the place of the file."""
        text = _translate("Rescue", "The backup of {when} is in place.")
        held = english_plural(
            _translate("Rescue", "It holds %n contact(s).", None, backup.contacts), backup.contacts
        )
        return f"{text.format(when=self.when(backup))} {held}"


def salvaged(found: Salvage) -> list[str]:
    """What could be read, a line for each kind."""
    counts = (
        (found.contacts, _translate("Rescue", "%n contact(s)", None, found.contacts)),
        (
            found.interactions,
            _translate("Rescue", "%n note(s) of what happened", None, found.interactions),
        ),
        (found.appointments, _translate("Rescue", "%n meeting(s)", None, found.appointments)),
        (found.follow_ups, _translate("Rescue", "%n promise(s)", None, found.follow_ups)),
    )
    return [f"• {english_plural(text, count)}" for count, text in counts]


def how_whole(found: Salvage) -> list[str]:
    """What was taken from a backup, and what is missing."""
    lines = []
    if found.filled:
        text = _translate(
            "Rescue",
            "%n row(s) could not be read and were taken from the newest backup.",
            None,
            found.filled,
        )
        lines.append(english_plural(text, found.filled))
    if found.lost:
        text = _translate("Rescue", "Lost, whole or in part: at least %n row(s).", None, found.lost)
        lines.append(english_plural(text, found.lost))
    else:
        lines.append(_translate("Rescue", "Nothing is known to be missing."))
    return lines


def put_aside(where: Path | None) -> str:
    """Where the damaged file is kept now."""
    if where is None:
        return _translate("Rescue", "There was no damaged file to keep.")
    return _translate("Rescue", "The damaged file was put aside and is kept here:")


def _reason(reason: BackupReason) -> str:
    match reason:
        case BackupReason.DAILY:
            return _translate("Rescue", "made by itself")
        case BackupReason.ASKED:
            return _translate("Rescue", "made when you asked for it")
        case BackupReason.UPDATE:
            return _translate("Rescue", "made before an update")
        case BackupReason.IMPORT:
            return _translate("Rescue", "made before an import")
        case BackupReason.RESTORE:
            return _translate("Rescue", "made before a backup was brought back")
        case BackupReason.ENCRYPT:
            return _translate("Rescue", "made before the encryption was changed")
    return _translate("Rescue", "made before a large change")
