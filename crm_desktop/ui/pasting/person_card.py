"""One person found in a pasted text: every piece with what it is, to be put right; and who it is about.

Signals: `changed`, something was put right; `told(place, was)`, a piece is something else than it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from crm_desktop.formats.plain_text.days import read_day
from crm_desktop.formats.plain_text.pieces import What
from crm_desktop.services.importing.row import Fate, Why
from crm_desktop.ui.pasting.found import AS_NEW
from crm_desktop.ui.pasting.words import CHOICES, what_word
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.labels import ElidedLabel, Muted, isolated
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.widgets.text_area import TextArea
from crm_desktop.ui.wording.days import partial_text

if TYPE_CHECKING:
    from crm_desktop.formats.plain_text.spans import Reader
    from crm_desktop.services.importing.row import PreviewRow
    from crm_desktop.ui.pasting.found import FoundPerson
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.widgets.calm_wheel import CalmWheel

_LONG_NOTE = 60
_NOTE_LINES = 3
_SHOWN_NAME = 60


class PersonCard(Card):
    """Changes the `FoundPerson` it shows."""

    changed = Signal()
    told = Signal(int, object)

    def __init__(
        self,
        person: FoundPerson,
        number: int,
        reader: Reader,
        theme: ThemeController,
        wheel: CalmWheel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent, pad=14)
        self.person, self._number, self._reader = person, number, reader
        self._wheel = wheel
        self.check = QCheckBox()
        self.check.setChecked(not person.left_out)
        self.check.toggled.connect(self._on_toggled)
        self._title = ElidedLabel("", theme, Face.STRONG)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fate = Pill("", theme)
        self.fate.hide()
        self.who_box = QComboBox()
        self.who_box.setAccessibleName(self.tr("Who this is about"))
        self.who_box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.who_box.activated.connect(self._on_who_chosen)
        self.who_box.hide()
        wheel.calm(self.who_box)
        self.resembles = Muted("", theme)
        self.resembles.hide()
        self._warning = Muted("", theme)
        self._warning.hide()
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self.boxes: list[QComboBox] = []
        self.edits: list[QLineEdit | TextArea] = []
        self._lay_out()
        for row, place in enumerate(person.shown):
            self._add_row(row, place)
        self._tell()

    def show_fate(self, row: PreviewRow | None) -> None:
        """Say what would become of it: whom it resembles, and what can be done about that."""
        self.fate.hide()
        self.resembles.hide()
        known = self._choices_of(row) if row is not None else []
        self.who_box.setVisible(bool(known))
        self.who_box.clear()
        if row is None or row.fate is Fate.NEW:
            return
        text, tone, icon = self._fate_words(row)
        self.fate.set(text, tone, icon)
        self.fate.setVisible(bool(text))
        told = self._resembles_words(row)
        self.resembles.setText(told)
        self.resembles.setVisible(bool(told))
        for words, who in known:
            self.who_box.addItem(words, who)
        chosen = self.person.who if self.person.who is not None else known[0][1] if known else None
        self.who_box.setCurrentIndex(max(0, self.who_box.findData(chosen)))

    def focus_name(self) -> None:
        """Put the keyboard where a name can be written or a piece be made one."""
        widgets = [*self.edits, self.check]
        widgets[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.check)
        head.addWidget(self._title, 1)
        head.addWidget(self.fate)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(1, 1)
        self.body.setSpacing(px(8))
        self.body.addLayout(head)
        for widget in (self.resembles, self.who_box, self._rows, self._warning):
            self.body.addWidget(widget)

    def _fate_words(self, row: PreviewRow) -> tuple[str, str, str]:
        if row.fate is Fate.SAME:
            return self.tr("Nothing new"), "neutral", "check"
        if row.fate is Fate.CHANGED:
            return self.tr("Known"), "info", "user"
        if row.fate is Fate.DOUBTFUL:
            return self.tr("Looks familiar"), "warn", "alert"
        return self.tr("Cannot be added"), "bad", "alert"

    def _resembles_words(self, row: PreviewRow) -> str:
        if row.fate is Fate.REFUSED:
            return row.reason
        if row.fate is Fate.SAME:
            return self.tr("All of this is on the card of {name} already.").format(name=_shown(row.name))
        if row.fate is not Fate.DOUBTFUL or not row.likes:
            return ""
        like = row.likes[0]
        if like.contact_id is None:
            return self.tr("Like {name} further up in this text.").format(name=_shown(like.name))
        if like.why is Why.SHARED:
            sentence = self.tr("{name} has the same number or address. Is it the same person?")
        else:
            sentence = self.tr("{name} is called the same. Is it the same person?")
        return sentence.format(name=_shown(like.name))

    def _choices_of(self, row: PreviewRow) -> list[tuple[str, int]]:
        add = self.tr("Add to the card of {name}")
        new = (self.tr("Somebody new"), AS_NEW)
        if row.fate is Fate.CHANGED and row.contact_id is not None:
            known = (add.format(name=_shown(row.old_name or row.name)), row.contact_id)
            return [known, new]
        likes = [
            (add.format(name=_shown(like.name)), like.contact_id)
            for like in row.likes
            if like.contact_id is not None
        ]
        return [new, *dict.fromkeys(likes)] if likes else []

    def _add_row(self, row: int, place: int) -> None:
        piece = self.person.pieces[place]
        box = QComboBox()
        for what in CHOICES:
            box.addItem(self._word(what, piece.label), what.value)
        box.setCurrentIndex(CHOICES.index(piece.what))
        box.setAccessibleName(self.tr("What this is: {text}").format(text=one_line(piece.text, _SHOWN_NAME)))
        box.activated.connect(lambda _index, box=box, place=place: self._on_what_chosen(box, place))
        self._wheel.calm(box)
        edit = self._edit(piece.text, what_word(piece.what))
        edit.textChanged.connect(lambda *_, edit=edit, place=place: self._on_edited(edit, place))
        self._grid.addWidget(box, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(edit, row, 1)
        self.boxes.append(box)
        self.edits.append(edit)

    def _edit(self, text: str, name: str) -> QLineEdit | TextArea:
        if "\n" in text or len(text) > _LONG_NOTE:
            area = TextArea(name, self._theme, lines=_NOTE_LINES)
            area.setPlainText(text)
            return area
        edit = QLineEdit(text)
        edit.setCursorPosition(0)
        edit.setAccessibleName(name)
        return edit

    def _word(self, what: What, label: str) -> str:
        word = what_word(what)
        return f"{word} · {one_line(label, 20)}" if label and what is What.PHONE else word

    def _on_what_chosen(self, box: QComboBox, place: int) -> None:
        was, now = self.person.pieces[place].what, What(box.currentData())
        self.person.say(place, what=now)
        self._tell()
        self.changed.emit()
        if now is not was:
            self.told.emit(place, was)

    def _on_edited(self, edit: QLineEdit | TextArea, place: int) -> None:
        text = edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()
        if text != self.person.pieces[place].text:
            self.person.say(place, text=text)
            self._tell()
            self.changed.emit()

    def _on_toggled(self, wanted: bool) -> None:
        self.person.left_out = not wanted
        self._tell()
        self.changed.emit()

    def _on_who_chosen(self, _index: int) -> None:
        self.person.who = self.who_box.currentData()
        self.changed.emit()

    def _tell(self) -> None:
        """Say who it is, whether they are added, and what is doubtful."""
        contact = self.person.card(self._reader, self._number).contact
        name = contact.display_name.strip()
        self._title.setText(name or self.tr("Nobody’s name"))
        add = self.tr("Add {name}").format(name=one_line(name or str(self._number), _SHOWN_NAME))
        self.check.setAccessibleName(add)
        self.setAccessibleName(name)
        self._rows.setEnabled(not self.person.left_out)
        warnings = self._warnings(has_name=bool(name))
        self._warning.setText("\n".join(warnings))
        self._warning.setVisible(bool(warnings) and not self.person.left_out)

    def _warnings(self, *, has_name: bool) -> list[str]:
        found = []
        if not has_name:
            found.append(self.tr("Say which piece is the name, or leave this one out."))
        for piece in self.person.pieces:
            text = piece.text.strip()
            if not text:
                continue
            shown = isolated(one_line(text, 40))
            if piece.what is What.BIRTHDAY:
                day = read_day(text, country=self._reader.country, this_year=self._reader.this_year)
                if day is None:
                    found.append(
                        self.tr("“{text}” is no day that is understood; it goes into the notes.").format(
                            text=shown
                        )
                    )
                else:
                    found.append(self.tr("Birthday: {day}").format(day=partial_text(day)))
            elif piece.what is What.PHONE and self._reader.understand(text) is None:
                sentence = self.tr("“{text}” may not be a whole phone number; it is kept as it stands.")
                found.append(sentence.format(text=shown))
        return found


def _shown(name: str) -> str:
    return isolated(one_line(name, _SHOWN_NAME))
