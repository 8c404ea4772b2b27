"""The tables of facts as they are today, for building queries; `migrations/` is what makes them.

Instants are whole seconds since 1970 in UTC; local days are proleptic Gregorian ordinals (`date.toordinal`).
A test compares these models with a file that ran every migration.
"""

from peewee import AutoField, BlobField, ForeignKeyField, IntegerField, Model, TextField


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
    paused_until = IntegerField(null=True)
    declined_rhythm = IntegerField(null=True)


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


class Series(Model):
    """A meeting that repeats: its rule, and what its occurrences are made from.

    `starts` is the wall time of the first, `left_out` the wall times that the rule gives and that do not
    take place; every occurrence until the local day `planned_until` is a row of `appointment`.
    """

    id = AutoField()
    rule = TextField()
    starts = TextField()
    zone = TextField()
    minutes = IntegerField()
    title = TextField()
    place = TextField()
    agenda = TextField()
    remind = TextField()
    contact_ids = TextField()
    left_out = TextField(default="[]")
    noted_at = IntegerField()
    planned_until = IntegerField(index=True)


class Appointment(Model):
    """A planned meeting: wall time and zone as planned, `starts_at` derived.

    One of a series keeps in `occurrence` the wall time that the rule gave it (RFC 5545's RECURRENCE-ID);
    `own` says that it was changed by itself and does not follow the series any more.
    """

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
    series = ForeignKeyField(Series, on_delete="CASCADE", null=True, index=False)
    occurrence = TextField(null=True)
    own = IntegerField(default=0)

    class Meta:
        indexes = ((("state", "starts_at"), False),)


Appointment.add_index(
    Appointment.series, Appointment.occurrence, unique=True, where=Appointment.series.is_null(False)
)


class AppointmentContact(Model):
    """Who is to come."""

    id = AutoField()
    appointment = ForeignKeyField(Appointment, on_delete="CASCADE")
    contact = ForeignKeyField(Contact, on_delete="CASCADE")

    class Meta:
        table_name = "appointment_contact"


class FollowUp(Model):
    """A promise to a contact or, without one, to oneself; open while `done_at` is null. `due` is a local day.

    One that repeats has a `rule` that counts from the local day `anchor` and gave it the day `occurrence`.
    """

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE", null=True)
    text = TextField()
    due = IntegerField(index=True)
    noted_on = IntegerField()
    done_at = IntegerField(null=True)
    rule = TextField(default="")
    anchor = IntegerField(null=True)
    occurrence = IntegerField(null=True)

    class Meta:
        table_name = "follow_up"
        indexes = ((("done_at", "due"), False),)


class Reminder(Model):
    """The ledger: every occurrence that was shown, and what became of it. Its key is unique for ever.

    `announced_at` is when the desktop was asked to show it; null while that is still to be done.
    """

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
    announced_at = IntegerField(null=True, index=True)

    class Meta:
        indexes = ((("kind", "subject_id"), False), (("state", "due_at"), False))


Reminder.add_index(Reminder.kind, where=Reminder.state == "shown")


class Setting(Model):
    """A preference; its value as JSON."""

    key = TextField(primary_key=True)
    value = TextField()


class Draft(Model):
    """An editor with text that is not saved yet: which one (`key`), and as JSON what it needs to go on."""

    key = TextField(primary_key=True)
    kind = TextField()
    at = IntegerField()
    title = TextField()
    content = TextField()


JOURNALLED: tuple[type[Model], ...] = (
    Contact, Phone, Email, Address, Link, Company, Role, ImportantDate, Photo, Tag, ContactTag, CustomField,
    CustomValue, Relationship, Interaction, InteractionContact, Appointment, AppointmentContact, FollowUp,
    Reminder, Series,
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

    class Meta:
        indexes = ((("owner", "table_no"), False),)
