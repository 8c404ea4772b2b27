"""The commands that answer a reminder by its key: done, snooze, dismiss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.cli import as_text, values
from crm_desktop.cli.answer import said
from crm_desktop.domain.ids import ReminderKey

if TYPE_CHECKING:
    from argparse import Namespace

    from crm_desktop.cli.answer import Answer
    from crm_desktop.services.context import Services


def done(services: Services, args: Namespace) -> Answer:
    """What it is about is done; a promise is kept with it."""
    services.reminders.done(_key(args))
    return said("Done.", key=_key(args), state="done")


def snooze(services: Services, args: Namespace) -> Answer:
    """Put it off to a moment, or to the morning of a day."""
    zone = services.clock.zone()
    morning = services.settings.morning_time
    until = values.moment_or_day(args.until, services.clock.now(), zone, at=morning)
    services.reminders.snooze(_key(args), until)
    line = f"Put off until {as_text.minute(until, zone)}."
    return said(line, key=_key(args), state="snoozed", until=until.astimezone(zone).isoformat())


def dismiss(services: Services, args: Namespace) -> Answer:
    """Hear no more of it."""
    services.reminders.dismiss(_key(args))
    return said("Dismissed.", key=_key(args), state="dismissed")


def _key(args: Namespace) -> ReminderKey:
    return ReminderKey(args.key.strip())


COMMANDS = {"done": done, "snooze": snooze, "dismiss": dismiss}
