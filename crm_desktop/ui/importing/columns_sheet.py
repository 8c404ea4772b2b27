"""How a sheet is read, to be looked at and put right: what stands between its fields, in which encoding it is
written, and what each column means.

`changed(Layout)`: the user wants it read so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget

from crm_desktop.formats.sheets.meaning import Meaning, Part
from crm_desktop.ui.importing.meaning_words import CHOICES, meaning_text
from crm_desktop.ui.planning.fitting_scroll import FittingScroll
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.calm_wheel import CalmWheel
from crm_desktop.ui.widgets.labels import FaceLabel, Muted, PlainLabel
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_desktop.formats.sheets.dialect import Dialect
    from crm_desktop.formats.sheets.reading import Layout
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH = 640
_SAMPLES, _LONGEST = 3, 30
_ENCODINGS = (
    "utf-8", "utf-16", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "koi8-r", "gb18030", "big5", "shift_jis", "euc_kr", "mac_roman",
)  # fmt: skip


class ColumnsSheet(Sheet):
    """`lay_out` gives the layout of the file as it is when it is written otherwise than it seemed.

    A workbook says itself how its cells are divided and written: of one that is not asked.
    """

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        layout: Layout,
        lay_out: Callable[[Dialect], Layout],
        theme: ThemeController,
        parent: QWidget | None = None,
        *,
        of_workbook: bool = False,
    ) -> None:
        title = self.tr("The columns of {name}").format(name=name)
        super().__init__(title, theme, parent, save=self.tr("Read it so"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._layout = layout
        self._lay_out = lay_out
        self.title.setWordWrap(True)
        self.delimiter_box = self._box(self.tr("Between the fields"), _delimiters(), layout.dialect.delimiter)
        self.encoding_box = self._box(
            self.tr("Encoding"), _encodings(layout.dialect.encoding), layout.dialect.encoding
        )
        self.heading_check = QCheckBox(self.tr("The first row has headings"))
        self.heading_check.setChecked(layout.dialect.header)
        self.meaning_boxes: list[QComboBox] = []
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(2, 2, theme.px(6), 2)
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._wheel = CalmWheel(self)
        self.body.addLayout(self._dialect_line(of_workbook=of_workbook))
        self.body.addWidget(FittingScroll(self._content, self), 1)
        self._show_columns()
        self.delimiter_box.activated.connect(self._on_dialect_changed)
        self.encoding_box.activated.connect(self._on_dialect_changed)
        self.heading_check.clicked.connect(self._on_dialect_changed)
        self.saved.connect(self._on_saved)
        self.setMinimumWidth(theme.px(_WIDTH))

    @property
    def layout_chosen(self) -> Layout:
        """How the sheet is to be read."""
        meanings = tuple(box.currentData() for box in self.meaning_boxes)
        return replace(self._layout, meanings=meanings)

    def _dialect_line(self, *, of_workbook: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(10))
        for text, box in (
            (self.tr("Between the fields"), self.delimiter_box),
            (self.tr("Encoding"), self.encoding_box),
        ):
            label = Muted(text, self.theme)
            label.setBuddy(box)
            label.setWordWrap(False)
            line.addWidget(label)
            line.addWidget(box)
            if of_workbook:
                label.hide()
                box.hide()
        line.addStretch(1)
        line.addWidget(self.heading_check)
        return line

    def _box(self, name: str, choices: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        for text, value in choices:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def _show_columns(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.meaning_boxes = []
        for place, meaning in enumerate(self._layout.meanings):
            self._add_column(place, meaning)

    def _add_column(self, place: int, meaning: Meaning) -> None:
        headings = self._layout.headings
        heading = " ".join(headings[place].split()) if place < len(headings) else ""
        name = heading or self.tr("Column {number}").format(number=place + 1)
        label = FaceLabel(_short(name), self.theme, Face.STRONG)
        samples = PlainLabel(self._samples(place))
        samples.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        box = QComboBox()
        box.setAccessibleName(self.tr("What is in {column}").format(column=name))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        for choice in _choices(meaning, heading):
            box.addItem(meaning_text(choice), choice)
        box.setCurrentIndex(0)
        label.setBuddy(box)
        self._wheel.calm(box)
        self.meaning_boxes.append(box)
        for column, widget in enumerate((label, samples, box)):
            self._grid.addWidget(widget, place, column)

    def _samples(self, place: int) -> str:
        rows = self._layout.rows
        found = (" ".join(row[place].split()) for row in rows if place < len(row) and row[place].strip())
        return " · ".join(_short(text) for text, _ in zip(found, range(_SAMPLES), strict=False))

    def _on_dialect_changed(self) -> None:
        dialect = replace(
            self._layout.dialect,
            delimiter=self.delimiter_box.currentData(),
            encoding=self.encoding_box.currentData(),
            header=self.heading_check.isChecked(),
            guessed=False,
        )
        self._layout = self._lay_out(dialect)
        self._show_columns()

    def _on_saved(self) -> None:
        self.accept()
        self.changed.emit(self.layout_chosen)


def _choices(seems: Meaning, heading: str) -> list[Meaning]:
    own = [Meaning(Part.CUSTOM, heading)] if heading else []
    found = [seems, *CHOICES, *own, Meaning(Part.NOTHING)]
    return list(dict.fromkeys(found))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _delimiters() -> list[tuple[str, str]]:
    from PySide6.QtCore import QCoreApplication

    translate = QCoreApplication.translate
    return [
        (translate("ColumnsSheet", "comma"), ","),
        (translate("ColumnsSheet", "semicolon"), ";"),
        (translate("ColumnsSheet", "tab"), "\t"),
        (translate("ColumnsSheet", "bar |"), "|"),
    ]


def _encodings(seems: str) -> list[tuple[str, str]]:
    return [(name, name) for name in dict.fromkeys((seems, *_ENCODINGS))]
