"""One line on the card to write down what happened: type, Enter, done.

The first word may say the kind ("met him at the market"); a face at the end, how it went. Up and Down
step through the kinds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.ui.logbook.kind_button import KindButton
from crm_desktop.ui.logbook.line_words import line_words
from crm_desktop.ui.logbook.one_line import kind_of, outcome_of
from crm_desktop.ui.logbook.outcome_bar import OutcomeBar
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.line_edit import LineEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QObject

    from crm_desktop.domain.draft import JSON
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.drafts.keeper import Watch
    from crm_desktop.ui.theme.controller import ThemeController


class LogLine(QWidget):
    """Writes into the logbook of one contact.

    `submitted(Interaction)`: Enter was pressed on something; whoever listens keeps it and calls `clear`.
    `more_asked(Interaction)`: the whole dialog is wanted, beginning with what is here.
    """

    submitted = Signal(object)
    more_asked = Signal(object)

    def __init__(
        self,
        clock: Clock,
        theme: ThemeController,
        parent: QWidget | None = None,
        follow: Callable[[LogLine, ContactId, str], Watch] | None = None,
    ) -> None:
        super().__init__(parent)
        self._follow = follow
        self._watch: Watch | None = None
        self._clock = clock
        self._contact_id: ContactId | None = None
        self._words = line_words()
        self._by_hand = False
        self._left: dict[ContactId, dict[str, JSON]] = {}
        self._kind = KindButton(theme, self)
        self._kind.chosen.connect(self._on_kind_chosen)
        self._kind.chosen.connect(self._on_changed)
        self.edit = LineEdit(parent=self)
        self.edit.setAccessibleName(self.tr("What happened"))
        self.edit.setPlaceholderText(self.tr("Write down what happened, then Enter"))
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.textEdited.connect(self._on_changed)
        self.edit.returnPressed.connect(self._on_return)
        self._outcome = OutcomeBar(theme, self, words=False)
        self._outcome.changed.connect(self._on_changed)
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

    def belong_to(self, contact_id: ContactId, name: str = "") -> None:
        """Write about this contact from now on. What was typed about another waits for its return."""
        if contact_id == self._contact_id:
            return
        if self._watch is not None:
            self._watch.keep(wait=False)
            self._watch.end()
        elif self._contact_id is not None and self.edit.text().strip():
            self._left[self._contact_id] = self.draft_content()
        self._contact_id = contact_id
        self._reset("")
        if self._follow is not None:
            self._watch = self._follow(self, contact_id, name)
        elif contact_id in self._left:
            self.restore(self._left.pop(contact_id))

    def clear(self) -> None:
        """What was typed is kept elsewhere now."""
        self._reset("")
        if self._watch is not None:
            self._watch.keep(wait=False)

    def draft_content(self) -> dict[str, JSON]:
        """What is typed; nothing where there are no words."""
        if not self.edit.text().strip():
            return {}
        outcome = self._outcome.outcome
        return {
            "text": self.edit.text(),
            "kind": self._kind.kind.value,
            "by_hand": self._by_hand,
            "outcome": outcome.value if outcome is not None else None,
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Show again what was typed."""
        self._reset(str(content["text"]))
        self._by_hand = bool(content["by_hand"])
        self._kind.set_kind(InteractionKind(content["kind"]))
        outcome = content["outcome"]
        self._outcome.set_outcome(Outcome(outcome) if outcome is not None else None)

    def _on_changed(self) -> None:
        if self._watch is not None:
            self._watch.touch()

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
