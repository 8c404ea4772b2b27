"""The group in view: why it is proposed, what can be done with it, and its cards side by side.

Signals: `merge_asked`, `apart_asked`, `skip_asked`, `step_asked(-1 or 1)`; `chosen`, `opened` and
`included_changed` as of the comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.duplicates.compare_view import CompareView
from crm_desktop.ui.duplicates.lines import lines
from crm_desktop.ui.duplicates.words import (
    attached_text,
    likelihood_look,
    likelihood_word,
    reason_text,
    signal_icon,
)
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.key_button import KeyButton
from crm_desktop.ui.widgets.labels import ElidedLabel, FaceLabel
from crm_desktop.ui.widgets.pill import Pill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.duplicates.attached import Attached
    from crm_desktop.domain.duplicates.groups import DuplicateGroup
    from crm_desktop.ui.duplicates.current import Current
    from crm_desktop.ui.theme.controller import ThemeController

_PAD, _MOST_REASONS = 14, 8


class GroupPane(QWidget):
    """Shows what it is told."""

    merge_asked = Signal()
    apart_asked = Signal()
    skip_asked = Signal()
    step_asked = Signal(int)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._attached: tuple[Mapping[int, Attached], Attached] | None = None
        self.compare = CompareView(theme)
        self.merge = self._button(self.tr("Merge"), "⏎", "merge", self.merge_asked, primary=True)
        self.apart = self._button(self.tr("These are two people"), "D", "apart", self.apart_asked)
        self.skip = self._button(self.tr("Skip"), "S", "", self.skip_asked)
        self.place = FaceLabel("", theme, Face.SMALL, muted=True)
        self._before = IconButton("chevron-up", theme, self.tr("The one before (K)"), self)
        self._before.clicked.connect(lambda: self.step_asked.emit(-1))
        self._after = IconButton("chevron-down", theme, self.tr("The next one (J)"), self)
        self._after.clicked.connect(lambda: self.step_asked.emit(1))
        self._reason_line = ElidedLabel("", theme, Face.SMALL, muted=True, parent=self)
        self._reasons = QWidget(self)
        self._reason_flow = FlowLayout(self._reasons, gap=theme.px(6))
        self._lay_out()

    def show_group(
        self,
        current: Current,
        contacts: Sequence[Contact],
        attached: tuple[Mapping[int, Attached], Attached],
        place: str,
    ) -> None:
        """Show the group anew. `contacts` are all of it, those left out too."""
        group, plan = current.group, current.plan
        if group is None:
            return
        self._attached = attached
        self.place.setText(place)
        self._show_reasons(group)
        many = len(contacts) > 2
        self.apart.say(self.tr("All different people") if many else self.tr("These are two people"))
        self.merge.setEnabled(plan is not None)
        told = {number: attached_text(each) for number, each in attached[0].items()}
        found = lines(plan, *attached) if plan is not None else []
        self.compare.show_lines(contacts, told, found, current.left_out)

    def set_compact(self, compact: bool) -> None:
        """Take less room above the cards."""
        self._reasons.setVisible(not compact)
        self._reason_line.setVisible(compact)
        for widget in (self.place, self.skip):  # the arrow beside does the same
            widget.setVisible(not compact)

    def show_choice(self, current: Current) -> None:
        """Another value is taken; all else is as it was."""
        if current.plan is not None and self._attached is not None:
            self.compare.take(lines(current.plan, *self._attached))

    def _show_reasons(self, group: DuplicateGroup) -> None:
        self._reason_flow.clear()
        texts = [reason_text(one) for one in group.reasons]
        self._reason_line.setText(" · ".join([likelihood_word(group), *texts]))
        word = likelihood_word(group)
        tone, icon = likelihood_look(group)
        pills = [(word, tone, icon)]
        pills += [
            (reason_text(one), "neutral", signal_icon(one.signal)) for one in group.reasons[:_MOST_REASONS]
        ]
        for text, tone, icon in pills:
            self._reason_flow.addWidget(Pill(text, self._theme, tone, icon, self._reasons))

    def _button(
        self, text: str, cap: str, icon: str, signal: SignalInstance, *, primary: bool = False
    ) -> KeyButton:
        button = KeyButton(text, cap, self._theme, icon, self, primary=primary)
        button.clicked.connect(lambda _=False: signal.emit())
        return button

    def _lay_out(self) -> None:
        px = self._theme.px
        deeds = QWidget(self)
        flow = FlowLayout(deeds, gap=px(8))
        for button in (self.merge, self.apart, self.skip):
            flow.addWidget(button)
        for around in (deeds, self._reasons):
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            around.setSizePolicy(policy)
        top = QHBoxLayout()
        top.setSpacing(px(6))
        top.addWidget(deeds, 1)
        for widget in (self.place, self._before, self._after):
            top.addWidget(widget)
        head = QVBoxLayout()
        head.setContentsMargins(px(_PAD), 0, px(_PAD), px(4))
        head.setSpacing(px(8))
        head.addLayout(top)
        head.addWidget(self._reasons)
        head.addWidget(self._reason_line)
        self.set_compact(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addWidget(self.compare, 1)
