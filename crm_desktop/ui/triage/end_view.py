"""After a sitting: what was done with how many, and where to go from here.

Signals: `back_asked()` to People, `more_asked()` for those who were put off, or to choose others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.triage.words import minutes_words, people_count
from crm_desktop.ui.widgets.buttons import PrimaryButton, QuietButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.labels import FaceLabel, Title
from crm_desktop.ui.widgets.mark import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.triage import Verdict
    from crm_desktop.ui.theme.controller import ThemeController

_WIDE = 560


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sitting came to; `seconds` is how long it took, `left` how many of it were not decided on."""

    verdicts: Sequence[Verdict]
    seconds: float
    left: int


class EndView(QWidget):
    """Shows a `Summary`."""

    back_asked = Signal()
    more_asked = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = Title("", theme)
        self.told = FaceLabel("", theme, muted=True)
        for label in (self.title, self.told):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._figures: list[QWidget] = []
        self._counts = QHBoxLayout()
        self._counts.setSpacing(theme.px(28))
        self.back_button = PrimaryButton(self.tr("Back to People"), theme)
        self.back_button.clicked.connect(self.back_asked)
        self.more_button = QuietButton("", theme)
        self.more_button.clicked.connect(self.more_asked)
        self._lay_out()
        self.setFocusProxy(self.back_button)

    def show_summary(self, summary: Summary) -> None:
        """Say what was done."""
        count = len(summary.verdicts)
        self.title.setText(self.tr("Well done") if not summary.left and count else self.tr("Until next time"))
        time = minutes_words(summary.seconds)
        text = self.tr("You looked at {people} in {time}.").format(people=people_count(count), time=time)
        if not count:
            text = self.tr("Nobody was decided on.")
        if summary.left:
            rest = self.tr("Left for another time: {people}.").format(people=people_count(summary.left))
            text = f"{text} {rest}"
        self.told.setText(text)
        self.setAccessibleName(f"{self.title.text()}. {text}")
        for figure in self._figures:
            figure.hide()
            figure.deleteLater()
        self._figures = [self._figure(*counted) for counted in self._numbers(summary.verdicts)]
        for figure in self._figures:
            self._counts.addWidget(figure)
        self.more_button.setText(
            self.tr("Look at the rest now") if summary.left else self.tr("Look at others")
        )

    def _numbers(self, verdicts: Sequence[Verdict]) -> list[tuple[int, str]]:
        counted = [
            (sum(one.keeps_as_is for one in verdicts), self.tr("kept as they are")),
            (sum(bool(one.tags) for one in verdicts), self.tr("tagged")),
            (sum(one.cadence is not None for one in verdicts), self.tr("with a rhythm")),
            (sum(one.delete for one in verdicts), self.tr("deleted")),
        ]
        return [(number, word) for number, word in counted if number]

    def _figure(self, number: int, word: str) -> QWidget:
        figure = QWidget(self)
        figure.setAccessibleName(f"{number} {word}")
        column = QVBoxLayout(figure)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for text, face, muted in (
            (self.locale().toString(number), Face.DISPLAY, False),
            (word, Face.SMALL, True),
        ):
            label = FaceLabel(text, self._theme, face, muted=muted)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        return figure

    def _lay_out(self) -> None:
        px = self._theme.px
        card = Card(self._theme, pad=32)
        card.setMaximumWidth(px(_WIDE))
        card.body.setSpacing(px(14))
        card.body.addWidget(Mark("check", self._theme), 0, Qt.AlignmentFlag.AlignHCenter)
        card.body.addWidget(self.title)
        card.body.addWidget(self.told)
        figures = QHBoxLayout()
        figures.addStretch(1)
        figures.addLayout(self._counts)
        figures.addStretch(1)
        card.body.addLayout(figures)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.more_button)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        card.body.addSpacing(px(6))
        card.body.addLayout(buttons)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 20)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(24), px(24), px(24), px(24))
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)
