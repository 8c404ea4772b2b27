"""The calendar with 50,000 appointments in the file: a month of 2,000 entries painted, and a page turned."""

import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.interaction import Outcome
from tests.benchmarks.figures import Figure, milliseconds, percentile
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from tests.benchmarks.__main__ import Work

_APPOINTMENTS, _A_DAY = 50_000, 65
_PEOPLE = 500


def figures(_work: "Work") -> list[Figure]:
    """Painting and turning; 65 appointments a day, 2,000 in a month."""
    from PySide6.QtWidgets import QApplication

    from crm_desktop.system.paths import resource
    from crm_desktop.ui.calendar.page import CalendarPage
    from crm_desktop.ui.calendar.period import View
    from crm_desktop.ui.theme.controller import install

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = install(app, resource())
    with tempfile.TemporaryDirectory() as folder:
        services, today = _filled(Path(folder))
        page = CalendarPage(services.agenda, services.settings, services.clock, theme)
        page.resize(1200, 800)
        page.show()
        found: list[Figure] = []
        for view, goal in ((View.MONTH, 50), (View.WEEK, 50), (View.DAY, 50), (View.LIST, 50)):
            page.show_day(today, view)
            app.processEvents()
            turns = [milliseconds(lambda by=by: page._turn(by)) for by in (1, 1, 1, -1, -1, -1) * 3]
            found.append(Figure(f"turn a page of the calendar, {view}: p95", percentile(turns, 95), goal))
        page.show_day(today, View.MONTH)
        app.processEvents()
        paints = [milliseconds(page.month.grab) for _ in range(40)]
        found.append(Figure("paint a month of 2,000 entries: p95", percentile(paints, 95), 16))
        page.close()
        services.close()
    return found


def _filled(folder: Path) -> "tuple[Services, date]":
    services = open_services(folder, clock=FakeClock(), default_country=lambda: "DE")
    today = services.clock.now().date()
    with services.uow(Label("Fill")) as tx:
        people = tx.add_many(
            [Contact(Name(f"Person {number}"), uid=f"urn:x:{number}") for number in range(_PEOPLE)]
        )
    first = today - timedelta(days=_APPOINTMENTS // _A_DAY // 2)
    endings = (*Outcome, None)
    with services.uow(None) as tx:
        for number in range(_APPOINTMENTS):
            day = first + timedelta(days=number // _A_DAY)
            past = day < today
            starts = datetime.combine(day, time(7 + number % 12, number % 4 * 15))
            outcome = endings[number % 4] if past else None
            state = AppointmentState.HELD if past and outcome else AppointmentState.PLANNED
            who = (people[number % _PEOPLE], people[number * 7 % _PEOPLE])
            tx.appointments.insert(
                Appointment(f"Meeting {number}", starts, "UTC", who, state=state, outcome=outcome, remind=())
            )
    return services, today
