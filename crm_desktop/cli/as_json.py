"""Domain values as the documented JSON: what is missing is null, instants carry the local offset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.wording import warmth_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, tzinfo

    from crm_desktop.domain.contact import Address, Contact, ImportantDate
    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.domain.partial_date import PartialDate
    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.domain.today import ComingDate, Meeting, Promise, ReachOut, Today, Unanswered
    from crm_desktop.domain.warmth import Warmth
    from crm_desktop.services.importing.report import FileReport

Json = dict[str, object]


def instant(at: datetime | None, zone: tzinfo) -> str | None:
    """An instant on the user's wall, with its offset."""
    return None if at is None else at.astimezone(zone).isoformat()


def contact(card: Contact, warmth: Warmth, last_contact: datetime | None, zone: tzinfo) -> Json:
    """A whole card, as `show` prints it."""
    name = card.name
    return {
        "id": card.id,
        "uid": card.uid,
        "name": card.display_name,
        "prefix": name.prefix or None,
        "given": name.given or None,
        "middle": name.middle or None,
        "family": name.family or None,
        "suffix": name.suffix or None,
        "nickname": name.nickname or None,
        "phones": [{"label": p.label or None, "typed": p.typed, "e164": p.e164} for p in card.phones],
        "emails": [{"label": email.label or None, "address": email.address} for email in card.emails],
        "companies": [{"name": role.company or None, "role": role.title or None} for role in card.roles],
        "birthday": partial_date(card.birthday) if card.birthday else None,
        "dates": [{"label": one.label or None, **partial_date(one.date)} for one in _other_dates(card.dates)],
        "photo": len(card.photo.data) if card.photo else None,
        "tags": list(card.tags),
        "notes": card.notes or None,
        "source": card.source or None,
        "cadence_days": card.cadence_days,
        "warmth": {"state": warmth.state, "days": warmth.days, "cadence_days": warmth.cadence_days},
        "last_contact": instant(last_contact, zone),
        "addresses": [_address(address) for address in card.addresses],
        "links": [link.url for link in card.links],
        "extra": _extra(card),
    }


def row(found: ContactRow) -> Json:
    """A contact in a list."""
    return {
        "id": found.id,
        "name": found.name,
        "warmth": found.warmth.state if found.warmth else None,
        "company": found.company or None,
    }


def partial_date(date: PartialDate) -> Json:
    """Its parts, each null where it is unknown."""
    return {"year": date.year, "month": date.month, "day": date.day, "calendar": date.calendar}


def reminders(found: Iterable[Reminder], zone: tzinfo) -> Json:
    """What is due, as `reminders` and `remind` print it."""
    return {
        "reminders": [
            {
                "key": one.key,
                "kind": one.kind,
                "contact_ids": list(one.contact_ids),
                "title": one.title,
                "due_at": instant(one.due_at, zone),
                "state": one.state,
            }
            for one in found
        ]
    }


def imported(files: Iterable[FileReport]) -> Json:
    """What came of each file, or what would come of it."""
    return {"files": [_file(file) for file in files]}


def today(page: Today, zone: tzinfo) -> Json:
    """The Today page."""
    return {
        "now": [_meeting(meeting, zone) for meeting in page.now],
        "promised": [_promise(promise) for promise in page.promised],
        "reach_out": [_reach_out(silent) for silent in page.reach_out],
        "dates": [_coming(coming) for coming in page.dates],
        "unanswered": [_unanswered(one, zone) for one in page.unanswered],
    }


def _other_dates(dates: tuple[ImportantDate, ...]) -> Iterator[ImportantDate]:
    """All but the first birthday, which stands apart."""
    told = False
    for one in dates:
        if one.label == BIRTHDAY and not told:
            told = True
        else:
            yield one


def _address(address: Address) -> Json:
    return {
        "label": address.label or None,
        "street": address.street or None,
        "city": address.city or None,
        "region": address.region or None,
        "postcode": address.postcode or None,
        "country": address.country or None,
    }


def _extra(card: Contact) -> Json:
    found: dict[str, list[str]] = {}
    for extra in card.extra:
        found.setdefault(extra.name, []).append(raw_value(extra.raw))
    return dict(found)


def raw_value(line: str) -> str:
    """What stands behind the first colon outside quotes of a vCard content line (RFC 6350, section 3.3)."""
    quoted = False
    for at, ch in enumerate(line):
        if ch == '"':
            quoted = not quoted
        elif ch == ":" and not quoted:
            return line[at + 1 :]
    return line.partition(":")[2]


def _file(file: FileReport) -> Json:
    return {
        "file": file.file,
        "cards": file.cards,
        "created": file.created,
        "updated": file.updated,
        "unchanged": file.unchanged,
        "rejected": [{"line": one.line, "reason": one.reason} for one in file.rejected],
        "warnings": [{"line": one.line, "warning": one.sentence} for one in file.warned],
    }


def _meeting(meeting: Meeting, zone: tzinfo) -> Json:
    planned = meeting.appointment
    return {
        "appointment_id": planned.id,
        "title": planned.title,
        "starts_at": instant(planned.starts_at, zone),
        "minutes": planned.minutes,
        "place": planned.place or None,
        "contacts": [
            {
                "contact_id": who.contact_id,
                "name": who.name,
                "facts": list(who.facts),
                "last_said": who.last_talk.text if who.last_talk else None,
                "promises": [promise.text for promise in who.promises],
            }
            for who in meeting.attendees
        ],
    }


def _promise(promise: Promise) -> Json:
    return {
        "follow_up_id": promise.follow_up.id,
        "contact_id": promise.follow_up.contact_id,
        "name": promise.name,
        "text": promise.follow_up.text,
        "due": promise.follow_up.due.isoformat(),
        "days_late": promise.days_late,
    }


def _reach_out(silent: ReachOut) -> Json:
    return {
        "contact_id": silent.contact_id,
        "name": silent.name,
        "why": warmth_reason(silent.why),
        "state": silent.why.state,
        "days": silent.why.days,
        "cadence_days": silent.why.cadence_days,
        "last_said": silent.last_said or None,
    }


def _coming(coming: ComingDate) -> Json:
    noted = coming.noted
    return {
        "contact_id": noted.contact_id,
        "name": noted.name,
        "label": noted.label or None,
        "on": coming.on.isoformat(),
        "turns": coming.turns,
        "date": partial_date(noted.date),
    }


def _unanswered(one: Unanswered, zone: tzinfo) -> Json:
    return {
        "appointment_id": one.appointment.id,
        "title": one.appointment.title,
        "starts_at": instant(one.appointment.starts_at, zone),
        "contact_ids": list(one.appointment.contact_ids),
        "names": list(one.names),
    }
