"""Taking over contact files: choose them, look at what would happen, wait, and see what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.services.importing.row import Fate
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.importing.cards_view import CardsView
from crm_desktop.ui.importing.choose_view import ChooseView
from crm_desktop.ui.importing.rows import as_text, preview_lines, refused_lines
from crm_desktop.ui.importing.working_view import WorkingView
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.empty_state import EmptyState
from crm_desktop.ui.widgets.labels import FaceLabel
from crm_desktop.ui.widgets.plain_text import plain_action
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QCloseEvent

    from crm_desktop.formats.sheets.reading import Layout
    from crm_desktop.services.importing import Importing
    from crm_desktop.services.importing.report import FileReport, ImportPreview, ImportReport
    from crm_desktop.ui.importing.columns_sheet import ColumnsSheet
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, Task, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _HEIGHT = 760, 500


class ImportDialog(Sheet):
    """Nothing is written before the button that says so. Closing it while it works cancels the work.

    Signals: `imported(report)` once contacts were taken over; `undo_asked()` for all of it.
    """

    imported = Signal(object)
    undo_asked = Signal()

    def __init__(
        self,
        importing: Importing,
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Import contacts"), theme, parent, save=self.tr("Import"))
        self._importing = importing
        self._runner = runner
        self._paths: Sequence[Path] = ()
        self._layouts: dict[Path, Layout] = {}
        self._sheets: Mapping[Path, Layout] = {}
        self.report: ImportReport | None = None
        self._task: Task | None = None
        self._at_work = False
        self._then: Callable[[], None] = self.accept
        self.choose = ChooseView(theme)
        self.choose.files_chosen.connect(self.look_at)
        self.working = WorkingView(theme)
        self.cards = CardsView(theme)
        self._summary = FaceLabel("", theme, Face.BODY)
        self._summary.setWordWrap(True)
        self._seen = QWidget()
        column = QVBoxLayout(self._seen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._summary)
        column.addWidget(self.cards, 1)
        self._faces = QStackedWidget()
        self._good = EmptyState("check-circle", "", theme, self.tr("One undo takes all of it back."))
        for face in (self.choose, self.working, self._seen, self._good):
            self._faces.addWidget(face)
        self.body.addWidget(self._faces)
        self.copy_button = QuietButton(self.tr("Copy the list"), theme, "copy")
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.undo_button = QuietButton(self.tr("Undo the import"), theme, "undo")
        self.undo_button.clicked.connect(self._on_undo_clicked)
        self.columns_button = QuietButton(self.tr("Columns…"), theme, "columns")
        self.columns_button.clicked.connect(self._on_columns_clicked)
        self.save_refused_button = QuietButton(self.tr("Keep them in a file…"), theme, "export")
        self.save_refused_button.clicked.connect(self._on_save_refused_clicked)
        buttons = (self.columns_button, self.copy_button, self.save_refused_button, self.undo_button)
        for place, button in enumerate(buttons):
            self.foot.insertWidget(place, button)
        self.saved.connect(self._on_saved)
        self.fit(_WIDTH, _HEIGHT)
        self._show_choose()

    @property
    def summary(self) -> str:
        """What the dialog says above its list."""
        return self._summary.text()

    def look_at(self, paths: Sequence[Path]) -> None:
        """Read these files and show what would happen."""
        if not paths:
            return
        self._layouts = {}
        self._look_at(list(paths))

    def _look_at(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._show_working(self.tr("Reading {names}…").format(names=_names(self._paths)))
        self._at_work = True
        task = self._runner.run(
            lambda progress, cancel: self._importing.preview(
                self._paths, progress, cancel, layouts=self._layouts
            ),
            on_done=self._show_preview,
            on_error=self._on_failed,
            on_progress=self.working.show_progress,
        )
        self._task = task if self._at_work else None

    def apply(self) -> None:
        """Take over what was shown."""
        self._show_working(self.tr("Importing {names}…").format(names=_names(self._paths)))
        self._at_work = True
        task = self._runner.run(
            lambda progress, cancel: self._importing.apply(
                self._paths, progress, cancel, layouts=self._layouts
            ),
            on_done=self._show_report,
            on_error=self._on_failed,
            on_progress=self.working.show_progress,
        )
        self._task = task if self._at_work else None

    def reject(self) -> None:
        """Esc, Cancel or Close: stop what is under way, else go."""
        if self._task is not None:
            self.close_button.setEnabled(False)
            self._task.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._task is not None:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def _on_saved(self) -> None:
        self._then()

    def _show_choose(self) -> None:
        self._faces.setCurrentWidget(self.choose)
        self._set_foot(save="", close=self.tr("Cancel"))
        self.choose.choose_button.setFocus()

    def _show_working(self, what: str) -> None:
        self.error("")
        self.working.begin(what)
        self._faces.setCurrentWidget(self.working)
        self._set_foot(save="", close=self.tr("Cancel"))

    def _show_preview(self, preview: ImportPreview) -> None:
        self._task, self._at_work = None, False
        self._sheets = preview.layouts
        count = preview.new + preview.changed + preview.doubtful
        counts = {
            Fate.NEW: preview.new,
            Fate.DOUBTFUL: preview.doubtful,
            Fate.CHANGED: preview.changed,
            Fate.SAME: preview.same,
            Fate.REFUSED: preview.refused,
        }
        self._summary.setText(self._preview_words(preview, count))
        self.cards.show_lines(preview_lines(preview), counts)
        self._faces.setCurrentWidget(self._seen)
        self._then = self.apply
        save = english_plural(self.tr("Import %n contact(s)", None, count), count) if count else ""
        self._set_foot(save=save, close=self.tr("Cancel") if count else self.tr("Close"))
        self.columns_button.setVisible(bool(self._sheets))

    def _preview_words(self, preview: ImportPreview, count: int) -> str:
        if not count and not preview.same and not preview.refused:
            return self.tr("There is no contact in {names}.").format(names=_names(self._paths))
        if not count and not preview.refused:
            return self.tr("You have all of these already, just as they are. There is nothing to import.")
        if not count:
            return self.tr("There is nothing to import.")
        counts = ((preview.new, self.tr("{count} new")), (preview.changed, self.tr("{count} changed")))
        locale = QLocale()
        parts = [text.format(count=locale.toString(number)) for number, text in counts if number]
        return self.tr("{counts}. Nothing has been changed yet.").format(counts=", ".join(parts))

    def _show_report(self, report: ImportReport) -> None:
        self._task, self._at_work = None, False
        refused = refused_lines(report)
        self.title.setText(self.tr("Imported"))
        words = self._report_words(report)
        self._summary.setText(words)
        self._good.say("check-circle", words.rstrip("."), self.tr("One undo takes all of it back."))
        self.cards.show_lines(refused, {Fate.REFUSED: len(refused)})
        self._faces.setCurrentWidget(self._seen if refused else self._good)
        self._then = self.accept
        self._set_foot(save=self.tr("Done"), close="")
        self.report = report
        self.copy_button.setVisible(bool(refused))
        self.save_refused_button.setVisible(bool(refused))
        self.undo_button.setVisible(bool(report.created or report.updated))
        self.imported.emit(report)

    def _report_words(self, report: ImportReport) -> str:
        parts = []
        if report.created:
            parts.append(english_plural(self.tr("%n contact(s) added", None, report.created), report.created))
        if report.updated:
            parts.append(
                english_plural(self.tr("%n contact(s) changed", None, report.updated), report.updated)
            )
        if report.unchanged:
            text = self.tr("%n card(s) said nothing new", None, report.unchanged)
            parts.append(english_plural(text, report.unchanged))
        if report.refused:
            text = self.tr("%n card(s) could not be taken over", None, report.refused)
            parts.append(english_plural(text, report.refused))
        return f"{', '.join(parts)}." if parts else self.tr("Nothing was changed.")

    def _set_foot(self, *, save: str, close: str) -> None:
        self.save_button.setText(save)
        self.save_button.setVisible(bool(save))
        self.close_button.setText(close)
        self.close_button.setVisible(bool(close))
        self.close_button.setEnabled(True)
        for button in (self.columns_button, self.copy_button, self.save_refused_button, self.undo_button):
            button.hide()
        if save:
            self.save_button.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        self._task, self._at_work = None, False
        self._show_choose()
        if isinstance(error, Cancelled):
            self.error(self.tr("Cancelled. Nothing was changed."))
        elif isinstance(error, UserError):
            self.error(str(error))
        else:
            self.error(self.tr("That did not work. Nothing was changed."))
            raise error

    def _on_columns_clicked(self) -> None:
        """Show the columns of the only sheet, or ask of which."""
        if len(self._sheets) == 1:
            self.show_columns(next(iter(self._sheets)))
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for path in self._sheets:
            action = menu.addAction(plain_action(path.name))
            action.triggered.connect(lambda _=False, each=path: self.show_columns(each))
        menu.popup(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def show_columns(self, path: Path) -> ColumnsSheet:
        """Show what the columns of a sheet mean, to be put right."""
        from crm_desktop.ui.importing.columns_sheet import ColumnsSheet

        sheet = ColumnsSheet(
            path.name,
            self._sheets[path],
            lambda dialect: self._importing.laid_out(path, dialect),
            self.theme,
            self,
        )

        def read_so(layout: Layout) -> None:
            self._layouts[path] = layout
            self._look_at(self._paths)

        sheet.changed.connect(read_so)
        sheet.open()
        return sheet

    def _on_save_refused_clicked(self) -> None:
        report = self.report
        refused = [file for file in report.files if file.rejected] if report else []
        for file in refused:
            source = Path(file.file)
            first = source.with_stem(self.tr("{name} refused").format(name=source.stem))
            title = self.tr("Keep what was refused of {name}").format(name=source.name)
            chosen, _ = QFileDialog.getSaveFileName(self, title, str(first))
            if chosen:
                self.keep_refused(file, Path(chosen))

    def keep_refused(self, file: FileReport, target: Path) -> None:
        """Write what was refused of a file into another, to be mended and imported again."""
        try:
            self._importing.write_refused(file, target, layouts=self._layouts)
        except UserError as error:
            self.error(str(error))

    def _on_copy_clicked(self) -> None:
        lines = [self.cards.model.line(row) for row in range(self.cards.model.rowCount())]
        QGuiApplication.clipboard().setText(as_text(lines))

    def _on_undo_clicked(self) -> None:
        self.undo_asked.emit()
        self.accept()


def _names(paths: Sequence[Path]) -> str:
    if len(paths) <= 2:
        return ", ".join(path.name for path in paths)
    return f"{paths[0].name} (+{len(paths) - 1})"
