"""Opens the sheet for pasted text, with what the clipboard holds in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from crm_desktop.ui.drafts.following import Subject
from crm_desktop.ui.shell.draft_subjects import PASTE

if TYPE_CHECKING:
    from crm_desktop.services.importing.report import ImportReport
    from crm_desktop.ui.drafts.following import Kept
    from crm_desktop.ui.pasting.sheet import PastingSheet
    from crm_desktop.ui.shell.session import WindowSession

_LONGEST_CLIP = 1 << 20
"""Characters that are put in unasked: of more the beginning is of no use."""


def open_pasting(session: WindowSession, text: str | None = None, kept: Kept | None = None) -> PastingSheet:
    """The sheet over the window. `text` is what was dropped; None takes what the clipboard holds;
    `kept` goes on with what was not added.
    """
    from crm_desktop.domain.phone import international
    from crm_desktop.formats.plain_text.reading import reader_for
    from crm_desktop.services.local_day import local_today
    from crm_desktop.ui.pasting.sheet import PastingSheet

    services = session.services
    country = services.settings.country
    understand = partial(international, country=country)
    reader = reader_for(understand, country=country, today=local_today(services.clock))
    sheet = PastingSheet(services.importing, reader, session.runner, session.theme, session.window)
    sheet.added.connect(lambda report: _tell(session, report))
    sheet.import_asked.connect(lambda pasted: _import(session, sheet, pasted))
    if kept is None:
        clip = QGuiApplication.clipboard().text() if text is None else text
        if len(clip) <= _LONGEST_CLIP:
            sheet.take_text(clip)
    session.drafting.dialogs.follow(sheet, Subject(PASTE), kept)
    sheet.open()
    return sheet


def _tell(session: WindowSession, report: ImportReport) -> None:
    from crm_desktop.ui.wording.plural import english_plural

    tr, parts = session.window.tr, []
    if report.created:
        parts.append(english_plural(tr("%n contact(s) added", None, report.created), report.created))
    if report.updated:
        parts.append(english_plural(tr("%n contact(s) changed", None, report.updated), report.updated))
    if parts:
        session.messages.undoable(", ".join(parts))
    else:
        session.messages.say(tr("You have all of this already; nothing was changed"))


def _import(session: WindowSession, sheet: PastingSheet, text: str) -> None:
    """Hand a text that a program wrote to the import, as the file that it is the inside of."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    folder = TemporaryDirectory(prefix="crm-desktop-")
    ending = ".vcf" if "BEGIN" in text[:200].upper() else ".csv"
    path = Path(folder.name) / f"{session.window.tr('Pasted')}{ending}"
    path.write_text(text, encoding="utf-8", errors="replace")
    sheet.done(0)
    dialog = session.dialogs.import_files([path])
    dialog.finished.connect(lambda _result: folder.cleanup())
