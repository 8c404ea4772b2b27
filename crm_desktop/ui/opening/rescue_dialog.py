"""The rescue window, shown where the data file cannot be used and there is no other window: a backup in its
place, or what can be read of it. Whatever is chosen, the damaged file is put aside and kept.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from crm_desktop.domain.damage import LostSince
from crm_desktop.domain.errors import UserError
from crm_desktop.services.environment import told_words
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.importing.working_view import WorkingView
from crm_desktop.ui.opening.rescue_frame import Deed, RescueFrame
from crm_desktop.ui.opening.rescue_pages import ChoosePage, WordsPage
from crm_desktop.ui.opening.rescue_words import RescueWords, how_whole, put_aside, salvaged
from crm_desktop.ui.runtime.task_runner import TaskRunner
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.backup import Backup
    from crm_desktop.domain.damage import Salvage
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.rescue import Rescue
    from crm_desktop.ui.runtime.task_runner import Task
    from crm_desktop.ui.shell.ports import WindowParts
    from crm_desktop.ui.theme.controller import ThemeController

    Work = Callable[..., object]

_log = logging.getLogger(__name__)


def rescue(parts: WindowParts, passphrase: str, theme: ThemeController, *, why: str = "") -> bool:
    """Let the user choose; True to try to open the file again, False to end the program.

    `why` says what is wrong, "" where the user asked for it or it has to be found out.
    """
    parts.after_paint()
    found = parts.open_rescue(passphrase)
    dialog = RescueDialog(found, found.clock, theme, why=why, folder=parts.data_dir)
    dialog.begin()
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.stop()
        dialog.deleteLater()


class RescueDialog(RescueFrame):
    """`begin` looks what there is. It is accepted where the file is to be opened again."""

    def __init__(
        self,
        rescue: Rescue,
        clock: Clock,
        theme: ThemeController,
        *,
        why: str = "",
        folder: Path = Path(),
        runner: TaskRunner | None = None,
    ) -> None:
        super().__init__(theme)
        self._rescue = rescue
        self._words = RescueWords(DayWords(clock))
        self._why = why
        self._folder = folder
        self._runner = runner or TaskRunner(parent=self)
        self._task: Task | None = None
        self._asking: Task | None = None
        self._backups: list[Backup] = []
        self._may_salvage = True
        self._lost: dict[str, str] = {}
        self._chosen = ""
        self.choosing: ChoosePage | None = None
        self.working: WorkingView | None = None

    def begin(self) -> None:
        """Look what is wrong, and which backups there are."""
        self._work(
            self.tr("Looking for backups…"),
            lambda _progress, _cancel: self._look(),
            self._on_looked,
            back=self._quit(),
        )

    def _found_wrong(self) -> str:
        try:
            return self._rescue.why()
        except UserError as error:
            return str(error)

    def _quit(self) -> Deed:
        return Deed(self.tr("Quit"), lambda: self.done(QDialog.DialogCode.Rejected))

    def stop(self) -> None:
        """Leave no thread."""
        self._runner.stop()

    # Choosing

    def _look(self) -> tuple[str, list[Backup], bool]:
        return self._why or self._found_wrong(), self._rescue.backups(), self._rescue.may_salvage

    def _on_looked(self, found: tuple[str, list[Backup], bool]) -> None:
        self._why, self._backups, self._may_salvage = found
        self.choose()

    def choose(self) -> None:
        """Show the ways there are; without a backup, saving what can be read comes first."""
        page = ChoosePage(
            self._paragraphs(),
            self._why,
            self._backups,
            self._words,
            self.theme,
            may_salvage=self._may_salvage,
        )
        if self._chosen:
            page.list.choose(self._chosen)
        self.choosing = page
        page.chosen_changed.connect(self._on_chosen_changed)
        page.asked.connect(self._on_bring_back)
        page.salvage_asked.connect(self._on_salvage)
        page.copy_asked.connect(self._on_copy)
        page.anew_asked.connect(self._on_anew)
        page.again_asked.connect(lambda: self.done(QDialog.DialogCode.Accepted))
        if page.chosen is not None:
            deed = Deed(self.tr("Bring back this backup"), self._on_bring_back)
        elif self._may_salvage:
            deed = Deed(self.tr("Save what can be read"), self._on_salvage)
        else:
            deed = Deed(self.tr("Choose another copy…"), self._on_copy)
        title = self.tr("Your contacts could not be opened") if self._why else self.tr("Bring back a backup")
        focus = page.list if page.chosen is not None else self.deed_button
        self.show_page(
            title, page, icon="alert" if self._why else "clock", deed=deed, back=self._quit(), focus=focus
        )
        self._on_chosen_changed()

    def _paragraphs(self) -> list[str]:
        if not self._why:
            return [
                self.tr(
                    "The file with your contacts can be opened. If something in it is damaged, “Save what can"
                    " be read” keeps all that is sound, and takes the rest from the newest backup."
                )
            ]
        kept = self.tr(
            "The file with your contacts is damaged or gone. Nothing was changed: it was left exactly as it"
            " is, and whatever you choose here, it is kept."
        )
        if any(not backup.problem for backup in self._backups):
            return [kept]
        if self._backups:
            return [kept, self.tr("None of its backups can be used, but much can often still be read.")]
        return [kept, self.tr("There is no backup of it here, but much can often still be read.")]

    def _on_chosen_changed(self) -> None:
        page = self.choosing
        backup = page.chosen if page is not None else None
        if page is None or backup is None:
            return
        if self._chosen not in ("", backup.name):
            self.area.ensureWidgetVisible(page.list)
        self._chosen = backup.name
        page.say_lost(self._lost.get(backup.name) or self.tr("Looking what was changed after it…"))
        if backup.name not in self._lost:
            self._lost[backup.name] = ""
            self._asking = self._runner.run(
                lambda _progress, _cancel: self._rescue.lost_since(backup),
                on_done=lambda since: self._on_lost(backup, since),
                on_error=lambda error: self._on_not_known(backup, error),
            )

    def _on_not_known(self, backup: Backup, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            del self._lost[backup.name]
            return
        _log.info("what is lost since a backup cannot be told", exc_info=error)
        self._on_lost(backup, LostSince(None, None))

    def _on_lost(self, backup: Backup, since: LostSince) -> None:
        self._lost[backup.name] = self._words.lost(since)
        page = self.choosing
        if page is not None and page.chosen is not None and page.chosen.name == backup.name:
            page.say_lost(self._lost[backup.name])

    # Doing

    def _on_bring_back(self) -> None:
        backup = self.choosing.chosen if self.choosing is not None else None
        if backup is None:
            return
        self._work(
            self.tr("Bringing back the backup…"),
            lambda _progress, _cancel: self._rescue.bring_back(Path(backup.name)),
            lambda where: self._done([self._words.brought_back(backup)], where),
        )

    def _on_copy(self) -> None:
        title, kinds = self.tr("Bring back a backup"), self.tr("Backups (*.db);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, title, str(self._folder), kinds)
        if not name:
            return
        said = self.tr("The copy you chose is in place: {name}").format(name=Path(name).name)
        self._work(
            self.tr("Bringing back the copy…"),
            lambda _progress, _cancel: self._rescue.bring_back(Path(name)),
            lambda where: self._done([said], where),
        )

    def _on_salvage(self) -> None:
        self._work(
            self.tr("Reading what can be read…"),
            lambda progress, cancel: self._rescue.salvage(progress=progress, cancel=cancel),
            self._on_salvaged,
            back=Deed(self.tr("Cancel"), self._cancel),
        )

    def _on_salvaged(self, found: Salvage) -> None:
        page = WordsPage([*salvaged(found), *how_whole(found)], self.theme)
        self.show_page(
            self.tr("This could be read"),
            page,
            icon="heart",
            deed=Deed(self.tr("Use this"), self._on_keep),
            back=Deed(self.tr("Back"), self.choose),
            focus=self.deed_button,
        )

    def _on_keep(self) -> None:
        self._work(
            self.tr("Putting it in place…"),
            lambda _progress, _cancel: self._rescue.keep_salvaged(),
            lambda where: self._done([self.tr("What could be read is in place.")], where),
        )

    def _on_anew(self) -> None:
        page = WordsPage(
            [
                self.tr("None of your contacts will be in it."),
                self.tr("The damaged file is put aside and kept, and your backups stay where they are."),
            ],
            self.theme,
        )
        self.show_page(
            self.tr("Begin with an empty file?"),
            page,
            icon="alert",
            deed=Deed(self.tr("Begin with an empty file"), self._on_anew_sure),
            back=Deed(self.tr("Back"), self.choose),
            focus=self.back_button,
        )

    def _on_anew_sure(self) -> None:
        self._work(
            self.tr("Putting the damaged file aside…"),
            lambda _progress, _cancel: self._rescue.begin_anew(),
            lambda where: self._done([], where, self.tr("An empty file is ready")),
        )

    def _done(self, paragraphs: list[str], where: Path | None, title: str = "") -> None:
        addresses = [str(where)] if where is not None else []
        page = WordsPage([*paragraphs, put_aside(where)], self.theme, addresses=addresses)
        go_on = Deed(self.tr("Open CRM Desktop"), lambda: self.done(QDialog.DialogCode.Accepted))
        title = title or self.tr("Your contacts are back")
        self.show_page(title, page, icon="check", deed=go_on, back=None, focus=self.deed_button)
        # There is nothing to go back to: closing the window goes on too.
        self._back = go_on
        self.back_button.setEnabled(True)

    def _work(
        self,
        what: str,
        work: Work,
        then: Callable[..., object],
        *,
        back: Deed | None = None,
    ) -> None:
        if self._asking is not None:
            self._asking.cancel()
        view = WorkingView(self.theme)
        view.begin(what)
        self.working, self.choosing = view, None
        focus = self.back_button if back else view
        self.show_page(self.tr("One moment"), view, icon="clock", deed=None, back=back, focus=focus)

        def end(result: object) -> None:
            self.unsetCursor()
            then(result)

        self._task = self._runner.run(
            work,
            on_done=end,
            on_error=self._on_failed,
            on_progress=view.show_progress,
        )

    def _cancel(self) -> None:
        self.back_button.setEnabled(False)
        self.setCursor(Qt.CursorShape.WaitCursor)
        if self._task is not None:
            self._task.cancel()

    def _on_failed(self, error: BaseException) -> None:
        self.unsetCursor()
        self.choose()
        if isinstance(error, Cancelled):
            return
        words = told_words(error)
        if not words:
            _log.error("a rescue ended in an error", exc_info=error)
            words = self.tr("That did not work ({error}). Nothing was changed.").format(
                error=type(error).__name__
            )
        self.say_trouble(words)
