"""Asks once before all that is very likely is merged, with the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.ui.widgets.labels import Muted, PlainLabel
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate


class MergeSheet(Sheet):
    """So many `cards` become one contact for each of the `groups`."""

    def __init__(
        self, groups: int, cards: int, theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        number = QLocale().toString
        title = _translate("MergeSheet", "Merge all that are very likely")
        save = _translate("MergeSheet", "Merge {count} groups").format(count=number(groups))
        super().__init__(title, theme, parent, save=save)
        text = self.tr("{cards} cards become {people} people.")
        label = PlainLabel(text.format(cards=number(cards), people=number(groups)))
        label.setWordWrap(True)
        self.body.addWidget(label)
        kept = self.tr(
            "The fuller and newer values are taken, lists are united, and what was said, planned and promised"
            " stays. What differs is kept in the notes. One Undo takes all of it back."
        )
        self.body.addWidget(Muted(kept, theme))
