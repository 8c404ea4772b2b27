"""The card of details: groups of rows, tags, and the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.card.detail_row import DetailRow
from crm_desktop.ui.card.notes_view import NotesView
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import FaceLabel
from crm_desktop.ui.widgets.pill import Pill

if TYPE_CHECKING:
    from crm_desktop.ui.card.details import Group
    from crm_desktop.ui.theme.controller import ThemeController


class DetailsCard(Card):
    """Shows what `DetailWords` made; rows are made anew for each contact, labels and notes are kept."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, pad=16)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(2))
        self._tags = QWidget(self)
        self._tags.setAccessibleName(self.tr("Tags"))
        self._tag_flow = FlowLayout(self._tags, gap=theme.px(6))
        self._notes_heading = self._heading(self.tr("Notes"))
        self._notes = NotesView(theme, self)
        self.body.setSpacing(theme.px(8))
        self.body.addWidget(self._tags)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._notes_heading)
        self.body.addWidget(self._notes)
        self.body.addStretch(1)

    def show_details(self, groups: list[Group], tags: tuple[str, ...], notes: str) -> None:
        """Show these."""
        self._show_tags(tags)
        self._notes_heading.setVisible(bool(notes))
        self._notes.setVisible(bool(notes))
        if notes:
            self._notes.show_notes(notes)
        self._clear()
        for group in groups:
            if group.heading:
                self._rows.addSpacing(self._theme.px(8))
                self._rows.addWidget(self._heading(group.heading))
            for detail in group.details:
                self._rows.addWidget(DetailRow(detail, self._theme, self))

    def _show_tags(self, tags: tuple[str, ...]) -> None:
        self._tag_flow.clear()
        for tag in tags:
            self._tag_flow.addWidget(Pill(tag, self._theme, "accented", "tag", parent=self._tags))
        self._tags.setVisible(bool(tags))

    def _clear(self) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _heading(self, text: str) -> FaceLabel:
        return FaceLabel(text, self._theme, Face.SMALL_STRONG, muted=True, parent=self)
