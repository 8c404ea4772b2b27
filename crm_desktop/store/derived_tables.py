"""The tables that can be made anew from the facts at any time: the rows of lists, and what waits."""

from peewee import AutoField, IntegerField, Model, TextField

from crm_desktop.store.tables import JOURNALLED, Draft, Journal, Operation, Setting


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
    paused_until = IntegerField(null=True)

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
            (("importance", "next_step", "cold_on", "cooling_on", "paused_until"), False),
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
Due.add_index(Due.subject_id, where=Due.contact_id.is_null())


DERIVED: tuple[type[Model], ...] = (ContactSummary, Due)
ALL_TABLES: tuple[type[Model], ...] = (*JOURNALLED, Setting, Operation, Journal, Draft, *DERIVED)
