"""The card with the timeline: a heading, the entries, or a word for the beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from crm_desktop.ui.card.timeline_filter import TimelineFilterBar
from crm_desktop.ui.card.timeline_texts import TimelineTexts
from crm_desktop.ui.card.timeline_view import TimelineView
from crm_desktop.ui.models.timeline import TimelineModel
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.section import SectionHeader

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.domain.timeline import TimelineFilter
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
        self._contact_id: ContactId | None = None
        self._texts = TimelineTexts(days)
        self._model = TimelineModel(self._texts.spoken, self)
        self.view = TimelineView(theme, self._model, self._texts, self)
        self._nothing = Muted("", theme, self)
        self.filter = TimelineFilterBar(theme, self)
        self.filter.hide()
        self.filter.changed.connect(self._on_filter_changed)
        self._filter_button = IconButton("filter", theme, self.tr("Filter the timeline"), self)
        self._filter_button.setCheckable(True)
        self._filter_button.clicked.connect(self._on_filter_clicked)
        header = SectionHeader(self.tr("Timeline"), theme, self)
        header.add_action(self._filter_button)
        self.body.addWidget(header)
        self.body.addWidget(self.filter)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.view)
        self.body.addStretch(1)

    def show_contact(self, contact_id: ContactId) -> None:
        """Show the first page of this contact's entries."""
        self._contact_id = contact_id
        self._fold_filter()
        self._texts.belong_to(contact_id)
        self.view.words_changed()
        self._model.show(lambda limit, before: self._page(contact_id, limit, before))
        self._after_change()

    def renew(self) -> None:
        """Something about the entries may be another."""
        if self.filter.isVisibleTo(self) and self._contact_id is not None:
            self.filter.offer(self._logbook.parts(self._contact_id))
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
        page = self._logbook.timeline(contact_id, limit, before, self._wanted())
        unknown = self._texts.unknown(page)
        if unknown:
            self._texts.learn(self._names(unknown))
        return page

    def _wanted(self) -> TimelineFilter | None:
        wanted = self.filter.wanted()
        return None if wanted.is_empty else wanted

    def _on_filter_clicked(self) -> None:
        if self._contact_id is None or not self._filter_button.isChecked():
            was_narrowed = self._wanted() is not None
            self._fold_filter()
            if was_narrowed:
                self._on_filter_changed()
            return
        self.filter.offer(self._logbook.parts(self._contact_id))
        self.filter.show()
        self.filter.setFocus()

    def _fold_filter(self) -> None:
        """Nothing out of sight narrows what is shown."""
        self.filter.clear()
        self.filter.hide()
        self._filter_button.setChecked(False)

    def _on_filter_changed(self) -> None:
        contact_id = self._contact_id
        if contact_id is not None:
            self._model.show(lambda limit, before: self._page(contact_id, limit, before))
            self._after_change()

    def _after_change(self) -> None:
        is_empty, is_narrowed = self._model.rowCount() == 0, self._wanted() is not None
        self._nothing.setText(
            self.tr("Nothing in the timeline fits.")
            if is_narrowed
            else self.tr("Nothing yet. Write down your first talk in the line above.")
        )
        self._filter_button.setVisible(not is_empty or is_narrowed or self._filter_button.isChecked())
        self._nothing.setVisible(is_empty)
        self.view.setVisible(self._model.rowCount() > 0)
        self.view.fit()
