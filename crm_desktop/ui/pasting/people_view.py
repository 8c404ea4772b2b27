"""The people found in a pasted text, a card each; of many the first, and the others on demand.

Signals: `changed`, something was put right; `import_asked`, the text is better imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.formats.plain_text.pieces import PastedKind
from crm_desktop.ui.pasting.person_card import PersonCard
from crm_desktop.ui.pasting.words import what_word
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.calm_wheel import CalmWheel
from crm_desktop.ui.widgets.empty_state import EmptyState
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.formats.plain_text.pieces import What
    from crm_desktop.services.importing.row import PreviewRow
    from crm_desktop.ui.pasting.found import FoundPeople, FoundPerson
    from crm_desktop.ui.theme.controller import ThemeController

PAGE = 25
"""Cards at once: each is a dozen widgets."""


class PeopleView(QStackedWidget):
    """Keeps what was put right as a draft (`KeepsDraft`)."""

    changed = Signal()
    import_asked = Signal()

    def __init__(self, found: FoundPeople, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found, self._theme = found, theme
        self._shown: list[FoundPerson] = []
        self._fates: Mapping[int, PreviewRow] = {}
        self._count = PAGE
        self.cards: list[PersonCard] = []
        self._wheel = CalmWheel(self)
        self.empty = EmptyState("note", "", theme)
        self.empty.action_clicked.connect(self.import_asked)
        self.all_button = FlatButton("", theme, "repeat")
        self.all_button.clicked.connect(self._on_all)
        self.all_button.hide()
        self._same: tuple[What, list[tuple[FoundPerson, int]]] | None = None
        self.area = self._make_area()
        self.addWidget(self.empty)
        self.addWidget(self.area)
        self.show_people()

    def show_people(self) -> None:
        """Show everyone who was found; cards of those who are the same stay as they are."""
        people = self._found.people
        self._offer_all(None)
        if not people:
            self._say_empty()
        self.setCurrentWidget(self.area if people else self.empty)
        wanted = people[: self._count]
        same = 0
        while same < min(len(wanted), len(self._shown)) and _is_same(wanted[same], self._shown[same]):
            self.cards[same].person = wanted[same]
            same += 1
        self._drop(same)
        for number in range(same, len(wanted)):
            self._add(wanted[number], number)
        self._shown = list(wanted)
        left = len(people) - len(wanted)
        text = self.tr("Show %n more", None, left)
        self.more_button.setText(english_plural(text, left))
        self.more_button.setVisible(left > 0)

    def show_fates(self, fates: Mapping[int, PreviewRow]) -> None:
        """Say of the people, by their place, what would become of each."""
        self._fates = fates
        for place, card in enumerate(self.cards):
            card.show_fate(fates.get(place))

    def reveal(self, place: int) -> None:
        """Bring one person into view, with the keyboard in their card."""
        while place >= self._count:
            self._count += PAGE
        self.show_people()
        card = self.cards[place]
        card.focus_name()
        self.area.ensureWidgetVisible(card)

    # Drafts

    def draft_content(self) -> JSON:
        return self._found.touched()

    def restore(self, content: Any) -> None:
        self._found.expect(content)

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def _make_area(self) -> QScrollArea:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2, 0, self._theme.px(8), 2)
        self._column.setSpacing(self._theme.px(10))
        self.more_button = QuietButton("", self._theme, "chevron-down")
        self.more_button.clicked.connect(self._on_more)
        self._column.addWidget(self.more_button)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        area.setWidget(inside)
        return area

    def _say_empty(self) -> None:
        if self._found.pasted.kind is PastedKind.FILE:
            self.empty.say(
                "import",
                self.tr("A program wrote this"),
                self.tr("Contact cards and tables come in whole through the import, with a preview."),
                self.tr("Look at it in the import"),
            )
            return
        self.empty.say(
            "people",
            self.tr("Nobody yet"),
            self.tr(
                "Paste a list with a person a line, a signature or a message: who is in it appears here."
            ),
        )

    def _add(self, person: FoundPerson, number: int) -> None:
        card = PersonCard(person, number + 1, self._found.reader, self._theme, self._wheel)
        card.show_fate(self._fates.get(number))
        card.changed.connect(self.changed)
        card.told.connect(lambda place, was, card=card: self._on_told(card, place, was))
        self._column.insertWidget(number, card)
        self.cards.append(card)

    def _drop(self, keep: int) -> None:
        for card in self.cards[keep:]:
            card.hide()
            self._column.removeWidget(card)
            card.deleteLater()
        del self.cards[keep:]

    def _on_told(self, card: PersonCard, place: int, was: What) -> None:
        """Somebody said of a piece what it is: the others in its column may be the same."""
        others = self._found.beside(card.person, place, was)
        self._offer_all((card.person.pieces[place].what, others) if others else None)

    def _offer_all(self, same: tuple[What, list[tuple[FoundPerson, int]]] | None) -> None:
        self._same = same
        self.all_button.setVisible(same is not None)
        if same is not None:
            what, count = what_word(same[0]), len(same[1])
            text = self.tr("Make the same of %n other(s): {what}", None, count)
            self.all_button.setText(english_plural(text, count).format(what=what))

    def _on_all(self) -> None:
        if self._same is None:
            return
        what, others = self._same
        for person, place in others:
            person.say(place, what=what)
        self._drop(0)
        self._shown = []
        self.show_people()
        self.changed.emit()

    def _on_more(self) -> None:
        first = self._count
        self._count += PAGE
        self.show_people()
        self.cards[first].focus_name()


def _is_same(one: FoundPerson, other: FoundPerson) -> bool:
    return (
        one.source == other.source
        and one.left_out == other.left_out
        and [(piece.what, piece.text) for piece in one.pieces]
        == [(piece.what, piece.text) for piece in other.pieces]
    )
