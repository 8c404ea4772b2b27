"""Where the data lies: told at every start where that breaks databases, until the user chose; and moved."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from crm_desktop.domain.file_names import DATA_FILE
from crm_desktop.domain.place import Place
from crm_desktop.ui.shell import place_words
from crm_desktop.ui.shell.leaving import Leaving

if TYPE_CHECKING:
    from crm_desktop.ui.shell.leaving import MoveWish
    from crm_desktop.ui.shell.notice_bar import NoticeBar
    from crm_desktop.ui.shell.place_sheet import PlaceSheet
    from crm_desktop.ui.shell.session import WindowSession


class DataPlace(QObject):
    """Signals: `known(Place)` when it is found out what kind of place it is, which may take a moment."""

    known = Signal(object)

    def __init__(self, session: WindowSession) -> None:
        super().__init__(session)
        self._session = session
        self._bar: NoticeBar | None = None
        self.place = Place()

    def look(self) -> None:
        """Find out, in the worker: a network drive may take its time."""
        session = self._session
        session.runner.run(
            lambda _progress, _cancel: session.parts.place_of(session.parts.data_dir), on_done=self._on_known
        )

    def ask(self) -> PlaceSheet:
        """Ask where the data is to lie."""
        from crm_desktop.ui.shell.place_sheet import PlaceSheet

        session = self._session
        here = session.parts.data_dir
        sheet = PlaceSheet(self.place, here, self._suggestion(), session.theme, session.window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.move_asked.connect(lambda wish: self._move(sheet, wish))
        sheet.stay_asked.connect(lambda: self._stay(sheet))
        sheet.open()
        return sheet

    def _on_known(self, place: Place) -> None:
        self.place = place
        self.known.emit(place)
        if not place.breaks_databases or self._session.services.settings.left_in == self._key():
            return
        from crm_desktop.ui.shell.notice_bar import NoticeBar

        if self._bar is None:
            self._bar = NoticeBar(self._session.theme)
            self._bar.pressed.connect(self.ask)
            self._session.window.content.add_notice(self._bar)
        words = place_words.what(place)
        self._bar.say(self.tr("{what} That can damage them.").format(what=words), self.tr("What to do…"))

    def _stay(self, sheet: PlaceSheet) -> None:
        self._session.services.settings.left_in = self._key()
        if self._bar is not None:
            self._bar.hide()
        sheet.accept()

    def _move(self, sheet: PlaceSheet, wish: MoveWish) -> None:
        session = self._session
        why = session.parts.open_moving(session.passphrase).why_not(wish.folder)
        if not why and session.parts.place_of(wish.folder).breaks_databases:
            why = self.tr("That folder is synced too, or on a network drive: choose one on this computer.")
        if not why and session.runner.busy:
            why = self.tr("Something is still being done. Wait until it has ended, or stop it.")
        if not why:
            why = session.keep_typed()
        if why:
            sheet.error(why)
            return
        sheet.accept()
        session.leave_for(Leaving.MOVE, wish=wish)

    def _suggestion(self) -> Path:
        """The system's own place for data, if it is free; else a folder of our own at home."""
        usual = self._session.parts.usual_folder()
        places = [place for place in (usual, Path.home() / "crm-desktop") if place is not None]
        here = self._session.parts.data_dir
        free = [place for place in places if place != here and not (place / DATA_FILE).exists()]
        return free[0] if free else Path.home() / "crm-desktop-2"

    def _key(self) -> str:
        """The folder, as it can be kept whatever it is called."""
        folder = str(self._session.parts.data_dir).encode("utf-8", "surrogatepass")
        return hashlib.sha256(folder).hexdigest()[:16]
