"""Whatever is planned: written and taken in by an empty file it is the same, and twice changes nothing."""

import tempfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.archived import KeptSeries
from crm_desktop.domain.errors import UserError
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.formats.calendars import RULES, kept_meetings, kept_series, meetings, written
from tests.unit.services.reminding import opened

_NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
_ALL = (datetime(1960, 1, 1, tzinfo=UTC), datetime(2110, 1, 1, tzinfo=UTC))


def _told(services: Services) -> list[tuple[object, ...]]:
    return [
        (
            one.uid, one.title, one.starts, one.zone, one.minutes, one.place, one.agenda, one.remind,
            one.state, one.outcome, one.rule, one.occurrence, one.own, one.extra,
        )
        for one in sorted(services.appointments.between(*_ALL), key=lambda one: one.uid)
    ]  # fmt: skip


def _plan(services: Services, meeting: Appointment, rule: str) -> None:
    starts = meeting.starts.replace(year=2026, day=min(meeting.starts.day, 28))
    with suppress(UserError):  # what cannot be planned is tried elsewhere
        services.appointments.plan(
            Appointment(
                meeting.title or "Tea", starts, meeting.zone, minutes=meeting.minutes,
                place=meeting.place, agenda=meeting.agenda, remind=meeting.remind, rule=rule,
                extra=meeting.extra,
            )
        )  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(meetings, st.sampled_from(("", *RULES))), max_size=4))
def test_what_is_planned_is_the_same_in_an_empty_file(planned: list[tuple[Appointment, str]]) -> None:
    clock = FakeClock(_NOW)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        here, there = Path(name, "here"), Path(name, "there")
        here.mkdir()
        there.mkdir()
        with closing(opened(here, clock)) as one, closing(opened(there, clock)) as other:
            for meeting, rule in planned:
                _plan(one, meeting, rule)
            path = Path(name, "x.ics")
            one.calendar_files.export(path)
            other.calendar_files.bring_in(path)
            assert _told(other) == _told(one)
            assert other.calendar_files.bring_in(path).changes_nothing
            assert one.calendar_files.bring_in(path).changes_nothing


@settings(max_examples=20, deadline=None)
@given(st.lists(st.one_of(kept_meetings, kept_series()), max_size=5), st.booleans())
def test_any_file_comes_in_once_and_its_undo_leaves_nothing(things: list[KeptSeries], own: bool) -> None:
    data = written(*things)
    if not own:
        data = data.replace(b"PRODID:-//CRM Desktop//EN", b"PRODID:-//Elsewhere//EN")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        path = Path(name, "x.ics")
        path.write_bytes(data)
        Path(name, "here").mkdir()
        with closing(opened(Path(name, "here"), FakeClock(_NOW))) as services:
            services.calendar_files.bring_in(path)
            first = _told(services)
            assert services.calendar_files.bring_in(path).changes_nothing
            assert _told(services) == first
            while services.undo.undo_label():
                services.undo.undo()
            assert _told(services) == []
