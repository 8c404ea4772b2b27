"""The card with the timeline: a heading, the entries, or a word for the beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from crm_desktop.ui.card.timeline_texts import TimelineTexts
from crm_desktop.ui.card.timeline_view import TimelineView
from crm_desktop.ui.models.timeline import TimelineModel
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.section import SectionHeader

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.services.interactions import Logbook
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords

NamesOf = Callable[[Iterable[int]], dict[int, str]]


class TimelineCard(Card):
    """Shows the logbook of one contact."""

    def __init__(
        self,
        logbook: Logbook,
        names: NamesOf,
        days: DayWords,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent, pad=16)
        self._logbook = logbook
        self._names = names
        self._texts = TimelineTexts(days)
        self._model = TimelineModel(self._texts.spoken, self)
        self.view = TimelineView(theme, self._model, self._texts, self)
        self._nothing = Muted(
            self.tr("Nothing yet. Write down your first talk in the line above."), theme, self
        )
        self.body.addWidget(SectionHeader(self.tr("Timeline"), theme, self))
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.view)
        self.body.addStretch(1)

    def show_contact(self, contact_id: ContactId) -> None:
        """Show the first page of this contact's entries."""
        self._texts.belong_to(contact_id)
        self.view.words_changed()
        self._model.show(lambda limit, before: self._page(contact_id, limit, before))
        self._after_change()

    def renew(self) -> None:
        """Something about the entries may be another."""
        self._model.renew()
        self._after_change()

    def load_more(self) -> None:
        """The end is in sight: fetch the next page, if there is one."""
        self._model.load_more()
        self.view.fit()

    @property
    def has_more(self) -> bool:
        """Whether there are entries that are not here yet."""
        return self._model.has_more

    def _page(self, contact_id: ContactId, limit: int, before: Interaction | None) -> list[Interaction]:
        page = self._logbook.timeline(contact_id, limit, before)
        unknown = self._texts.unknown(page)
        if unknown:
            self._texts.learn(self._names(unknown))
        return page

    def _after_change(self) -> None:
        self._nothing.setVisible(self._model.rowCount() == 0)
        self.view.setVisible(self._model.rowCount() > 0)
        self.view.fit()
