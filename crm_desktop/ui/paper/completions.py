"""What may be meant in a column by the letters typed: what stands above, then what other cards have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.paper.columns import CITY, COMPANY, TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.ui.paper.model import PaperModel


class Completions:
    """Called with the key of a column and what was typed; the likeliest first."""

    def __init__(self, contacts: ContactBook, model: PaperModel) -> None:
        self._contacts, self._model = contacts, model

    def __call__(self, key: str, typed: str) -> Sequence[str]:
        match key:
            case _ if key == COMPANY:
                known = self._contacts.companies(typed)
            case _ if key == CITY:
                known = self._contacts.cities()
            case _ if key == TAGS:
                known = [tag.name for tag in self._contacts.tags()]
            case _:
                known = []
        return [*self._model.used(key), *known]
