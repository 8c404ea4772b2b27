"""A data file in which every field of every kind holds some text: people, what happened, what is planned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import (
    Address,
    Contact,
    CustomValue,
    Email,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
    Role,
)
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.relationship import RelationshipKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.context import Services


def card(text: str, field: str = "") -> Contact:
    """A card with the text in every field; `field` names a custom field that is there."""
    return Contact(
        name=Name(text, text, text, text, text, text, text),
        phones=(Phone(text, text), Phone("+251911234567", text)),
        emails=(Email(text, text),),
        addresses=(Address(text, text, text, text, text, text),),
        links=(Link(text, text),),
        messengers=(Messenger(text, text[:1_000]), Messenger(text, "telegram")),  # a service has a name
        roles=(Role(text, text, text),),
        dates=(ImportantDate(text, PartialDate(day=3, month=3)),),
        tags=(text,),
        notes=text,
        facts=(text,),
        source=text,
        status=text,
        cadence_days=7,
        custom=(CustomValue(field, text),) if field else (),
    )


def fill(services: Services, texts: Iterable[str]) -> dict[str, ContactId]:
    """Put each text into every field; who bears it, by the text. Without those that nobody can be called.

    Each has a past and a future: something logged, planned for today, promised for today and overdue.
    """
    made: dict[str, ContactId] = {}
    before: ContactId | None = None
    for text in texts:
        try:
            made[text] = _keep(services, text)
        except UserError:
            continue
        _live(services, made[text], text)
        if before is not None:
            services.contacts.relate(before, RelationshipKind.FRIEND, made[text])
        before = made[text]
    return made


def _keep(services: Services, text: str) -> ContactId:
    field = ""
    try:
        made = services.custom_fields.add(CustomField(text))
        field = next(each.name for each in services.custom_fields.all() if each.id == made)
        services.custom_fields.add(CustomField(f"{text} choice", FieldType.CHOICE, (text, "other")))
    except UserError:
        pass  # the name is taken or empty
    try:
        return services.contacts.add(card(text, field))
    except UserError:
        return services.contacts.add(card(text))


def _live(services: Services, contact_id: ContactId, text: str) -> None:
    now = services.clock.now()
    people = (contact_id,)
    services.interactions.log(
        Interaction(
            InteractionKind.CALL,
            now - timedelta(days=30),
            people,
            text,
            came_for=text,
            offered=text,
            agreed=text,
        )
    )
    wall = now.astimezone(services.clock.zone()).replace(tzinfo=None)
    for starts in (wall + timedelta(hours=1), wall - timedelta(days=2)):
        meeting = Appointment(text.strip() or "x", starts, "UTC", people, place=text, agenda=text)
        try:
            services.appointments.plan(meeting)
        except UserError:
            services.appointments.plan(Appointment("x", starts, "UTC", people, place=text, agenda=text))
    today = date(wall.year, wall.month, wall.day)
    for due in (today, today - timedelta(days=3)):
        try:
            services.follow_ups.promise(FollowUp(contact_id, text, due))
        except UserError:
            continue  # nothing is left of it
