"""The panel "Ask the notebook": a question, its answer in a sentence, numbers, and the list behind them.

It reads beside the window and shows the newest answer only; what changes elsewhere it asks anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.asking.answer_list import AnswerList
from crm_desktop.ui.asking.numbers import Numbers
from crm_desktop.ui.asking.question_bar import QuestionBar
from crm_desktop.ui.asking.reply import Question
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.labels import FaceLabel, Heading, Muted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.ui.asking.replies import Replies
    from crm_desktop.ui.asking.reply import Line, Reply
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, Task, TaskRunner
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH = 360
_ASKED_ABOUT = (Kind.APPOINTMENT, Kind.SERIES, Kind.INTERACTION, Kind.CONTACT, Kind.SETTING)


class AskPanel(Card):
    """Signals: `opened(Line)`, `print_asked(Reply)`, `export_asked(Reply)`, `close_asked()`."""

    opened = Signal(object)
    print_asked = Signal(object)
    export_asked = Signal(object)
    close_asked = Signal()

    def __init__(
        self,
        replies: Replies,
        runner: TaskRunner | ImmediateRunner,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent, pad=16)
        self._replies = replies
        self._runner = runner
        self._reply: Reply | None = None
        self._task: Task | None = None
        self._wanted = 0
        self.bar = QuestionBar(replies, theme)
        self.sentence = FaceLabel("", theme, Face.STRONG)
        self.sentence.setWordWrap(True)
        self.numbers = Numbers(theme)
        self.list = AnswerList(theme)
        self.nothing = Muted("", theme)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.print_button = IconButton("printer", theme, self.tr("Print the answer"))
        self.export_button = IconButton("export", theme, self.tr("Export the answer"))
        self.close_button = IconButton("x", theme, self.tr("Close"))
        self._lay_out()
        self._connect()

    @property
    def reply(self) -> Reply | None:
        """What is answered now; None while nothing is."""
        return self._reply

    def ask(self, question: Question) -> None:
        """Ask one of the four questions."""
        self.bar.ask(question)

    def notice(self, change: DataChanged) -> None:
        """Something was committed: ask anew where that may change the answer."""
        if self.isVisible() and any(change.changes.touches(kind) for kind in _ASKED_ABOUT):
            self.refresh()

    def refresh(self) -> None:
        """Ask what is chosen; an answer to what was asked before is not shown any more."""
        if self._task is not None:
            self._task.cancel()
        self._wanted += 1
        mine, ask = self._wanted, self._asked()
        self._task = self._runner.run(
            lambda _progress, _cancel: ask(),
            on_done=lambda reply: self._on_answered(mine, reply),
            on_error=lambda error: self._on_failed(mine, error),
        )

    def _asked(self) -> Callable[[], Reply]:
        question, replies = self.bar.question, self._replies
        if question is Question.WHEN:
            name = self.bar.name
            return lambda: replies.when(name)
        answer = {
            Question.OUTCOMES: replies.outcomes,
            Question.REBOOKED: replies.rebooked,
            Question.PLANNED: replies.planned,
        }[question]
        days = self.bar.days()
        return lambda: answer(*days)

    def _on_answered(self, mine: int, reply: Reply) -> None:
        if mine != self._wanted:
            return
        self._task = None
        self._reply = reply
        self._say(reply.sentence)
        self.numbers.show_tallies(reply.tallies)
        self._list(reply.lines, reply.nothing)

    def _on_failed(self, mine: int, error: BaseException) -> None:
        if mine != self._wanted or isinstance(error, Cancelled):
            return
        self._task = self._reply = None
        told = str(error) if isinstance(error, UserError) else self.tr("That did not work.")
        self._say(told)
        self.numbers.show_tallies(())
        self._list((), "")
        if not isinstance(error, UserError):
            raise error

    def _say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _list(self, lines: Sequence[Line], nothing: str) -> None:
        """What is listed can be printed and exported; where there is nothing that is said."""
        self.list.show_lines(lines)
        self.nothing.setText(nothing)
        self.list.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.print_button.setEnabled(bool(lines))
        self.export_button.setEnabled(bool(lines))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), super().sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        px = self._theme.px
        top = QHBoxLayout()
        top.addWidget(Heading(self.tr("Ask the notebook"), self._theme), 1)
        top.setSpacing(px(2))
        for button in (self.print_button, self.export_button, self.close_button):
            top.addWidget(button)
        answer = QWidget()
        column = QVBoxLayout(answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        for widget in (self.bar, self.sentence, self.numbers):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        # Where large letters leave no room for all of it, the list is still reached.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(answer)
        for ground in (scroll.viewport(), answer):
            ground.setAutoFillBackground(False)
        self.body.setSpacing(px(10))
        self.body.addLayout(top)
        self.body.addWidget(scroll, 1)
        self.setMinimumWidth(px(260))

    def _connect(self) -> None:
        self.bar.asked.connect(self.refresh)
        self.list.opened.connect(self.opened)
        self.close_button.clicked.connect(self.close_asked)
        self.print_button.clicked.connect(lambda: self.print_asked.emit(self._reply))
        self.export_button.clicked.connect(lambda: self.export_asked.emit(self._reply))
