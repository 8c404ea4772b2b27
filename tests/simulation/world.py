"""What a person does with the program, at random: each deed is done in the program and noted in the book."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, ImportantDate, Name
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.scope import Scope
from crm_desktop.domain.yearly import Feb29
from crm_desktop.services.context import Services
from tests.simulation.calendars_walked import LEAP_DAYS
from tests.simulation.facts import Meeting, Person, Promise, Talk, Yearly
from tests.simulation.oracle import Oracle, instant
from tests.simulation.places import odd_wall_time
from tests.simulation.repeating import Rule, days, next_day, some_rule

LEADS = ((15,), (0,), (0, 15, 60), (60, 1440), (30, 10080), (), (5, 120, 43200))

Act = Callable[[Services], Any]
Note = Callable[[Any], None]


class Deeds:
    """Chooses and does. `do` runs an act in the program and, where it was kept, notes it in the book."""

    def __init__(
        self,
        random: Random,
        oracle: Oracle,
        zones: list[str],
        now: Callable[[], datetime],
        do: Callable[..., None],
        rows: Callable[..., list[Any]],
    ) -> None:
        self._random = random
        self._oracle = oracle
        self._book = oracle.book
        self._zones = zones
        self._now = now
        self._do = do
        self._rows = rows

    def one(self) -> None:
        """Do one thing; nothing where there is nothing to do it with."""
        deeds, weights = zip(*self._deeds(), strict=True)
        self._random.choices(deeds, weights)[0]()

    def _deeds(self) -> list[tuple[Callable[[], None], int]]:
        return [
            (self.talk, 20),
            (self.plan, 16),
            (self.move, 6),
            (self.change_leads, 2),
            (self.cancel, 3),
            (self.hold_or_miss, 14),
            (self.promise, 8),
            (self.put_off, 3),
            (self.keep_promise, 5),
            (self.reopen_promise, 1),
            (self.delete_promise, 1),
            (self.take_back_a_talk, 2),
            (self.change_cadence, 3),
            (self.change_importance, 2),
            (self.leave_alone, 2),
            (self.pause, 4),
            (self.change_dates, 4),
            (self.delete, 2),
            (self.restore, 2),
            (self.undo, 6),
            (self.redo, 2),
        ]

    # Who and what there is

    def today(self) -> date:
        return self._oracle.day_of(self._now())

    def anybody(self) -> int | None:
        """Somebody who is not in the trash."""
        return self._any([who for who, person in self._book.people.items() if not person.gone])

    def _any(self, choices: Any) -> Any:
        choices = list(choices)
        return self._random.choice(choices) if choices else None

    def _a_meeting(self, over: bool = False) -> Any:
        """One that is planned: lately over, or anyhow not long over nor far away."""
        now = self._now()
        return self._any(
            number
            for number, meeting in self._book.planned.items()
            if -20 < (meeting.starts.replace(tzinfo=UTC) - now).days < (0 if over else 400)
        )

    def _a_promise(self, kept: bool = False) -> Any:
        return self._any(
            number
            for number, promise in self._book.promises.items()
            if promise.kept == kept
            and (promise.who is None or not self._book.people[promise.who].gone)
            and (promise.due - self.today()).days > -60
        )

    # People

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
            assert on.month and on.day
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

    # Talks

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

    # Meetings

    def some_wall_time(self, zone: str) -> datetime:
        """A wall time to come, often near a change of the clocks."""
        random, now = self._random, self._now()
        odd = odd_wall_time(random, zone, now) if random.random() < 0.2 else None
        if odd is not None:
            return odd
        ahead = random.choice([0, 1, 2, 5, 10, 20, 45, 120, 300])
        wall = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        return wall.replace(second=0) + timedelta(days=ahead, minutes=random.randrange(-90, 1440))

    def plan(self) -> None:
        """A meeting with nobody, somebody or several."""
        random = self._random
        zone = self._oracle.zone if random.random() < 0.7 else random.choice(self._zones)
        who = tuple({self.anybody() for _ in range(random.choice([0, 1, 1, 1, 2]))} - {None})
        starts, leads = self.some_wall_time(zone), random.choice(LEADS)
        meeting = Meeting(starts, zone, random.choice([0, 30, 60, 1500]), leads, who, self._now())
        plan = Appointment("Lunch", starts, zone, who, minutes=meeting.minutes, remind=leads)
        self._do(
            f"plans a meeting at {starts:%d %b %Y %H:%M} in {zone} with {who}, reminders {leads}",
            lambda s: s.appointments.plan(plan),
            lambda number: self._book.put("meetings", number, meeting),
        )

    def move(self) -> None:
        """A meeting is on another day, at another time, elsewhere, or with others."""
        number = self._a_meeting()
        if number is None:
            return
        before = self._book.meetings[number]
        zone = before.zone if self._random.random() < 0.8 else self._random.choice(self._zones)
        starts = self.some_wall_time(zone)
        if self._random.random() < 0.5:
            starts = before.starts + timedelta(minutes=self._random.choice([-60, -45, 15, 60, 1440, 10080]))
        self._edit(number, before, starts=starts, zone=zone)

    def change_leads(self) -> None:
        """A meeting is to be reminded of at other times."""
        number = self._a_meeting()
        if number is not None:
            self._edit(number, self._book.meetings[number], leads=self._random.choice(LEADS))

    def _edit(self, number: Any, before: Meeting, **values: Any) -> None:
        after = replace(before, **values)
        if after == before:
            return
        now = self._now()

        def act(services: Services) -> None:
            kept = services.appointments.get(number)
            services.appointments.edit(
                replace(kept, starts=after.starts, zone=after.zone, remind=after.leads)
            )

        self._do(
            f"changes the meeting {number}: {after.starts:%d %b %Y %H:%M} in {after.zone}, {after.leads}",
            act,
            lambda _: self._book.put("meetings", number, replace(after, noted=now, own=bool(after.series))),
        )

    def cancel(self) -> None:
        """A meeting will not take place."""
        number = self._a_meeting()
        if number is not None:
            self._become(number, "cancelled", lambda s: s.appointments.cancel(number))

    def hold_or_miss(self) -> None:
        """It is told what became of a meeting."""
        number = self._a_meeting(over=self._random.random() < 0.8)
        if number is None:
            return
        if self._random.random() < 0.5:
            self._become(number, "missed", lambda s: s.appointments.miss(number))
            return
        meeting, at = self._book.meetings[number], self._now()
        entry = Interaction(InteractionKind.MEETING, at, meeting.who) if meeting.who else None

        def note(_: object) -> None:
            self._book.put("meetings", number, replace(meeting, state="held"))
            if entry:
                newest = self._rows("SELECT max(id) FROM interaction")[0][0]
                self._book.put("talks", newest, Talk(at, meeting.who))

        self._do(f"holds the meeting {number}", lambda s: s.appointments.hold(number, entry), note)

    def _become(self, number: int, state: str, act: Act) -> None:
        meeting = replace(self._book.meetings[number], state=state)
        self._do(
            f"marks the meeting {number} as {state}",
            act,
            lambda _: self._book.put("meetings", number, meeting),
        )

    # Promises

    def promise(self) -> None:
        """Something is promised to somebody, or to oneself; perhaps again and again."""
        random = self._random
        who = self.anybody() if random.random() < 0.7 else None
        due = self.today() + timedelta(days=random.choice([-2, 0, 1, 3, 7, 30, 200]))
        promise = Promise(who, due)
        if random.random() < 0.3:
            promise = Promise(who, due, rule=some_rule(random, due), anchor=due, given=due)
        text = promise.rule.text if promise.rule else ""
        person = None if who is None else ContactId(who)
        self._do(
            f"promises something to {who or 'himself'} for {due} {text}",
            lambda s: s.follow_ups.promise(FollowUp(person, "call back", due, rule=text)),
            lambda number: self._book.put("promises", number, promise),
        )

    def put_off(self) -> None:
        """A promise is to be kept on another day; its repetitions stay, or move with it."""
        number = self._a_promise()
        if number is None:
            return
        due = self.today() + timedelta(days=self._random.choice([0, 1, 5, 21]))
        before, scope = self._book.promises[number], self._random.choice([None, Scope.ONE, Scope.LATER])
        after = replace(before, due=due)
        if before.rule and before.rule.until and before.rule.until < due:
            return
        if before.rule and scope is Scope.LATER and due != before.due:
            if before.rule.weekdays or before.rule.nth or before.rule.month_day:
                return  # how a pattern that names its days moves along is told elsewhere
            rule = self._what_is_left(before)
            after = replace(after, rule=rule, anchor=due, given=due)

        def act(services: Services) -> None:
            if scope is None:
                services.follow_ups.put_off(number, due)
            else:
                services.follow_ups.edit(replace(services.follow_ups.get(number), due=due), scope=scope)

        self._do(
            f"puts the promise {number} off to {due} ({scope})",
            act,
            lambda _: self._book.put("promises", number, after),
        )

    def _what_is_left(self, promise: Promise) -> Rule:
        assert promise.rule and promise.anchor
        if promise.rule.count is None:
            return promise.rule
        stood = promise.given or promise.due
        before = sum(day < stood for day in days(promise.rule, promise.anchor, stood.year))
        return replace(promise.rule, count=max(1, promise.rule.count - before))

    def keep_promise(self) -> None:
        """A promise is kept."""
        number = self._a_promise()
        if number is not None:
            self._do(
                f"keeps the promise {number}",
                lambda s: s.follow_ups.done(number),
                lambda _: self.note_kept(number),
            )

    def note_kept(self, number: int) -> None:
        """It is kept; one that repeats comes again, on a day that is still to come."""
        promise = self._book.promises[number]
        if not promise.kept:
            self._book.put("promises", number, replace(promise, kept=True))
            self._note_next(promise)

    def _note_next(self, promise: Promise) -> None:
        if promise.rule and promise.anchor:
            after = max(promise.given or promise.due, self.today())
            day = next_day(promise.rule, promise.anchor, after)
            if day is not None:
                newest = self._rows("SELECT max(id) FROM follow_up")[0][0]
                self._book.put("promises", newest, replace(promise, due=day, given=day))

    def reopen_promise(self) -> None:
        """A promise was not kept after all."""
        number = self._a_promise(kept=True)
        if number is not None:
            after = replace(self._book.promises[number], kept=False, rule=None, anchor=None, given=None)
            self._do(
                f"reopens the promise {number}",
                lambda s: s.follow_ups.reopen(number),
                lambda _: self._book.put("promises", number, after),
            )

    def delete_promise(self) -> None:
        """A promise is taken away; of one that repeats only this time, or for good."""
        number = self._a_promise()
        if number is None:
            return
        scope, promise = self._random.choice([Scope.ONE, Scope.ALL]), self._book.promises[number]

        def note(_: object) -> None:
            self._book.put("promises", number, None)
            if scope is Scope.ONE:
                self._note_next(promise)

        self._do(f"deletes the promise {number} ({scope})", lambda s: s.follow_ups.delete(number, scope=scope), note)

    # Undo

    def undo(self) -> None:
        """The last thing is taken back."""
        if self._book.done:
            self._do("undoes it", lambda s: s.undo.undo(), None, reverses="undo")

    def redo(self) -> None:
        """What was taken back last is done again."""
        if self._book.undone:
            self._do("does it again", lambda s: s.undo.redo(), None, reverses="redo")

    # Preferences

    def change_a_preference(self) -> None:
        """Another morning time, more or fewer days ahead, leap days, cadences."""
        name = self._random.choice(list(_PREFERENCES))
        value = self._random.choice(_PREFERENCES[name])
        wishes = replace(self._oracle.wishes, **{name: value})

        def note(_: object) -> None:
            self._oracle.wishes = wishes

        self._do(f"sets {name} to {value}", lambda s: setattr(s.settings, _NAMES.get(name, name), value), note, undoable=False)


_DATES_OF = "SELECT id FROM important_date WHERE contact_id = ? ORDER BY position"


_PREFERENCES: dict[str, list[Any]] = {
    "morning": [time(9), time(7, 30), time(0), time(2, 30), time(1, 30), time(23, 30)],
    "ahead": [0, 1, 7, 30],
    "feb_29": list(Feb29),
    "cadence_high": [0, 14, 30],
    "cadence_normal": [30, 60, 90],
    "cadence_low": [0, 180, 365],
    "quiet_from": [None, time(22), time(12), time(2, 30), time(0)],
    "quiet_until": [None, time(7), time(14), time(2, 30), time(0)],
    "days_off": [(), (6, 7), (5,), (1, 2, 3)],
    "notifications": [True, True, False],
}
_NAMES = {"morning": "morning_time", "ahead": "birthday_days_ahead"}
