"""The face of long work: what is being done, how far it is, and how much longer it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import FaceLabel, Muted
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from crm_desktop.ui.runtime.task_runner import TaskProgress
    from crm_desktop.ui.theme.controller import ThemeController


class WorkingView(QWidget):
    """`begin` names the work; `show_progress` is fed by the task runner."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = FaceLabel("", theme, Face.STRONG)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._count = Muted("", theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(40), 0, theme.px(40))
        column.setSpacing(theme.px(12))
        for widget in (self._what, self.bar, self._count):
            column.addWidget(widget)
        column.addStretch()
        self._count.setAlignment(Qt.AlignmentFlag.AlignLeading)

    def begin(self, what: str) -> None:
        """Something begins; nobody knows yet how much it is."""
        self._what.setText(what)
        self.bar.setAccessibleName(what)
        self.bar.setRange(0, 0)
        self._count.setText("")

    def show_progress(self, progress: TaskProgress) -> None:
        """How far it is."""
        locale = QLocale()
        if not progress.total:
            self.bar.setRange(0, 0)
            self._count.setText(locale.toString(progress.done) if progress.done else "")
            return
        # Bytes and cards may be many: a bar counts in thousandths.
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * progress.done / progress.total))
        # Bytes mean nothing to most, and cards and bytes would look alike.
        part = locale.toString(min(100, 100 * progress.done // progress.total))
        text = self.tr("{part} %").format(part=part)
        left = self._left(progress.remaining)
        self._count.setText(f"{text} · {left}" if left else text)

    def _left(self, seconds: float | None) -> str:
        if seconds is None:
            return ""
        if seconds < 5:
            return self.tr("a few seconds left")
        if seconds < 90:
            count = max(5, round(seconds / 5) * 5)
            return english_plural(self.tr("about %n second(s) left", None, count), count)
        count = round(seconds / 60)
        return english_plural(self.tr("about %n minute(s) left", None, count), count)
