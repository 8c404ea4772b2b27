"""Writes a small data file of the present version as SQL text, for later versions to open.

    python -m tests.data.schema.make > tests/data/schema/v1.sql

Every released version leaves one here. Once it is released its text is never made again; until then it
follows the migrations, and a test says when it does not.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import (
    BIRTHDAY,
    Address,
    Contact,
    CustomValue,
    Email,
    ExtraProperty,
    Importance,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
    Photo,
    Role,
)
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.draft import Draft
from crm_desktop.domain.filters.condition import All, Operator, SavedFilter, Test
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from crm_desktop.store.database import FILE_NAME
from tests.fakes import FakeClock

ABEBE = Contact(
    name=Name("Abebe Bikila", given="Abebe", family="Bikila", nickname="Abe"),
    uid="urn:uuid:00000000-0000-4000-8000-000000000001",
    phones=(Phone("0911 234 567", "mobile"),),
    emails=(Email("abebe@run.example", "work"),),
    addresses=(Address("home", "1 Bole Rd", "Addis Ababa", "AA", "1000", "Ethiopia"),),
    links=(Link("https://run.example", "club"),),
    messengers=(Messenger("@abe", "Telegram"),),
    roles=(Role("Marathon", "Runner", "", PartialDate(1956), PartialDate(1969, 3)),),
    dates=(ImportantDate(BIRTHDAY, PartialDate(None, 13, 5, Calendar.ETHIOPIAN)),),
    photo=Photo("image/png", b"\x89PNG\x00\xff"),
    tags=("runner", "ሯጭ"),
    notes='# Rome\n\nbarefoot; it\'s "true"',
    facts=("drinks tea",),
    source="market",
    status="customer",
    importance=Importance.HIGH,
    cadence_days=30,
    custom=(CustomValue("shoe size", "42"),),
    extra=(ExtraProperty("X-FOO", "X-FOO;P=1:bar"),),
)
OTHERS = (
    Contact(Name("Сергей Иванов"), uid="urn:uuid:00000000-0000-4000-8000-000000000002", do_not_contact=True),
    Contact(Name("كريم"), uid="urn:uuid:00000000-0000-4000-8000-000000000003"),
)


def fill(services: Services, clock: FakeClock) -> None:
    """A life in short: something of every kind, and every state of undo."""
    services.custom_fields.add(CustomField("shoe size", FieldType.NUMBER))
    abebe = services.contacts.add(ABEBE)
    with services.uow(Label("Import {file}", {"file": "a.vcf"})) as tx:
        ivanov, karim = tx.add_many(OTHERS)
    services.contacts.relate(abebe, RelationshipKind.FRIEND, ivanov)
    call = Interaction(InteractionKind.CALL, clock.now() - timedelta(days=40), (abebe, ivanov), "about shoes")
    services.interactions.log(replace(call, minutes=5, outcome=Outcome.GOOD, agreed="boots"))
    lunch = Appointment("Lunch", datetime.fromisoformat("2026-03-03T09:00"), "Africa/Addis_Ababa", (abebe,))
    services.appointments.plan(replace(lunch, uid="lunch@crm-desktop", place="Piazza", remind=(0, 60)))
    services.follow_ups.done(services.follow_ups.promise(FollowUp(abebe, "send shoes", date(2026, 3, 4))))
    services.follow_ups.promise(FollowUp(karim, "write", date(2026, 3, 9)))
    services.settings.cadence_normal = 60
    lunch_soon, *_ = services.reminders.between(clock.now(), clock.now() + timedelta(days=2))
    services.reminders.dismiss(lunch_soon.key)
    tea = All((Test("fact", Operator.HAS, "tea"), Test("shoe size", Operator.MORE, "41", custom=True)))
    services.filters.save(SavedFilter("Tea & boots", tea))
    services.filters.save(SavedFilter("ሯጮች", Test("tag", Operator.IS, "ሯጭ")))
    angry = Interaction(InteractionKind.COMPLAINT, clock.now(), (abebe,), "too tight", tags=("boots",))
    services.interactions.log(replace(angry, due=date(2026, 3, 7)))
    services.day_notes.write(date(2026, 3, 3), "market day\nገበያ")
    services.contacts.delete([karim])
    services.contacts.tag([abebe], "undone")
    services.undo.undo()
    services.drafts.keep(Draft("log/1", "log", "Note about Abebe", {"text": "ሰላም"}, clock.now()))


def as_sql(folder: Path) -> Iterator[str]:
    """The whole file as statements, in an order that does not change."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        for pragma in ("application_id", "user_version"):
            yield f"PRAGMA {pragma} = {file.execute(f'PRAGMA {pragma}').fetchone()[0]};"
        made = file.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        virtual = [name for _, name, sql in made if sql.startswith("CREATE VIRTUAL")]
        for kind, name, sql in made:
            # What lies behind a search index is made with it.
            if name.startswith("sqlite_") or any(name.startswith(f"{one}_") for one in virtual):
                continue
            yield f"{sql};"
            if kind == "table":
                yield from _rows(file, name, ("rowid, " if name in virtual else ""))


def _rows(file: sqlite3.Connection, table: str, first: str) -> Iterator[str]:
    columns = first + ", ".join(row[1] for row in file.execute(f"PRAGMA table_info({table})"))
    for row in file.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall():
        literals = ", ".join(file.execute("SELECT quote(?)", (value,)).fetchone()[0] for value in row)
        yield f"INSERT INTO {table} ({columns}) VALUES ({literals});"


def main() -> None:
    """Write the text of a fresh file with a life in it."""
    clock = FakeClock()
    with tempfile.TemporaryDirectory() as folder:
        with closing(open_services(Path(folder), clock=clock, default_country=lambda: "ET")) as services:
            fill(services, clock)
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        sys.stdout.write("".join(f"{statement}\n" for statement in as_sql(Path(folder))))


if __name__ == "__main__":
    main()
