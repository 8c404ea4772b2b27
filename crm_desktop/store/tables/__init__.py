"""The tables of facts as they are today, for building queries; `migrations/` is what makes them.

Instants are whole seconds since 1970 in UTC; local days are proleptic Gregorian ordinals (`date.toordinal`).
A test compares these models with a file that ran every migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.store.tables.contacts import (
    Address,
    Apart,
    Company,
    Contact,
    ContactTag,
    CustomField,
    CustomValue,
    Email,
    ImportantDate,
    KnownUid,
    Link,
    Phone,
    Photo,
    Relationship,
    Reviewed,
    Role,
    Tag,
)
from crm_desktop.store.tables.diary import (
    Appointment,
    AppointmentContact,
    Attachment,
    DayNote,
    FollowUp,
    Interaction,
    InteractionContact,
    InteractionTag,
    Reminder,
    Series,
)
from crm_desktop.store.tables.keeping import (
    Draft,
    Journal,
    Operation,
    SavedFilter,
    Setting,
)

if TYPE_CHECKING:
    from peewee import Model

__all__ = [
    "JOURNALLED",
    "Address",
    "Apart",
    "Appointment",
    "AppointmentContact",
    "Attachment",
    "Company",
    "Contact",
    "ContactTag",
    "CustomField",
    "CustomValue",
    "DayNote",
    "Draft",
    "Email",
    "FollowUp",
    "ImportantDate",
    "Interaction",
    "InteractionContact",
    "InteractionTag",
    "Journal",
    "KnownUid",
    "Link",
    "Operation",
    "Phone",
    "Photo",
    "Relationship",
    "Reminder",
    "Reviewed",
    "Role",
    "SavedFilter",
    "Series",
    "Setting",
    "Tag",
]

JOURNALLED: tuple[type[Model], ...] = (
    Contact, Phone, Email, Address, Link, Company, Role, ImportantDate, Photo, Tag, ContactTag, CustomField,
    CustomValue, Relationship, Interaction, InteractionContact, Appointment, AppointmentContact, FollowUp,
    Reminder, Series, SavedFilter, KnownUid, Apart, Reviewed,
    InteractionTag, DayNote, Attachment,
)  # fmt: skip
"""Every table whose rows a person can change: all of them are undone and redone. Never reorder: the
journal names a table by its place here."""
