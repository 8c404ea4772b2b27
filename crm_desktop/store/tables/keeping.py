"""The tables beside people and days: lists under a name, preferences, drafts, and the journal of undo."""

from peewee import AutoField, ForeignKeyField, IntegerField, Model, TextField


class SavedFilter(Model):
    """A list of contacts under a name: `condition` is what its people fulfil, in the words of the filters.

    `match_key` is the name without regard to case; `position` its place in the side bar.
    """

    id = AutoField()
    name = TextField()
    match_key = TextField(unique=True)
    condition = TextField()
    position = IntegerField()

    class Meta:
        table_name = "saved_filter"


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
