"""A close look at the file is taken once a week, and only one that found it sound counts."""

import sqlite3
from datetime import timedelta

from crm_desktop.services.context import Services
from tests.fakes import FakeClock


def test_a_close_look_is_due_a_week_after_the_last_sound_one(services: Services, clock: FakeClock) -> None:
    care = services.care
    assert care.is_due()
    care.note(care.check(deep=True))
    assert not care.is_due()
    assert care.last_sound == clock.now()
    clock.advance(days=6, hours=23)
    assert not care.is_due()
    clock.advance(hours=2)
    assert care.is_due()


def test_a_quick_look_does_not_count(services: Services) -> None:
    services.care.note(services.care.check())
    assert services.care.is_due()


def test_a_look_that_found_something_does_not_count(services: Services, file: sqlite3.Connection) -> None:
    services.demo.add()
    file.execute("DELETE FROM due")
    services.care.note(services.care.check(deep=True))
    assert services.care.is_due()


def test_a_clock_set_back_does_not_put_it_off(services: Services, clock: FakeClock) -> None:
    services.care.note(services.care.check(deep=True))
    clock.advance(timedelta(days=-30))
    assert services.care.is_due()
