"""Writing contacts to a file: which of them, as what, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.safe_file_name import safe_file_name
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.importing.export_kinds import export_kinds
from crm_desktop.ui.importing.working_view import WorkingView
from crm_desktop.ui.planning.fitting_scroll import FittingScroll
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import FaceLabel, Muted
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_desktop.services.exporting import Exporting
    from crm_desktop.ui.importing.export_kinds import ExportKind
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, Task, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController


@dataclass(frozen=True, slots=True)
class ExportGroup:
    """Some people that can be written: what they are called, with their number, and who they are.

    `ids` is asked beside the window when it comes to writing; None for everybody. `name` is for the file.
    """

    text: str
    ids: Callable[[], Sequence[int] | None]
    name: str = ""


class ExportDialog(Sheet):
    """Signals: `exported(path, count)` once the file is written."""

    exported = Signal(object, int)

    def __init__(
        self,
        exporting: Exporting,
        groups: Sequence[ExportGroup],
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        parent: QWidget | None = None,
        *,
        more: Sequence[ExportKind] = (),
        chosen: int = 0,
    ) -> None:
        super().__init__(self.tr("Export contacts"), theme, parent, save=self.tr("Choose where…"))
        self._runner = runner
        self._groups = tuple(groups)
        self._task: Task | None = None
        self._at_work = False
        turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.kinds = [*export_kinds(exporting, right_to_left=turned), *more]
        self.who_box = self._make_who_box(chosen)
        self.kind_group = QButtonGroup(self)
        self._hint = Muted("", theme)
        self.working = WorkingView(theme)
        # What the choice is good for stays in sight where the choices do not all fit.
        self._form = FittingScroll(self._make_form(), self)
        for widget in (self._form, self._hint, self.working):
            self.body.addWidget(widget, int(widget is not self._hint))
        self.working.hide()
        self.kind_group.idToggled.connect(self._follow)
        self.kind_group.button(0).setChecked(True)
        self.saved.connect(self._on_saved)

    @property
    def kind(self) -> ExportKind:
        """What it is to be written as."""
        return self.kinds[max(0, self.kind_group.checkedId())]

    @property
    def group(self) -> ExportGroup:
        """Who is to be written."""
        return self._groups[0 if self.kind.for_all else self.who_box.currentIndex()]

    def write(self, path: Path) -> None:
        """Write the chosen contacts to `path`."""
        kind, ids = self.kind, self.group.ids
        self.error("")
        self.working.begin(self.tr("Writing {name}…").format(name=one_line(path.name)))
        self._show_working(True)
        self._at_work = True
        task = self._runner.run(
            lambda progress, cancel: kind.write(path, ids(), progress, cancel),
            on_done=lambda count: self._on_done(path, count),
            on_error=self._on_failed,
            on_progress=self.working.show_progress,
        )
        self._task = task if self._at_work else None

    def reject(self) -> None:
        """Stop what is under way, else go."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def _make_who_box(self, chosen: int) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Who"))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        for group in self._groups:
            box.addItem(one_line(group.text))
        box.setCurrentIndex(chosen)
        return box

    def _make_form(self) -> QWidget:
        px = self.theme.px
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(FaceLabel(self.tr("Who"), self.theme, Face.STRONG))
        column.addWidget(self.who_box)
        column.addSpacing(px(8))
        column.addWidget(FaceLabel(self.tr("As what"), self.theme, Face.STRONG))
        for place, kind in enumerate(self.kinds):
            button = QRadioButton(kind.text)
            button.setAccessibleDescription(kind.hint)
            self.kind_group.addButton(button, place)
            column.addWidget(button)
        column.addStretch(1)
        return form

    def _show_working(self, at_work: bool) -> None:
        for widget in (self._form, self._hint, self.save_button):
            widget.setVisible(not at_work)
        self.working.setVisible(at_work)
        (self.close_button if at_work else self.save_button).setFocus()

    def _follow(self) -> None:
        kind = self.kind
        self._hint.setText(kind.hint)
        self.who_box.setEnabled(not kind.for_all)
        self.error("")
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()  # a longer hint leaves the choices less room
            self._form.ensureWidgetVisible(self.kind_group.button(self.kinds.index(kind)))

    def _on_saved(self) -> None:
        kind = self.kind
        name = safe_file_name(self.group.name, kind.ending, otherwise=self.tr("contacts"))
        first = str(Path(_documents()) / name)
        files = f"{kind.files} (*{kind.ending})"
        found, _chosen = QFileDialog.getSaveFileName(self, self.tr("Export contacts"), first, files)
        if found:
            self.write_named(Path(found))

    def write_named(self, path: Path) -> None:
        """Write to the file of this name, which is given the right ending where it has another."""
        ending = self.kind.ending
        if path.suffix.casefold() == ending:
            self.write(path)
            return
        whole = path.with_name(f"{path.name}{ending}")
        if whole.exists():
            # Nobody was asked about the file that this would replace.
            sentence = self.tr("There is a file {name} already. Choose it, or another name.")
            self.error(sentence.format(name=one_line(whole.name)))
        else:
            self.write(whole)

    def _on_done(self, path: Path, count: int) -> None:
        self._task, self._at_work = None, False
        self.exported.emit(path, count)
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._task, self._at_work = None, False
        self._show_working(False)
        if isinstance(error, Cancelled):
            self.error(self.tr("Cancelled. Nothing was written."))
        elif isinstance(error, UserError):
            self.error(str(error))
        else:
            self.error(self.tr("That did not work."))
            raise error

    def error(self, text: str) -> None:
        super().error(text)
        layout = self.layout()
        if text and layout is not None and self.isVisible():
            # The sentence takes no room from the choices where the screen has some.
            layout.activate()
            room = self.screen().availableSize()
            self.resize(self.width(), max(self.height(), min(self.sizeHint().height(), room.height())))


def _documents() -> str:
    places = QStandardPaths.StandardLocation
    documents = QStandardPaths.writableLocation(places.DocumentsLocation)
    return documents if documents and Path(documents).is_dir() else str(Path.home())
