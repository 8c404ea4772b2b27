"""Every text that was typed and not saved, each to be gone on with or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.drafts.words import beginning, title_of
from crm_desktop.ui.planning.fitting_scroll import FittingScroll
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import ElidedLabel, Muted, isolated
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.draft import Draft
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords

_WIDTH = 600


class DraftsSheet(Sheet):
    """`continue_asked(Draft)`, `throw_asked(Draft)`, `bring_back_asked(Draft)`: what is thrown away here
    can be brought back here.
    """

    continue_asked = Signal(object)
    throw_asked = Signal(object)
    bring_back_asked = Signal(object)

    def __init__(
        self,
        drafts: Sequence[Draft],
        days: DayWords,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Not saved yet"), theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = self.tr("What you typed and did not save is kept here until you save it or throw it away.")
        if not drafts:
            text = self.tr("Nothing is left unsaved.")
        what = Muted(text, theme, self)
        what.setWordWrap(True)
        self.body.addWidget(what)
        self.rows = [_Row(draft, days, theme) for draft in drafts]
        for row in self.rows:
            row.continue_button.clicked.connect(lambda _=False, each=row: self._on_continue(each))
            row.throw_button.clicked.connect(lambda _=False, each=row: self._on_throw(each))
        if drafts:
            self.body.addWidget(self._list(), 1)
            self.rows[0].continue_button.setFocus()
        self.setMinimumWidth(theme.px(_WIDTH))

    def _list(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        # Room for the ring of a button in focus, which a scroll area would cut.
        column.setContentsMargins(2, 2, self.theme.px(8), 2)
        column.setSpacing(self.theme.px(14))
        for row in self.rows:
            column.addWidget(row)
        column.addStretch(1)
        return FittingScroll(inside, self)

    def _on_continue(self, row: _Row) -> None:
        # First away: the editor may be a dialog of its own.
        self.accept()
        self.continue_asked.emit(row.draft)

    def _on_throw(self, row: _Row) -> None:
        if row.is_thrown_away:
            self.bring_back_asked.emit(row.draft)
        else:
            self.throw_asked.emit(row.draft)
        row.show_thrown_away(not row.is_thrown_away)


class _Row(QWidget):
    """What it is about, how it begins, and two buttons."""

    def __init__(self, draft: Draft, days: DayWords, theme: ThemeController) -> None:
        super().__init__()
        self.draft = draft
        self.is_thrown_away = False
        self._when = days.moment(draft.at, exact=True)
        title = title_of(draft)
        self.continue_button = QuietButton(self.tr("Continue"), theme, parent=self)
        self.continue_button.setAutoDefault(True)
        self.continue_button.setAccessibleName(self.tr("Continue: {title}").format(title=draft.title))
        self.throw_button = QuietButton(self.tr("Throw away"), theme, parent=self)
        self.throw_button.setAutoDefault(True)
        self.throw_button.setAccessibleName(self.tr("Throw away: {title}").format(title=draft.title))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(ElidedLabel(title, theme, Face.STRONG))
        self._below = ElidedLabel(self._description(), theme, Face.SMALL, muted=True)
        words.addWidget(self._below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addLayout(words, 1)
        row.addWidget(self.continue_button)
        row.addWidget(self.throw_button)

    def show_thrown_away(self, thrown_away: bool) -> None:
        """Say that it is gone, with a way back; or that it is there again."""
        self.is_thrown_away = thrown_away
        self.continue_button.setEnabled(not thrown_away)
        self.throw_button.setText(self.tr("Bring back") if thrown_away else self.tr("Throw away"))
        self._below.setText(self.tr("Thrown away") if thrown_away else self._description())

    def _description(self) -> str:
        begins = beginning(self.draft)
        if not begins:
            return self._when
        return self.tr("{when} · {text}").format(when=self._when, text=isolated(begins))
