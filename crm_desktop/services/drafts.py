"""Drafts: what was typed and not saved yet, kept beside the data so that a crash does not take it along."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.draft import Draft
    from crm_desktop.services.ports import DraftStorage


class Drafts:
    """None of it is part of undo, and no page hears of it.

    Without `wait`, keeping and forgetting raise at once where somebody else is writing: whoever asks while
    keys are typed tries again later.
    """

    def __init__(self, storage: DraftStorage) -> None:
        self._storage = storage

    def keep(self, draft: Draft, *, wait: bool = True) -> None:
        """Keep a draft, in place of the one of its key."""
        self._storage.put(draft, wait=wait)

    def forget(self, key: str, *, wait: bool = True) -> None:
        """It was saved, or thrown away on purpose."""
        self._storage.remove(key, wait=wait)

    def all(self) -> list[Draft]:
        """Every draft, the newest first."""
        return self._storage.all()

    def find(self, key: str) -> Draft | None:
        """The draft of an editor, None where there is none."""
        return next((each for each in self.all() if each.key == key), None)
