"""The commands about what is due: reminders looks, remind fires, today shows the page of the day."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from crm_desktop.cli import as_json, as_text, values
from crm_desktop.cli.answer import Answer
from crm_desktop.cli.terminal import complain, plain, table
from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import tzinfo

    from crm_desktop.cli.outside import Notifier
    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.domain.today import ComingDate, Meeting, Today, Unanswered
    from crm_desktop.services.context import Services

_AHEAD = timedelta(days=7)
_MIDNIGHT = time()


def reminders(services: Services, args: Namespace) -> Answer:
    """What is due in a span, from the facts; nothing is recorded. Without a span: the next seven days."""
    now, zone = services.clock.now(), services.clock.zone()
    start = values.moment_or_day(args.start, now, zone, at=_MIDNIGHT) if args.start else now
    end = values.moment_or_day(args.until, now, zone, at=_MIDNIGHT) if args.until else start + _AHEAD
    if end < start:
        raise UserError("The span ends before it begins; --until is to be later than --from.")
    found = services.reminders.between(start, end)
    lines = list(as_text.reminders(found, zone)) or ["Nothing is due in that time."]
    return Answer(lambda: as_json.reminders(found, zone), lambda: lines)


def remind(services: Services, notifier: Notifier) -> Answer:
    """Fire what is due now, once: into the inbox, and as one desktop notification for all that is new there.

    In quiet time the notification is held back. What the desktop did not take is told again the next time.
    """
    fired = services.reminders.fire_due()
    zone = services.clock.zone()
    untold = services.reminders.to_announce()
    if untold:
        _notify(services, notifier, untold)
    lines = list(as_text.reminders(fired, zone)) or ["Nothing is due now."]
    if fired:
        lines += _held_back(services)
    return Answer(lambda: as_json.reminders(fired, zone), lambda: lines)


def today(services: Services, _: Namespace) -> Answer:
    """The page that a day is run with."""
    page, zone = services.today.page(), services.clock.zone()
    return Answer(lambda: as_json.today(page, zone), lambda: _page(page, zone))


def _notify(services: Services, notifier: Notifier, untold: list[Reminder]) -> None:
    from crm_desktop.services.reminder_wording import notice

    words = notice(untold, services.clock.now(), services.clock.zone())
    outcome = notifier.notify(words.title, words.body)
    if not outcome.delivered:
        services.reminders.not_announced([one.key for one in untold])
        complain(f"The desktop did not show it ({outcome.reason}); it waits in the inbox of the program.")


def _held_back(services: Services) -> list[str]:
    settings, now, zone = services.settings, services.clock.now(), services.clock.zone()
    if not settings.notifications or not settings.quiet_time.holds(now, zone):
        return []
    until = services.reminders.quiet_until(now)
    if until is None:
        return ["Every day is a day off: the desktop is not told."]
    return [f"It is quiet time: the desktop is told after {as_text.minute(until, zone)}."]


def _page(page: Today, zone: tzinfo) -> Iterator[str]:
    yield page.day.strftime("%A %Y-%m-%d")
    if page.is_done:
        yield "Nothing is left to do today."
    for meeting in page.now:
        yield from _meeting(meeting, zone)
    complained = ((_late(c.days_late), ", ".join(c.names), c.complaint.text) for c in page.complaints)
    yield from _section("Complaints to settle", complained, page.complaints_total)
    promised = ((_late(p.days_late), p.name, p.follow_up.text) for p in page.promised)
    yield from _section("Promised", promised, page.promised_total)
    reached = ((r.name, as_text.warmth(r.why), r.last_said) for r in page.reach_out)
    yield from _section("Reach out", reached, page.reach_out_total)
    yield from _section("This week", (_coming(coming, page) for coming in page.dates), page.dates_total)
    asked = (_unanswered(one, zone) for one in page.unanswered)
    yield from _section("How did it go?", asked, page.unanswered_total)
    yield from _section("Inbox", ((one.key, one.title) for one in page.inbox))


def _meeting(meeting: Meeting, zone: tzinfo) -> Iterator[str]:
    planned = meeting.appointment
    yield ""
    place = f", {planned.place}" if planned.place else ""
    yield plain(f"{planned.starts_at.astimezone(zone):%H:%M}  {planned.title}{place}")
    for who in meeting.attendees:
        yield f"  {plain(who.name)}"
        yield from (f"    - {plain(fact)}" for fact in who.facts)
        yield from (f"    promised: {plain(promise.text)}" for promise in who.promises)
        if who.last_talk and who.last_talk.text:
            yield f"    last: {plain(who.last_talk.text)}"


def _section(title: str, rows: Iterator[tuple[str, ...]], total: int = 0) -> Iterator[str]:
    lines = list(table(rows, widest=30, indent="  "))
    if lines:
        yield from ("", title, *lines)
    if total > len(lines):
        yield f"  and {total - len(lines):,} more"


def _coming(coming: ComingDate, page: Today) -> tuple[str, str, str]:
    noted = coming.noted
    label = "birthday" if noted.label == BIRTHDAY else noted.label
    return noted.name, as_text.day_in_words(coming.on, page.day), f"{label}{_age(coming)}"


def _age(coming: ComingDate) -> str:
    if not coming.turns:
        return ""
    if coming.noted.label == BIRTHDAY:
        return f", turns {coming.turns}"
    return ", 1 year" if coming.turns == 1 else f", {coming.turns} years"


def _unanswered(one: Unanswered, zone: tzinfo) -> tuple[str, str]:
    planned = one.appointment
    names = f" ({', '.join(one.names)})" if one.names else ""
    missed = "missed: " if one.is_missed else ""
    return as_text.minute(planned.starts_at, zone), f"{missed}{planned.title}{names}"


def _late(days: int) -> str:
    if not days:
        return "today"
    return "1 day late" if days == 1 else f"{days} days late"


COMMANDS = {"reminders": reminders, "today": today}
