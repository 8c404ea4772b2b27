"""Deeds with meetings: planned, moved, cancelled, held or missed, each by itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.services.context import Services
from tests.simulation.doing import Doing
from tests.simulation.facts import Meeting, Talk
from tests.simulation.places import odd_wall_time

LEADS = ((15,), (0,), (0, 15, 60), (60, 1440), (30, 10080), (), (5, 120, 43200))


class Meetings(Doing):
    """Also of a series one is changed by itself here; `series` changes several."""

    def _a_meeting(self, over: bool = False) -> Any:
        """One that is planned: lately over, or anyhow not long over nor far away."""
        now = self._now()
        return self._any(
            number
            for number, meeting in self._book.planned.items()
            if -20 < (meeting.starts.replace(tzinfo=UTC) - now).days < (0 if over else 400)
        )

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
        zone = self._oracle.zone if random.random() < 0.7 else random.choice(self._life.zones)
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
        zone = before.zone if self._random.random() < 0.8 else self._random.choice(self._life.zones)
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

    def _become(self, number: int, state: str, act: Any) -> None:
        meeting = replace(self._book.meetings[number], state=state)
        self._do(
            f"marks the meeting {number} as {state}",
            act,
            lambda _: self._book.put("meetings", number, meeting),
        )
