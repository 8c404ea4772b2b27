"""Takes an archive into the file: read once from beginning to end, checked, and matched with what is here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.archived import KeptSeries
from crm_desktop.formats.archive import records
from crm_desktop.formats.archive.container import MEETINGS, BadArchive
from crm_desktop.services.archiving.diary import (
    cleaned_interaction,
    cleaned_meeting,
    cleaned_promise,
    cleaned_reminder,
)
from crm_desktop.services.archiving.reading import BATCH
from crm_desktop.services.clean_text import line, paragraphs

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from crm_desktop.domain.archived import KeptMeeting
    from crm_desktop.services.archiving.people import People
    from crm_desktop.services.archiving.reading import Reading
    from crm_desktop.services.ports import Transaction


class TakingIn:
    """One archive on its way in. `new` and `changed` count what comes of it, by kind."""

    def __init__(self, reading: Reading, tx: Transaction, people: People, home: str) -> None:
        self._reading = reading
        self._tx = tx
        self._into = tx.archive
        self._people = people
        self._home = home
        self.new: Counter[str] = people.new
        self.changed: Counter[str] = people.changed

    def take(self) -> None:
        """Take all of it in. Raises BadArchive, and Cancelled."""
        self._take_names()
        self._take_fields()
        self._people.take()
        self._take_ties()
        self._take_meetings()
        self._take_attachments()
        self._take_diary()
        self._take_promises()
        self._reading.refuse_cut()
        self._into.finish()

    def _take_names(self) -> None:
        for batch in self._reading.batches(records.COMPANIES, "companies"):
            names = [name for one in batch if (name := line(one))]
            self.new["companies"] += self._into.add_names("company", names)
        for batch in self._reading.batches(records.TAGS, "tags"):
            names = [name for one in batch if (name := " ".join(line(one).split()))]
            self.new["tags"] += self._into.add_names("tag", names)
        for batch in self._reading.batches(records.FILTERS, "filters"):
            named = [(name, condition) for one, condition in batch if (name := line(one))]
            self.new["filters"] += self._into.add_filters(named)

    def _take_fields(self) -> None:
        for batch in self._reading.batches(records.FIELDS, "custom fields"):
            for field in batch:
                name = line(field.name)
                if name and not self._tx.fields.taken(name):
                    choices = tuple(map(line, field.choices))
                    self._tx.fields.insert(replace(field, name=name, choices=choices))
                    self.new["custom fields"] += 1

    def _take_ties(self) -> None:
        for batch in self._reading.batches(records.RELATIONSHIPS, "relationships"):
            self._refuse(
                records.RELATIONSHIPS.name, [uid for one in batch for uid in (one.contact, one.other)]
            )
            self.new["relationships"] += self._into.add_ties(batch)
        for batch in self._reading.batches(records.APART, ""):
            self._refuse(records.APART.name, [uid for one in batch for uid in (one.contact, one.other)])
            self._into.add_aparts(batch)

    def _take_diary(self) -> None:
        for batch in self._reading.batches(records.INTERACTIONS, "interactions"):
            self._refuse(records.INTERACTIONS.name, [uid for one in batch for uid in one.who])
            kept = [cleaned_interaction(one) for one in batch]
            self._count("interactions", self._into.diary.add_interactions(kept))
        for batch in self._reading.batches(records.DAY_NOTES, "day notes"):
            notes = [replace(one, text=text) for one in batch if (text := paragraphs(one.text))]
            self._count("day notes", self._into.diary.add_day_notes(notes))

    def _take_meetings(self) -> None:
        for count, raw in enumerate(self._reading.things(self._home), 1):
            thing = cleaned_meeting(raw)
            if isinstance(thing, KeptSeries):
                self._take_series(thing)
            else:
                self._refuse(MEETINGS, thing.who)
                self._reading.total["appointments"] += 1
                self._count("appointments", self._into.diary.add_meeting(thing))
            if count % BATCH == 0:
                self._reading.step("", BATCH)

    def _take_series(self, thing: KeptSeries) -> None:
        meetings: tuple[KeptMeeting, ...] = thing.meetings
        self._refuse(MEETINGS, [*thing.who, *(uid for one in meetings for uid in one.who)])
        self._reading.total["series"] += 1
        self._reading.total["appointments"] += len(meetings)
        new, changed = self._into.diary.add_series(thing)
        self.new.update(new)
        self.changed.update(changed)

    def _take_attachments(self) -> None:
        for batch in self._reading.batches(records.ATTACHMENTS, "attachments"):
            for one in batch:
                data = self._reading.copy(one.file) if one.file else None
                clean = replace(
                    one, name=line(one.name), link=line(one.link), media_type=line(one.media_type)
                )
                self._count("attachments", self._into.diary.add_attachment(clean, data))

    def _take_promises(self) -> None:
        for batch in self._reading.batches(records.FOLLOW_UPS, "follow-ups"):
            self._refuse(records.FOLLOW_UPS.name, [one.who for one in batch if one.who])
            kept = [cleaned_promise(one) for one in batch]
            self._count("follow-ups", self._into.diary.add_follow_ups(kept))
        for batch in self._reading.batches(records.REMINDERS, "reminders"):
            self._refuse(records.REMINDERS.name, [uid for one in batch for uid in one.who])
            told = [cleaned_reminder(one) for one in batch]
            self._count("reminders", self._into.diary.add_reminders(told))

    def _refuse(self, name: str, uids: Iterable[str]) -> None:
        """Refuse an archive that speaks of contacts whom it does not have."""
        for uid in uids:
            if uid not in self._into.numbers:
                raise BadArchive(f"{name} speaks of a contact that is not in it ({uid[:80]})")

    def _count(self, what: str, found: tuple[int, int]) -> None:
        self.new[what] += found[0]
        self.changed[what] += found[1]
