"""A window that crashes, the one that is opened after it, and how somebody types into every editor."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Email, Name, Phone, Photo
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId, FollowUpId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.services.context import Services
from crm_desktop.ui.editor.editor import ContactEditor
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.shell.language import Language
from crm_desktop.ui.shell.session import WindowSession
from tests.fakes import FakeClock
from tests.ui.conftest import RESOURCES

PNG = Photo(
    "image/png",
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de000"
        "0000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    ),
)
WHEN = datetime.fromisoformat("2026-03-09T15:00")


@dataclass
class World:
    """Somebody to write about, and something of each kind that can be changed."""

    services: Services
    anna: ContactId
    ben: ContactId
    entry: Interaction
    meeting: Appointment
    promise: FollowUp


def settle_in(services: Services) -> World:
    """Fill a file with it."""
    services.custom_fields.add(CustomField("Shoe size", FieldType.NUMBER))
    card = Contact(Name("Anna Meier"), phones=(Phone("0151 1234567", "mobile"),), notes="old", photo=PNG)
    anna = services.contacts.add(card)
    ben = services.contacts.add(Contact(Name("Ben Okafor"), emails=(Email("ben@work.example"),)))
    call = Interaction(InteractionKind.CALL, services.clock.now(), (anna,), "old words")
    entry = services.interactions.log(call)
    meeting = services.appointments.plan(Appointment("Lunch", WHEN, "UTC", (anna,)))
    promise = services.follow_ups.promise(FollowUp(anna, "send the list", date(2026, 3, 20)))
    return World(
        services,
        anna,
        ben,
        services.interactions.get(entry),
        services.appointments.get(meeting),
        services.follow_ups.get(FollowUpId(promise)),
    )


@contextmanager
def crashed(
    session: WindowSession, folder: Path, clock: FakeClock, qapp: QApplication, qtbot: QtBot
) -> Iterator[WindowSession]:
    """The window after this one, over the file as it lies on the disk at this moment."""
    copy = folder / "after the crash"
    shutil.copytree(session.services.folder, copy)
    services = open_services(copy, clock=clock, default_country=lambda: "DE")
    parts = replace(session.parts, data_dir=copy)
    after = WindowSession(qapp, parts, services, session.theme, Language(qapp, RESOURCES))
    try:
        with qtbot.waitSignal(after.ready):
            after.start()
        yield after
    finally:
        for dialog in after.window.findChildren(FormDialog):
            dialog.keep_on_leaving(lambda: "")
            dialog.close()
        after.close()
        services.close()


Editor = FormDialog | ContactEditor
Open = Callable[[WindowSession, World], Editor]


def type_everywhere(editor: Editor) -> None:
    """Something else in every field of text, whatever it is for; and a choice in the rest."""
    fields = editor.form.draft_fields() if isinstance(editor, ContactEditor) else editor.draft_fields()
    for name, field in fields.items():
        _change(name, field)


def _change(name: str, field: QWidget) -> None:
    match name, field:
        case _, QLineEdit() | QPlainTextEdit():
            words = f"{name}: 100 % <b>ሰላም</b> 😀"
            field.setPlainText(words + "\nnext") if isinstance(field, QPlainTextEdit) else field.setText(
                words
            )
        case _ if name in _CHOICES:
            _CHOICES[name](field)
        case "minutes", _:
            field.setValue(25)  # type: ignore[attr-defined]
        case "length", _:
            field.setCurrentIndex(2)  # type: ignore[attr-defined]
        case _:
            pass


_CHOICES: dict[str, Callable[[Any], object]] = {
    "when": lambda field: (
        field.restore({"which": "then", "day": "2026-02-27", "time": "ten to nine"})
        if hasattr(field, "restore")
        else (field.set_day(date(2026, 4, 1)), field._time.setText("half past"))
    ),
    "next": lambda field: (field._text.setText("send it"), field._day.set_day(date(2026, 5, 5))),
    "repeat": lambda field: (field._how.setCurrentIndex(2), field._on_chosen(2)),
    "remind": lambda field: field.restore([0, 30]),
    "keeping": lambda field: (field._stop.setChecked(True), field._days.setValue(77)),
    "kind": lambda field: field._on_clicked(InteractionKind.VISIT),
    "outcome": lambda field: (field.set_outcome(Outcome.BAD), field.changed.emit()),
    "due": lambda field: field.set_day(date(2026, 6, 7)),
    "went": lambda field: field.choose_number(3),
    "way": lambda field: field._on_clicked("meeting"),
    "meeting": lambda field: (field._title.setText("again"), field._when._time.setText("half past")),
}


def fill_card(editor: ContactEditor, other: ContactId) -> None:
    """Something in every part of a card, much of it not finished."""
    form = editor.form
    form.name.restore({"full": "Anna-Maria", "nickname": "Ann"})
    form.name.changed.emit()
    form.photo._keep(Photo("image/png", PNG.data + b"x"))
    form.phones.restore([{"phone": "not a num", "label": "work"}, {"phone": "030 1", "label": "Ferme"}])
    form.emails.restore([{"address": "half@", "label": ""}])
    form.roles.restore([{"company": "Shop", "title": "Owner", "department": "x", **_dates("1999", "200")}])
    form.tags.restore(["vip", "still typ"])
    form.notes.setPlainText("new notes\nsecond line")
    form.dates.restore([{"label": "birthday", "date": _date("31", 2, "19")}])
    form.addresses.restore([{"street": "1 Bole Rd", "city": "Addis", "label": "home"}])
    form.messengers.restore([{"handle": "@anna", "service": "Telegram"}])
    form.links.restore([{"url": "example.org", "label": ""}])
    form.facts.restore([{"fact": "two daughters"}])
    form.relationships.restore([{"kind": "friend", "who": {"ids": [other], "typed": ""}}])
    form.source.setText("market")
    form.own.restore({"here": {"shoe size": "not a number"}, "others": {}})
    _CHOICES["keeping"](form.keeping)
    form.changed.emit()


def _date(day: str, month: int, year: str) -> dict[str, Any]:
    return {"calendar": "ethiopian", "day": day, "month": month, "year": year}


def _dates(since: str, until: str) -> dict[str, Any]:
    return {"since": _date("", 0, since), "until": _date("", 3, until)}
