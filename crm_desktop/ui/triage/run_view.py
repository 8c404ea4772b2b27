"""The sitting on screen: how far it is, the person in view, and what can be done with them by key.

Signals: `decided(Verdict)`, `later_asked`, `back_asked`, `stop_asked`, `open_asked`, `undo_asked`, and
`tag_used(name)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.triage import Verdict
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.triage.deed_bar import CADENCES, DeedBar
from crm_desktop.ui.triage.pending import Pending
from crm_desktop.ui.triage.person_card import PersonCard
from crm_desktop.ui.widgets.buttons import IconButton, QuietButton
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.labels import ElidedLabel, Muted, Title
from crm_desktop.ui.widgets.meant_key import meant_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.triage.person_card import Look
    from crm_desktop.ui.wording.days import DayWords

_WIDE, _MARGIN, _CARD_HIGH, _NARROW, _LOW = 780, 24, 240, 600, 480
_ALLOWED = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.KeypadModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)


class RunView(QWidget):
    """Each key decides and the next person comes; with Shift one goes on with the same person."""

    decided = Signal(object)
    later_asked = Signal()
    back_asked = Signal()
    stop_asked = Signal()
    open_asked = Signal()
    undo_asked = Signal()
    tag_used = Signal(str)

    def __init__(self, days: DayWords, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pending = Pending()
        self._tags: Sequence[str] = ()
        self._known_tags: Sequence[str] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card = PersonCard(days, theme)
        self.deeds = DeedBar(theme)
        self.progress_label = ElidedLabel("", theme, Face.STRONG, muted=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self._told = ElidedLabel("", theme, Face.SMALL, muted=True)
        self.undo_button = FlatButton(self.tr("Undo"), theme, "undo")
        self._keys = self._key_table()
        self._lay_out()
        self._connect()
        self.tell("")

    @property
    def pending(self) -> Pending:
        """What is chosen of the person in view and not decided yet."""
        return self._pending

    def show_tags(self, tags: Sequence[str], known: Sequence[str]) -> None:
        """The tags on the keys, and all that there are."""
        self._tags, self._known_tags = tags, known
        self.deeds.show_tags(tags)

    def show_person(self, look: Look, progress: str, share: float, *, can_go_back: bool) -> None:
        """Show somebody; `share` of all are decided on."""
        self._set_pending(Pending())
        self.card.show_look(look)
        self.progress_label.setText(progress)
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * share))
        self.deeds.back.setEnabled(can_go_back)
        self._area.verticalScrollBar().setValue(0)
        if QAccessible.isActive():
            spoken = f"{self.card.accessibleName()} {progress}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def tell(self, text: str) -> None:
        """What was decided last, with a way back; "" for nothing."""
        self._told.setText(text)
        self.undo_button.setEnabled(bool(text))
        self.undo_button.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~_ALLOWED or (event.isAutoRepeat() and not _scrolls(event)):
            # A key that is held down must not decide of everybody.
            super().keyPressEvent(event)
            return
        stay = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = meant_key(event)
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._on_digit(key - Qt.Key.Key_0, stay=stay)
        elif key in CADENCES:
            self._on_cadence(CADENCES[key], stay)
        elif key in self._keys:
            self._keys[key]()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + bar.singleStep() * (3 if key == Qt.Key.Key_Down else -3))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._theme.px
        self._told.setVisible(self.width() >= px(_NARROW))
        # Where there is little room, what is done most stands above the card and not out of sight below it.
        is_low = self.height() < px(_LOW)
        if is_low != (self._column.indexOf(self.deeds.main) < self._column.indexOf(self.card)):
            self._column.removeWidget(self.deeds.main)
            place = self._column.indexOf(self.card)
            self._column.insertWidget(place if is_low else place + 1, self.deeds.main)

    def _key_table(self) -> dict[Qt.Key, Callable[[], object]]:
        mirrored = self.isRightToLeft()
        back, onward = (
            (Qt.Key.Key_Right, Qt.Key.Key_Left) if mirrored else (Qt.Key.Key_Left, Qt.Key.Key_Right)
        )
        return {
            Qt.Key.Key_K: self._keep,
            Qt.Key.Key_Return: self._keep,
            Qt.Key.Key_Enter: self._keep,
            Qt.Key.Key_L: self.later_asked.emit,
            onward: self.later_asked.emit,
            Qt.Key.Key_D: self._delete,
            Qt.Key.Key_Delete: self._delete,
            back: self.back_asked.emit,
            Qt.Key.Key_Backspace: self.back_asked.emit,
            Qt.Key.Key_B: self.back_asked.emit,
            Qt.Key.Key_T: self._ask_tag,
            Qt.Key.Key_O: self.open_asked.emit,
            Qt.Key.Key_Escape: self.stop_asked.emit,
        }

    # What is chosen

    def _keep(self) -> None:
        self.decided.emit(self._pending.verdict())

    def _delete(self) -> None:
        self.decided.emit(Verdict(delete=True))

    def _on_digit(self, digit: int, *, stay: bool) -> None:
        if digit <= len(self._tags):
            self._on_tag(self._tags[digit - 1], stay)
        else:
            self._ask_tag()

    def _on_tag(self, tag: str, stay: bool) -> None:
        self.tag_used.emit(tag)
        if stay:
            self._set_pending(self._pending.toggled_tag(tag))
        else:
            self.decided.emit(self._pending.with_tag(tag).verdict())

    def _on_cadence(self, days: int, stay: bool) -> None:
        if stay:
            self._set_pending(self._pending.toggled_cadence(days))
        else:
            self.decided.emit(Verdict(self._pending.tags, days))

    def _ask_tag(self) -> None:
        self.deeds.new_tag.hide()
        self.deeds.tag_entry.begin(self._known_tags)
        self._area.ensureWidgetVisible(self.deeds.tag_entry)

    def _on_tag_left(self) -> None:
        self.deeds.new_tag.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_pending(self, pending: Pending) -> None:
        self._pending = pending
        self.deeds.show_pending(pending)

    def _connect(self) -> None:
        deeds = self.deeds
        deeds.keep_asked.connect(self._keep)
        deeds.delete_asked.connect(self._delete)
        deeds.later_asked.connect(self.later_asked)
        deeds.back_asked.connect(self.back_asked)
        deeds.tag_asked.connect(self._on_tag)
        deeds.cadence_asked.connect(self._on_cadence)
        deeds.new_tag_asked.connect(self._ask_tag)
        deeds.tag_entry.taken.connect(lambda tag: self._on_tag(tag, stay=False))
        deeds.tag_entry.left.connect(self._on_tag_left)
        self.undo_button.clicked.connect(self.undo_asked)

    # How it is laid out

    def _lay_out(self) -> None:
        px = self._theme.px
        content = QWidget()
        content.setMaximumWidth(px(_WIDE + 2 * _MARGIN))
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(px(_MARGIN), px(16), px(_MARGIN), px(16))
        column.setSpacing(px(12))
        column.addLayout(self._header())
        column.addWidget(self.bar)
        self.card.setMinimumHeight(px(_CARD_HIGH))
        column.addWidget(self.card)
        column.addWidget(self.deeds.main)
        column.addWidget(self.deeds)
        hint = self.tr("Every key decides, and the next one comes. With Shift you can choose several first.")
        column.addWidget(Muted(hint, self._theme))
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _header(self) -> QHBoxLayout:
        self.stop_button = QuietButton(self.tr("Stop"), self._theme, "pause")
        self.stop_button.setToolTip(self.tr("Stop (Esc); you can go on at any time"))
        self.stop_button.clicked.connect(self.stop_asked)
        self.open_button = IconButton("user", self._theme, self.tr("Open the card (O)"))
        self.open_button.clicked.connect(self.open_asked)
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(10))
        row.addWidget(Title(self.tr("Tidy up"), self._theme))
        row.addLayout(self._last_line(), 1)
        row.addWidget(self.progress_label)
        row.addWidget(self.open_button)
        row.addWidget(self.stop_button)
        for button in (self.stop_button, self.open_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return row

    def _last_line(self) -> QHBoxLayout:
        self.undo_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(4))
        row.addSpacing(self._theme.px(8))
        row.addWidget(self._told)
        row.addWidget(self.undo_button)
        row.addStretch(1)
        return row


def _scrolls(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
