"""Writes down what happened: with whom, what, when, how it went, what was agreed and what is next.

One line is enough: type, Enter. For a call nobody answered, Alt+1.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.ui.logbook.agreed_fields import AgreedFields
from crm_desktop.ui.logbook.complaint_fields import ComplaintFields
from crm_desktop.ui.logbook.kind_row import KindRow
from crm_desktop.ui.logbook.line_words import line_words
from crm_desktop.ui.logbook.log_text import LogText
from crm_desktop.ui.logbook.next_step import NextStep
from crm_desktop.ui.logbook.one_line import kind_of, outcome_of
from crm_desktop.ui.logbook.outcome_bar import OutcomeBar
from crm_desktop.ui.logbook.past_edit import PastEdit
from crm_desktop.ui.models.contact_texts import ContactTexts
from crm_desktop.ui.people.people_picker import PeoplePicker
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.token_edit import TokenEdit
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from crm_desktop.domain.draft import JSON
    from crm_desktop.domain.ids import ContactId, InteractionId
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.people.people_picker import FindsPeople
    from crm_desktop.ui.theme.controller import ThemeController

_LONGEST_MINUTES = 24 * 60
_MOST_NAMED = 3
_STILL_NOW = timedelta(minutes=30)
_WORDS = frozenset({"text", "next", "came_for", "offered", "agreed", "tags"})


class WritesDown(Protocol):
    """Where an entry goes."""

    def log(self, interaction: Interaction) -> InteractionId | None:
        """Write down a new one; its number, by which it can be written anew."""

    def edit(self, interaction: Interaction) -> None:
        """Write an old one anew."""


class LogDialog(FormDialog):
    """A new entry, one begun elsewhere (`draft`), or an old one to be changed (`entry`)."""

    def __init__(
        self,
        logbook: WritesDown,
        contacts: FindsPeople,
        follow_ups: FollowUps,
        theme: ThemeController,
        clock: Clock,
        *,
        people: Sequence[ContactId] = (),
        kind: InteractionKind | None = None,
        entry: Interaction | None = None,
        draft: Interaction | None = None,
        tags: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Change the entry") if entry else self.tr("What happened?")
        super().__init__(title, self.tr("Save"), theme, parent)
        self.setMinimumWidth(theme.px(650))
        self._logbook, self._follow_ups = logbook, follow_ups
        self._entry, self._clock = entry, clock
        # Where the next step could not be kept after the entry was, saving again must not write it twice.
        self._written: InteractionId | None = None
        self._by_hand = kind is not None
        self._words = line_words()
        texts = ContactTexts(DayWords(clock))
        self.who = PeoplePicker(contacts, texts, theme, self, name=self.tr("With whom"))
        self._kind = KindRow(theme, self)
        self._text = LogText(theme, self)
        self._outcome = OutcomeBar(theme, self)
        self._when = PastEdit(theme, clock, self)
        self._minutes = self._minutes_box()
        self._next = NextStep(theme, clock, self)
        self._agreed = AgreedFields(theme, self)
        self._tags = TokenEdit(self.tr("Tags"), theme, self.tr("Tags, parted by commas"), self)
        self._tags.set_suggestions(tags)
        self._complaint = ComplaintFields(theme, clock, self, is_old=entry is not None)
        self._lay_out(is_new=entry is None)
        self._connect()
        self.who.choose(people)
        if kind is not None:
            self._kind.set_kind(kind)
            self._follow_kind()
        shown = entry or draft
        if shown is not None:
            self._show(shown)
        self._begin()

    def begin_at(self, at: datetime) -> None:
        """Begin with when it was, where that is known."""
        self._when.set_instant(at)

    def typed_at(self, at: datetime) -> None:
        """It was written then: what happened now did not happen today, where that is long ago."""
        if self._when.is_now and self._clock.now() - at > _STILL_NOW:
            self._when.set_instant(at)

    def save(self) -> None:
        interaction = self._interaction()
        if not interaction.contact_ids:
            self.who.setFocus()
            raise UserError(self.tr("Say with whom it was."))
        promise = self._next.promise()
        if interaction.id is not None:
            self._logbook.edit(interaction)
        else:
            self._written = self._logbook.log(interaction)
        if promise is not None:
            text, due = promise
            self._follow_ups.promise(FollowUp(contact_id=interaction.contact_ids[0], text=text, due=due))

    def draft_fields(self) -> dict[str, QWidget]:
        # The text first: it sets the kind and the face, which are then put to what was chosen.
        return {
            "who": self.who,
            "text": self._text,
            "kind": self._kind,
            "outcome": self._outcome,
            "minutes": self._minutes,
            "when": self._when,
            "next": self._next,
            **self._agreed.fields(),
            "tags": self._tags,
            "complaint": self._complaint,
        }

    def draft_title(self) -> str:
        names = ", ".join(self.who.names[:_MOST_NAMED])
        return self.tr("Note about {names}").format(names=names) if names else self.tr("Note")

    def restore(self, content: Mapping[str, Any]) -> None:
        super().restore(content)
        self._by_hand = self._by_hand or "kind" in content
        self._agreed.unfold_if_filled()
        self._follow_kind()
        self._begin()

    def is_worth_keeping(self, typed: Mapping[str, JSON]) -> bool:
        """Of an old entry every change; of a new one only words, for a face or a name is soon chosen."""
        return self._entry is not None or not typed.keys().isdisjoint(_WORDS)

    def _interaction(self) -> Interaction:
        came_for, offered, agreed = self._agreed.texts()
        kind, at = self._kind.kind, self._when.instant()
        is_complaint = kind is InteractionKind.COMPLAINT
        return replace(
            self._entry or Interaction(kind, at, (), id=self._written),
            kind=kind,
            at=at,
            contact_ids=self.who.ids,
            text=self._text.toPlainText().strip(),
            minutes=self._minutes.value() or None,
            outcome=self._outcome.outcome,
            came_for=came_for,
            offered=offered,
            agreed=agreed,
            tags=tuple(self._tags.tokens()),
            due=self._complaint.due() if is_complaint else None,
            settled_at=self._complaint.settled_at() if is_complaint else None,
        )

    def _show(self, interaction: Interaction) -> None:
        self.who.choose(interaction.contact_ids)
        self._kind.set_kind(interaction.kind)
        self._text.setPlainText(interaction.text)
        self._outcome.set_outcome(interaction.outcome)
        self._minutes.setValue(interaction.minutes or 0)
        if self._entry is not None:
            self._by_hand = True
            self._when.set_instant(interaction.at)
        self._agreed.set_texts((interaction.came_for, interaction.offered, interaction.agreed))
        self._tags.set_tokens(interaction.tags)
        if self._entry is not None and interaction.kind is InteractionKind.COMPLAINT:
            self._complaint.set_values(interaction.due, interaction.settled_at)
        self._follow_kind()

    def _begin(self) -> None:
        if self.who.ids:
            self._text.setFocus()
            self._text.moveCursor(self._text.textCursor().MoveOperation.End)
        else:
            self.who.setFocus()

    def _minutes_box(self) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(0, _LONGEST_MINUTES)
        box.setSingleStep(5)
        box.setSpecialValueText(self.tr("no length"))
        box.setSuffix(self.tr(" min"))
        box.setAccessibleName(self.tr("How many minutes it took"))
        return box

    def _lay_out(self, *, is_new: bool) -> None:
        what = QWidget(self)
        column = QVBoxLayout(what)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(8))
        for widget in (self._kind, self._text):
            column.addWidget(widget)
        if is_new:
            column.addWidget(self._quick_lines())
        column.addWidget(self._agreed)
        self.add_row(self.tr("With"), self.who)
        self.add_row(self.tr("What"), what, top=6)
        self._complaint_label = self.add_row(self.tr("To settle"), self._complaint, top=6)
        went = QWidget(self)
        row = QHBoxLayout(went)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._outcome, 1)
        row.addWidget(self._minutes)
        self.add_row(self.tr("How it went"), went, top=6)
        self.add_row(self.tr("When"), self._when, top=6)
        self.add_row(self.tr("Tags"), self._tags)
        self.add_row(self.tr("Next step"), self._next)
        self._follow_kind()

    def _quick_lines(self) -> QWidget:
        """What is logged so often that it has a key."""
        row = QWidget(self)
        flow = FlowLayout(row, gap=self.theme.px(6))
        lines = (self.tr("No answer"), self.tr("Left a message"), self.tr("Will call back"))
        for number, text in enumerate(lines, 1):
            button = FlatButton(self.tr("{text} (Alt+{number})").format(text=text, number=number), self.theme)
            button.clicked.connect(lambda _=False, each=text: self._log_quickly(each))
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda each=text: self._log_quickly(each))
            flow.addWidget(button)
        return row

    def _log_quickly(self, text: str) -> None:
        self._kind.set_kind(InteractionKind.CALL)
        self._by_hand = True
        self._text.setPlainText(text)
        self._outcome.set_outcome(Outcome.NEUTRAL)
        self.submit()

    def _connect(self) -> None:
        # Whoever is chosen first is most often the only one: what comes next is what was said.
        self.who.picked.connect(lambda _id: self._text.setFocus(Qt.FocusReason.OtherFocusReason))
        self._text.submitted.connect(self.submit)
        self._text.textChanged.connect(self._on_text_changed)
        self._kind.chosen.connect(self._on_kind_chosen)

    def _on_text_changed(self) -> None:
        text = self._text.toPlainText()
        said = kind_of(text, self._words)
        if said is not None and not self._by_hand:
            self._kind.set_kind(said)
            self._follow_kind()
        face = outcome_of(text)
        if face is not None:
            self._outcome.set_outcome(face)

    def _on_kind_chosen(self) -> None:
        self._by_hand = True
        self._follow_kind()
        self._text.setFocus()

    def _follow_kind(self) -> None:
        """A day by which it is settled has only a complaint."""
        is_complaint = self._kind.kind is InteractionKind.COMPLAINT
        self._complaint_label.setVisible(is_complaint)
        self._complaint.setVisible(is_complaint)
