"""The long work of merging many groups at once, for the task runner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.duplicates.words import merge_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_desktop.domain.duplicates.groups import DuplicateGroup
    from crm_desktop.services.duplicates import Duplicates
    from crm_desktop.services.progress import Cancel, Progress


def merge_all_work(
    service: Duplicates, groups: Sequence[DuplicateGroup], origin: object
) -> Callable[[Progress, Cancel], int]:
    """What merges these as proposed, in one step of undo; it gives how many cards that were."""
    words = merge_words()  # translated on the window's thread

    def work(progress: Progress, cancel: Cancel) -> int:
        plans = []
        for group in groups:
            if cancel.is_set():
                raise Cancelled
            plans.append(service.propose(group.ids, words=words))
        service.merge_all(plans, progress, cancel, origin=origin)
        return sum(len(plan.contacts) for plan in plans)

    return work
