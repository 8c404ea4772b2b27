"""Moves the data between two windows, while nobody has it open: how far it is, and Cancel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.services.environment import told_words
from crm_desktop.services.progress import Cancelled

if TYPE_CHECKING:
    from crm_desktop.domain.place import Moved
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.ui.shell.leaving import MoveWish
    from crm_desktop.ui.shell.ports import WindowParts
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the next window finds the data, None where it stayed; and what it is to say."""

    folder: Path | None
    words: str
    is_error: bool = False


def move(parts: WindowParts, wish: MoveWish, passphrase: str, theme: ThemeController) -> Outcome:
    """Do it, and say how it went. What went wrong has changed nothing."""
    from crm_desktop.ui.opening.converting import ConvertingDialog

    moving = parts.open_moving(passphrase)

    def work(progress: Progress, cancel: Cancel) -> Moved:
        return moving.move(wish.folder, keep_backups_here=wish.keep_backups, progress=progress, cancel=cancel)

    dialog = ConvertingDialog(_translate("Moving", "Moving your contacts…"), theme)
    try:
        moved: Moved = dialog.run(work)
    except Cancelled:
        return Outcome(None, _translate("Moving", "Stopped. Your contacts are where they were."))
    except Exception as error:
        words = told_words(error)
        if not words:
            raise
        return Outcome(None, words, is_error=True)
    finally:
        dialog.deleteLater()
    text = _translate(
        "Moving", "Your contacts are in {folder} now. The old file is kept as {kept}: delete it if you like."
    )
    return Outcome(Path(moved.folder), text.format(folder=moved.folder, kept=moved.kept))
