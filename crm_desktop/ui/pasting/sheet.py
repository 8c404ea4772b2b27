"""Paste contacts: the text on one side, who is in it on the other, to be put right and added as one change.

Signals: `added(ImportReport)`; `import_asked(str)`, a program wrote the text and it is better imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from crm_desktop.formats.plain_text.pieces import PastedKind, What
from crm_desktop.services.environment import told_words
from crm_desktop.services.importing.choices import Choice
from crm_desktop.services.importing.row import RowKey
from crm_desktop.ui.pasting.found import AS_NEW, FoundPeople
from crm_desktop.ui.pasting.marks import Legend, Marks
from crm_desktop.ui.pasting.people_view import PeopleView
from crm_desktop.ui.pasting.words import KINDS, kind_word
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import FaceLabel, Muted, PlainLabel
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.widgets.text_area import TextArea
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_desktop.formats.plain_text.pieces import Pasted
    from crm_desktop.formats.plain_text.spans import Reader
    from crm_desktop.services.importing import Importing
    from crm_desktop.services.importing.report import ImportPreview, ImportReport
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController

READ_AFTER_MS, LOOK_AFTER_MS = 150, 350
_WIDTH, _HEIGHT = 1040, 620
_LONG = 40_000
"""Characters: a longer text is read beside the window."""
_SHOWN_TITLE = 60


class PastingSheet(FormDialog):
    """Nothing is written before the button that says so. A text that cannot be added stays as it is."""

    added = Signal(object)
    import_asked = Signal(str)

    def __init__(
        self,
        importing: Importing,
        reader: Reader,
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Paste contacts"), self.tr("Add"), theme, parent)
        self._importing, self._runner = importing, runner
        self.found = FoundPeople(reader)
        self._asked = 0
        self._is_adding = False
        placeholder = self.tr("Paste or type here: a list, a signature, a message…")
        self.text = TextArea(self.tr("What you pasted"), theme, placeholder)
        self._marks = Marks(self.text.document(), theme)
        self.legend = Legend(theme)
        self.kind_box = QComboBox()
        self.kind_box.setAccessibleName(self.tr("Read it as"))
        self.kind_box.addItem(self.tr("As it seems"), "")
        for kind in KINDS:
            self.kind_box.addItem(kind_word(kind), kind.value)
        self._wheel.calm(self.kind_box)
        self.people = PeopleView(self.found, theme)
        self._summary = FaceLabel("", theme, Face.STRONG)
        self._kept = Muted(
            self.tr("What is not understood is kept as a note, so nothing of it is lost."), theme
        )
        self._rest = Muted("", theme)
        self._rest.hide()
        self._soon = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._later = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._lay_out()
        self._connect()
        self.fit(_WIDTH, _HEIGHT)
        self.text.setFocus()
        self._show()

    @property
    def summary(self) -> str:
        """What is said of how many were found."""
        return self._summary.text()

    def take_text(self, text: str) -> None:
        """Put a text in, as if it were pasted."""
        self.text.setPlainText(text)
        self.read_now()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def read_now(self) -> None:
        """Read what stands there; a long text beside the window."""
        self._soon.stop()
        text = self.text.toPlainText()
        chosen = self.kind_box.currentData()
        kind = PastedKind(chosen) if chosen else None
        self._asked += 1
        asked = self._asked
        if len(text) <= _LONG:
            self._take(self.found.look(text, kind), asked)
            return
        self._runner.run(
            lambda _progress, _cancel: self.found.look(text, kind),
            on_done=lambda pasted: self._take(pasted, asked),
        )

    # Saving

    def submit(self) -> None:
        """Add everyone who is wanted, as one change; what cannot be added is said, and stays."""
        if self._soon.isActive():
            self.read_now()
        places = self.found.wanted()
        if self._is_adding or not places:
            return
        nameless = self.found.nameless()
        if nameless:
            self._say(
                self.tr("Say what number {number} is called, or leave it out.").format(number=nameless[0] + 1)
            )
            self.people.reveal(nameless[0])
            return
        self._say("")
        self._set_adding(True)
        title, cards = self.tr("pasted text"), self.found.cards(places)
        choices = {RowKey(title, place + 1): choice for place in places if (choice := self._choice(place))}
        self._runner.run(
            lambda progress, cancel: self._importing.import_cards(
                cards, title, progress, cancel, choices=choices
            ),
            on_done=self._on_added,
            on_error=self._on_failed,
        )

    def save(self) -> None:
        self.submit()

    def reject(self) -> None:
        """Esc, Cancel or Close; not while people are being added."""
        if not self._is_adding:
            super().reject()

    def done(self, result: int) -> None:
        """Closed: what is still found out beside the window is for nobody."""
        self._asked += 1
        self._soon.stop()
        self._later.stop()
        super().done(result)

    # Drafts

    def draft_fields(self) -> Mapping[str, QWidget]:
        # The people first: they are put right again when the text is read.
        return {"people": self.people, "kind": self.kind_box, "text": self.text}

    def draft_title(self) -> str:
        first = next(
            (line.strip() for line in self.text.toPlainText()[:2000].splitlines() if line.strip()), ""
        )
        text = self.tr("Pasted: {text}").format(text=one_line(first, _SHOWN_TITLE))
        return text if first else self.tr("Pasted text")

    def is_worth_keeping(self, typed: Mapping[str, object]) -> bool:
        """Not a choice alone."""
        return bool(self.text.toPlainText().strip()) and bool({"text", "people"} & typed.keys())

    # What is heard

    def _connect(self) -> None:
        self._soon.timeout.connect(self.read_now)
        self._later.timeout.connect(self._look_for_known)
        self.text.textChanged.connect(self._on_text_changed)
        self.text.submitted.connect(self.submit)
        self.kind_box.currentIndexChanged.connect(lambda _index: self.read_now())
        self.people.changed.connect(self._on_people_changed)
        self.people.import_asked.connect(lambda: self.import_asked.emit(self.text.toPlainText()))

    def _on_text_changed(self) -> None:
        # Marks change the look of the text, which is no change of it.
        if self.text.toPlainText() != self.found.pasted.text:
            self._soon.start()

    def _on_people_changed(self) -> None:
        self._show_marks()
        self._show_counts()
        self._later.start()

    def _take(self, pasted: Pasted, asked: int) -> None:
        if asked != self._asked:
            return
        self.found.take(pasted)
        self._say("")
        self._show()
        self._later.start()

    def _look_for_known(self) -> None:
        """Find out beside the window who of them is known already."""
        places = self.found.wanted()
        if not places or self._is_adding:
            self.people.show_fates({})
            return
        cards, asked = self.found.cards(places), self._asked
        self._runner.run(
            lambda progress, cancel: self._importing.preview_cards(cards, "", progress, cancel),
            on_done=lambda preview: self._show_known(preview, asked),
            on_error=self._on_not_looked,
        )

    def _show_known(self, preview: ImportPreview, asked: int) -> None:
        if asked == self._asked and not self._is_adding:
            self.people.show_fates({row.key.line - 1: row for row in preview.rows})

    def _on_not_looked(self, error: BaseException) -> None:
        # Who is known is a help; what stands in the way of it is told when people are added.
        if not told_words(error):
            raise error

    def _on_added(self, report: ImportReport) -> None:
        self._set_adding(False)
        rest = self.found.rest
        self.added.emit(report)
        if rest:
            self.take_text(rest)
            return
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._set_adding(False)
        words = told_words(error)
        self._say(words or self.tr("That did not work. Nothing was added, and your text is still here."))
        if not words:
            raise error

    # What is shown

    def _show(self) -> None:
        seemed = kind_word(self.found.pasted.kind) if self.found.pasted.text.strip() else ""
        as_it_seems = self.tr("As it seems: {kind}").format(kind=seemed) if seemed else self.tr("As it seems")
        if not self.kind_box.currentData():
            self.kind_box.setItemText(0, as_it_seems)
        self.people.show_people()
        self._show_marks()
        self._show_counts()

    def _show_marks(self) -> None:
        pieces = [
            piece
            for person in self.found.people
            for piece in person.pieces
            if not person.left_out and "\n" not in piece.text
        ]
        if self.found.pasted.kind is PastedKind.MESSAGE:
            pieces = [piece for piece in pieces if piece.what is not What.NOTE]
        self._marks.show_pieces(self.found.pasted.text, pieces)
        there = {piece.what for piece in pieces}
        self.legend.show_kinds([what for what in What if what in there and what is not What.LABEL])

    def _show_counts(self) -> None:
        count = len(self.found.wanted())
        total = len(self.found.people)
        self._summary.setText(english_plural(self.tr("%n people found", None, total), total) if total else "")
        if total == 1:
            self._summary.setText(self.tr("1 person found"))
        text = english_plural(self.tr("Add %n people", None, count), count)
        self.save_button.setText(self.tr("Add 1 person") if count == 1 else text)
        self.save_button.setVisible(count > 0)
        self.save_button.setEnabled(not self._is_adding)
        self._kept.setVisible(total > 0)
        self._rest.setVisible(bool(self.found.rest))
        self._rest.setText(
            self.tr("This is very long: these are the first of them. The rest stays here, to be added next.")
        )

    def _set_adding(self, adding: bool) -> None:
        self._is_adding = adding
        for widget in (self.text, self.kind_box, self.people, self.close_button):
            widget.setEnabled(not adding)
        self.save_button.setEnabled(not adding)
        if adding:
            self.save_button.setText(self.tr("Adding…"))
        else:
            self._show_counts()

    def _choice(self, place: int) -> Choice | None:
        who = self.found.people[place].who
        if who is None:
            return None
        return Choice.AS_NEW if who == AS_NEW else Choice.update(who)

    def _lay_out(self) -> None:
        px = self.theme.px
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, px(8), 0)
        column.setSpacing(px(8))
        label = PlainLabel(self.tr("Read it as"))
        label.setBuddy(self.kind_box)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(label)
        line.addWidget(self.kind_box, 1)
        column.addLayout(line)
        column.addWidget(self.text, 1)
        column.addWidget(self.legend)
        column = QVBoxLayout(right)
        column.setContentsMargins(px(8), 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._summary)
        column.addWidget(self._kept)
        column.addWidget(self._rest)
        column.addWidget(self.people.all_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.people, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([px(_WIDTH), px(_WIDTH)])
        self.form.setRowStretch(0, 1)
        self.form.addWidget(self.splitter, 0, 0, 1, 2)
