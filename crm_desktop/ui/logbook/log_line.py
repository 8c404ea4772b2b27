"""One line on the card to write down what happened: type, Enter, done.

The first word may say the kind ("met him at the market"); a face at the end, how it went. Up and Down
step through the kinds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.ui.logbook.kind_button import KindButton
from crm_desktop.ui.logbook.line_words import line_words
from crm_desktop.ui.logbook.one_line import kind_of, outcome_of
from crm_desktop.ui.logbook.outcome_bar import OutcomeBar
from crm_desktop.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController


class LogLine(QWidget):
    """Writes into the logbook of one contact.

    `submitted(Interaction)`: Enter was pressed on something; whoever listens keeps it and calls `clear`.
    `more_asked(Interaction)`: the whole dialog is wanted, beginning with what is here.
    """

    submitted = Signal(object)
    more_asked = Signal(object)

    def __init__(self, clock: Clock, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._contact_id: ContactId | None = None
        self._words = line_words()
        self._by_hand = False
        self._drafts: dict[ContactId, str] = {}
        self._kind = KindButton(theme, self)
        self._kind.chosen.connect(self._on_kind_chosen)
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(self.tr("What happened"))
        self.edit.setPlaceholderText(self.tr("Write down what happened, then Enter"))
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.returnPressed.connect(self._on_return)
        self._outcome = OutcomeBar(theme, self, words=False)
        more = IconButton("more", theme, self.tr("More: when, with whom, what was agreed"), self)
        more.clicked.connect(lambda: self.more_asked.emit(self.interaction()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._kind)
        row.addWidget(self.edit, 1)
        row.addWidget(self._outcome)
        row.addWidget(more)
        self.setFocusProxy(self.edit)

    def belong_to(self, contact_id: ContactId) -> None:
        """Write about this contact from now on. What was typed about another waits for its return."""
        if contact_id == self._contact_id:
            return
        if self._contact_id is not None and self.edit.text().strip():
            self._drafts[self._contact_id] = self.edit.text()
        self._contact_id = contact_id
        self._reset(self._drafts.pop(contact_id, ""))

    def clear(self) -> None:
        """What was typed is kept elsewhere now."""
        self._reset("")

    def _reset(self, text: str) -> None:
        self._by_hand = False
        self.edit.setText(text)
        self._outcome.set_outcome(None)
        self._kind.set_kind(kind_of(text, self._words) or InteractionKind.CALL)

    def _on_kind_chosen(self) -> None:
        self._by_hand = True
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self, text: str) -> None:
        if not self._by_hand:
            self._kind.set_kind(kind_of(text, self._words) or InteractionKind.CALL)
        outcome = outcome_of(text)
        if outcome is not None:
            self._outcome.set_outcome(outcome)

    def _on_return(self) -> None:
        if self.edit.text().strip() and self._contact_id is not None:
            self.submitted.emit(self.interaction())

    def interaction(self) -> Interaction:
        """What the line says now."""
        return Interaction(
            kind=self._kind.kind,
            at=self._clock.now(),
            contact_ids=(self._contact_id,) if self._contact_id is not None else (),
            text=self.edit.text().strip(),
            outcome=self._outcome.outcome,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                self._kind.step(step)
                return True
        return super().eventFilter(watched, event)
