"""Who listens hears of every change, in order, and one who fails spoils it for nobody."""

import logging

import pytest

from crm_desktop.domain.changes import Changes, DataChanged, Kind
from crm_desktop.services.change_bus import ChangeBus

CHANGE = DataChanged(Changes({Kind.CONTACT: frozenset({1})}))


def test_listeners_hear_in_the_order_in_which_they_came() -> None:
    bus, heard = ChangeBus(), []
    bus.subscribe(lambda change: heard.append(("first", change)))
    bus.subscribe(lambda change: heard.append(("second", change)))
    bus.publish(CHANGE)
    assert heard == [("first", CHANGE), ("second", CHANGE)]


def test_who_stops_listening_hears_no_more() -> None:
    bus, heard = ChangeBus(), []
    stop = bus.subscribe(heard.append)
    bus.publish(CHANGE)
    stop()
    stop()
    bus.publish(CHANGE)
    assert heard == [CHANGE]


def test_one_may_stop_listening_while_hearing() -> None:
    bus, heard = ChangeBus(), []

    def once(change: DataChanged) -> None:
        heard.append(change)
        stop()

    stop = bus.subscribe(once)
    bus.subscribe(heard.append)
    bus.publish(CHANGE)
    bus.publish(CHANGE)
    assert len(heard) == 3


def test_a_listener_that_fails_goes_to_the_log_and_the_others_hear(caplog: pytest.LogCaptureFixture) -> None:
    bus, heard = ChangeBus(), []

    def fail(_: DataChanged) -> None:
        raise ZeroDivisionError

    bus.subscribe(fail)
    bus.subscribe(heard.append)
    with caplog.at_level(logging.ERROR):
        bus.publish(CHANGE)
    assert heard == [CHANGE]
    assert "ZeroDivisionError" in caplog.text


def test_a_change_knows_what_it_touches() -> None:
    some = Changes({Kind.CONTACT: frozenset({1, 2}), Kind.TAG: frozenset()})
    assert some.touches(Kind.CONTACT)
    assert some.touches(Kind.CONTACT, [2, 9])
    assert not some.touches(Kind.CONTACT, [9])
    assert not some.touches(Kind.TAG)
    assert some
    assert not Changes({Kind.TAG: frozenset()})
    everything = Changes(everything=frozenset({Kind.CONTACT}))
    assert everything.touches(Kind.CONTACT, [9])
    assert everything
