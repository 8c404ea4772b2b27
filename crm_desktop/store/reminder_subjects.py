"""What reminders are about, as the facts stand now: whose they are, the title, the label, the age reached."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.ids import ContactId, SeriesId
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.reminder import ReminderKind
from crm_desktop.domain.yearly import age_on
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_desktop.domain.due import Occurrence
    from crm_desktop.store.database import Database, Row


class Subject(NamedTuple):
    """`name` joins the names of the contacts; `text` is the title, the promise or the label.

    `minutes` is the length of a meeting, `importance` that of the one contact of a silence, `noted_on` the
    day on which a promise was written down.
    """

    contact_ids: tuple[ContactId, ...] = ()
    name: str = ""
    text: str = ""
    turns: int | None = None
    minutes: int | None = None
    series_id: SeriesId | None = None
    importance: Importance = Importance.NORMAL
    noted_on: date | None = None


class ReminderSubjects:
    """Looks subjects up, many at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, occurrences: Sequence[Occurrence]) -> list[Subject]:
        """The subject of each occurrence, in their order."""
        kinds: dict[ReminderKind, set[int]] = defaultdict(set)
        for one in occurrences:
            kinds[one.kind].add(one.subject_id)
        meetings = self._meetings(sorted(kinds[ReminderKind.APPOINTMENT]))
        promises = self._promises(sorted(kinds[ReminderKind.FOLLOW_UP] | kinds[ReminderKind.OWN]))
        dates = self._dates(sorted(kinds[ReminderKind.BIRTHDAY] | kinds[ReminderKind.DATE]))
        silent = self._importance(kinds[ReminderKind.COLD])
        found = [self._subject(one, meetings, promises, dates, silent) for one in occurrences]
        names = self._names({number for subject in found for number in subject.contact_ids})
        return [
            subject._replace(name=", ".join(names[who] for who in subject.contact_ids if who in names))
            for subject in found
        ]

    def _subject(
        self,
        one: Occurrence,
        meetings: dict[int, Subject],
        promises: dict[int, Subject],
        dates: dict[int, tuple[Subject, PartialDate]],
        silent: dict[int, Importance],
    ) -> Subject:
        if one.kind is ReminderKind.APPOINTMENT:
            return meetings.get(one.subject_id, Subject())
        if one.kind in (ReminderKind.FOLLOW_UP, ReminderKind.OWN):
            return promises.get(one.subject_id, Subject())
        if one.kind is ReminderKind.COLD:
            importance = silent.get(one.subject_id, Importance.NORMAL)
            return Subject((ContactId(one.subject_id),), importance=importance)
        if one.subject_id not in dates or one.event_day is None:
            return Subject()
        subject, yearly = dates[one.subject_id]
        # The first of its kind is the day itself: nobody turns 0.
        return subject._replace(turns=age_on(yearly, date.fromordinal(one.event_day)) or None)

    def _meetings(self, ids: Sequence[int]) -> dict[int, Subject]:
        meetings = self._in("SELECT id, title, minutes, series_id FROM appointment WHERE id IN", ids)
        who: dict[int, list[ContactId]] = defaultdict(list)
        for number, contact_id in self._in(
            "SELECT appointment_id, contact_id FROM appointment_contact"
            " JOIN contact ON contact.id = contact_id AND deleted_at IS NULL WHERE appointment_id IN",
            ids,
        ):
            who[number].append(ContactId(contact_id))
        return {
            number: Subject(
                tuple(who[number]),
                text=title,
                minutes=minutes,
                series_id=SeriesId(series) if series else None,
            )
            for number, title, minutes, series in meetings
        }

    def _promises(self, ids: Sequence[int]) -> dict[int, Subject]:
        return {
            number: Subject(
                () if contact_id is None else (ContactId(contact_id),),
                text=text,
                noted_on=date.fromordinal(noted_on),
            )
            for number, contact_id, text, noted_on in self._in(
                "SELECT id, contact_id, text, noted_on FROM follow_up WHERE id IN", ids
            )
        }

    def _dates(self, ids: Sequence[int]) -> dict[int, tuple[Subject, PartialDate]]:
        return {
            number: (
                Subject((ContactId(contact_id),), text=label),
                PartialDate(year, month, day, Calendar(calendar)),
            )
            for number, contact_id, label, year, month, day, calendar in self._in(
                "SELECT id, contact_id, label, year, month, day, calendar FROM important_date WHERE id IN",
                ids,
            )
        }

    def _importance(self, ids: Iterable[int]) -> dict[int, Importance]:
        rows = self._in("SELECT contact_id, importance FROM contact_summary WHERE contact_id IN", sorted(ids))
        return {number: Importance(importance) for number, importance in rows}

    def _names(self, ids: Iterable[int]) -> dict[int, str]:
        return dict(self._in("SELECT contact_id, name FROM contact_summary WHERE contact_id IN", sorted(ids)))

    def _in(self, sql: str, ids: Sequence[int]) -> list[Row]:
        return [
            row for chunk in chunks(ids) for row in self._database.rows(f"{sql} ({marks(len(chunk))})", chunk)
        ]
