"""Before a sitting: how many are waiting, how long that takes, and who else one may begin with.

Signals: `begin_asked(Source)`, `again_changed(bool)`, `back_asked()`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.triage.source_row import SourceRow
from crm_desktop.ui.triage.words import minutes_words, people_count
from crm_desktop.ui.widgets.buttons import PrimaryButton, QuietButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.labels import FaceLabel, Heading, Title
from crm_desktop.ui.widgets.mark import Mark
from crm_desktop.ui.widgets.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.triage.sources import CountedSource

_WIDE, _MARGIN, _PACE = 620, 24, 2.0


class StartView(QWidget):
    """Shows what it is told; the first source is everybody."""

    begin_asked = Signal(object)
    again_changed = Signal(bool)
    back_asked = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sources: Sequence[CountedSource] = ()
        self._mark = Mark("triage", theme)
        self._head = Heading("", theme)
        self._hint = FaceLabel("", theme, muted=True)
        for label in (self._head, self._hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.begin_button = PrimaryButton(self.tr("Begin"), theme)
        self.begin_button.clicked.connect(self._on_begin)
        self.again_box = QCheckBox("")
        self.again_box.toggled.connect(self.again_changed)
        self.again_box.toggled.connect(self._say)
        self._others_head = FaceLabel(self.tr("Or only some of them"), theme, Face.SMALL_STRONG, muted=True)
        self._others = Card(theme, pad=8)
        self._others.body.setSpacing(0)
        self.rows: list[SourceRow] = []
        self._lay_out()
        # Until it is known who is waiting there is nothing to begin with.
        for widget in (self._mark, self.begin_button, self.again_box, self._others_head, self._others):
            widget.hide()
        self.setFocusProxy(self.back_button)

    @property
    def again(self) -> bool:
        """Whether those who were looked at before come too."""
        return self.again_box.isChecked()

    def show_sources(self, sources: Sequence[CountedSource]) -> None:
        """Whom one may begin with."""
        self._sources = sources
        self._say()
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for each in sources[1:]:
            count = self._number(each)
            if count:
                row = SourceRow(each.source.icon, each.source.title, people_count(count), self._theme)
                row.clicked.connect(lambda _=False, one=each.source: self.begin_asked.emit(one))
                self._others.body.addWidget(row)
                self.rows.append(row)
        for widget in (self._others_head, self._others):
            widget.setVisible(bool(self.rows))
        follow_layout(self)

    def _number(self, each: CountedSource) -> int:
        return each.tally.waiting + (each.tally.seen if self.again else 0)

    def _say(self) -> None:
        if not self._sources:
            return
        tally = self._sources[0].tally
        count = self._number(self._sources[0])
        self.again_box.setVisible(bool(tally.seen))
        self.again_box.setText(
            self.tr("Also those you looked at before ({count})").format(
                count=self.locale().toString(tally.seen)
            )
        )
        self.begin_button.setVisible(bool(count))
        self._mark.show()
        waited = self.back_button.hasFocus()
        self.setFocusProxy(self.begin_button if count else self.back_button)
        if waited:
            self.setFocus()
        self.begin_button.setText(self.tr("Go on") if tally.seen and not self.again else self.tr("Begin"))
        if count:
            self._say_waiting(count)
        elif tally.seen:
            self._mark.set_icon("check-circle")
            self._head.setText(self.tr("You have looked at everybody"))
            self._hint.setText(self.tr("Who is new will wait for you here."))
        else:
            self._mark.set_icon("people")
            self._head.setText(self.tr("There is nobody to look at yet"))
            self._hint.setText(self.tr("Once there are contacts, you can go through them here."))

    def _say_waiting(self, count: int) -> None:
        self._mark.set_icon("triage")
        time = minutes_words(_PACE * count)
        self._head.setText(self.tr("{people} · {time}").format(people=people_count(count), time=time))
        self._hint.setText(
            self.tr(
                "One person after the other, one key each: keep, tag, say how often to be in touch, delete."
                " Those you know least about come first. Stop whenever you like and go on another day; every"
                " step can be undone."
            )
        )

    def _on_begin(self) -> None:
        if self._sources:
            self.begin_asked.emit(self._sources[0].source)

    def _lay_out(self) -> None:
        px = self._theme.px
        content = QWidget()
        content.setMaximumWidth(px(_WIDE + 2 * _MARGIN))
        column = QVBoxLayout(content)
        column.setContentsMargins(px(_MARGIN), px(16), px(_MARGIN), px(24))
        column.setSpacing(px(12))
        column.addLayout(self._header())
        column.addSpacing(px(8))
        card = Card(self._theme, pad=28)
        card.body.setSpacing(px(12))
        for widget in (self._mark, self._head, self._hint, self.begin_button, self.again_box):
            centred = widget in (self._mark, self.begin_button, self.again_box)
            card.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag(0))
        column.addWidget(card)
        column.addWidget(self._others_head)
        column.addWidget(self._others)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _header(self) -> QHBoxLayout:
        self.back_button = QuietButton(self.tr("Back to People"), self._theme, "chevron-left")
        self.back_button.clicked.connect(self.back_asked)
        row = QHBoxLayout()
        row.addWidget(Title(self.tr("Tidy up"), self._theme))
        row.addStretch(1)
        row.addWidget(self.back_button)
        return row
