"""The commands that say what became of something: answer a meeting, settle a complaint, list open ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.cli import as_json, values
from crm_desktop.cli.answer import Answer, said
from crm_desktop.cli.terminal import clip, plain
from crm_desktop.domain import answer as domain
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import AppointmentId, InteractionId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from datetime import date

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.services.context import Services

_NOT_HELD = "no"
_LARGEST = 2**63 - 1  # what a row number of SQLite can hold


def answer(services: Services, args: Namespace) -> Answer:
    """How a meeting went, or that it did not take place; the words go into the logbook."""
    meeting = services.appointments.get(AppointmentId(_number(args.id, "an appointment")))
    took_place = args.went != _NOT_HELD
    text = " ".join(map(values.words, args.words))
    outcome = Outcome(args.went) if took_place else None
    if text and not meeting.contact_ids:
        raise UserError("Nobody was to come to that appointment: there is no card for the words.")
    entry = _entry(services, meeting, text, took_place=took_place)
    services.answering.answer(meeting.id or AppointmentId(0), domain.Answer(took_place, outcome, entry))
    title = clip(plain(meeting.title), 60)
    line = f"“{title}” took place." if took_place else f"“{title}” did not take place."
    return said(line, id=meeting.id, took_place=took_place, outcome=outcome)


def settle(services: Services, args: Namespace) -> Answer:
    """A complaint is settled."""
    number = InteractionId(_number(args.id, "an entry"))
    services.interactions.settle(number)
    return said("Settled.", id=number, state="settled")


def complaints(services: Services, _: Namespace) -> Answer:
    """Those that nobody has settled, the soonest due first."""
    found = services.interactions.open_complaints()
    names = services.contacts.names({who for one in found for who in one.contact_ids})
    zone = services.clock.zone()
    today = services.clock.now().astimezone(zone).date()
    document = [
        {
            "id": one.id,
            "at": as_json.instant(one.at, zone),
            "contact_ids": list(one.contact_ids),
            "names": [names[who] for who in one.contact_ids if who in names],
            "text": one.text,
            "due": one.due.isoformat() if one.due else None,
            "days_late": max(0, (today - one.due).days) if one.due else 0,
        }
        for one in found
    ]
    return Answer(lambda: {"complaints": document}, lambda: _lines(found, names, today))


def _entry(services: Services, meeting: Appointment, text: str, *, took_place: bool) -> Interaction | None:
    if not meeting.contact_ids or not (took_place or text):
        return None
    return Interaction(
        kind=InteractionKind.MEETING if took_place else InteractionKind.NOTE,
        at=min(meeting.starts_at, services.clock.now()),
        contact_ids=meeting.contact_ids,
        text=text or meeting.title,
        minutes=(meeting.minutes or None) if took_place else None,
    )


def _lines(found: Sequence[Interaction], names: dict[int, str], today: date) -> Iterator[str]:
    if not found:
        yield "No complaint is open."
    for one in found:
        who = ", ".join(clip(plain(names[each]), 40) for each in one.contact_ids if each in names)
        when = ""
        if one.due is not None:
            late = (today - one.due).days
            when = f", due {one.due.isoformat()}" + (f" ({late} days late)" if late > 0 else "")
        yield f"{one.id}  {who}: {clip(plain(one.text), 80)}{when}"


def _number(typed: str, what: str) -> int:
    text = typed.strip()
    if not text.isdecimal() or len(text) > 19 or int(text) > _LARGEST:
        raise UserError(f"“{typed}” is not the number of {what}.")
    return int(text)


COMMANDS = {"answer": answer, "settle": settle, "complaints": complaints}
