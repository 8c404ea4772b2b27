"""Writes down a promise: what, to whom, by which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.ui.planning.day_choice import DayChoice
from crm_desktop.ui.planning.form_dialog import FormDialog

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController


class FollowUpDialog(FormDialog):
    """A promise to one contact, new, or an old one to be changed."""

    def __init__(
        self,
        follow_ups: FollowUps,
        theme: ThemeController,
        clock: Clock,
        contact_id: ContactId,
        name: str,
        follow_up: FollowUp | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", self.tr("Save"), theme, parent)
        self._follow_ups = follow_ups
        self._contact_id = contact_id
        self._before = follow_up
        self.set_title(self.tr("Follow up with {name}").format(name=name))
        self._text = QLineEdit(self)
        self._text.setAccessibleName(self.tr("What you promise"))
        self._text.setPlaceholderText(self.tr("Send the price list"))
        self._due = DayChoice(theme, clock, self.tr("By"), self)
        self.add_row(self.tr("What"), self._text)
        self.add_row(self.tr("By"), self._due)
        if follow_up is not None:
            self._text.setText(follow_up.text)
            self._due.set_day(follow_up.due)
        self._text.setFocus()

    @property
    def due(self) -> date:
        """The day that is chosen."""
        return self._due.day()

    def save(self) -> None:
        text = self._text.text().strip()
        if not text:
            self._text.setFocus()
            raise UserError(self.tr("Write what you promise: “send the price list”."))
        promise = FollowUp(
            contact_id=self._contact_id,
            text=text,
            due=self._due.day(),
            id=self._before.id if self._before else None,
            done_at=self._before.done_at if self._before else None,
        )
        if self._before is None:
            self._follow_ups.promise(promise)
        else:
            self._follow_ups.edit(promise)
