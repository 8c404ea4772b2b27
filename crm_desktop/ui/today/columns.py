"""The sections in one column, or in two where there is room: what asks for nothing goes to the side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.today.lines import SectionName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.today.section import TodaySection

GAP = 22


class SectionColumns(QWidget):
    """`done` stands above all sections and shows itself; sections that leave stay where they are."""

    def __init__(self, done: QWidget, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._done = done
        self._main, self._side = QVBoxLayout(), QVBoxLayout()
        self._side_holder = QWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(GAP))
        for column, holder, stretch in ((self._main, QWidget(), 5), (self._side, self._side_holder, 3)):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(GAP))
            outer = QVBoxLayout(holder)
            outer.setContentsMargins(0, 0, 0, 0)
            outer.addLayout(column)
            outer.addStretch()
            row.addWidget(holder, stretch)
        self._main.addWidget(done)
        self._side_holder.hide()

    def arrange(
        self, sections: Mapping[SectionName, TodaySection], order: Sequence[SectionName], *, wide: bool
    ) -> None:
        """Put the sections in order. Dates, which ask for nothing, go to the side while they come last."""
        names = [name for name in order if name in sections]
        side: list[SectionName] = []
        if wide and SectionName.DATES in names and order[-1] is SectionName.DATES:
            side = [SectionName.DATES]
        main = [name for name in names if name not in side]
        if not main and not self._done.isVisibleTo(self):
            main, side = side, []
        _fill(self._main, [sections[name] for name in main])
        _fill(self._side, [sections[name] for name in side])
        self._side_holder.setVisible(bool(side))


def step_towards(place: QPoint, above: TodaySection | None, below: TodaySection | None) -> int:
    """Where a section wants to go whose heading was drawn to a place: up (-1), down (1) or nowhere (0)."""
    if above is not None and _is_beside(place, above) and place.y() < _heading(above).center().y():
        return -1
    if below is not None and _is_beside(place, below) and place.y() > _heading(below).center().y():
        return 1
    return 0


def _is_beside(place: QPoint, section: TodaySection) -> bool:
    heading = _heading(section)
    return heading.left() <= place.x() <= heading.right()


def _heading(section: TodaySection) -> QRect:
    heading = section.heading
    return QRect(heading.mapToGlobal(QPoint()), heading.size())


def _fill(column: QVBoxLayout, wanted: Sequence[TodaySection]) -> None:
    """Put these sections into a column, in order; those that stand right are left alone."""
    if [column.indexOf(section) for section in wanted] == sorted(
        at for section in wanted if (at := column.indexOf(section)) >= 0
    ):
        return
    for section in wanted:
        column.addWidget(section)
        section.show()
