"""One row of an import, whole: what it says beside what stands here now, and what is to be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.services.importing.choices import Choice, Way
from crm_desktop.services.importing.row import Fate
from crm_desktop.ui.importing.rows import field_word, likeness_text, place, value_text
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import ElidedLabel, FaceLabel, Muted, PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.services.importing.row import Change, Likeness, PreviewRow
    from crm_desktop.ui.theme.controller import ThemeController

_LEAST_HEIGHT = 96
_MOST_LINES = 60


class RowPane(QWidget):
    """Signals: `chosen(Choice)` for the row that is shown."""

    chosen = Signal(object)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chips: dict[Choice, Chip] = {}
        self._row: PreviewRow | None = None
        self._name = ElidedLabel("", theme, Face.STRONG)
        self._words = Muted("", theme)
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row)
        self._group = QButtonGroup(self)
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, theme.px(6), 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self._scroll = _scroll(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for widget in (self._name, self._words, self._chip_row):
            column.addWidget(widget)
        column.addWidget(self._scroll, 1)
        self.setMinimumHeight(theme.px(_LEAST_HEIGHT))

    def show_row(self, row: PreviewRow | None, choice: Choice) -> None:
        """Show a row and what is chosen of it; None for none."""
        focused = any(chip.hasFocus() for chip in self.chips.values())
        self._row = row
        self._scroll.verticalScrollBar().setValue(0)
        self._show_choices(_options(row) if row is not None else [], choice)
        if row is None:
            self._name.setText("")
            self._words.setText("")
            self._show_grid([], None)
            return
        self._name.setText(row.name or place(row.key, many_files=False))
        self._words.setText(" ".join(_sentence(text) for text in self._explained(row, choice)))
        self._words.setVisible(bool(self._words.text()))
        self._show_values(row, choice)
        if focused and choice in self.chips:
            self.chips[choice].setFocus()

    @property
    def words(self) -> str:
        """What is said of the row as a whole."""
        return self._words.text()

    def lines(self) -> list[list[str]]:
        """What stands in the grid, a row after the other."""
        found = []
        for row in range(self._grid.rowCount()):
            items = (self._grid.itemAtPosition(row, column) for column in range(self._grid.columnCount()))
            labels = (item.widget() for item in items if item is not None)
            texts = [label.text() for label in labels if isinstance(label, PlainLabel)]
            found += [texts] if texts else []
        return found

    def _explained(self, row: PreviewRow, choice: Choice) -> list[str]:
        if row.reason:
            return [row.reason]
        return [*(likeness_text(like) for like in row.likes), *row.warnings]

    def _show_choices(self, options: Sequence[tuple[Choice, str]], choice: Choice) -> None:
        if [*self.chips] != [one for one, _ in options] or [chip.text() for chip in self.chips.values()] != [
            text for _, text in options
        ]:
            self._make_chips(options)
        self._group.setExclusive(False)
        meant = choice if choice in self.chips else _default(choice, self.chips)
        for one, chip in self.chips.items():
            chip.setChecked(one == meant)
        self._group.setExclusive(True)
        self._chip_row.setVisible(bool(options))

    def _make_chips(self, options: Sequence[tuple[Choice, str]]) -> None:
        for chip in self.chips.values():
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for choice, text in options:
            chip = Chip(text, self._theme)
            chip.clicked.connect(lambda _=False, one=choice: self.chosen.emit(one))
            self._group.addButton(chip)
            self._flow.addWidget(chip)
            self.chips[choice] = chip

    def _show_values(self, row: PreviewRow, choice: Choice) -> None:
        like = _like_of(row, choice)
        if row.fate is Fate.CHANGED and choice.way is not Way.LEAVE:
            self._show_grid(row.changes, (self.tr("Now"), self.tr("After")))
        elif like is not None and like.contact_id is not None:
            self._show_grid(like.changes, (self.tr("Now"), self.tr("After")))
        elif row.fate is Fate.CHANGED:
            self._show_grid(row.changes, (self.tr("Stays"), self.tr("In the file")))
        else:
            self._show_grid(row.changes, None)

    def _show_grid(self, changes: Sequence[Change], sides: tuple[str, str] | None) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        first = 0
        if sides is not None and changes:
            for column, text in enumerate(sides, 1):
                self._grid.addWidget(Muted(text, self._theme), 0, column)
            first = 1
        for number, change in enumerate(changes[:_MOST_LINES], first):
            self._grid.addWidget(self._label(field_word(change.what)), number, 0)
            values = (change.old, change.new) if sides is not None else (change.new,)
            for column, value in enumerate(values, 1):
                self._grid.addWidget(self._value(value_text(change.what, value) or "–"), number, column)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1 if sides is not None else 0)
        self._grid.setRowStretch(first + min(len(changes), _MOST_LINES), 1)

    def _label(self, text: str) -> PlainLabel:
        label = PlainLabel(text)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        return label

    def _value(self, text: str) -> FaceLabel:
        label = FaceLabel(text, self._theme)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        return label


def _options(row: PreviewRow) -> list[tuple[Choice, str]]:
    """What can be said of a row, in words."""
    from PySide6.QtCore import QCoreApplication

    translate = QCoreApplication.translate
    leave = (Choice.LEAVE, translate("RowPane", "Leave it out"))
    match row.fate:
        case Fate.NEW:
            return [(Choice.TAKE, translate("RowPane", "Take it")), leave]
        case Fate.CHANGED:
            mine = (Choice.LEAVE, translate("RowPane", "Leave mine as it is"))
            return [(Choice.TAKE, translate("RowPane", "Bring mine up to date")), mine]
        case Fate.DOUBTFUL:
            return [
                (Choice.AS_NEW, translate("RowPane", "Somebody new")),
                *((_same(like), _same_words(like)) for like in row.likes),
                leave,
            ]
    return []


def _same(like: Likeness) -> Choice:
    if like.row is not None:
        return Choice.same_as(like.row)
    return Choice.update(like.contact_id or 0)


def _same_words(like: Likeness) -> str:
    from PySide6.QtCore import QCoreApplication

    name = like.name if like.row is None else place(like.row, many_files=False)
    return QCoreApplication.translate("RowPane", "The same person as {name}").format(name=name)


def _default(choice: Choice, chips: dict[Choice, Chip]) -> Choice | None:
    """The chip that stands for a choice that holds for all of a fate."""
    if choice == Choice.SAME:
        return next((one for one in chips if one.way is Way.UPDATE), None)
    return next(iter(chips), None)


def _like_of(row: PreviewRow, choice: Choice) -> Likeness | None:
    """Whom a row is said to be about."""
    if choice.way is not Way.UPDATE:
        return None
    if choice == Choice.SAME:
        return row.likes[0] if row.likes else None
    return next((like for like in row.likes if _same(like) == choice), None)


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _scroll(content: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    scroll.setWidget(content)
    return scroll
