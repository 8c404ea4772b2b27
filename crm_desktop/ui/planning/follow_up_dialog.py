"""Writes down a promise: what, to whom, by which day, and whether it comes again. Without a contact it is
one's own reminder.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.recurrence import continued_from, parse, spelled_out
from crm_desktop.ui.planning.day_choice import DayChoice
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.planning.repeat_choice import RepeatChoice
from crm_desktop.ui.planning.scope_sheet import ask_promise
from crm_desktop.ui.widgets.line_edit import LineEdit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.draft import JSON
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.scope import Scope
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH = 500


class FollowUpDialog(FormDialog):
    """A promise to one contact or to oneself, new, or an old one to be changed.

    Before one that repeats is changed, it asks whether that holds this time or from now on. `text` is what
    a new one begins with.
    """

    def __init__(
        self,
        follow_ups: FollowUps,
        theme: ThemeController,
        clock: Clock,
        contact_id: ContactId | None = None,
        name: str = "",
        follow_up: FollowUp | None = None,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", self.tr("Save"), theme, parent)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._follow_ups = follow_ups
        self._contact_id = contact_id
        self._before = follow_up
        own = contact_id is None
        self.set_title(self.tr("Remind me") if own else self.tr("Follow up with {name}").format(name=name))
        self._text = LineEdit(text, self)
        self._text.setAccessibleName(self.tr("What to remember") if own else self.tr("What you promise"))
        self._text.setPlaceholderText(
            self.tr("Renew the stall permit") if own else self.tr("Send the price list")
        )
        day = self.tr("On") if own else self.tr("By")
        self._due = DayChoice(theme, clock, day, self)
        self._repeat = RepeatChoice(theme, self._due.day(), self)
        self._due.changed.connect(lambda: self._repeat.set_start(self._due.day()))
        self.add_row(self.tr("What"), self._text)
        self.add_row(day, self._due, top=6)
        self.add_row(self.tr("Repeat"), self._repeat)
        if follow_up is not None:
            self._show(follow_up)
        if text:
            self._due.begin()
        else:
            self._text.setFocus()

    @property
    def due(self) -> date:
        """The day that is chosen."""
        return self._due.day()

    def submit(self) -> None:
        before = self._before
        if before is None or not before.rule:
            super().submit()
        elif self.tried(self._promise):
            promise = self._promise()
            if promise == before:
                self.accept()
            elif self._repeat.is_changed_by_hand and promise.rule != before.rule:
                # Another repetition can only hold from now on.
                super().submit()
            else:
                ask_promise(before, lambda scope: self._change(promise, scope), self.theme, self)

    def save(self) -> None:
        promise = self._promise()
        if self._before is None:
            self._follow_ups.promise(promise)
        else:
            self._follow_ups.edit(promise)

    def draft_fields(self) -> dict[str, QWidget]:
        return {"text": self._text, "due": self._due, "repeat": self._repeat}

    def draft_title(self) -> str:
        text = self._text.text().strip()
        return f"{self.windowTitle()}: {text}" if text else self.windowTitle()

    def is_worth_keeping(self, typed: Mapping[str, JSON]) -> bool:
        """Of an old promise every change; of a new one only words, for a day is soon chosen."""
        return self._before is not None or "text" in typed

    def _change(self, promise: FollowUp, scope: Scope) -> None:
        if self.tried(lambda: self._follow_ups.edit(promise, scope=scope)):
            self.accept()

    def _promise(self) -> FollowUp:
        """What is put in. Raises UserError without words."""
        text = self._text.text().strip()
        if not text:
            self._text.setFocus()
            if self._contact_id is None:
                raise UserError(self.tr("Write what you want to remember: “renew the stall permit”."))
            raise UserError(self.tr("Write what you promise: “send the price list”."))
        begun = self._before or FollowUp(self._contact_id, text, self._due.day())
        return replace(begun, text=text, due=self._due.day(), rule=self._rule())

    def _rule(self) -> str:
        before = self._before
        if before is not None and before.due == self._due.day() and not self._repeat.is_changed_by_hand:
            return before.rule
        return self._repeat.rule()

    def _show(self, follow_up: FollowUp) -> None:
        self._text.setText(follow_up.text)
        self._due.set_day(follow_up.due)
        if follow_up.rule:
            self._repeat.set_rule(_what_is_left(follow_up), follow_up.due)


def _what_is_left(follow_up: FollowUp) -> str:
    """The rule from this time on: of ten times those that are still to come."""
    begun = follow_up.anchor or follow_up.due
    here = follow_up.occurrence or follow_up.due
    rule = continued_from(parse(follow_up.rule), _at(begun), _at(here))
    return spelled_out(rule, here).text


def _at(day: date) -> datetime:
    return datetime.combine(day, time())
