"""Random meetings and series, and a calendar with them, for the tests of iCalendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.archived import KeptMeeting, KeptSeries
from crm_desktop.domain.interaction import Outcome
from crm_desktop.domain.series import Series
from crm_desktop.formats.icalendar import Attendee, write_calendar

ZONES = (
    "Africa/Addis_Ababa",
    "Asia/Tehran",
    "America/New_York",
    "Europe/Dublin",
    "UTC",
    "Asia/Tashkent",
    "GMT",
)
RULES = (
    "FREQ=WEEKLY", "FREQ=DAILY;COUNT=5", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=WEEKLY;UNTIL=20270301",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=2TU", "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20261231",
)  # fmt: skip
_letters = st.characters(exclude_categories=("Cs", "Cc"))
lines = st.text(_letters, max_size=60)
paragraphs = st.text(st.one_of(_letters, st.sampled_from('\n\n\t,;:\\"=')), max_size=120)
uids = st.text(_letters, min_size=1, max_size=40)
walls = st.datetimes(
    datetime.fromisoformat("1970-01-01T00:00"), datetime.fromisoformat("2100-01-01T00:00")
).map(lambda at: at.replace(microsecond=0))
noted = walls.map(lambda at: at.replace(tzinfo=UTC))
meetings = st.builds(
    Appointment,
    title=lines,
    starts=walls,
    zone=st.sampled_from(ZONES),
    uid=uids,
    minutes=st.integers(0, 3000),
    place=lines,
    agenda=paragraphs,
    remind=st.lists(st.integers(0, 100_000), unique=True, max_size=3).map(lambda leads: tuple(sorted(leads))),
    state=st.sampled_from(AppointmentState),
    outcome=st.none() | st.sampled_from(Outcome),
    extra=st.lists(
        st.sampled_from(("X-FOO;P=1:bar", "CLASS:PRIVATE", "URL:https://x.example/ሰ")), max_size=2
    ).map(tuple),
)
kept_meetings = st.builds(
    KeptMeeting, meetings, st.lists(uids, unique=True, max_size=3).map(tuple), noted, st.just("") | uids
)


@st.composite
def kept_series(draw: st.DrawFn) -> KeptSeries:
    """A series with some of its meetings: as the rule has them, and otherwise."""
    pattern, rule = draw(meetings), draw(st.sampled_from(RULES))
    pattern = replace(
        pattern,
        uid="",
        rule=rule,
        starts=datetime.fromisoformat("2026-03-02T09:30"),
        state=AppointmentState.PLANNED,
        outcome=None,
    )
    who = draw(st.lists(uids, unique=True, max_size=2).map(tuple))
    series = Series(pattern, rule, None, (datetime.fromisoformat("2026-03-09T09:30"),), draw(uids))
    made = []
    for number in range(draw(st.integers(0, 4))):
        meeting = replace(series.at(pattern.starts + timedelta(days=7 * number)), uid=f"{number}@x")
        if draw(st.booleans()):
            other = draw(meetings)
            meeting = replace(other, uid=meeting.uid, rule=rule, occurrence=meeting.occurrence, own=True)
        made.append(KeptMeeting(meeting, who if draw(st.booleans()) else (), draw(noted)))
    until = draw(st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)))
    return KeptSeries(series, who, draw(noted), until, tuple(made))


def written(*things: KeptMeeting | KeptSeries) -> bytes:
    """A calendar with these."""
    days = (date(2025, 1, 1), date(2028, 1, 1))
    return b"".join(
        write_calendar(
            things,
            dict.fromkeys(ZONES, days),
            lambda who: {uid: Attendee(f"N {uid}", "a@b.c") for uid in who},
        )
    )
