"""The composition root: opens the data file and wires services to what they stand on. Read it top down."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from crm_desktop.services.change_bus import ChangeBus
from crm_desktop.services.contacts import ContactBook
from crm_desktop.services.context import Services
from crm_desktop.services.later import later
from crm_desktop.store.file import open_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crm_desktop.cli.outside import Log, Notifier, Outside
    from crm_desktop.domain.place import Place
    from crm_desktop.services.agenda import Agenda
    from crm_desktop.services.answering import Answering
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.archiving import Archiving
    from crm_desktop.services.backups import Backups
    from crm_desktop.services.calendar_files import CalendarFiles
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.day_notes import DayNotes
    from crm_desktop.services.demo import Demo
    from crm_desktop.services.drafts import Drafts
    from crm_desktop.services.duplicates import Duplicates
    from crm_desktop.services.encryption import Encryption
    from crm_desktop.services.filters import Filters
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.interactions import Logbook
    from crm_desktop.services.moving import Moving
    from crm_desktop.services.papers import Papers
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.questions import Questions
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.services.rescue import Rescue
    from crm_desktop.services.today import TodayPage
    from crm_desktop.services.triage import Triage
    from crm_desktop.services.undo import Undo
    from crm_desktop.store.file import DataFile
    from crm_desktop.system.keyring import Keyring
    from crm_desktop.system.occupancy import Occupancy


def open_services(
    folder: Path,
    *,
    clock: Clock | None = None,
    default_country: Callable[[], str] | None = None,
    passphrase: str = "",
) -> Services:
    """Open the data file in a folder and give the services over it.

    Raises as `store.file.open_file` does: DamagedFileError, PassphraseError, NewerFileError, UserError.
    """
    _collect_seldom()
    clock = clock or _system_clock()
    bus = ChangeBus()
    file = open_file(folder, clock, bus.publish, default_country or _country_of(clock), passphrase)
    contacts = _contacts(file, clock)
    return Services(
        folder=folder,
        clock=clock,
        bus=bus,
        uow=file.uow,
        reads=file.contacts,
        attached=file.attachments,
        file=file,
        settings=file.settings,
        contacts=contacts,
        custom_fields=later(lambda: _custom_fields(file)),
        filters=later(lambda: _filters(file, contacts)),
        interactions=later(lambda: _logbook(file, clock)),
        appointments=later(lambda: _appointments(file, clock)),
        follow_ups=later(lambda: _follow_ups(file, clock)),
        answering=later(lambda: _answering(file, clock)),
        day_notes=later(lambda: _day_notes(file)),
        triage=later(lambda: _triage(file, clock)),
        undo=later(lambda: _undo(file)),
        backups=later(lambda: _backups(file, clock)),
        drafts=later(lambda: _drafts(file)),
        encryption=later(lambda: open_encryption(folder, clock=clock, is_on=file.is_encrypted)),
        make_reminders=lambda: _reminders(file, clock),
        make_today=lambda reminders: _today(file, reminders, clock),
        make_demo=lambda: _demo(file, clock),
        make_archiving=lambda: _archiving(file, contacts, clock),
        make_calendar_files=lambda: _calendar_files(file, clock),
        make_duplicates=lambda: _duplicates(file, contacts, clock),
        make_papers=lambda: _papers(file, contacts, clock),
        agenda=later(lambda: _agenda(file, clock)),
        questions=later(lambda: _questions(file, contacts, clock)),
    )


def open_rescue(folder: Path, passphrase: str = "", *, clock: Clock | None = None) -> Rescue:
    """What can be done for a data file that is damaged: nothing of it is opened for this."""
    from crm_desktop.services.rescue import Rescue
    from crm_desktop.store.rescue_files import RescueFiles

    clock = clock or _system_clock()
    return Rescue(RescueFiles(folder, passphrase, clock), clock)


def open_moving(folder: Path, passphrase: str = "") -> Moving:
    """What moves the data of a folder elsewhere, while nobody has it open."""
    from crm_desktop.services.moving import Moving
    from crm_desktop.store.moving import MovingFiles

    return Moving(MovingFiles(folder, passphrase))


def open_occupancy(folder: Path) -> Occupancy:
    """Who has the data of a folder open, on any computer."""
    from crm_desktop.system.occupancy import Occupancy

    return Occupancy(folder)


def place_of(folder: Path) -> Place:
    """What kind of place a folder is."""
    from crm_desktop.system.places import kind_of

    return kind_of(folder)


def open_encryption(folder: Path, *, clock: Clock | None = None, is_on: bool | None = None) -> Encryption:
    """What encrypts the data file in a folder. `is_on` is known of one that is open in this process; one that
    is not is looked at.
    """
    from crm_desktop.services.encryption import Encryption
    from crm_desktop.store.encryption_files import EncryptionFiles

    return Encryption(EncryptionFiles(folder, clock or _system_clock(), is_on))


def open_keyring(folder: Path) -> Keyring:
    """Where the system keeps the passphrase of this folder, if that is wanted."""
    from crm_desktop.system.keyring import Keyring

    return Keyring(folder)


def _collect_seldom() -> None:
    # Reading and writing makes values by the hundred thousand and hardly a cycle: looking for cycles after
    # every 700 of them took a fifth of the time of an import.
    gc.set_threshold(50_000, 20, 20)


def _system_clock() -> Clock:
    from crm_desktop.system.clock import SystemClock

    return SystemClock()


def _country_of(clock: Clock) -> Callable[[], str]:
    def guess() -> str:
        from crm_desktop.system.locale_defaults import country

        return country(getattr(clock.zone(), "key", None))

    return guess


def _contacts(file: DataFile, clock: Clock) -> ContactBook:
    return ContactBook(
        uow=file.uow,
        reads=file.contacts,
        lists=file.lists,
        interactions=file.interactions,
        appointments=file.appointments,
        follow_ups=file.follow_ups,
        fields=file.fields,
        settings=file.settings,
        clock=clock,
    )


def _custom_fields(file: DataFile) -> CustomFields:
    from crm_desktop.services.custom_fields import CustomFields

    return CustomFields(file.uow, file.fields)


def _filters(file: DataFile, contacts: ContactBook) -> Filters:
    from crm_desktop.services.filters import Filters

    return Filters(uow=file.uow, reads=file.filters, contacts=contacts, fields=file.fields)


def _logbook(file: DataFile, clock: Clock) -> Logbook:
    from crm_desktop.services.interactions import Logbook

    return Logbook(file.uow, file.interactions, file.contacts, clock)


def _appointments(file: DataFile, clock: Clock) -> Appointments:
    from crm_desktop.services.appointments import Appointments

    return Appointments(file.uow, file.appointments, file.series, file.contacts, clock)


def _answering(file: DataFile, clock: Clock) -> Answering:
    from crm_desktop.services.answering import Answering

    appointments, follow_ups = _appointments(file, clock), _follow_ups(file, clock)
    return Answering(
        file.uow, appointments, follow_ups, file.contacts, file.interactions, file.today, file.settings, clock
    )


def _day_notes(file: DataFile) -> DayNotes:
    from crm_desktop.services.day_notes import DayNotes

    return DayNotes(file.uow, file.day_notes)


def _follow_ups(file: DataFile, clock: Clock) -> FollowUps:
    from crm_desktop.services.follow_ups import FollowUps

    return FollowUps(file.uow, file.follow_ups, file.contacts, clock)


def _triage(file: DataFile, clock: Clock) -> Triage:
    from crm_desktop.services.triage import Triage

    return Triage(file.uow, file.reviewed, file.contacts, clock)


def _backups(file: DataFile, clock: Clock) -> Backups:
    from crm_desktop.services.backups import Backups

    return Backups(file.backups, file.settings, clock)


def _drafts(file: DataFile) -> Drafts:
    from crm_desktop.services.drafts import Drafts

    return Drafts(file.drafts)


def _undo(file: DataFile) -> Undo:
    from crm_desktop.services.undo import Undo

    return Undo(file.uow, file.card_history)


def _reminders(file: DataFile, clock: Clock) -> Reminders:
    from crm_desktop.services.reminders import Reminders

    return Reminders(
        uow=file.uow,
        reads=file.reminders,
        series=file.series,
        follow_ups=_follow_ups(file, clock),
        settings=file.settings,
        clock=clock,
    )


def _today(file: DataFile, reminders: Reminders, clock: Clock) -> TodayPage:
    from crm_desktop.services.today import TodayPage

    return TodayPage(
        reads=file.today,
        contacts=file.contacts,
        interactions=file.interactions,
        follow_ups=file.follow_ups,
        reminders=reminders,
        settings=file.settings,
        clock=clock,
    )


def _archiving(file: DataFile, contacts: ContactBook, clock: Clock) -> Archiving:
    from crm_desktop.services.archiving import Archiving

    return Archiving(
        uow=file.uow,
        reads=file.contacts,
        archive=file.archive,
        contacts=contacts,
        fields=_custom_fields(file),
        settings=file.settings,
        backups=_backups(file, clock),
        clock=clock,
    )


def _calendar_files(file: DataFile, clock: Clock) -> CalendarFiles:
    from crm_desktop.services.calendar_files import CalendarFiles

    return CalendarFiles(
        uow=file.uow,
        contacts=file.contacts,
        archive=file.archive,
        calendar=file.calendar,
        series=file.series,
        settings=file.settings,
        backups=_backups(file, clock),
        clock=clock,
    )


def _demo(file: DataFile, clock: Clock) -> Demo:
    from crm_desktop.services.demo import Demo
    from crm_desktop.system.paths import resource

    return Demo(
        uow=file.uow,
        reads=file.contacts,
        clock=clock,
        read_sample=lambda: resource("sample", "people.json").read_bytes(),
    )


def _papers(file: DataFile, contacts: ContactBook, clock: Clock) -> Papers:
    from crm_desktop.services.coming_dates import ComingDates
    from crm_desktop.services.meeting_people import MeetingPeople
    from crm_desktop.services.papers import Papers

    return Papers(
        contacts=contacts,
        interactions=file.interactions,
        appointments=file.appointments,
        follow_ups=file.follow_ups,
        people=MeetingPeople(file.contacts, file.interactions, file.follow_ups),
        dates=ComingDates(file.today, file.settings),
        clock=clock,
    )


def _duplicates(file: DataFile, contacts: ContactBook, clock: Clock) -> Duplicates:
    from crm_desktop.services.duplicates import Duplicates

    return Duplicates(
        uow=file.uow,
        reads=file.contacts,
        duplicates=file.duplicates,
        contacts=contacts,
        backups=_backups(file, clock),
    )


def _agenda(file: DataFile, clock: Clock) -> Agenda:
    from crm_desktop.services.agenda import Agenda
    from crm_desktop.services.coming_dates import ComingDates

    return Agenda(file.agenda, file.day_notes, ComingDates(file.today, file.settings), clock)


def _questions(file: DataFile, contacts: ContactBook, clock: Clock) -> Questions:
    from crm_desktop.services.questions import Questions

    return Questions(file.questions, contacts, file.settings, clock)


def outside() -> Outside:
    """What the command line needs from the operating system; each part is imported when it is used."""
    from crm_desktop.cli.outside import Outside
    from crm_desktop.system.paths import data_dir

    return Outside(
        data_dir=data_dir,
        open_services=_open_with,
        open_encryption=open_encryption,
        open_rescue=open_rescue,
        open_keyring=open_keyring,
        open_log=_open_log,
        make_notifier=_notifier,
        held_by=lambda folder: open_occupancy(folder).holder(),
        open_in=lambda folder: open_occupancy(folder).other(),
        place=place_of,
        open_moving=open_moving,
    )


def _open_with(folder: Path, passphrase: str = "") -> Services:
    return open_services(folder, passphrase=passphrase)


def _open_log(folder: Path) -> Log:
    from crm_desktop.system.logging_setup import set_up_logging
    from crm_desktop.system.own_files import tighten

    tighten(folder)
    return set_up_logging(folder)


def _notifier() -> Notifier:
    from crm_desktop.system.notifier import DesktopNotifier
    from crm_desktop.system.paths import resource

    return DesktopNotifier(icon=resource("icons", "app", "crm-desktop.svg"))
