"""Deeds with people: they come and go, their dates, how often they are to be called; and talks with them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from crm_desktop.domain.contact import Contact, ImportantDate, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.services.context import Services
from tests.simulation.calendars_walked import LEAP_DAYS
from tests.simulation.doing import Doing
from tests.simulation.facts import Person, Talk, Yearly

_DATES_OF = "SELECT id FROM important_date WHERE contact_id = ? ORDER BY position"


class People(Doing):
    """Contacts, and what is written on their cards."""

    def add(self) -> None:
        """Somebody new, with up to three dates to remember."""
        random = self._random
        dates = [self._some_date() for _ in range(random.choice([0, 1, 1, 1, 2, 3]))]
        cadence = random.choice([None, None, 0, 3, 10, 30, 90, 365])
        importance = random.choice([1, 2, 2, 3])
        leave_alone = random.random() < 0.05
        card = Contact(
            Name(full=f"Person {random.randrange(10**6)}"),
            cadence_days=cadence,
            importance=Importance(importance),
            do_not_contact=leave_alone,
            dates=tuple(dates),
        )
        now = self._now()

        def note(who: int) -> None:
            self._book.put("people", who, Person(cadence, importance, now, leave_alone))
            self._note_dates(who, dates)

        self._do(f"adds somebody with {len(dates)} dates", lambda s: s.contacts.add(card), note)

    def _some_date(self) -> ImportantDate:
        random = self._random
        calendar = random.choices(["gregorian", "jalali", "ethiopian", "islamic"], [5, 2, 2, 1])[0]
        leap_year = {"gregorian": 1980, "jalali": 1350, "ethiopian": 1963, "islamic": 1390}[calendar]
        month, day = LEAP_DAYS[calendar]
        year = random.choice([None, leap_year])
        if random.random() < 0.6:
            month, day = random.randint(1, 12), random.randint(1, 28)
            year = random.choice([None, leap_year + random.randrange(-20, 30)])
        elif calendar == "ethiopian":
            day = random.randint(1, 6)
        label = random.choice(["birthday", "birthday", "anniversary", "name day"])
        return ImportantDate(label, PartialDate(year, month, day, Calendar(calendar)))

    def _note_dates(self, who: int, dates: list[ImportantDate]) -> None:
        numbers = [row[0] for row in self._rows(_DATES_OF, who)]
        for number in [n for n, yearly in self._book.dates.items() if yearly.who == who]:
            if number not in numbers:
                self._book.put("dates", number, None)
        for number, one in zip(numbers, dates, strict=True):
            on = one.date
            assert on.month
            assert on.day
            known = self._book.dates.get(number)
            noted = known.noted_on if known else self.today()
            yearly = Yearly(who, one.label, on.calendar.value, on.year, on.month, on.day, noted)
            self._book.put("dates", number, yearly)

    def change_dates(self) -> None:
        """A date comes, goes, or is corrected."""
        who = self.anybody()
        if who is None:
            return
        dates = [
            ImportantDate(d.label, PartialDate(d.year, d.month, d.day, Calendar(d.calendar)))
            for _, d in sorted(
                ((number, d) for number, d in self._book.dates.items() if d.who == who),
                key=lambda pair: self._rows("SELECT position FROM important_date WHERE id = ?", pair[0]),
            )
        ]
        if dates and self._random.random() < 0.6:
            dates.pop(self._random.randrange(len(dates)))
        if len(dates) < 3 and self._random.random() < 0.8:
            dates.append(self._some_date())

        def act(services: Services) -> None:
            services.contacts.save(replace(services.contacts.get(ContactId(who)), dates=tuple(dates)))

        self._do(f"writes the {len(dates)} dates of {who} anew", act, lambda _: self._note_dates(who, dates))

    def change_cadence(self) -> None:
        """Some people are to be called more or less often."""
        some = {self.anybody() for _ in range(self._random.choice([1, 1, 3]))} - {None}
        days = self._random.choice([None, 0, 5, 20, 30, 60])
        self._do(
            f"sets the cadence of {some} to {days}",
            lambda s: s.contacts.set_cadence(sorted(some), days),
            lambda _: self._each_person(some, cadence=days),
        )

    def change_importance(self) -> None:
        """Somebody matters more, or less."""
        who, level = self.anybody(), self._random.choice([1, 2, 3])
        if who is not None:
            self._do(
                f"sets the importance of {who} to {level}",
                lambda s: s.contacts.set_importance([who], Importance(level)),
                lambda _: self._each_person({who}, importance=level),
            )

    def leave_alone(self) -> None:
        """Somebody is not to be contacted any more, or may be again."""
        who = self.anybody()
        alone = [w for w, person in self._book.people.items() if person.leave_alone and not person.gone]
        if alone and self._random.random() < 0.6:
            who = self._any(alone)
        if who is not None:
            value = not self._book.people[who].leave_alone
            self._do(
                f"sets “do not contact” of {who} to {value}",
                lambda s: s.contacts.set_do_not_contact([who], value),
                lambda _: self._each_person({who}, leave_alone=value),
            )

    def pause(self) -> None:
        """Nothing is to be heard of somebody for a while; or all is as before."""
        who = self.anybody()
        if who is not None:
            days = self._random.choice([None, 1, 2, 10, 60])
            until = None if days is None else self.today() + timedelta(days=days)
            self._do(
                f"pauses {who} until {until}",
                lambda s: s.contacts.pause([who], until),
                lambda _: self._each_person({who}, paused_until=until),
            )

    def delete(self) -> None:
        """Somebody goes into the trash."""
        who, now = self.anybody(), self._now()
        if who is not None:
            self._do(
                f"deletes {who}",
                lambda s: s.contacts.delete([who]),
                lambda _: self._each_person({who}, gone=now),
            )

    def restore(self) -> None:
        """Somebody comes back from the trash."""
        who = self._any(who for who, person in self._book.people.items() if person.gone)
        if who is not None:
            self._do(
                f"restores {who}",
                lambda s: s.contacts.restore([who]),
                lambda _: self._each_person({who}, gone=None),
            )

    def forget_old_trash(self) -> None:
        """Who was deleted over 30 days ago is gone for good, and what was with nobody else."""
        book, border = self._book, self._now() - timedelta(days=30)
        gone = {who for who, person in book.people.items() if person.gone and person.gone < border}
        if not gone:
            return
        for name, rows in (("talks", book.talks), ("meetings", book.meetings)):
            for number, row in list(rows.items()):
                left = tuple(who for who in row.who if who not in gone)
                if left != row.who:
                    book.put(name, number, replace(row, who=left) if left else None)
        for number, series in list(book.series.items()):
            if gone & set(series.who):
                left = tuple(who for who in series.who if who not in gone)
                book.put("series", number, replace(series, who=left) if left else None)
        for name, rows in (("promises", book.promises), ("dates", book.dates)):
            for number in [number for number, row in rows.items() if row.who in gone]:
                book.put(name, number, None)
        for who in gone:
            book.put("people", who, None)
        book.done.clear()
        book.undone.clear()

    def _each_person(self, some: set[Any], **values: Any) -> None:
        for who in some:
            self._book.put("people", who, replace(self._book.people[who], **values))


class Talks(Doing):
    """The logbook."""

    def talk(self) -> None:
        """Somebody was met or called, now or some days ago."""
        random = self._random
        some = tuple({self.anybody() for _ in range(random.choice([1, 1, 1, 2]))} - {None})
        if not some:
            return
        at = self._now() - timedelta(days=random.choice([0, 0, 0, 1, 5, 25]), minutes=random.randrange(300))
        kind = random.choice([InteractionKind.CALL, InteractionKind.MEETING, InteractionKind.NOTE])
        self._do(
            f"logs a {kind.value} of {at:%d %b %H:%M} UTC with {some}",
            lambda s: s.interactions.log(Interaction(kind, at, some)),
            lambda number: self._book.put("talks", number, Talk(at, some, kind is not InteractionKind.NOTE)),
        )

    def take_back_a_talk(self) -> None:
        """An entry of the logbook goes, or was another day."""
        number = self._any(list(self._book.talks)[-60:])
        if number is None:
            return
        before = self._book.talks[number]
        if self._random.random() < 0.5:
            self._do(
                f"deletes the talk {number}",
                lambda s: s.interactions.delete(number),
                lambda _: self._book.put("talks", number, None),
            )
            return
        at = before.at - timedelta(days=self._random.choice([1, 3, 14]))

        def act(services: Services) -> None:
            services.interactions.edit(replace(services.interactions.get(number), at=at))

        self._do(
            f"moves the talk {number} to {at:%d %b %H:%M} UTC",
            act,
            lambda _: self._book.put("talks", number, replace(before, at=at)),
        )
