"""Asks how much of something that repeats is meant: this one, this and later, or all.

What does not repeat is not asked about: it is this one, at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from crm_desktop.domain.scope import Scope
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.wording.recurrence import text_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QDialog, QWidget

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.ui.theme.controller import ThemeController

    Chosen = Callable[[Scope], object]

_translate = QCoreApplication.translate
_NEXT = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ScopeSheet(Sheet):
    """A button for each answer, told to `chosen`; Esc and Cancel choose nothing. The arrows move too."""

    def __init__(
        self,
        title: str,
        what: str,
        answers: Sequence[tuple[str, Scope]],
        chosen: Chosen,
        theme: ThemeController,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chosen = chosen
        self.title.setWordWrap(True)
        self.close_button.setText(self.tr("Cancel"))
        self.body.addWidget(Muted(what, theme, self))
        self.body.addSpacing(theme.px(4))
        self.buttons = [self._button(text, scope) for text, scope in answers]

    def _button(self, text: str, scope: Scope) -> QuietButton:
        button = QuietButton(text, self.theme, parent=self)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self._answer(scope))
        self.body.addWidget(button)
        return button

    def _answer(self, scope: Scope) -> None:
        # First away, so that what follows may open something of its own.
        self.accept()
        self._chosen(scope)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        step = _NEXT.get(Qt.Key(event.key()))
        if step is not None and focused in self.buttons:
            at = self.buttons.index(focused) + step
            self.buttons[at % len(self.buttons)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused in self.buttons:
            self.buttons[self.buttons.index(focused)].click()
            return
        super().keyPressEvent(event)


def ask_change(
    appointment: Appointment,
    chosen: Chosen,
    theme: ThemeController,
    parent: QWidget | None,
    *,
    other_rule: bool = False,
) -> QDialog | None:
    """How many meetings a change is for. Another rule cannot be for one alone."""
    if not appointment.repeats:
        chosen(Scope.ONE)
        return None
    answers = _meeting_answers()[1 if other_rule else 0 :]
    title = _translate("Scope", "Which meetings are to change?")
    return _ask(title, _meeting_words(appointment), answers, chosen, theme, parent)


def ask_cancel(
    appointment: Appointment, chosen: Chosen, theme: ThemeController, parent: QWidget | None
) -> QDialog | None:
    """How many meetings are cancelled."""
    if not appointment.repeats:
        chosen(Scope.ONE)
        return None
    title = _translate("Scope", "Which meetings are cancelled?")
    return _ask(title, _meeting_words(appointment), _meeting_answers(), chosen, theme, parent)


def ask_promise(
    follow_up: FollowUp, chosen: Chosen, theme: ThemeController, parent: QWidget | None
) -> QDialog | None:
    """Whether a promise is changed this time or from now on."""
    if not follow_up.rule:
        chosen(Scope.LATER)
        return None
    title = _translate("Scope", "For how long does the change hold?")
    return _ask(title, _promise_words(follow_up), _promise_answers(), chosen, theme, parent)


def ask_promise_deleted(
    follow_up: FollowUp, chosen: Chosen, theme: ThemeController, parent: QWidget | None
) -> QDialog | None:
    """Whether a promise is left out this time or from now on."""
    if not follow_up.rule:
        chosen(Scope.ALL)
        return None
    title = _translate("Scope", "For how long is it left out?")
    return _ask(title, _promise_words(follow_up), _promise_answers(), chosen, theme, parent)


def _ask(
    title: str,
    what: str,
    answers: Sequence[tuple[str, Scope]],
    chosen: Chosen,
    theme: ThemeController,
    parent: QWidget | None,
) -> QDialog:
    sheet = ScopeSheet(title, what, answers, chosen, theme, parent)
    sheet.open()
    return sheet


def _meeting_answers() -> tuple[tuple[str, Scope], ...]:
    return (
        (_translate("Scope", "Only this one"), Scope.ONE),
        (_translate("Scope", "This and later ones"), Scope.LATER),
        (_translate("Scope", "All that are to come"), Scope.ALL),
    )


def _promise_answers() -> tuple[tuple[str, Scope], ...]:
    return (
        (_translate("Scope", "Only this time"), Scope.ONE),
        (_translate("Scope", "From now on"), Scope.LATER),
    )


def _meeting_words(appointment: Appointment) -> str:
    start = (appointment.occurrence or appointment.starts).date()
    return _described(appointment.title, text_words(appointment.rule, start))


def _promise_words(follow_up: FollowUp) -> str:
    day = follow_up.occurrence or follow_up.anchor or follow_up.due
    return _described(follow_up.text, text_words(follow_up.rule, day))


def _described(what: str, when: str) -> str:
    # Isolates keep what is written in one direction apart from words in the other.
    return _translate("Scope", "{what} · {when}").format(what=f"\u2068{what}\u2069", when=when)
