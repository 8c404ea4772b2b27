"""A document that is ready to be printed: a look at it, and which paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from crm_desktop.ui.printing.paper_sheet import PaperSheet
from crm_desktop.ui.printing.shape import shape
from crm_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.printing.document import Document
    from crm_desktop.ui.printing.shape import Shape
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController


class ReadySheet(PaperSheet):
    """`make` lays the document out for a sheet of paper; it is asked again for another one."""

    def __init__(
        self,
        make: Callable[[Shape], Document],
        settings: Settings,
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, runner, theme, parent)
        self._make = make
        label = PlainLabel(self.tr("Paper"))
        label.setBuddy(self.size_box)
        self.size_box.setAccessibleName(self.tr("Paper"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(label)
        row.addWidget(self.size_box)
        row.addStretch(1)
        row.addWidget(self._note)
        self.body.addLayout(row)
        self.body.addWidget(self.preview, 1)
        self.size_box.currentIndexChanged.connect(self._lay_out)
        self.fit(760, 700)
        self._lay_out()

    def _lay_out(self) -> None:
        self._show_paper(self._make(shape(self.size_box.currentData())))
