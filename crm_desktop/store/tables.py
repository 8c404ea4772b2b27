"""The tables as they are today, for building queries; `migrations/` is what makes them.

Instants are whole seconds since 1970 in UTC; local days are proleptic Gregorian ordinals (`date.toordinal`).
A test compares these models with a file that ran every migration.
"""

from peewee import (
    AutoField,
    BlobField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


class Contact(Model):
    """A person. `deleted_at` puts the card, with all that hangs on it, into the trash."""

    id = AutoField()
    uid = TextField(unique=True)
    full_name = TextField(default="")
    prefix = TextField(default="")
    given = TextField(default="")
    middle = TextField(default="")
    family = TextField(default="")
    suffix = TextField(default="")
    nickname = TextField(default="")
    notes = TextField(default="")
    facts = TextField(default="[]")
    source = TextField(default="")
    status = TextField(default="")
    importance = IntegerField(default=2)
    cadence_days = IntegerField(null=True)
    do_not_contact = IntegerField(default=0)
    extra = TextField(default="[]")
    created_at = IntegerField()
    updated_at = IntegerField()
    deleted_at = IntegerField(null=True)


class Phone(Model):
    """`match_key` is the E.164 form, or the bare digits where there is none."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    position = IntegerField()
    label = TextField()
    typed = TextField()
    e164 = TextField(null=True)
    match_key = TextField(index=True)


class Email(Model):
    """`match_key` is the address without regard to case."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    position = IntegerField()
    label = TextField()
    address = TextField()
    match_key = TextField(index=True)


class Address(Model):
    """A postal address."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    position = IntegerField()
    label = TextField()
    street = TextField()
    city = TextField()
    region = TextField()
    postcode = TextField()
    country = TextField()


class Link(Model):
    """A web address (`kind` "link") or a handle on a messaging service (`kind` "messenger")."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    position = IntegerField()
    kind = TextField()
    label = TextField()
    value = TextField()


class Company(Model):
    """An organisation; `match_key` is its name without regard to case."""

    id = AutoField()
    name = TextField()
    match_key = TextField(unique=True)


class Role(Model):
    """What a contact is or was at a company. The dates are partial, as `codec` writes them."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    position = IntegerField()
    company = ForeignKeyField(Company)
    title = TextField()
    department = TextField()
    since = TextField(null=True)
    until = TextField(null=True)


class ImportantDate(Model):
    """A yearly date. `noted_on` is the local day it was written down: no reminder lies before it."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    position = IntegerField()
    label = TextField()
    year = IntegerField(null=True)
    month = IntegerField(null=True)
    day = IntegerField(null=True)
    calendar = TextField()
    noted_on = IntegerField()

    class Meta:
        table_name = "important_date"
        indexes = ((("month", "day"), False),)


class Photo(Model):
    """One picture a contact."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE", unique=True)
    media_type = TextField()
    data = BlobField()


class Tag(Model):
    """A label; `match_key` is its name without regard to case."""

    id = AutoField()
    name = TextField()
    match_key = TextField(unique=True)


class ContactTag(Model):
    """Which contact wears which tag."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE", index=False)
    tag = ForeignKeyField(Tag, on_delete="CASCADE")

    class Meta:
        table_name = "contact_tag"
        indexes = ((("contact", "tag"), True),)


class CustomField(Model):
    """One of the user's own fields."""

    id = AutoField()
    name = TextField()
    match_key = TextField(unique=True)
    type = TextField()
    choices = TextField(default="[]")

    class Meta:
        table_name = "custom_field"


class CustomValue(Model):
    """The canonical text of a field on a card."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    field = ForeignKeyField(CustomField, on_delete="CASCADE", index=False)
    value = TextField()

    class Meta:
        table_name = "custom_value"
        indexes = ((("field", "value"), False),)


class Relationship(Model):
    """`other` is the `kind` of `contact`; kept once, read from both ends."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    kind = TextField()
    other = ForeignKeyField(Contact, on_delete="CASCADE", backref="+")


class Interaction(Model):
    """Something that happened."""

    id = AutoField()
    kind = TextField()
    at = IntegerField()
    minutes = IntegerField(null=True)
    outcome = TextField(null=True)
    text = TextField(default="")
    came_for = TextField(default="")
    offered = TextField(default="")
    agreed = TextField(default="")


class InteractionContact(Model):
    """Who took part. `at` and `warms` repeat the interaction's own, for the timeline's index."""

    id = AutoField()
    interaction = ForeignKeyField(Interaction, on_delete="CASCADE")
    contact = ForeignKeyField(Contact, on_delete="CASCADE", index=False)
    at = IntegerField()
    warms = IntegerField()

    class Meta:
        table_name = "interaction_contact"
        indexes = ((("contact", "at"), False),)


class Appointment(Model):
    """A planned meeting: wall time and zone as planned, `starts_at` derived."""

    id = AutoField()
    uid = TextField(unique=True)
    title = TextField()
    starts = TextField()
    zone = TextField()
    minutes = IntegerField()
    place = TextField(default="")
    agenda = TextField(default="")
    remind = TextField(default="[]")
    state = TextField(index=False)
    starts_at = IntegerField(index=True)
    noted_at = IntegerField()

    class Meta:
        indexes = ((("state", "starts_at"), False),)


class AppointmentContact(Model):
    """Who is to come."""

    id = AutoField()
    appointment = ForeignKeyField(Appointment, on_delete="CASCADE")
    contact = ForeignKeyField(Contact, on_delete="CASCADE")

    class Meta:
        table_name = "appointment_contact"


class FollowUp(Model):
    """A promise; open while `done_at` is null. `due` is a local day."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    text = TextField()
    due = IntegerField(index=True)
    noted_on = IntegerField()
    done_at = IntegerField(null=True)

    class Meta:
        table_name = "follow_up"
        indexes = ((("done_at", "due"), False),)


class Reminder(Model):
    """The ledger: every occurrence that was shown, and what became of it. Its key is unique for ever."""

    id = AutoField()
    key = TextField(unique=True)
    kind = TextField()
    subject_id = IntegerField()
    contact_ids = TextField(default="[]")
    due_at = IntegerField()
    event_at = IntegerField(null=True)
    event_day = IntegerField(null=True)
    days_ahead = IntegerField(default=0)
    turns = IntegerField(null=True)
    subject = TextField(default="")
    state = TextField()
    shown_at = IntegerField()
    snoozed_until = IntegerField(null=True)

    class Meta:
        indexes = ((("kind", "subject_id"), False), (("state", "due_at"), False))


class Setting(Model):
    """A preference; its value as JSON."""

    key = TextField(primary_key=True)
    value = TextField()


JOURNALLED: tuple[type[Model], ...] = (
    Contact, Phone, Email, Address, Link, Company, Role, ImportantDate, Photo, Tag, ContactTag, CustomField,
    CustomValue, Relationship, Interaction, InteractionContact, Appointment, AppointmentContact, FollowUp,
    Reminder,
)  # fmt: skip
"""Every table whose rows a person can change: all of them are undone and redone. Never reorder: the
journal names a table by its place here."""


class Operation(Model):
    """One command, as undo knows it. `state` is "done" or "undone"."""

    id = AutoField()
    at = IntegerField()
    template = TextField()
    label_values = TextField(default="{}")
    state = TextField()


class Journal(Model):
    """What an operation did to a row: "I" (rows `row` to `last` came), "U" or "D" with the image before.

    `owner` is the row of the contact, interaction, appointment, or follow-up that the row belongs to.
    """

    id = AutoField()
    operation = ForeignKeyField(Operation, on_delete="CASCADE")
    table_no = IntegerField()
    row = IntegerField()
    last = IntegerField()
    owner = IntegerField(null=True)
    what = TextField()
    image = TextField(null=True)


class ContactSummary(Model):
    """Derived, one row a living contact: all that a list shows and sorts by. Days are local ordinals."""

    contact_id = IntegerField(primary_key=True)
    name = TextField()
    sort_key = TextField()
    initials = TextField()
    company = TextField()
    company_key = TextField()
    city = TextField()
    city_key = TextField()
    phone = TextField()
    email = TextField()
    status = TextField()
    importance = IntegerField()
    tags = TextField()
    has_photo = IntegerField()
    added = IntegerField()
    last_contact = IntegerField(null=True)
    since = IntegerField()
    cadence = IntegerField()
    cooling_on = IntegerField(null=True)
    cold_on = IntegerField(null=True)
    lost_on = IntegerField(null=True)
    next_step = IntegerField(null=True)
    birthday_on = IntegerField(null=True)

    class Meta:
        table_name = "contact_summary"
        indexes = (
            # Filters by day are answered, in the order of names, from this index alone.
            (("sort_key", "cooling_on", "cold_on", "next_step", "birthday_on"), False),
            (("company_key", "sort_key"), False),
            (("city_key", "sort_key"), False),
            (("status", "sort_key"), False),
            (("importance", "sort_key"), False),
            # Who to reach, most important and longest silent first, among those with nothing planned.
            (("importance", "next_step", "cold_on", "cooling_on"), False),
            (("last_contact",), False),
            (("cold_on",), False),
            (("next_step",), False),
            (("birthday_on",), False),
        )


class Due(Model):
    """Derived: the queue of waiting reminders, facts minus ledger. Due at the instant `at`, or on the
    local day `on_day` at the user's morning time; exactly one of the two is set."""

    id = AutoField()
    key = TextField()
    kind = TextField()
    subject_id = IntegerField()
    contact_id = IntegerField(index=True, null=True)
    at = IntegerField(null=True)
    on_day = IntegerField(null=True)
    event_at = IntegerField(null=True)
    event_day = IntegerField(null=True)
    days_ahead = IntegerField(default=0)


# An import writes two rows a contact here: each index holds only the rows that are looked up by it.
Due.add_index(Due.at, where=Due.at.is_null(False))
Due.add_index(Due.on_day, where=Due.on_day.is_null(False))
Due.add_index(Due.subject_id, where=Due.kind == "appointment")


DERIVED: tuple[type[Model], ...] = (ContactSummary, Due)
ALL_TABLES: tuple[type[Model], ...] = (*JOURNALLED, Setting, Operation, Journal, *DERIVED)
