"""The head of a column: whose card it is, what hangs on it, and whether it is part of the merge.

Signals: `opened()` to look at the whole card; `included_changed(bool)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.people.photos import pixmap_of
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.avatar import Avatar
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.labels import FaceLabel, Muted
from crm_desktop.ui.widgets.plain_text import cut

if TYPE_CHECKING:
    from crm_desktop.domain.contact import Contact
    from crm_desktop.ui.theme.controller import ThemeController

_FACE, _LONGEST = 36, 48


class ColumnHead(QWidget):
    """`told` is a quiet word below the name; `included` None where there are only two."""

    opened = Signal()
    included_changed = Signal(bool)

    def __init__(
        self,
        contact: Contact,
        told: str,
        theme: ThemeController,
        parent: QWidget | None = None,
        *,
        included: bool | None = None,
    ) -> None:
        super().__init__(parent)
        name = contact.display_name or self.tr("No name")
        face = Avatar(theme, _FACE, self)
        face.show_person(
            name, seed=contact.id, photo=pixmap_of(contact.photo) if contact.photo is not None else None
        )
        label = FaceLabel(cut(name, _LONGEST), theme, Face.STRONG, parent=self)
        label.setWordWrap(True)
        label.setAccessibleName(name)
        self.open_button = IconButton(
            "eye", theme, self.tr("Open the card of {name}").replace("{name}", name), self
        )
        self.open_button.clicked.connect(self.opened)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label)
        words.addWidget(Muted(told, theme, self))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(face, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(4), 0, theme.px(4), theme.px(4))
        column.setSpacing(theme.px(4))
        column.addLayout(row)
        self.box: QCheckBox | None = None
        if included is not None:
            self.box = QCheckBox(self.tr("Is the same person"), self)
            spoken = self.tr("{name} is the same person").replace("{name}", name)
            self.box.setAccessibleName(spoken)
            self.box.setChecked(included)
            self.box.toggled.connect(self.included_changed)
            column.addWidget(self.box)
        column.addStretch(1)
