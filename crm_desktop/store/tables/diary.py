"""The tables of what happened, what is planned and promised, and what was reminded of."""

from peewee import AutoField, BlobField, ForeignKeyField, IntegerField, Model, TextField

from crm_desktop.store.tables.contacts import Contact, Tag


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
    uid = TextField(default="")
    extra = TextField(default="[]")


Series.add_index(Series.uid, unique=True, where=Series.uid != "")


class Appointment(Model):
    """A planned meeting: wall time and zone as planned, `starts_at` derived.

    One of a series keeps in `occurrence` the wall time that the rule gave it (RFC 5545's RECURRENCE-ID);
    `own` says that it was changed by itself and does not follow the series any more. `came_from` is the
    meeting after which it was planned, `extra` what a calendar elsewhere says of it beside all this.
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
    outcome = TextField(null=True)
    came_from = ForeignKeyField("self", on_delete="SET NULL", null=True, backref="+")
    extra = TextField(default="[]")

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


class Interaction(Model):
    """Something that happened; `appointment` is the meeting that it came of.

    A complaint is to be settled by the local day `due`, and was at `settled_at`.
    """

    id = AutoField()
    kind = TextField()
    at = IntegerField()
    minutes = IntegerField(null=True)
    outcome = TextField(null=True)
    text = TextField(default="")
    came_for = TextField(default="")
    offered = TextField(default="")
    agreed = TextField(default="")
    appointment = ForeignKeyField(Appointment, on_delete="SET NULL", null=True)
    due = IntegerField(null=True, index=True)
    settled_at = IntegerField(null=True)


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


class InteractionTag(Model):
    """Which entry wears which tag."""

    id = AutoField()
    interaction = ForeignKeyField(Interaction, on_delete="CASCADE", index=False)
    tag = ForeignKeyField(Tag, on_delete="CASCADE")

    class Meta:
        table_name = "interaction_tag"
        indexes = ((("interaction", "tag"), True),)


class DayNote(Model):
    """What is important on a local day: a page of the notebook."""

    id = AutoField()
    day = IntegerField(unique=True)
    text = TextField()

    class Meta:
        table_name = "day_note"


class Attachment(Model):
    """Something that belongs to a meeting: an address or a path (`link`), or a copy (`data`) of a file."""

    id = AutoField()
    appointment = ForeignKeyField(Appointment, on_delete="CASCADE")
    name = TextField()
    link = TextField()
    media_type = TextField()
    data = BlobField(null=True)


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
