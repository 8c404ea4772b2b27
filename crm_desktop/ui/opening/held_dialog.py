"""Somebody else has the data open: who, and what can be done. To open it anyway is asked about twice."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import Muted, PlainLabel
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate


class Answer(Enum):
    """What the user wants."""

    TRY_AGAIN = auto()
    ANYWAY = auto()
    QUIT = auto()


class HeldDialog(Sheet):
    """`ask` shows it and gives the answer."""

    def __init__(self, words: str, theme: ThemeController) -> None:
        super().__init__(
            _translate("Held", "Your contacts are open elsewhere"),
            theme,
            save=_translate("Held", "Try again"),
        )
        self.setWindowIcon(theme.icons.app_icon())
        self._answer = Answer.QUIT
        self._is_sure = False
        self.words = _wrapped(PlainLabel(words))
        self.body.addWidget(self.words)
        self.why = Muted(
            _translate(
                "Held",
                "If that computer was switched off or has crashed, wait: after three minutes without a sign"
                " of life it counts no more.",
            ),
            theme,
        )
        self.body.addWidget(self.why)
        self.anyway_button = QuietButton(_translate("Held", "Open anyway…"), theme)
        self.anyway_button.clicked.connect(self._on_anyway)
        self.foot.insertWidget(0, self.anyway_button)
        self.close_button.setText(_translate("Held", "Quit"))
        self.saved.connect(lambda: self._end(Answer.TRY_AGAIN))

    def ask(self) -> Answer:
        """Wait for an answer; closing it is to quit."""
        self.exec()
        return self._answer

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Not on what is dangerous, which comes first.
        self.save_button.setFocus()

    def _on_anyway(self) -> None:
        if self._is_sure:
            self._end(Answer.ANYWAY)
            return
        self._is_sure = True
        self.words.setText(
            _translate(
                "Held",
                "Two programs that write into one file at the same time can damage it, and one of them loses"
                " what it wrote. The other one will be closed as soon as it notices.",
            )
        )
        self.why.setText(
            _translate(
                "Held", "Open it only if you are sure that nobody works with it on the other computer."
            )
        )
        self.anyway_button.setText(_translate("Held", "I am sure: open it"))
        self.save_button.setFocus()

    def _end(self, answer: Answer) -> None:
        self._answer = answer
        self.accept()


def _wrapped(label: PlainLabel) -> PlainLabel:
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
