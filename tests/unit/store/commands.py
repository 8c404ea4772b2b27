"""Every command that a service has: what it is tried with on the file of `command_world`.

A service's public method stands here or among the `READS`; a test says where one is missing.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.answer import Answer
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.contact import Contact, Name, Phone
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.draft import Draft
from crm_desktop.domain.filters.condition import Operator, SavedFilter, Test
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import FilterId, InteractionId
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.domain.scope import Scope
from crm_desktop.domain.triage import Verdict
from crm_desktop.domain.yearly import Feb29
from crm_desktop.formats.card import Card
from crm_desktop.services.context import Services
from crm_desktop.services.importing.choices import Choice
from crm_desktop.services.importing.row import RowKey
from crm_desktop.services.settings import Preference, Settings
from tests.data.schema.make import ABEBE, fill
from tests.fakes import FakeClock
from tests.unit.services.vcard_files import write_cards
from tests.unit.store.command_world import (
    COLD,
    DAILY,
    DUE,
    FIELD,
    GONE,
    KEPT,
    LUNCH,
    NOW,
    OPEN,
    OTHER,
    REMINDER,
    TALK,
    TODAY,
    WEEKLY,
    WHO,
    YESTERDAY,
)

Do = Callable[[Services], object]


@dataclass(frozen=True)
class Command:
    """`do` is tried `later` than the file was made, after `first`; `quiet` ones may get over a fault."""

    do: Do
    first: Do = lambda _: None
    later: timedelta = timedelta()
    quiet: bool = False
    cold: bool = False
    """Whether it is the first to write after a start."""


def _card(services: Services, number: int, **changed: Any) -> Contact:
    return replace(services.contacts.get(number), **changed)


def _lunch(services: Services, number: int = LUNCH, **changed: Any) -> Appointment:
    return replace(services.appointments.get(number), **changed)


def _talk(text: str, *who: int) -> Interaction:
    return Interaction(InteractionKind.CALL, NOW - timedelta(hours=1), who, text, agreed="boots")


def _complain(services: Services) -> None:
    angry = Interaction(InteractionKind.COMPLAINT, NOW, (OTHER,), "too late", due=TODAY + timedelta(days=3))
    services.interactions.log(angry)


def _complaint(services: Services) -> InteractionId:
    newest = services.interactions.timeline(OTHER)[0].id
    assert newest is not None
    return newest


def _undo(times: int) -> Do:
    return lambda s: [s.undo.undo() for _ in range(times)]


def _cards(services: Services) -> list[Path]:
    """A file with somebody new, somebody known with news, a group, a relation and a field of its own."""
    path = services.folder.parent / "cards.vcf"
    write_cards(
        path,
        "N:Haile;Tirunesh;;;|FN:Tirunesh Haile|UID:urn:x:new|TEL:+251911000111|X-FAVOURITE:coffee",
        "N:;Sergey;;;|FN:Sergey|UID:urn:x:2|EMAIL:new@i.uz",
        "FN:Karim|UID:urn:x:4|RELATED;TYPE=friend:urn:x:new",
        "FN:Runners|X-ADDRESSBOOKSERVER-KIND:group|X-ADDRESSBOOKSERVER-MEMBER:urn:x:new|UID:urn:x:g",
    )
    return [path]


def _archive(services: Services) -> Path:
    """An archive of another life: somebody new, somebody known, and what became of them."""
    path = services.folder.parent / "all.zip"
    folder = services.folder.parent / "elsewhere"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        with closing(open_services(folder, clock=FakeClock(NOW), default_country=lambda: "ET")) as other:
            fill(other, FakeClock(NOW))
            other.archiving.export(path)
    return path


def _calendar(services: Services, number: int = 1, rule: str = "FREQ=MONTHLY") -> Path:
    """A calendar of another program: something new, and something that repeats."""
    path = services.folder.parent / "x.ics"
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Elsewhere//EN",
        "BEGIN:VEVENT", "UID:new@x", "DTSTART:20261001T090000Z", "SUMMARY:Tea", "END:VEVENT",
        "BEGIN:VEVENT", "UID:again@x", "DTSTART:20261001T090000Z", f"RRULE:{rule}", "SUMMARY:Rent",
        f"SEQUENCE:{number}", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


def _sheet(services: Services) -> list[Path]:
    path = services.folder.parent / "sheet.csv"
    path.write_text("Name,Phone,Hat\nTirunesh,+251911000111,red\nSergey,+998901234567,\n", encoding="utf-8")
    return [path]


def _copy(services: Services) -> Path:
    return min((services.folder / "backups").iterdir())


def _copied_and_changed(services: Services) -> None:
    services.backups.make()
    services.contacts.add(Contact(Name("After the copy"), uid="urn:x:after"))
    services.contacts.delete([OTHER])


def _filters(services: Services, count: int) -> None:
    """Filters under the numbers from 1 on, which ask for a field of one's own."""
    for number in range(1, count + 1):
        big = Test("shoe size", Operator.MORE, str(40 + number), custom=True)
        services.filters.save(SavedFilter(f"Runners {number}", big))


DRAFT = Draft("log/1", "log", "Abebe", {"text": "half a sen"}, NOW)
WEEK = "FREQ=WEEKLY;COUNT=3"
LONG = timedelta(days=35)

CONTACTS: dict[str, Command] = {
    "contacts.add": Command(lambda s: s.contacts.add(replace(ABEBE, uid="urn:x:9", tags=("runner", "new")))),
    "contacts.add: first of all": Command(lambda s: s.contacts.add(Contact(Name("Beti"))), cold=True),
    "contacts.save": Command(
        lambda s: s.contacts.save(
            _card(s, WHO, tags=("vip",), phones=(Phone("12345"),), notes="news", facts=())
        )
    ),
    "contacts.delete": Command(lambda s: s.contacts.delete([WHO, OTHER])),
    "contacts.restore": Command(lambda s: s.contacts.restore([GONE])),
    "contacts.empty_old_trash": Command(lambda s: s.contacts.empty_old_trash()),
    "contacts.warm_up": Command(lambda s: s.contacts.warm_up(), later=LONG, quiet=True),
    "contacts.roll_over": Command(lambda s: s.contacts.roll_over(), later=LONG, quiet=True),
    "contacts.tag": Command(lambda s: s.contacts.tag([WHO, OTHER, COLD], "new")),
    "contacts.untag": Command(lambda s: s.contacts.untag([WHO, OTHER], "runner")),
    "contacts.set_cadence": Command(lambda s: s.contacts.set_cadence([WHO, OTHER], 3)),
    "contacts.set_status": Command(lambda s: s.contacts.set_status([WHO, OTHER], "former")),
    "contacts.set_source": Command(lambda s: s.contacts.set_source([WHO, OTHER], "radio")),
    "contacts.set_company": Command(lambda s: s.contacts.set_company([WHO, OTHER], "Telecom")),
    "contacts.set_company: none": Command(
        lambda s: s.contacts.set_company([WHO, OTHER], ""),
        first=lambda s: s.contacts.set_company([OTHER], "Telecom"),
    ),
    "contacts.set_field": Command(lambda s: s.contacts.set_field([WHO, OTHER], "shoe size", "44")),
    "contacts.set_importance": Command(lambda s: s.contacts.set_importance([WHO, OTHER], Importance.LOW)),
    "contacts.set_do_not_contact": Command(lambda s: s.contacts.set_do_not_contact([WHO, COLD], True)),
    "contacts.pause": Command(lambda s: s.contacts.pause([WHO, COLD], date(2026, 4, 1))),
    "contacts.decline_rhythm": Command(lambda s: s.contacts.decline_rhythm(WHO, 5)),
    "contacts.relate": Command(lambda s: s.contacts.relate(OTHER, RelationshipKind.SPOUSE, COLD)),
    "contacts.unrelate": Command(lambda s: s.contacts.unrelate(WHO, RelationshipKind.FRIEND, OTHER)),
    "custom_fields.add": Command(
        lambda s: s.custom_fields.add(CustomField("hat", FieldType.CHOICE, ("S", "L")))
    ),
    "custom_fields.rename": Command(lambda s: s.custom_fields.rename(FIELD, "foot")),
    "custom_fields.rename: one that a filter asks for": Command(
        lambda s: s.custom_fields.rename(FIELD, "foot"), first=lambda s: _filters(s, 1)
    ),
    "filters.save": Command(lambda s: _filters(s, 1)),
    "filters.save: another name, other words": Command(
        lambda s: s.filters.save(SavedFilter("Walkers", Test("tag", Operator.IS, "walker"), FilterId(1))),
        first=lambda s: _filters(s, 1),
    ),
    "filters.delete": Command(lambda s: s.filters.delete(FilterId(1)), first=lambda s: _filters(s, 2)),
    "filters.move": Command(lambda s: s.filters.move(FilterId(3), 0), first=lambda s: _filters(s, 3)),
    "custom_fields.delete": Command(lambda s: s.custom_fields.delete(FIELD)),
}

WORK: dict[str, Command] = {
    "interactions.log": Command(lambda s: s.interactions.log(_talk("we spoke", WHO, COLD))),
    "interactions.edit": Command(lambda s: s.interactions.edit(replace(_talk("another", OTHER), id=TALK))),
    "interactions.delete": Command(lambda s: s.interactions.delete(TALK)),
    "appointments.plan": Command(
        lambda s: s.appointments.plan(
            Appointment("Run", datetime.fromisoformat("2026-03-09T07:00"), "UTC", (WHO,))
        )
    ),
    "appointments.plan: again and again": Command(
        lambda s: s.appointments.plan(
            Appointment("Run", datetime.fromisoformat("2026-03-09T07:00"), "UTC", (WHO,), rule=WEEK)
        )
    ),
    "appointments.edit": Command(
        lambda s: s.appointments.edit(_lunch(s, starts=datetime.fromisoformat("2026-03-05T12:00")))
    ),
    "appointments.edit: to repeat": Command(lambda s: s.appointments.edit(_lunch(s, rule=WEEK))),
    **{
        f"appointments.edit: {scope}": Command(
            lambda s, scope=scope: s.appointments.edit(
                _lunch(s, WEEKLY + 1, starts=datetime.fromisoformat("2026-03-12T08:00")), scope=scope
            )
        )
        for scope in Scope
    },
    "appointments.edit: not to repeat": Command(
        lambda s: s.appointments.edit(_lunch(s, WEEKLY + 1, rule=""), scope=Scope.LATER)
    ),
    **{
        f"appointments.cancel: {scope}": Command(
            lambda s, scope=scope: s.appointments.cancel(WEEKLY + 1, scope=scope)
        )
        for scope in Scope
    },
    "answering.answer": Command(
        lambda s: s.answering.answer(
            YESTERDAY,
            Answer(
                took_place=True,
                outcome=Outcome.GOOD,
                entry=replace(_talk("good tea", OTHER), tags=("tea",)),
                next_meeting=Appointment(
                    "Again", NOW.replace(tzinfo=None) + timedelta(days=9), "UTC", (OTHER,)
                ),
                promise=FollowUp(OTHER, "send the leaves", TODAY + timedelta(days=2)),
            ),
        )
    ),
    "attachments.link": Command(lambda s: s.attachments.link(LUNCH, "https://example.org/offer")),
    "attachments.copy": Command(lambda s: s.attachments.copy(LUNCH, Path(__file__))),
    "attachments.remove": Command(
        lambda s: s.attachments.remove(s.attachments.of(LUNCH)[0].id),
        first=lambda s: s.attachments.copy(LUNCH, Path(__file__)),
    ),
    "answering.asked": Command(lambda s: s.answering.asked()),
    "interactions.settle": Command(lambda s: s.interactions.settle(_complaint(s)), first=_complain),
    "interactions.reopen": Command(
        lambda s: s.interactions.reopen(_complaint(s)),
        first=lambda s: [_complain(s), s.interactions.settle(_complaint(s))],
    ),
    "day_notes.write": Command(lambda s: s.day_notes.write(TODAY, "market day")),
    "appointments.miss": Command(lambda s: s.appointments.miss(YESTERDAY)),
    "appointments.hold": Command(lambda s: s.appointments.hold(YESTERDAY, _talk("good tea", OTHER))),
    "follow_ups.promise": Command(lambda s: s.follow_ups.promise(FollowUp(COLD, "call", TODAY, rule=WEEK))),
    "follow_ups.edit": Command(
        lambda s: s.follow_ups.edit(replace(s.follow_ups.get(OPEN), text="call", due=date(2026, 3, 20)))
    ),
    "follow_ups.edit: this time": Command(
        lambda s: s.follow_ups.edit(replace(s.follow_ups.get(DAILY), text="the cat"), scope=Scope.ONE)
    ),
    "follow_ups.put_off": Command(lambda s: s.follow_ups.put_off(DUE, date(2026, 3, 5))),
    "follow_ups.done": Command(lambda s: s.follow_ups.done(DAILY)),
    "follow_ups.keep": Command(lambda s: _keep(s, DAILY)),
    "follow_ups.reopen": Command(lambda s: s.follow_ups.reopen(KEPT)),
    "follow_ups.delete": Command(lambda s: s.follow_ups.delete(DUE)),
    "follow_ups.delete: this time": Command(lambda s: s.follow_ups.delete(DAILY, scope=Scope.ONE)),
    "triage.decide": Command(lambda s: s.triage.decide(WHO, Verdict(("new", "runner"), 30))),
    "triage.decide: away": Command(lambda s: s.triage.decide(OTHER, Verdict(delete=True))),
    "triage.decide: back": Command(lambda s: s.triage.decide(GONE, Verdict())),
    "reminders.fire_due": Command(lambda s: s.reminders.fire_due(), later=timedelta(days=1)),
    "reminders.fire_due: weeks later": Command(lambda s: s.reminders.fire_due(), later=LONG),
    "reminders.to_announce": Command(
        lambda s: s.reminders.to_announce(), first=lambda s: s.reminders.fire_due(), later=timedelta(days=1)
    ),
    "reminders.not_announced": Command(lambda s: s.reminders.not_announced([REMINDER])),
    "reminders.done": Command(lambda s: s.reminders.done(REMINDER)),
    "reminders.dismiss": Command(lambda s: s.reminders.dismiss(REMINDER)),
    "reminders.snooze": Command(lambda s: s.reminders.snooze(REMINDER, NOW + timedelta(hours=3))),
    "reminders.rebuild": Command(lambda s: s.reminders.rebuild()),
}


def _keep(services: Services, number: int) -> None:
    with services.uow(None) as tx:
        services.follow_ups.keep(tx, number)


WHOLE: dict[str, Command] = {
    "undo.undo": Command(_undo(1)),
    "undo.undo: a series": Command(_undo(1), first=lambda s: s.appointments.cancel(WEEKLY, scope=Scope.ALL)),
    "undo.redo": Command(lambda s: s.undo.redo()),
    "undo.redo: many": Command(lambda s: s.undo.redo(), first=_undo(5)),
    "undo.go_to": Command(lambda s: s.undo.go_to(s.undo.history()[-3].id)),
    "undo.go_to: forward": Command(lambda s: s.undo.go_to(s.undo.history()[1].id), first=_undo(6)),
    "importing.apply: a sheet": Command(lambda s: s.importing.apply(_sheet(s)), quiet=True),
    "demo.add": Command(lambda s: s.demo.add()),
    "demo.remove": Command(lambda s: s.demo.remove(), first=lambda s: s.demo.add()),
    # That a copy which was checked cannot be read afterwards is told with it, and no reason to go without.
    "importing.apply": Command(lambda s: s.importing.apply(_cards(s)), quiet=True),
    "archiving.bring_in": Command(lambda s: s.archiving.bring_in(_archive(s)), first=_archive, quiet=True),
    "calendar_files.bring_in": Command(lambda s: s.calendar_files.bring_in(_calendar(s)), quiet=True),
    "calendar_files.bring_in: a rule that changed": Command(
        lambda s: s.calendar_files.bring_in(_calendar(s, number=2, rule="FREQ=WEEKLY;COUNT=5")),
        first=lambda s: s.calendar_files.bring_in(_calendar(s)),
        quiet=True,
    ),
    "importing.import_cards": Command(
        lambda s: s.importing.import_cards(
            [Card(1, Contact(Name("Tirunesh"))), Card(2, Contact(Name("Sergei")))],
            "a list",
            choices={RowKey("a list", 2): Choice.update(OTHER)},
        )
    ),
    "duplicates.merge": Command(lambda s: s.duplicates.merge(s.duplicates.propose([COLD, WHO, OTHER]))),
    "duplicates.merge_all": Command(
        lambda s: s.duplicates.merge_all([s.duplicates.propose([OTHER, WHO])]), quiet=True
    ),
    "duplicates.apart": Command(lambda s: s.duplicates.apart([WHO, OTHER, COLD])),
    "duplicates.together": Command(
        lambda s: s.duplicates.together(WHO, OTHER), first=lambda s: s.duplicates.apart([OTHER, WHO])
    ),
    "backups.make": Command(lambda s: s.backups.make(), quiet=True),
    "backups.before": Command(lambda s: s.backups.before(BackupReason.IMPORT), quiet=True),
    "backups.restore": Command(lambda s: s.backups.restore(_copy(s)), first=_copied_and_changed, quiet=True),
    "care.note": Command(lambda s: s.care.note(s.care.check(deep=True)), quiet=True),
    "care.mend": Command(lambda s: s.care.mend()),
    "drafts.keep": Command(lambda s: s.drafts.keep(DRAFT)),
    "drafts.keep: again": Command(
        lambda s: s.drafts.keep(DRAFT), first=lambda s: s.drafts.keep(replace(DRAFT, title="before"))
    ),
    "drafts.forget": Command(
        lambda s: s.drafts.forget(DRAFT.key, wait=False), first=lambda s: s.drafts.keep(DRAFT)
    ),
}

EXAMPLES: dict[str, object] = {
    "theme": "dark", "font_scale": 120, "language": "am", "country": "UZ", "morning_time": time(7),
    "birthday_days_ahead": 3, "feb_29": Feb29.MAR_1, "appointment_lead": 30, "cadence_high": 5,
    "cadence_normal": 10, "cadence_low": 20, "statuses": ("lead", "friend"), "close_to_tray": False,
    "people_view": "table", "people_columns": ("name",), "notifications": False, "backup_folder": "/tmp",
    "quiet_from": time(22), "quiet_until": time(7), "days_off": (7,), "today_order": ("dates",),
    "calendar": "ethiopian", "checked_at": NOW, "asked_until": NOW, "sheet_columns": {"a.csv": ("name",)},
    "triage_tags": ("runner",), "paper_size": "a5", "label_sheet": "L7163", "calendar_view": "month",
    "work_from": time(8), "work_until": time(16), "lock_after_minutes": 5,
    "left_in": "a mark",
}  # fmt: skip
"""Another value for every preference."""


def preferences() -> list[str]:
    """The names of all of them."""
    return [name for name, value in vars(Settings).items() if isinstance(value, Preference)]


def _setting(name: str) -> Command:
    return Command(lambda s: setattr(s.settings, name, EXAMPLES[name]))


COMMANDS: dict[str, Command] = {
    **CONTACTS,
    **WORK,
    **WHOLE,
    **{f"settings.{name}": _setting(name) for name in EXAMPLES},
}

READS: dict[str, frozenset[str]] = {
    service: frozenset(names.split())
    for service, names in {
        "contacts": "get load all_ids card names ids rows count counts photo twins relationships tags"
        " statuses companies sources cities trash cleaned watched",
        "custom_fields": "all",
        "filters": "all named subjects parsed matching count counts missing",
        "answering": "to_ask entry_of",
        "attachments": "of content",
        "interactions": "get timeline last_texts open_complaints tags parts",
        "appointments": "get between coming checked begin clashes",
        "day_notes": "of between find",
        "agenda": "days",
        "questions": "outcomes rebooked planned when week_before_last next_month",
        "follow_ups": "get open_until of checked",
        "reminders": "between inbox open_count next_due is_due last_announced quiet_until",
        "triage": "queue tally tallies seen living",
        "undo": "undo_label redo_label newest history of_contact",
        "backups": "folder all is_due file_of compare",
        "importing": "layout laid_out preview preview_cards write_refused",
        "archiving": "export is_archive preview",
        "calendar_files": "export is_calendar preview",
        "exporting": "export card_text cards_text qr",
        "duplicates": "find like propose with_choices attached living apart_pairs",
        "papers": "phone_list birthdays labels client_cards day_sheet brief",
        "demo": "present",
        "drafts": "all find",
        "care": "check is_due last_sound",
        "today": "page week day",
        "settings": "cadences quiet_time stored default forget put allows DERIVING",
    }.items()
}
"""What writes nothing into the file; `Settings.put` is tried by every preference."""

WHOLE_FILE = frozenset({"encryption"})
"""What puts another file in the place of this one and needs it opened anew: proved in tests of its own."""

NO_SERVICES = frozenset(("folder", "clock", "bus", "uow", "reads", "file", "attached"))
"""What services stand on."""


def services_of(services: Services) -> dict[str, type]:
    """The services by name, each with its class."""
    parts = {one.name for one in fields(Services)}
    parts |= {name for name, value in vars(Services).items() if isinstance(value, cached_property)}
    named = {name for name in parts - NO_SERVICES if not name.startswith("make_")}
    return {name: _class_of(getattr(services, name)) for name in sorted(named)}


def _class_of(service: object) -> type:
    return type(vars(service)["_made"] if "_made" in dir(type(service)) and service._made else service)


def public_names(service: type) -> set[str]:
    """What others may call of a service, but for its preferences."""
    return {
        name
        for name in dir(service)
        if not name.startswith("_") and not isinstance(getattr(service, name), Preference)
    }
