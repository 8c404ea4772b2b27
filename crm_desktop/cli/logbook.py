"""The commands that write down what happened, what is planned and what is promised: log, meet, remember."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from crm_desktop.cli import as_text, values
from crm_desktop.cli.answer import Answer
from crm_desktop.cli.terminal import clip, plain
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.context import Services

_NOON = time(12)  # a talk of which only the day is known
_HOUR = 60


def log(services: Services, args: Namespace) -> Answer:
    """Something that happened with one or many contacts."""
    who, text = values.ids_and_text(args.words)
    now, zone = services.clock.now(), services.clock.zone()
    talk = Interaction(
        kind=InteractionKind(args.kind),
        at=values.moment_or_day(args.at, now, zone, at=_NOON) if args.at else now,
        contact_ids=who,
        text=text,
        outcome=Outcome(args.outcome) if args.outcome else None,
        tags=tuple(map(values.words, args.tag)),
        due=values.day(args.due, now, zone) if args.due else None,
    )
    if talk.due is not None and talk.kind is not InteractionKind.COMPLAINT:
        raise UserError("Only a complaint has a day by which it is settled: --kind complaint.")
    number = services.interactions.log(talk)
    line = f"Logged a {args.kind} with {_names(services, who)}."
    return Answer(lambda: {"id": number}, lambda: [line])


def meet(services: Services, args: Namespace) -> Answer:
    """A meeting to come, on the wall clock where the user is."""
    who, title = values.ids_and_text(args.words)
    zone = services.clock.zone()
    at = values.moment(args.at, services.clock.now(), zone)
    leads = tuple(map(values.minutes, args.remind)) or (services.settings.appointment_lead,)
    appointment = Appointment(
        title=title,
        starts=at.astimezone(zone).replace(tzinfo=None),
        zone=getattr(zone, "key", None) or "UTC",
        contact_ids=who,
        minutes=values.minutes(args.minutes) if args.minutes else _HOUR,
        remind=leads,
        rule=values.rule(args.repeat),
    )
    number = services.appointments.plan(appointment)
    title = clip(plain(services.appointments.get(number).title), 60)
    line = f"Planned “{title}” with {_names(services, who)} for {as_text.minute(at, zone)}."
    return Answer(lambda: {"id": number}, lambda: [line])


def remember(services: Services, args: Namespace) -> Answer:
    """Something to be reminded of on a day, or promised to a contact for it."""
    due = values.day(args.on, services.clock.now(), services.clock.zone())
    text = " ".join(map(values.words, args.words))
    who = values.contact_id(args.who) if args.who else None
    number = services.follow_ups.promise(FollowUp(who, text, due, rule=values.rule(args.repeat)))
    kept = clip(plain(services.follow_ups.get(number).text), 60)
    line = f"You will be reminded of “{kept}” on {due.isoformat()}."
    return Answer(lambda: {"id": number}, lambda: [line])


def _names(services: Services, who: Sequence[ContactId]) -> str:
    names = services.contacts.names(who)
    return ", ".join(clip(plain(names[number]), 60) for number in who if number in names)


COMMANDS = {"log": log, "meet": meet, "remember": remember}
