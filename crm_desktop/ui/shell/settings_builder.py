"""Puts the settings page together: which sections there are, and what happens beside keeping a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.runtime.folders import open_folder
from crm_desktop.ui.settings.appearance import AppearanceSection
from crm_desktop.ui.settings.backups import BackupsSection
from crm_desktop.ui.settings.cadences import CadencesSection
from crm_desktop.ui.settings.check_line import CheckLine
from crm_desktop.ui.settings.data import DataSection
from crm_desktop.ui.settings.encryption import EncryptionSection
from crm_desktop.ui.settings.fields import FieldsSection
from crm_desktop.ui.settings.health import HealthSection
from crm_desktop.ui.settings.page import SettingsPage
from crm_desktop.ui.settings.quiet import QuietSection
from crm_desktop.ui.settings.reminders import RemindersSection
from crm_desktop.ui.settings.statuses import StatusesSection
from crm_desktop.ui.settings.trash import TrashSection
from crm_desktop.ui.settings.window import WindowSection
from crm_desktop.ui.settings.working_hours import WorkingHoursSection
from crm_desktop.ui.shell import place_words
from crm_desktop.ui.shell.restoring import Restoring
from crm_desktop.ui.shell.tray import Tray
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.place import Place
    from crm_desktop.services.context import Services
    from crm_desktop.ui.runtime.task_runner import TaskRunner
    from crm_desktop.ui.shell.actions import Actions
    from crm_desktop.ui.shell.data_place import DataPlace
    from crm_desktop.ui.shell.desktop_notices import DesktopNotices
    from crm_desktop.ui.shell.encrypting import Encrypting
    from crm_desktop.ui.shell.file_watch import FileWatch
    from crm_desktop.ui.shell.language import Language
    from crm_desktop.ui.shell.ports import Messages
    from crm_desktop.ui.shell.reminding import Reminding
    from crm_desktop.ui.shell.sample_data import SampleData
    from crm_desktop.ui.theme.controller import ThemeController


def build_settings_page(
    *,
    services: Services,
    runner: TaskRunner,
    notices: DesktopNotices,
    reminding: Callable[[], Reminding | None],
    messages: Messages,
    sample: SampleData,
    encrypting: Encrypting,
    watch: FileWatch,
    place: DataPlace,
    actions: Actions,
    language: Language,
    theme: ThemeController,
    window: QWidget,
) -> SettingsPage:
    """The page, with everything connected."""
    settings = services.settings
    restoring = Restoring(services.backups, runner, messages, DayWords(services.clock), theme, window)
    fields = FieldsSection(services.custom_fields, messages, theme)
    trash = TrashSection(services.contacts, DayWords(services.clock), messages, theme)
    page = SettingsPage(
        (
            AppearanceSection(settings, language, theme),
            RemindersSection(settings, theme),
            QuietSection(settings, theme),
            _health_section(services, notices, reminding, theme),
            CadencesSection(settings, _keeping(runner), theme),
            WorkingHoursSection(settings, theme),
            StatusesSection(settings, theme),
            fields,
            WindowSection(settings, theme, has_tray=Tray.is_there()),
            _data_section(services, watch, place, actions, sample, theme),
            _backups_section(services, restoring, theme),
            _encryption_section(services, encrypting, actions, theme),
            trash,
        ),
        theme,
    )
    for signal in (page.shown, page.changed):
        for look in (trash.refresh, fields.refresh, sample.look):
            signal.connect(look)
    page.shown.connect(restoring.look)
    page.shown.connect(encrypting.look)
    return page


def _health_section(
    services: Services,
    notices: DesktopNotices,
    reminding: Callable[[], Reminding | None],
    theme: ThemeController,
) -> HealthSection:
    return HealthSection(
        settings=services.settings,
        reminders=services.reminders,
        notices=notices,
        reminding=reminding,
        clock=services.clock,
        theme=theme,
    )


def _keeping(runner: TaskRunner) -> Callable[[Callable[[], None]], None]:
    """Keeps what takes its time in the worker."""

    def keep(work: Callable[[], None]) -> None:
        runner.run(lambda _progress, _cancel: work())

    return keep


def _backups_section(services: Services, restoring: Restoring, theme: ThemeController) -> BackupsSection:
    backups = BackupsSection(services.settings, DayWords(services.clock), theme)
    backups.make_asked.connect(restoring.make)
    backups.restore_asked.connect(restoring.restore)
    backups.file_asked.connect(restoring.restore_file)
    restoring.listed.connect(backups.show_backups)
    return backups


def _encryption_section(
    services: Services, encrypting: Encrypting, actions: Actions, theme: ThemeController
) -> EncryptionSection:
    encryption = services.encryption
    section = EncryptionSection(
        services.settings, theme, is_on=encryption.is_on, missing=encryption.trouble()
    )
    section.turn_on_asked.connect(encrypting.turn_on)
    section.change_asked.connect(encrypting.change)
    section.turn_off_asked.connect(encrypting.turn_off)
    section.keep_asked.connect(encrypting.keep)
    section.lock_asked.connect(actions.lock.trigger)
    encrypting.keyring_known.connect(lambda trouble, kept: section.show_keyring(trouble, kept=kept))
    return section


def _data_section(
    services: Services,
    watch: FileWatch,
    place: DataPlace,
    actions: Actions,
    sample: SampleData,
    theme: ThemeController,
) -> DataSection:
    data = DataSection(services.folder, theme)

    def show_place(found: Place) -> None:
        trouble = " ".join((place_words.what(found), *place_words.why(found)))
        data.show_place(trouble if found.breaks_databases else "")

    data.move_asked.connect(place.ask)
    place.known.connect(show_place)
    show_place(place.place)
    data.add_wide(CheckLine(services.care, watch, DayWords(services.clock), theme))
    data.folder_asked.connect(lambda: open_folder(services.folder))
    data.import_asked.connect(actions.import_files.trigger)
    data.export_asked.connect(actions.export_file.trigger)
    data.drafts_asked.connect(actions.drafts.trigger)
    data.sample_add_asked.connect(sample.add)
    data.sample_remove_asked.connect(sample.remove)
    sample.presence_changed.connect(lambda present: data.show_sample(present=present))
    return data
