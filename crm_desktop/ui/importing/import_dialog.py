"""Taking over contact files: choose them, look at what would happen, wait, and see what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.services.importing.choices import Choices
from crm_desktop.services.importing.gathering import WORKBOOKS
from crm_desktop.services.importing.row import Fate
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.importing.cards_view import CardsView
from crm_desktop.ui.importing.choose_view import ChooseView, scrolled
from crm_desktop.ui.importing.rows import as_text, refused_rows
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

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QCloseEvent

    from crm_desktop.formats.sheets.reading import Layout
    from crm_desktop.services.importing import Importing
    from crm_desktop.services.importing.report import FileReport, ImportPreview, ImportReport
    from crm_desktop.ui.importing.columns_sheet import ColumnsSheet
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, Task, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _HEIGHT = 900, 640


class ImportDialog(Sheet):
    """Nothing is written before the button that says so. Closing it while it works cancels the work.

    Signals: `imported(report)` once contacts were taken over; `undo_asked()` for all of it. It closes with
    `archive_chosen(path)`, for a file that `is_archive`, with `paste_asked`, and `paper_asked`.
    """

    imported = Signal(object)
    archive_chosen = Signal(object)
    undo_asked = Signal()
    paste_asked = Signal()
    paper_asked = Signal()

    def __init__(
        self,
        importing: Importing,
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        parent: QWidget | None = None,
        *,
        is_archive: Callable[[Path], bool] = lambda _path: False,
    ) -> None:
        super().__init__(self.tr("Import contacts"), theme, parent, save=self.tr("Import"))
        self._importing = importing
        self._is_archive = is_archive
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
        self.choose.paste_asked.connect(lambda: self._leave_for(self.paste_asked))
        self.choose.paper_asked.connect(lambda: self._leave_for(self.paper_asked))
        self.working = WorkingView(theme)
        self.cards = CardsView(theme)
        self.cards.picked.connect(self._show_picked)
        self._preview: ImportPreview | None = None
        self._summary = FaceLabel("", theme, Face.BODY)
        self._summary.setWordWrap(True)
        self._seen = self._rows_face()
        self._faces = _Faces()
        self._good = EmptyState("check-circle", "", theme, self.tr("One undo takes all of it back."))
        for face in (scrolled(self.choose), self.working, self._seen, self._good):
            self._faces.addWidget(face)
        self.body.addWidget(self._faces)
        self._add_buttons()
        self.saved.connect(self._on_saved)
        self.fit(_WIDTH, _HEIGHT)
        self._show_choose()

    def _leave_for(self, asked: SignalInstance) -> None:
        self.accept()
        asked.emit()

    def _rows_face(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(12))
        column.addWidget(self._summary)
        column.addWidget(self.cards, 1)
        return face

    def _add_buttons(self) -> None:
        self.copy_button = QuietButton(self.tr("Copy the list"), self.theme, "copy")
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.undo_button = QuietButton(self.tr("Undo the import"), self.theme, "undo")
        self.undo_button.clicked.connect(self._on_undo_clicked)
        self.columns_button = QuietButton(self.tr("Columns…"), self.theme, "columns")
        self.columns_button.clicked.connect(self._on_columns_clicked)
        self.save_refused_button = QuietButton(self.tr("Keep them in a file…"), self.theme, "export")
        self.save_refused_button.clicked.connect(self._on_save_refused_clicked)
        buttons = (self.columns_button, self.copy_button, self.save_refused_button, self.undo_button)
        for place, button in enumerate(buttons):
            self.foot.insertWidget(place, button)

    @property
    def summary(self) -> str:
        """What the dialog says above its list."""
        return self._summary.text()

    def look_at(self, paths: Sequence[Path]) -> None:
        """Read these files and show what would happen."""
        if not paths:
            return
        if any(map(self._is_archive, paths)):
            if len(paths) > 1:
                self.error(self.tr("An archive or a calendar is imported by itself."))
                return
            self.archive_chosen.emit(paths[0])
            super().reject()
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
        """Take over what was shown, as was chosen of it."""
        choices = self.cards.model.picks.choices() if self._preview is not None else Choices()
        self._show_working(self.tr("Importing {names}…").format(names=_names(self._paths)))
        self._at_work = True
        task = self._runner.run(
            lambda progress, cancel: self._importing.apply(
                self._paths, progress, cancel, layouts=self._layouts, choices=choices
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
        self._faces.setCurrentIndex(0)
        self._set_foot(save="", close=self.tr("Cancel"))
        self.choose.choose_button.setFocus()

    def _show_working(self, what: str) -> None:
        self.error("")
        self.working.begin(what)
        self._faces.setCurrentWidget(self.working)
        self._set_foot(save="", close=self.tr("Cancel"))

    def _show_preview(self, preview: ImportPreview) -> None:
        self._task, self._at_work = None, False
        self._sheets, self._preview = preview.layouts, preview
        self.cards.show_rows(preview.rows, many_files=len(preview.files) > 1)
        self._faces.setCurrentWidget(self._seen if len(preview.rows) else self._good)
        hint = self.tr("Were its columns read wrongly? Say under Columns what they mean.")
        self._good.say("import", self._preview_words(preview), hint if self._sheets else "")
        self._then = self.apply
        count = preview.new + preview.changed + preview.doubtful
        self._set_foot(
            save=self._import_words(count) if count else "",
            close=self.tr("Cancel") if count else self.tr("Close"),
        )
        self.columns_button.setVisible(bool(self._sheets))
        self._show_picked()

    def _show_picked(self) -> None:
        """Say what would be done by what is chosen now."""
        preview = self._preview
        if preview is None:
            return
        self._summary.setText(self._preview_words(preview))
        count = self.cards.model.picks.taken()
        if self.save_button.isVisibleTo(self):
            self.save_button.setText(self._import_words(count))
            self.save_button.setEnabled(count > 0)

    def _import_words(self, count: int) -> str:
        return english_plural(self.tr("Import %n contact(s)", None, count), count)

    def _preview_words(self, preview: ImportPreview) -> str:
        picks = self.cards.model.picks
        count = preview.new + preview.changed + preview.doubtful
        if not count and not preview.same and not preview.refused:
            return self.tr("There is no contact in {names}.").format(names=_names(self._paths))
        if not count and not preview.refused:
            return self.tr("You have all of these already, just as they are. There is nothing to import.")
        if not count:
            return self.tr("There is nothing to import.")
        counts = (
            (picks.taken(Fate.NEW), self.tr("{count} new")),
            (picks.taken(Fate.CHANGED), self.tr("{count} changed")),
            (picks.taken(Fate.DOUBTFUL), self.tr("{count} doubtful")),
            (picks.left_out(), self.tr("{count} left out")),
        )
        locale = QLocale()
        parts = [text.format(count=locale.toString(number)) for number, text in counts if number]
        return self.tr("{counts}. Nothing has been changed yet.").format(counts=", ".join(parts))

    def _show_report(self, report: ImportReport) -> None:
        self._task, self._at_work = None, False
        self._preview = None
        refused = refused_rows(report)
        self.title.setText(self.tr("Imported"))
        words = self._report_words(report)
        self._summary.setText(words)
        self._good.say("check-circle", words.rstrip("."), self.tr("One undo takes all of it back."))
        self.cards.show_rows(refused, many_files=len(report.files) > 1)
        self._faces.setCurrentWidget(self._seen if len(refused) else self._good)
        self._then = self.accept
        self._set_foot(save=self.tr("Done"), close="")
        self.report = report
        self.copy_button.setVisible(bool(len(refused)))
        self.save_refused_button.setVisible(bool(len(refused) or report.left_out))
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
        if report.left_out:
            text = self.tr("%n row(s) left out", None, report.left_out)
            parts.append(english_plural(text, report.left_out))
        return f"{', '.join(parts)}." if parts else self.tr("Nothing was changed.")

    def _set_foot(self, *, save: str, close: str) -> None:
        self.save_button.setText(save)
        self.save_button.setVisible(bool(save))
        self.close_button.setText(close)
        self.close_button.setVisible(bool(close))
        self.close_button.setEnabled(True)
        self.save_button.setEnabled(True)
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
            of_workbook=path.parent.suffix.casefold() in WORKBOOKS,
        )

        def read_so(layout: Layout) -> None:
            self._layouts[path] = layout
            self._look_at(self._paths)

        sheet.changed.connect(read_so)
        sheet.open()
        return sheet

    def _on_save_refused_clicked(self) -> None:
        """Ask where to; where there are both, also whether what was left out goes with what was refused."""
        report = self.report
        if report is None:
            return
        if not report.left_out or not report.refused:
            self._keep_all(left_out=bool(report.left_out))
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        both = menu.addAction(self.tr("What was refused and what was left out"))
        both.triggered.connect(lambda: self._keep_all(left_out=True))
        menu.addAction(self.tr("Only what was refused")).triggered.connect(
            lambda: self._keep_all(left_out=False)
        )
        menu.popup(self.save_refused_button.mapToGlobal(self.save_refused_button.rect().bottomLeft()))

    def _keep_all(self, *, left_out: bool) -> None:
        report = self.report
        files = report.files if report else ()
        for file in (one for one in files if one.rejected or (left_out and one.left_out)):
            source = Path(file.file)
            first = source.with_stem(self.tr("{name} refused").format(name=source.stem))
            title = self.tr("Keep what was refused of {name}").format(name=source.name)
            chosen, _ = QFileDialog.getSaveFileName(self, title, str(first))
            if chosen:
                self.keep_refused(file, Path(chosen), left_out=left_out)

    def keep_refused(self, file: FileReport, target: Path, *, left_out: bool = False) -> None:
        """Write what was refused of a file into another, to be mended and imported again, and, with
        `left_out`, what somebody wanted left out.
        """
        try:
            self._importing.write_refused(file, target, layouts=self._layouts, left_out=left_out)
        except UserError as error:
            self.error(str(error))

    def _on_copy_clicked(self) -> None:
        model = self.cards.model
        QGuiApplication.clipboard().setText(as_text(map(model.row, range(model.rowCount()))))

    def _on_undo_clicked(self) -> None:
        self.undo_asked.emit()
        self.accept()


class _Faces(QStackedWidget):
    """No face asks for more height than it needs at least, however narrow it is: each has room to spare."""

    def hasHeightForWidth(self) -> bool:
        return False


def _names(paths: Sequence[Path]) -> str:
    if len(paths) <= 2:
        return ", ".join(path.name for path in paths)
    return f"{paths[0].name} (+{len(paths) - 1})"
