"""Address labels on the sheets that shops sell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF

from crm_desktop.domain.papers import postal_lines
from crm_desktop.ui.printing.ink import MM, Style
from crm_desktop.ui.printing.shape import shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPainter

    from crm_desktop.domain.papers import AddressLabel
    from crm_desktop.ui.printing.ink import Ink
    from crm_desktop.ui.printing.shape import Shape

_PAD = 3.5 * MM
_SMALLEST = 0.55


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """`across` by `down` labels of `width` by `height` millimetres, the first at `left`, `top`; the next ones
    begin `step_x` and `step_y` further.
    """

    paper: str
    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    step_x: float
    step_y: float

    @property
    def count(self) -> int:
        """How many labels a sheet has."""
        return self.across * self.down


SHEETS: Final[Mapping[str, LabelSheet]] = {
    "L7160": LabelSheet("a4", 3, 7, 63.5, 38.1, 7.25, 15.15, 66.0, 38.1),
    "L7159": LabelSheet("a4", 3, 8, 63.5, 33.9, 7.25, 12.9, 66.0, 33.9),
    "L7163": LabelSheet("a4", 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
    "L7165": LabelSheet("a4", 2, 4, 99.1, 67.7, 4.65, 13.1, 101.6, 67.7),
    "3474": LabelSheet("a4", 3, 8, 70.0, 37.0, 0.0, 0.5, 70.0, 37.0),
    "5160": LabelSheet("letter", 3, 10, 66.675, 25.4, 4.7625, 12.7, 69.85, 25.4),
    "5161": LabelSheet("letter", 2, 10, 101.6, 25.4, 3.96875, 12.7, 106.3625, 25.4),
    "5163": LabelSheet("letter", 2, 5, 101.6, 50.8, 3.96875, 12.7, 106.3625, 50.8),
}
"""The makers' numbers, which others sell their sheets under too, with the measures printed on the packs."""


class LabelDocument:
    """`first` is the place of the first label on the first sheet, from 0: one that was begun is used up."""

    def __init__(
        self,
        labels: Sequence[AddressLabel],
        sheet: LabelSheet,
        ink: Ink,
        *,
        first: int = 0,
        country: bool = True,
    ) -> None:
        self.title = QCoreApplication.translate("Printing", "Address labels")
        self._labels = labels
        self._sheet = sheet
        self._ink = ink
        self._first = first
        self._country = country

    @property
    def shape(self) -> Shape:
        """The sheet of paper."""
        return shape(self._sheet.paper)

    @property
    def page_count(self) -> int:
        """How many sheets; at least one."""
        return max(1, -(-(self._first + len(self._labels)) // self._sheet.count))

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a sheet, counted from 0."""
        start = number * self._sheet.count
        for place in range(self._sheet.count):
            at = start + place - self._first
            if 0 <= at < len(self._labels):
                self._label(painter, self._labels[at], self.place(place))

    def place(self, number: int) -> QRectF:
        """Where a label of a sheet lies, in the units of the page; they are used up as the page is read."""
        sheet = self._sheet
        row, column = divmod(number, sheet.across)
        if self._ink.rtl:
            column = sheet.across - 1 - column
        return QRectF(
            (sheet.left + column * sheet.step_x) * MM,
            (sheet.top + row * sheet.step_y) * MM,
            sheet.width * MM,
            sheet.height * MM,
        )

    def _label(self, painter: QPainter, label: AddressLabel, rect: QRectF) -> None:
        inside = rect.adjusted(_PAD, _PAD * 0.6, -_PAD, -_PAD * 0.6)
        lines = postal_lines(label, country=self._country)
        ink, height = self._ink, self._ink.line_height(Style.BODY)
        # Long addresses are written smaller, so that none is cut.
        scale = max(_SMALLEST, min(1.0, inside.height() / (height * len(lines))))
        painter.save()
        painter.translate(inside.topLeft())
        painter.scale(scale, scale)
        width, top = inside.width() / scale, (inside.height() / scale - height * len(lines)) / 2
        for number, line in enumerate(lines):
            style = Style.STRONG if number == 0 else Style.BODY
            ink.draw(
                painter, ink.one_line(line, style, width), QPointF(0, max(top, 0) + number * height), style
            )
        painter.restore()
