"""The tables of contacts: the card, what hangs on it, and what is noted of contacts as such."""

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


class KnownUid(Model):
    """A uid by which files know a contact beside its own: of a card that was merged into it."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    uid = TextField(unique=True)

    class Meta:
        table_name = "known_uid"


class Apart(Model):
    """Two contacts that look alike and are two people. `contact` is the one with the smaller number."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE", index=False)
    other = ForeignKeyField(Contact, on_delete="CASCADE", backref="+")

    class Meta:
        indexes = ((("contact", "other"), True),)


class Reviewed(Model):
    """A contact that was looked at when tidying up, on a local day."""

    id = AutoField()
    contact = ForeignKeyField(Contact, on_delete="CASCADE", unique=True)
    on_day = IntegerField()
