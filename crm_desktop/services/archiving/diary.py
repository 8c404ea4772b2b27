"""Makes what an archive says of days and meetings fit to keep, as what is typed is; refuses what is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.archived import KeptSeries
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.recurrence import parse
from crm_desktop.formats.archive.container import BadArchive
from crm_desktop.services.appointments import LONGEST_LEAD
from crm_desktop.services.clean_text import STRAY, line, paragraphs

if TYPE_CHECKING:
    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.archived import KeptFollowUp, KeptInteraction, KeptMeeting, KeptReminder


STRAY_IN_LINES = {**STRAY, 10: "\n"}


def cleaned_interaction(kept: KeptInteraction) -> KeptInteraction:
    """Something that happened, as it is kept."""
    one = kept.interaction
    if not 1900 <= one.at.year <= 9000:
        raise BadArchive(f"in interactions.json, the year {one.at.year} is too far away")
    if not kept.who:
        raise BadArchive("in interactions.json, nobody took part in something")
    texts = [paragraphs(text) for text in (one.text, one.came_for, one.offered, one.agreed)]
    who, clean = tuple(dict.fromkeys(kept.who)), one
    if one.tags:
        tags = {match_key(name): name for tag in one.tags if (name := " ".join(line(tag).split()))}
        clean = replace(one, tags=tuple(tags.values()))
    if texts != [one.text, one.came_for, one.offered, one.agreed]:
        text, came_for, offered, agreed = texts
        clean = replace(clean, text=text, came_for=came_for, offered=offered, agreed=agreed)
    # Of a hundred thousand hardly one needs it, and a copy takes longer than a look.
    return kept if clean is one and who == kept.who else replace(kept, interaction=clean, who=who)


def cleaned_promise(kept: KeptFollowUp) -> KeptFollowUp:
    """A promise, as it is kept."""
    one = kept.follow_up
    if one.rule:
        _check_rule(one.rule, "follow-ups.json")
    return replace(kept, follow_up=replace(one, text=paragraphs(one.text)))


def cleaned_reminder(kept: KeptReminder) -> KeptReminder:
    """What was reminded of, as it is kept."""
    return replace(kept, rest=line(kept.rest), subject=line(kept.subject))


def cleaned_meeting(thing: KeptMeeting | KeptSeries) -> KeptMeeting | KeptSeries:
    """A meeting or a series, as it is kept."""
    if not isinstance(thing, KeptSeries):
        return _meeting(thing)
    _check_rule(thing.series.rule, "appointments.ics")
    pattern = _appointment(thing.series.pattern)
    return replace(
        thing,
        series=replace(thing.series, pattern=pattern, uid=_uid(thing.series.uid)),
        who=tuple(dict.fromkeys(thing.who)),
        meetings=tuple(_meeting(one) for one in thing.meetings),
    )


def _meeting(kept: KeptMeeting) -> KeptMeeting:
    found = _appointment(kept.appointment)
    return replace(kept, appointment=replace(found, uid=_uid(found.uid)), who=tuple(dict.fromkeys(kept.who)))


def _appointment(one: Appointment) -> Appointment:
    if any(lead > LONGEST_LEAD for lead in one.remind):
        raise BadArchive("in appointments.ics, a reminder comes more than a year before its meeting")
    return replace(
        one,
        title=line(one.title),
        place=line(one.place),
        agenda=paragraphs(one.agenda),
        remind=tuple(sorted(set(one.remind))),
        extra=tuple(text.translate(STRAY_IN_LINES) for text in one.extra),
    )


def _uid(uid: str) -> str:
    if not line(uid):
        raise BadArchive("in appointments.ics, an event has no UID")
    return uid


def _check_rule(text: str, name: str) -> None:
    try:
        parse(text)
    except UserError as refusal:
        raise BadArchive(f"in {name}, {refusal}") from None
