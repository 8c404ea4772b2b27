"""Domain values as readable lines for a terminal, in plain English. What a value says is made harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.cli.terminal import paragraphs, plain, table
from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.warmth import WarmthState
from crm_desktop.domain.wording import warmth_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime, tzinfo

    from crm_desktop.domain.contact import Address, Contact, Role
    from crm_desktop.domain.contact_card import ContactCard
    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.domain.partial_date import PartialDate
    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.domain.warmth import Warmth

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def contacts(rows: Iterable[ContactRow]) -> Iterator[str]:
    """A list of contacts."""
    cells = [(str(row.id), row.name, row.company, warmth(row.warmth)) for row in rows]
    yield from table(cells, heads=("ID", "NAME", "COMPANY", "WARMTH"))


def card(shown: ContactCard, talks: Sequence[Interaction], zone: tzinfo) -> Iterator[str]:
    """A whole card: who, how warm and why, what is known, what is open, what was said last."""
    contact = shown.contact
    yield plain(contact.display_name)
    yield warmth_line(shown.warmth)
    yield from _section("", table(_facts_of(contact), widest=24, indent="  "))
    yield from _section("Remember", (f"  - {plain(fact)}" for fact in contact.facts))
    yield from _section("Notes", paragraphs(contact.notes))
    yield from _section("Related", (f"  {r.kind}: {plain(r.other_name)}" for r in shown.relationships))
    yield from _section("Promised", table(map(_promise, shown.follow_ups), indent="  "))
    yield from _section(
        "Planned", table(((minute(a.starts_at, zone), a.title) for a in shown.appointments), indent="  ")
    )
    yield from _section("Last", table((_talk(talk, zone) for talk in talks), indent="  "))


def reminders(found: Iterable[Reminder], zone: tzinfo) -> Iterator[str]:
    """What is due when, and what became of it."""
    yield from table((minute(one.due_at, zone), one.state, one.title) for one in found)


def warmth(value: Warmth | None) -> str:
    """ "cold, 41 days" for those who need attention, else the state alone."""
    if value is None or value.state is WarmthState.NONE:
        return "-"
    if value.state is WarmthState.WARM:
        return value.state
    return f"{value.state}, {value.days} days"


def warmth_line(value: Warmth) -> str:
    """The state and its reason in one line."""
    state = "No reminders" if value.state is WarmthState.NONE else value.state.capitalize()
    return f"{state}. {warmth_reason(value)}"


def minute(at: datetime, zone: tzinfo) -> str:
    """The instant on the user's wall, to the minute."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def partial(value: PartialDate) -> str:
    """ "17 May 1990", "17 May", "1990"; other calendars by number and name: "26-8-1372 jalali"."""
    gregorian = value.calendar is Calendar.GREGORIAN
    month = value.month and (_MONTHS[value.month - 1] if gregorian else str(value.month))
    parts = [str(part) for part in (value.day, month, value.year) if part]
    return " ".join(parts) if gregorian else f"{'-'.join(parts)} {value.calendar}"


def day_in_words(day: date, today: date) -> str:
    """ "today", "tomorrow", "in 3 days", "2 days late"."""
    days = (day - today).days
    if days in (0, 1):
        return ("today", "tomorrow")[days]
    if days > 1:
        return f"in {days} days"
    return "1 day late" if days == -1 else f"{-days} days late"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    first = True
    for line in lines:
        if first:
            yield ""
            if title:
                yield title
            first = False
        yield line


def _facts_of(contact: Contact) -> Iterator[tuple[str, str]]:
    yield "number", str(contact.id)
    if contact.name.nickname and contact.name.nickname != contact.display_name:
        yield "nickname", contact.name.nickname
    for role in contact.roles:
        yield "company", _role(role)
    for phone in contact.phones:
        yield phone.label or "phone", phone.typed
    for email in contact.emails:
        yield email.label or "e-mail", email.address
    for messenger in contact.messengers:
        yield messenger.service or "messenger", messenger.handle
    for address in contact.addresses:
        yield address.label or "address", _address(address)
    for link in contact.links:
        yield link.label or "link", link.url
    for noted in contact.dates:
        yield "birthday" if noted.label == BIRTHDAY else noted.label or "date", partial(noted.date)
    for custom in contact.custom:
        yield custom.field, custom.value
    if contact.tags:
        yield "tags", ", ".join(contact.tags)
    if contact.status:
        yield "status", contact.status
    if contact.source:
        yield "source", contact.source
    if contact.photo:
        yield "photo", f"{contact.photo.media_type}, {len(contact.photo.data):,} bytes"


def _role(role: Role) -> str:
    held = ", ".join(part for part in (role.title, role.department, role.company) if part)
    return f"{held} (until {partial(role.until)})" if role.until else held


def _address(address: Address) -> str:
    town = " ".join(part for part in (address.postcode, address.city) if part)
    return ", ".join(part for part in (address.street, town, address.region, address.country) if part)


def _promise(promise: FollowUp) -> tuple[str, str]:
    return promise.due.isoformat(), promise.text


def _talk(talk: Interaction, zone: tzinfo) -> tuple[str, str, str]:
    return minute(talk.at, zone), talk.kind, talk.text
