"""What the list says when nobody is in it: why, and the one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.contact_query import ContactSet
from crm_desktop.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.contact_query import ContactQuery
    from crm_desktop.ui.theme.controller import ThemeController


class Emptiness(EmptyState):
    """`action_clicked`: add the one that was looked for, or, where `action_clears`, show everyone again."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__("people", "", theme, parent=parent)
        self.action_clears = False

    def explain(self, query: ContactQuery, *, nobody_at_all: bool) -> None:
        """Say why the query finds nobody."""
        self.action_clears = False
        if query.text:
            self._explain_search(query)
        elif nobody_at_all:
            self.say(
                "user-plus",
                self.tr("Nobody here yet"),
                self.tr("Write down the first person you do not want to lose sight of."),
                self.tr("Add your first contact"),
            )
        else:
            self._explain_filter(query)

    def _explain_search(self, query: ContactQuery) -> None:
        text = query.text if len(query.text) <= 60 else query.text[:60] + "…"
        filtered = query.which is not ContactSet.ALL or _further(query)
        if filtered:
            self.action_clears = True
            hint = self.tr("A filter is on; they may be among the others.")
            self.say("search", self._nobody(text), hint, self.tr("Search everyone"))
            return
        hint = self.tr("Names are found in any script, phones by any six digits, notes by their words.")
        self.say("search", self._nobody(text), hint, self.tr("Add “{text}”").format(text=text))

    def _nobody(self, text: str) -> str:
        return self.tr("No one matches “{text}”").format(text=text)

    def _explain_filter(self, query: ContactQuery) -> None:
        self.action_clears = True
        plain = not _further(query)
        everyone = self.tr("Show everyone")
        if plain and query.which is ContactSet.COLD:
            self.say(
                "flame",
                self.tr("Nobody is cold"),
                self.tr("You are in touch with everyone. Well done."),
                everyone,
            )
        elif plain and query.which is ContactSet.COOLING:
            self.say(
                "flame", self.tr("Nobody is cooling"), self.tr("There is nobody to hurry for."), everyone
            )
        elif plain and query.which is ContactSet.BIRTHDAYS:
            hint = self.tr("None that you noted falls into the next 30 days.")
            self.say("cake", self.tr("No birthdays soon"), hint, everyone)
        elif plain and query.which is ContactSet.NO_NEXT_STEP:
            hint = self.tr("Everyone has something planned or promised.")
            self.say("check-circle", self.tr("Everyone has a next step"), hint, everyone)
        else:
            text = self.tr("Nobody is in this list now") if query.condition else ""
            hint = self.tr("Whoever comes to fit is in it by itself.") if query.condition else ""
            self.say("filter", text or self.tr("Nobody fits these filters"), hint, everyone)


def _further(query: ContactQuery) -> bool:
    """Whether more is asked for than a ready-made set."""
    return bool(query.tags or query.status or query.fields or query.condition is not None)
