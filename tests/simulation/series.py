"""Meetings that repeat: planned, changed from one on or all, ended; and what must then stand in the file.

The rows that the program wrote are held against the days that the slow way gives; only then they count as
meetings of the naive account.
"""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.scope import Scope
from crm_desktop.services.context import Services
from tests.simulation.facts import Meeting, Series
from tests.simulation.oracle import end_of
from tests.simulation.repeating import days, some_rule

if TYPE_CHECKING:
    from tests.simulation.drive import Life

LONG_AGO, FAR_OFF = datetime.combine(date.min, time()), datetime.combine(date.max, time())
MOST = 12
"""How many series run at a time."""
PAST = timedelta(days=60)
"""For so long it is looked at what became of those that are over."""
HORIZON = 365
"""Days for which what repeats must be written down ahead."""

_ROWS = (
    "SELECT id, occurrence, starts, zone, minutes, remind, state, own, series_id FROM appointment"
    " WHERE series_id IS NOT NULL AND occurrence >= ?"
)
_THERE = "SELECT id FROM appointment WHERE series_id IS NOT NULL"
_PEOPLE = "SELECT contact_id FROM appointment_contact WHERE appointment_id = ? ORDER BY contact_id"


def moments(series: Series, last_year: int) -> list[datetime]:
    """The wall times at which it takes place."""
    found = [
        datetime.combine(day, series.starts.time())
        for day in days(series.rule, series.starts.date(), last_year)
    ]
    return [
        at
        for at in found
        if at not in series.left_out and (series.ends_before is None or at < series.ends_before)
    ]


class Repetitions:
    """Deeds with series, and the look at what the program made of them."""

    def __init__(self, life: "Life") -> None:
        self._life = life
        self._random = life.random
        self._book = life.book
        self._seen: object = None
        self._border = LONG_AGO

    # Deeds

    def one(self) -> None:
        """Plan one, or change one that is there."""
        some = self._some_to_come()
        number = self._random.choice(some) if some else None
        if number is None or self._random.random() < 0.3:
            if number and len({self._book.meetings[one].series for one in some}) >= MOST:
                self.end(number)
            else:
                self.plan()
        else:
            self._random.choices([self.change, self.another_rule, self.end], [6, 1, 2])[0](number)

    def _some_to_come(self) -> list[int]:
        now = self._life.clock.now()
        return [
            number
            for number, meeting in self._book.planned.items()
            if meeting.series and end_of(meeting) > now - timedelta(days=20)
        ]

    def plan(self) -> None:
        """A meeting that comes again."""
        life, random = self._life, self._random
        zone = random.choice([life.oracle.zone, random.choice(life.zones)])
        starts = life.deeds.meetings.some_wall_time(zone)
        rule = some_rule(random, starts.date())
        who = tuple({life.deeds.anybody() for _ in range(random.choice([0, 1, 1]))} - {None})
        leads = random.choice([(15,), (0, 60), (1440,), ()])
        series = Series(rule, starts, zone, random.choice([30, 90]), leads, who, life.clock.now())
        meeting = Appointment(
            "Class", starts, zone, who, minutes=series.minutes, remind=leads, rule=rule.text
        )

        def note(_: object) -> None:
            self._book.put("series", self._newest(), series)
            self.adopt(settled=False)

        life.do(
            f"plans a class at {starts:%d %b %Y %H:%M} in {zone} with {who}, {rule.text}, reminders {leads}",
            lambda s: s.appointments.plan(meeting),
            note,
        )

    def change(self, number: int) -> None:
        """Another hour, other reminders, a longer time: for those from one on, or for all to come."""
        random = self._random
        shift = timedelta(minutes=random.choice([0, 0, -30, 60, 125]))
        values: dict[str, Any] = {}
        if random.random() < 0.5:
            values["leads"] = random.choice([(15,), (0, 60), (1440,), ()])
        self._follow(number, shift, values)

    def another_rule(self, number: int) -> None:
        """It comes again at other intervals from now on."""
        meeting = self._book.meetings[number]
        self._follow(number, timedelta(), {"rule": some_rule(self._random, meeting.starts.date())})

    def _follow(self, number: int, shift: timedelta, values: dict[str, Any]) -> None:
        book, now = self._book, self._life.clock.now()
        scope = self._random.choice([Scope.LATER, Scope.ALL])
        meeting = book.meetings[number]
        old = book.series[meeting.series or 0]
        concerned = self._concerned(number, scope)
        first = book.meetings[concerned[0]].occurrence
        assert first is not None
        assert meeting.occurrence is not None
        if (meeting.starts != meeting.occurrence and "rule" in values) or (
            first + shift
        ).date() != first.date():
            return
        if old.ends_before and first >= old.ends_before:
            return  # what is left of one that has ended
        new = self._continued(old, first, first + shift)
        new = replace(new, minutes=meeting.minutes, leads=meeting.leads, zone=meeting.zone, who=meeting.who)
        if "rule" in values:
            if values["rule"] == old.rule and old.ends_before is None:
                return
            new = replace(new, ends_before=None)
        new = replace(new, noted=now, **values)
        if new.rule.until and new.rule.until < new.starts.date():
            return
        after = replace(meeting, starts=meeting.starts + shift, leads=new.leads)
        if after == meeting and "rule" not in values:
            return

        def act(services: Services) -> None:
            kept = services.appointments.get(number)
            rule = new.rule.text if "rule" in values else kept.rule
            services.appointments.edit(
                replace(kept, starts=after.starts, remind=after.leads, rule=rule), scope=scope
            )

        def note(_: object) -> None:
            self._begin_anew(concerned, replace(old, ends_before=first), new, shift)
            if "rule" not in values:
                self._check_shift(concerned, shift)
            self.adopt(settled=False)

        self._life.do(f"changes the class {number} ({scope}): {shift}, {values}", act, note)

    def _continued(self, old: Series, first: datetime, starts: datetime) -> Series:
        """What is left of a series from one moment on, beginning at another; the answered ones left out."""
        rule, shift = old.rule, starts - first
        if rule.count:
            before = sum(day < first.date() for day in days(rule, old.starts.date(), first.year))
            rule = replace(rule, count=max(1, rule.count - before))
        end = old.ends_before and old.ends_before + shift
        left_out = frozenset(at + shift for at in old.left_out)
        return replace(old, rule=rule, starts=starts, left_out=left_out, ends_before=end)

    def _begin_anew(self, concerned: list[int], old: Series, new: Series, shift: timedelta) -> None:
        book = self._book
        number_of_old = book.meetings[concerned[0]].series
        first = old.ends_before
        assert first is not None
        over = [
            meeting.occurrence + shift
            for other, meeting in book.meetings.items()
            if meeting.series == number_of_old
            and other not in concerned
            and meeting.occurrence
            and meeting.occurrence >= first
        ]
        new = replace(new, left_out=frozenset({*new.left_out, *over}))
        book.put("series", number_of_old, old)
        book.put("series", self._newest(), new)

    def _check_shift(self, concerned: list[int], shift: timedelta) -> None:
        for number in concerned:
            meeting = self._book.meetings[number]
            for row in self._life.machine.rows(
                "SELECT occurrence, series_id FROM appointment WHERE id = ? AND state = 'planned'", number
            ):
                assert meeting.occurrence is not None
                if row != ((meeting.occurrence + shift).isoformat(), self._newest()):
                    raise self._life.wrong(f"the meeting {number} of {meeting.occurrence} became {row}")

    def end(self, number: int) -> None:
        """It comes no more, from one on or at all."""
        scope = self._random.choice([Scope.LATER, Scope.ALL])
        book = self._book
        meeting, concerned = book.meetings[number], self._concerned(number, scope)
        first = book.meetings[concerned[0]].occurrence

        def note(_: object) -> None:
            series = book.series[meeting.series or 0]
            ends = min(first or FAR_OFF, series.ends_before or FAR_OFF)
            book.put("series", meeting.series, replace(series, ends_before=ends))
            for one in concerned:
                row = book.meetings[one]
                book.put("meetings", one, replace(row, state="cancelled") if row.own else None)
            self.adopt(settled=False)

        self._life.do(
            f"ends the class {number} ({scope})", lambda s: s.appointments.cancel(number, scope=scope), note
        )

    def _concerned(self, number: int, scope: Scope) -> list[int]:
        """The planned ones of its series from it on, or all that are not over, by their moments."""
        book, now = self._book, self._life.clock.now()
        meeting = book.meetings[number]
        same = sorted(
            (row.occurrence or FAR_OFF, other)
            for other, row in book.meetings.items()
            if row.series == meeting.series and row.state == "planned"
        )
        if scope is Scope.LATER:
            return [other for at, other in same if at >= (meeting.occurrence or at)]
        return [other for _, other in same if end_of(book.meetings[other]) > now or other == number]

    def _newest(self) -> int:
        return int(self._life.machine.rows("SELECT max(id) FROM series")[0][0])

    # What stands in the file

    def look(self, *, settled: bool) -> None:
        """Adopt what changed in the file since the last look; `settled` after a tick that went well."""
        seen = self._life.machine.rows(
            "SELECT max(id), count(*), (SELECT sum(planned_until) FROM series) FROM appointment"
            " WHERE series_id IS NOT NULL"
        )
        if seen != self._seen:
            self.adopt(settled=settled, lately=True)
            self._seen = seen if settled else None

    def adopt(self, *, settled: bool, lately: bool = False) -> None:
        """Hold the rows of every series against what it gives, and take them as meetings.

        Time alone changes nothing of what is long over: then it is enough to look at what is not.
        """
        book, now = self._book, self._life.clock.now()
        rows: dict[int, dict[datetime, Any]] = {}
        today = self._life.oracle.day_of(now)
        self._border = datetime.combine(today - PAST, time()) if lately else LONG_AGO
        for row in self._life.machine.rows(_ROWS, self._border.isoformat()):
            rows.setdefault(row[8], {})[datetime.fromisoformat(row[1])] = row
        for number, found in rows.items():
            series = book.series.get(number)
            if series is None:
                raise self._life.wrong(f"there is a series {number} that nobody planned")
            self._compare(number, series, found, settled=settled)
            for occurrence, row in found.items():
                self._take(number, series, occurrence, row, now)
        there = {row[0] for row in self._life.machine.rows(_THERE)}
        for number in [n for n, meeting in book.meetings.items() if meeting.series and n not in there]:
            book.put("meetings", number, None)

    def _compare(self, number: int, series: Series, found: dict[datetime, Any], *, settled: bool) -> None:
        today = self._life.oracle.day_of(self._life.clock.now())
        wanted = {at for at in moments(series, today.year + 2) if at >= self._border}
        planned = {at for at, row in found.items() if row[6] == "planned" and not row[7]}
        # What is over when the others change stays where it was.
        known = {
            self._book.meetings[row[0]].occurrence for row in found.values() if row[0] in self._book.meetings
        }
        if extra := planned - wanted - known:
            raise self._life.wrong(f"the series {number} {series} does not give {sorted(extra)[:5]}")
        horizon = datetime.combine(today + timedelta(days=HORIZON), time())
        missing = {at for at in wanted if at < horizon} - set(found)
        if settled and missing and self._has_people(series):
            raise self._life.wrong(f"the series {number} {series} lacks {sorted(missing)[:5]}")
        for at, row in found.items():
            shape = (row[2], row[3], row[4], tuple(json.loads(row[5])))
            if at in planned and shape != (at.isoformat(), series.zone, series.minutes, series.leads):
                raise self._life.wrong(f"{row} is not as the series {number} {series} has it")

    def _has_people(self, series: Series) -> bool:
        return not series.who or any(who in self._book.people for who in series.who)

    def _take(self, number: int, series: Series, occurrence: datetime, row: Any, now: datetime) -> None:
        known = self._book.meetings.get(row[0])
        starts, zone, minutes, leads = (
            datetime.fromisoformat(row[2]),
            row[3],
            row[4],
            tuple(json.loads(row[5])),
        )
        if known and known.series == number:
            # It was changed by a deed, which noted it; or not at all.
            if (known.starts, known.zone, known.leads, known.state) != (starts, zone, leads, row[6]):
                raise self._life.wrong(f"{row} is not the meeting that was written down: {known}")
            return
        if known and known.own and (known.starts, known.zone) != (starts, zone):
            raise self._life.wrong(f"{row} was changed by itself, and moved with the others: {known}")
        people = tuple(who for (who,) in self._life.machine.rows(_PEOPLE, row[0]))
        meeting = Meeting(
            starts, zone, minutes, leads, people, series.noted, row[6], number, occurrence, bool(row[7])
        )
        self._book.put("meetings", row[0], meeting)
