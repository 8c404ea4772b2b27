"""Settings are kept at once, and are still there after a restart."""

from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Importance, Name
from crm_desktop.domain.custom_field import FieldType
from crm_desktop.domain.yearly import Feb29
from crm_desktop.services.context import Services
from crm_desktop.services.settings import Settings
from crm_desktop.ui.settings.appearance import AppearanceSection
from crm_desktop.ui.settings.cadences import CadencesSection
from crm_desktop.ui.settings.data import DataSection
from crm_desktop.ui.settings.fields import FieldsSection
from crm_desktop.ui.settings.reminders import RemindersSection
from crm_desktop.ui.settings.statuses import StatusesSection
from crm_desktop.ui.settings.trash import TrashSection
from crm_desktop.ui.settings.window import WindowSection
from crm_desktop.ui.shell.language import Language
from crm_desktop.ui.theme.controller import ThemeController, ThemeName
from crm_desktop.ui.wording.days import DayWords
from tests.fakes import FakeClock
from tests.ui.conftest import RESOURCES
from tests.ui.settings.conftest import Said


def choose(box: QComboBox, data: object) -> None:
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def kept(services: Services, clock: FakeClock) -> Settings:
    """The settings as another start finds them."""
    services.close()
    return open_services(Path(services.folder), clock=clock, default_country=lambda: "DE").settings


@pytest.fixture
def appearance(
    qapp: QApplication, services: Services, theme: ThemeController, qtbot: QtBot
) -> AppearanceSection:
    section = AppearanceSection(services.settings, Language(qapp, RESOURCES), theme)
    qtbot.addWidget(section)
    return section


def test_the_theme_changes_at_once_and_is_kept(
    appearance: AppearanceSection, services: Services, theme: ThemeController, clock: FakeClock
):
    choose(appearance.theme_box, "dark")
    assert theme.name is ThemeName.DARK
    assert kept(services, clock).theme == "dark"


def test_text_grows_at_once(appearance: AppearanceSection, services: Services, theme: ThemeController):
    appearance.scale_box.setValue(150)
    assert theme.font_scale == 150
    assert services.settings.font_scale == 150


def test_a_right_to_left_language_turns_the_window(
    appearance: AppearanceSection, services: Services, qapp: QApplication
):
    choose(appearance.language_box, "fa")
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    choose(appearance.language_box, "")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert services.settings.language == ""


def test_languages_stand_in_their_own_words(appearance: AppearanceSection):
    box = appearance.language_box
    names = {box.itemData(row): box.itemText(row) for row in range(box.count())}
    assert names["fa"] == "فارسی"
    assert names["de"] == "Deutsch"
    assert names["am"] == "አማርኛ"


def test_the_country_is_first_the_systems_and_then_the_users(
    appearance: AppearanceSection, services: Services
):
    assert appearance.country_box.currentData() == "DE"
    assert appearance.country_box.currentText() == "Germany (DE)"
    choose(appearance.country_box, "ET")
    assert services.settings.country == "ET"


def test_new_dates_can_begin_in_another_calendar(appearance: AppearanceSection, services: Services):
    choose(appearance.calendar_box, "ethiopian")
    assert services.settings.calendar == "ethiopian"


def test_the_wheel_changes_no_setting_by_accident(appearance: AppearanceSection, services: Services):
    appearance.show()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    appearance.setFocus()
    QApplication.sendEvent(appearance.scale_box, event)
    assert services.settings.font_scale == 100
    appearance.hide()


def test_when_reminders_come_is_kept(services: Services, theme: ThemeController, qtbot: QtBot):
    reminders = RemindersSection(services.settings, theme)
    qtbot.addWidget(reminders)
    reminders.morning_edit.setTime(QTime(7, 30))
    reminders.lead_box.setValue(30)
    reminders.ahead_box.setValue(3)
    settings = services.settings
    assert settings.morning_time == time(7, 30)
    assert settings.appointment_lead == 30
    assert settings.birthday_days_ahead == 3


@pytest.mark.parametrize("choice", Feb29)
def test_a_birthday_on_29_february_is_kept_in_one_of_three_ways(
    services: Services, theme: ThemeController, qtbot: QtBot, choice: Feb29
):
    reminders = RemindersSection(services.settings, theme)
    qtbot.addWidget(reminders)
    choose(reminders.feb_29_box, choice)
    assert services.settings.feb_29 is choice


def test_cadences_are_kept_by_importance(services: Services, theme: ThemeController, qtbot: QtBot):
    section = CadencesSection(services.settings, lambda work: work(), theme)
    qtbot.addWidget(section)
    section.boxes[Importance.HIGH].setValue(14)
    section.boxes[Importance.LOW].setValue(0)
    assert services.settings.cadences[Importance.HIGH] == 14
    assert section.boxes[Importance.LOW].text() == "Don't remind"


def test_a_status_can_be_added_renamed_and_removed(services: Services, theme: ThemeController, qtbot: QtBot):
    section = StatusesSection(services.settings, theme)
    qtbot.addWidget(section)
    section.new_edit.setText(" Supplier ")
    section.add_button.click()
    assert services.settings.statuses[-1] == "Supplier"
    edit = section.rows.edit_of("Supplier")
    edit.setText("Wholesaler")
    edit.editingFinished.emit()
    assert services.settings.statuses[-1] == "Wholesaler"
    section.rows.removed.emit("Wholesaler")
    assert "Wholesaler" not in services.settings.statuses


def test_a_status_that_is_there_already_is_not_added_twice(
    services: Services, theme: ThemeController, qtbot: QtBot
):
    section = StatusesSection(services.settings, theme)
    qtbot.addWidget(section)
    section.new_edit.setText("customer")
    section.add_button.click()
    assert services.settings.statuses.count("customer") == 1


def test_a_field_of_ones_own_can_be_added_and_comes_back_after_removal(
    services: Services, theme: ThemeController, qtbot: QtBot, said: Said
):
    section = FieldsSection(services.custom_fields, said, theme)
    qtbot.addWidget(section)
    section.name_edit.setText("Shoe size")
    section.type_box.setCurrentIndex(section.type_box.findData(FieldType.NUMBER))
    section.add_button.click()
    (field,) = services.custom_fields.all()
    assert (field.name, field.type) == ("Shoe size", FieldType.NUMBER)
    section.rows.removed.emit(str(field.id))
    assert services.custom_fields.all() == []
    assert said.undoables == ["Removed the field Shoe size"]
    services.undo.undo()
    section.refresh()
    assert section.rows.names == ["Shoe size"]


def test_choices_are_asked_for_only_where_they_matter(
    services: Services, theme: ThemeController, qtbot: QtBot, said: Said
):
    section = FieldsSection(services.custom_fields, said, theme)
    qtbot.addWidget(section)
    section.show()
    assert not section.choices_edit.isVisible()
    section.type_box.setCurrentIndex(section.type_box.findData(FieldType.CHOICE))
    assert section.choices_edit.isVisible()
    section.name_edit.setText("Size")
    section.add_button.click()
    assert said.errors == ["A choice field needs at least one choice."]
    section.choices_edit.setText("S, M, L")
    section.add_button.click()
    assert services.custom_fields.all()[0].choices == ("S", "M", "L")


def test_a_deleted_contact_is_restored_from_the_trash(
    services: Services, theme: ThemeController, clock: FakeClock, qtbot: QtBot, said: Said
):
    anna = services.contacts.add(Contact(Name("Anna <b>Meier</b>")))
    services.contacts.delete([anna])
    section = TrashSection(services.contacts, DayWords(clock), said, theme)
    qtbot.addWidget(section)
    (restore,) = [
        button
        for button in section.findChildren(QPushButton)
        if button.accessibleName() == "Restore Anna <b>Meier</b>"
    ]
    restore.click()
    assert services.contacts.count() == 1
    assert said.undoables == ["Restored Anna <b>Meier</b>"]
    assert "Empty" in section.note.text()


def test_the_whole_trash_can_be_restored(
    services: Services, theme: ThemeController, clock: FakeClock, qtbot: QtBot, said: Said
):
    ids = [services.contacts.add(Contact(Name(f"Person {number}"))) for number in range(25)]
    services.contacts.delete(ids)
    section = TrashSection(services.contacts, DayWords(clock), said, theme)
    qtbot.addWidget(section)
    assert "5 more are not shown." in section.note.text()
    section.all_button.click()
    assert services.contacts.count() == 25
    assert said.undoables == ["Restored 25 contacts"]


def test_closing_can_mean_quitting(services: Services, theme: ThemeController, qtbot: QtBot):
    section = WindowSection(services.settings, theme, has_tray=False)
    qtbot.addWidget(section)
    section.stay_box.setChecked(False)
    assert services.settings.close_to_tray is False


def test_where_the_data_lies_is_shown_and_sample_data_comes_and_goes(theme: ThemeController, qtbot: QtBot):
    section = DataSection(Path("/home/anna/<data>"), theme)
    qtbot.addWidget(section)
    assert section.folder_label.text() == str(Path("/home/anna/<data>"))
    with qtbot.waitSignal(section.sample_add_asked):
        section.sample_button.click()
    section.show_sample(present=True)
    assert section.sample_button.text() == "Remove the sample data"
    with qtbot.waitSignal(section.sample_remove_asked):
        section.sample_button.click()
