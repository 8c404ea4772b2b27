"""The command that asks the notebook: ask outcomes, ask rebooked, ask planned, ask when NAME."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_desktop.cli import as_text, values
from crm_desktop.cli.answer import Answer
from crm_desktop.cli.as_json import instant
from crm_desktop.cli.terminal import plain
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.questions import Ending

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from crm_desktop.domain.questions import Outcomes, Planned, Rebooked, When
    from crm_desktop.services.context import Services

_WORDS = {
    Ending.GOOD: "went well",
    Ending.NEUTRAL: "so-so",
    Ending.BAD: "went badly",
    Ending.NOT_HELD: "did not take place",
    Ending.UNANSWERED: "not answered yet",
}


def ask(services: Services, args: Namespace) -> Answer:
    """One of the four questions."""
    zone = services.clock.zone()
    if args.question == "when":
        if args.start or args.until:
            raise UserError("The last and the next meeting need no period.")
        found = services.questions.when(" ".join(map(values.words, args.name)))
        return Answer(
            lambda: {"matches": [_when_json(one, zone) for one in found]}, lambda: _when(found, zone)
        )
    if args.name:
        raise UserError(f"A name goes with: ask when {plain(' '.join(args.name))}.")
    now = services.clock.now()
    first = values.day(args.start, now, zone) if args.start else None
    last = values.day(args.until, now, zone) if args.until else None
    if args.question == "outcomes":
        outcomes = services.questions.outcomes(first, last)
        return Answer(lambda: _outcomes_json(outcomes), lambda: _outcomes(outcomes, zone))
    if args.question == "rebooked":
        rebooked = services.questions.rebooked(first, last)
        return Answer(lambda: _rebooked_json(rebooked, zone), lambda: _rebooked(rebooked, zone))
    planned = services.questions.planned(first, last)
    return Answer(lambda: _planned_json(planned), lambda: _planned(planned, zone))


def _period(first: date, last: date) -> str:
    return f"From {first} to {last}"


def _outcomes_json(found: Outcomes) -> dict[str, Any]:
    return {
        "from": found.first.isoformat(),
        "until": found.last.isoformat(),
        "total": len(found.ended),
        **{ending.value: found.count(ending) for ending in Ending},
    }


def _outcomes(found: Outcomes, zone: tzinfo) -> Iterator[str]:
    yield f"{_period(found.first, found.last)}: {_appointments(len(found.ended))}."
    for ending in Ending:
        if count := found.count(ending):
            yield f"  {count:,} {_WORDS[ending]}"
    for one in found.ended:
        yield f"{as_text.minute(one.at, zone)}  {_about(one.title, one.names)}: {_WORDS[one.ending]}"


def _rebooked_json(found: Rebooked, zone: tzinfo) -> dict[str, Any]:
    return {
        "met": found.met,
        "rebooked": len(found.again),
        "next": [
            {"contact_id": one.contact_id, "name": one.name, "at": instant(one.at, zone)}
            for one in found.again
        ],
    }


def _rebooked(found: Rebooked, zone: tzinfo) -> Iterator[str]:
    clients = "client" if found.met == 1 else "clients"
    yield (
        f"{_period(found.first, found.last)}: met {found.met:,} {clients};"
        f" {len(found.again):,} made another appointment."
    )
    for one in found.again:
        yield f"{as_text.minute(one.at, zone)}  {plain(one.name)}"
    for _, name in found.not_again:
        yield f"no date yet       {plain(name)}"


def _planned_json(found: Planned) -> dict[str, Any]:
    days = [{"date": one.day.isoformat(), "n": len(one.meetings)} for one in found.days]
    return {"total": found.total, "days": days}


def _planned(found: Planned, zone: tzinfo) -> Iterator[str]:
    yield f"{_period(found.first, found.last)}: {_appointments(found.total)}."
    for one in found.days:
        yield f"{one.day}  {len(one.meetings):,}"
        for meeting in one.meetings:
            at = meeting.at.astimezone(zone)
            yield f"  {at:%H:%M}  {_about(meeting.title, meeting.names)}"


def _when_json(one: When, zone: tzinfo) -> dict[str, Any]:
    return {
        "contact_id": one.contact_id,
        "name": one.name,
        "last": instant(one.last, zone),
        "next": instant(one.next, zone),
    }


def _when(found: list[When], zone: tzinfo) -> Iterator[str]:
    if not found:
        yield "Nobody is called so."
    for one in found:
        last = as_text.minute(one.last, zone) if one.last else "never"
        following = as_text.minute(one.next, zone) if one.next else "not planned"
        yield f"{plain(one.name)}: last {last}, next {following}"


def _about(title: str, names: tuple[str, ...]) -> str:
    others = [name for name in names if name != title]
    return plain(f"{title} ({', '.join(others)})" if others else title)


def _appointments(count: int) -> str:
    return "1 appointment" if count == 1 else f"{count:,} appointments"


COMMANDS = {"ask": ask}
