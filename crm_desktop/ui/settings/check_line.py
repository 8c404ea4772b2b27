"""When the data file was last looked at closely, and a look at it now, with how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import Muted, PlainLabel

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QShowEvent

    from crm_desktop.domain.file_health import FileHealth
    from crm_desktop.services.file_care import FileCare
    from crm_desktop.ui.runtime.task_runner import TaskProgress
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords


class Watch(Protocol):
    """Takes a close look when asked."""

    began: SignalInstance
    progressed: SignalInstance
    ended: SignalInstance

    def check_now(self) -> None: ...
    def stop_checking(self) -> None: ...


class CheckLine(QWidget):
    """One line, and a bar while a look is taken."""

    def __init__(self, care: FileCare, watch: Watch, days: DayWords, theme: ThemeController) -> None:
        super().__init__()
        self._care = care
        self._days = days
        self.state = PlainLabel()
        self.state.setWordWrap(True)
        self.hint = Muted(
            self.tr("Every text, photo and list in your file is looked at once a week, and the backups too."),
            theme,
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Looking at your file"))
        self.bar.hide()
        self.check_button = QuietButton(self.tr("Check now"), theme)
        self.check_button.clicked.connect(watch.check_now)
        self.cancel_button = QuietButton(self.tr("Cancel"), theme)
        self.cancel_button.clicked.connect(watch.stop_checking)
        self.cancel_button.hide()
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        for widget in (self.state, self.bar, self.hint):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(24))
        row.addLayout(words, 1)
        row.addWidget(self.check_button)
        row.addWidget(self.cancel_button)
        watch.began.connect(self._on_began)
        watch.progressed.connect(self._on_progressed)
        watch.ended.connect(self._on_ended)
        self._show_last()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.bar.isHidden():
            self._show_last()

    def _show_last(self) -> None:
        last = self._care.last_sound
        if last is None:
            self._say(self.tr("Your file was not checked closely yet."))
            return
        when = self._days.moment(last, exact=True)
        self._say(self.tr("Last checked: {when}. It was sound.").format(when=when))

    def _on_began(self) -> None:
        self.bar.setRange(0, 0)
        self._show_work(working=True)
        self._say(self.tr("Looking at every text, photo and list…"))

    def _on_progressed(self, progress: TaskProgress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def _on_ended(self, health: FileHealth | None) -> None:
        self._show_work(working=False)
        if health is None or health.ok:
            self._show_last()
        elif health.is_damaged:
            self._say(self.tr("It is damaged. A backup should take its place."))
        elif health.is_mendable:
            self._say(self.tr("The search or a list was wrong, and is being made anew. Your data is sound."))
        else:
            self._say(self.tr("The file is sound, but not every backup can be read."))

    def _show_work(self, *, working: bool) -> None:
        had_keyboard = self.check_button.hasFocus() or self.cancel_button.hasFocus()
        self.bar.setVisible(working)
        self.check_button.setVisible(not working)
        self.cancel_button.setVisible(working)
        if had_keyboard:
            (self.cancel_button if working else self.check_button).setFocus()

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.check_button.setAccessibleDescription(text)
