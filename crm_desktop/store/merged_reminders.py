"""The ledger of reminders when contacts become one: what was said to one's reminder holds for the other's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_desktop.domain.reminder import ReminderKind, ReminderState
from crm_desktop.store.database import marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crm_desktop.store.database import Database

_ANSWERS: Final = (
    ReminderState.PASSED,
    ReminderState.SHOWN,
    ReminderState.SNOOZED,
    ReminderState.DISMISSED,
    ReminderState.DONE,
)
"""From what says least to what says most."""
_SPOKEN: Final = "state, shown_at, snoozed_until, announced_at"


class MergedReminders:
    """Gives rows of the ledger the subject that took the place of theirs; each key stays there once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def move_dates(self, rows: Mapping[int, int]) -> None:
        """Reminders of dates whose rows are gone are those of the rows that say the same."""
        for gone, stays in rows.items():
            self._move((ReminderKind.BIRTHDAY, ReminderKind.DATE), gone, stays)

    def move_silences(self, keep: int, absorbed: Iterable[int]) -> None:
        """Whose silence was told of or answered: the same silence is not told of again."""
        for gone in absorbed:
            self._move((ReminderKind.COLD,), gone, keep)

    def _move(self, kinds: Sequence[ReminderKind], gone: int, stays: int) -> None:
        for number, kind, key, state in self._database.rows(
            "SELECT id, kind, key, state FROM reminder"
            f" WHERE kind IN ({marks(len(kinds))}) AND subject_id = ?",
            (*(kind.value for kind in kinds), gone),
        ):
            new_key = f"{kind}:{stays}:{key.removeprefix(f'{kind}:{gone}:')}"
            other = self._database.row("SELECT id, state FROM reminder WHERE key = ?", (new_key,))
            if other is None:
                self._database.execute(
                    "UPDATE reminder SET key = ?, subject_id = ? WHERE id = ?", (new_key, stays, number)
                )
                continue
            if _ANSWERS.index(ReminderState(state)) > _ANSWERS.index(ReminderState(other[1])):
                self._database.execute(
                    f"UPDATE reminder SET ({_SPOKEN}) ="
                    f" (SELECT {_SPOKEN} FROM reminder WHERE id = ?) WHERE id = ?",
                    (number, other[0]),
                )
            self._database.execute("DELETE FROM reminder WHERE id = ?", (number,))
