"""The lines of the palette that plan what was typed: told before Enter, done at once, or looked at first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.palette.entries import Entry, EntryKind
from crm_desktop.ui.people.messages import attempt

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.ui.people.messages import Messages
    from crm_desktop.ui.planning.line_plans import LinePlans, Offer

_translate = QCoreApplication.translate


class PlanEntries:
    """`look_at` opens the dialog with a meeting that is not planned yet."""

    def __init__(
        self, plans: LinePlans, messages: Messages, look_at: Callable[[Appointment], object]
    ) -> None:
        self._plans = plans
        self._messages = messages
        self._look_at = look_at

    def entries(self, text: str) -> list[Entry]:
        """What the line would plan, likeliest first; nothing where it is no plan."""
        offers = self._plans.offers(text)
        if not offers:
            return []
        return [*map(self._entry, offers), *([self._to_look_at(offers[0])] if offers[0].is_whole else [])]

    def _entry(self, offer: Offer) -> Entry:
        look = partial(self._look_at, offer.meeting)
        if not offer.is_whole:
            title = _translate("Palette", "Plan: {what}…").format(what=offer.headline)
            return Entry(EntryKind.ACTION, title, look, icon="calendar", below=offer.details)
        title = _translate("Palette", "Plan: {what}").format(what=offer.headline)
        plan = partial(self._plan, offer)
        return Entry(EntryKind.ACTION, title, plan, icon="calendar", below=offer.details, look=look)

    def _to_look_at(self, offer: Offer) -> Entry:
        title = _translate("Palette", "Look at it first…")
        hint = _translate("Palette", "Shift+Enter")
        return Entry(EntryKind.ACTION, title, partial(self._look_at, offer.meeting), icon="edit", hint=hint)

    def _plan(self, offer: Offer) -> None:
        attempt(self._messages, partial(self._plans.plan, offer), offer.done)
