"""The contact editor as one writes in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import (
    ANNIVERSARY,
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
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from crm_desktop.ui.editor.editor import ContactEditor
from crm_desktop.ui.editor.partial_date_edit import PartialDateEdit
from crm_desktop.ui.people.editing import Editing
from crm_desktop.ui.people.people_picker import PeoplePicker
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.labels import PlainLabel
from tests.ui.fakes import SaidMessages

MakeEditor = Callable[[], ContactEditor]


@pytest.fixture
def make(services: Services, theme: ThemeController, qtbot: QtBot) -> MakeEditor:
    """An editor in view."""

    def in_view() -> ContactEditor:
        editor = ContactEditor(
            services.contacts, services.custom_fields, services.settings, services.clock, theme
        )
        qtbot.addWidget(editor)
        editor.resize(700, 640)
        editor.show()
        editor.activateWindow()
        qtbot.waitUntil(editor.isActiveWindow)
        return editor

    return in_view


def keep(services: Services, name: str = "Abebe Bekele", **parts: object) -> ContactId:
    return services.contacts.add(Contact(name=Name(full=name), **parts))  # type: ignore[arg-type]


def everyone(services: Services) -> list[Contact]:
    return services.contacts.load(services.contacts.all_ids())


def words(editor: ContactEditor) -> str:
    """All that is said in labels now."""
    labels = [label for label in editor.findChildren(PlainLabel) if label.isVisibleTo(editor)]
    return "\n".join(label.text() for label in labels)


def field(editor: ContactEditor, name: str) -> QLineEdit:
    return next(
        each
        for each in editor.findChildren(QLineEdit)
        if each.accessibleName() == name and each.isVisibleTo(editor)
    )


def press(editor: ContactEditor, text: str) -> None:
    next(each for each in editor.findChildren(FlatButton) if each.text() == text).click()


# Saving


def test_one_field_is_enough_and_enter_saves(make: MakeEditor, services: Services, qtbot: QtBot) -> None:
    editor = make()
    editor.begin_new()
    qtbot.keyClicks(field(editor, "Phone number"), "0151 1234567")
    with qtbot.waitSignal(editor.saved):
        qtbot.keyClick(field(editor, "Phone number"), Qt.Key.Key_Return)
    (contact,) = everyone(services)
    assert contact.phones == (Phone("0151 1234567", "", "+491511234567"),)


def test_ctrl_s_saves_from_the_notes(make: MakeEditor, services: Services, qtbot: QtBot) -> None:
    editor = make()
    editor.begin_new("Sara")
    editor.form.notes.setFocus()
    qtbot.keyClicks(editor.form.notes, "likes tea")
    qtbot.keyClick(editor.form.notes, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert everyone(services)[0].notes == "likes tea"


def test_an_empty_card_is_refused_in_words(make: MakeEditor, services: Services) -> None:
    editor = make()
    editor.begin_new()
    assert not editor.save()
    assert "Write at least one thing" in words(editor)
    assert everyone(services) == []


def test_enter_on_cancel_cancels(make: MakeEditor, services: Services, qtbot: QtBot) -> None:
    editor = make()
    editor.begin_new("Sara")
    editor.cancel_button.setFocus()
    with qtbot.waitSignal(editor.cancelled):
        qtbot.keyClick(editor.cancel_button, Qt.Key.Key_Return)
    assert everyone(services) == []


def test_a_whole_card_passes_through_unchanged(make: MakeEditor, services: Services) -> None:
    services.custom_fields.add(CustomField("Shoe size", FieldType.NUMBER))
    services.custom_fields.add(CustomField("Size", FieldType.CHOICE, ("S", "M")))
    sara = keep(services, "Sara")
    abebe = services.contacts.add(whole_contact())
    services.contacts.relate(abebe, RelationshipKind.REFERRED_BY, sara)
    before = services.contacts.get(abebe)
    label = services.undo.undo_label()
    editor = make()
    editor.begin(abebe)
    assert not editor.is_changed
    assert editor.save()
    assert services.contacts.get(abebe) == before
    assert services.undo.undo_label() == label
    assert services.contacts.relationships(abebe)[0].other_id == sara


def whole_contact() -> Contact:
    return Contact(
        name=Name("Dr. Abebe Bekele", "Dr.", "Abebe", "T.", "Bekele", "Jr.", "Abe"),
        phones=(Phone("0151 1234567", "mobile"), Phone("+251 911 234567", "Shop")),
        emails=(Email("abebe@example.com", "work"),),
        addresses=(Address("home", "Bole 3", "Addis Ababa", "AA", "1000", "Ethiopia"),),
        links=(Link("https://example.com", "work"),),
        messengers=(Messenger("@abebe", "Telegram"), Messenger("99", "Icq")),
        roles=(
            Role("Blue Café", "Owner", "Kitchen", PartialDate(2019, 5), None),
            Role("Old Mill", "Cook", "", None, PartialDate(2018)),
        ),
        dates=(
            ImportantDate(BIRTHDAY, PartialDate(1978, 13, 5, Calendar.ETHIOPIAN)),
            ImportantDate(ANNIVERSARY, PartialDate(None, 6, None)),
            ImportantDate("first order", PartialDate(1399, 1, 1, Calendar.JALALI)),
        ),
        photo=Photo("image/png", b"not really a picture"),
        tags=("coffee", "market"),
        notes="# Notes\n\n- one",
        facts=("No sugar",),
        source="Fair",
        status="own status",
        importance=Importance.HIGH,
        cadence_days=45,
        paused_until=date(2026, 5, 1),
        declined_rhythm=21,
        do_not_contact=True,
        custom=(CustomValue("Shoe size", "43"), CustomValue("Size", "M"), CustomValue("Gone field", "kept")),
        extra=(ExtraProperty("X-FOO", "X-FOO:bar"),),
    )


def test_only_what_was_changed_here_is_written(make: MakeEditor, services: Services) -> None:
    abebe = keep(services)
    editor = make()
    editor.begin(abebe)
    services.contacts.tag([abebe], "meanwhile")
    services.contacts.pause([abebe], date(2026, 5, 1))
    services.contacts.decline_rhythm(abebe, 21)
    editor.form.notes.setPlainText("from the editor")
    editor.save()
    contact = services.contacts.get(abebe)
    assert (contact.tags, contact.notes) == (("meanwhile",), "from the editor")
    assert (contact.paused_until, contact.declined_rhythm) == (date(2026, 5, 1), 21)


def test_a_pause_survives_another_cadence(make: MakeEditor, services: Services) -> None:
    abebe = services.contacts.add(whole_contact())
    editor = make()
    editor.begin(abebe)
    cadence = next(
        each for each in editor.findChildren(QComboBox) if each.accessibleName() == "How often to be in touch"
    )
    cadence.setCurrentIndex(cadence.findText("Every week"))
    assert editor.save()
    contact = services.contacts.get(abebe)
    assert (contact.cadence_days, contact.paused_until, contact.declined_rhythm) == (7, date(2026, 5, 1), 21)


# Little at first


def test_a_new_contact_begins_with_little(make: MakeEditor) -> None:
    editor = make()
    editor.begin_new()
    shown = {each.accessibleName() for each in editor.findChildren(QLineEdit) if each.isVisibleTo(editor)} - {
        ""
    }
    assert {"Name", "Phone number", "E-mail address", "Company", "Tags"} <= shown
    assert not shown & {"Street", "Web address", "Little fact", "Given name"}
    assert field(editor, "Name").hasFocus()


def test_the_rest_unfolds_where_it_is_asked_for(make: MakeEditor) -> None:
    editor = make()
    editor.begin_new()
    press(editor, "Birthday or date")
    assert editor.findChild(PartialDateEdit) is not None
    assert field(editor, "Date: day").hasFocus()
    press(editor, "Little facts")
    assert field(editor, "Little fact").hasFocus()


def test_the_rest_is_there_where_it_is_filled(make: MakeEditor, services: Services) -> None:
    editor = make()
    editor.begin(keep(services, facts=("No sugar",), source="Fair"))
    assert field(editor, "Little fact").text() == "No sugar"
    assert field(editor, "Where they heard of you").text() == "Fair"


def test_another_phone_is_one_click_away_and_goes_with_its_cross(
    make: MakeEditor, services: Services, qtbot: QtBot
) -> None:
    editor = make()
    editor.begin(keep(services, phones=(Phone("0151 1234567"),)))
    press(editor, "Another phone")
    qtbot.keyClicks(editor.form.phones.lines[1].edit, "030 123456")
    editor.form.phones.lines[0].removed.emit()
    editor.save()
    assert [phone.typed for phone in everyone(services)[0].phones] == ["030 123456"]


def test_tab_goes_from_field_to_field_as_they_stand(make: MakeEditor, qtbot: QtBot) -> None:
    editor = make()
    editor.begin_new("Sara")
    press(editor, "Address")
    QApplication.processEvents()
    editor.form.phones.lines[0].edit.setFocus()
    seen = []
    for _ in range(12):
        focused = editor.focusWidget()
        seen.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    wanted = ["Phone number", "Kind of phone", "E-mail address", "Kind of e-mail address", "Company"]
    assert [name for name in seen if name in wanted] == wanted
    assert seen.index("Company") < seen.index("Role there") < seen.index("Tags") < seen.index("Notes")


# While typing


def test_the_international_form_stands_beside_the_number(make: MakeEditor, qtbot: QtBot) -> None:
    editor = make()
    editor.begin_new()
    qtbot.keyClicks(field(editor, "Phone number"), "0151 1234567")
    assert "+491511234567" in words(editor)


def test_someone_else_with_the_same_phone_is_named_and_never_blocks(
    make: MakeEditor, services: Services, qtbot: QtBot
) -> None:
    abebe = keep(services, phones=(Phone("+49 151 1234567"),))
    editor = make()
    editor.begin_new("Sara")
    qtbot.keyClicks(field(editor, "Phone number"), "0151 1234567")
    qtbot.waitUntil(lambda: "Abebe Bekele" in words(editor))
    opened = next(
        each for each in editor.findChildren(FlatButton) if each.accessibleName().endswith("Abebe Bekele")
    )
    with qtbot.waitSignal(editor.contact_asked) as asked:
        opened.click()
    assert asked.args == [abebe]
    assert editor.save()
    assert len(everyone(services)) == 2


def test_someone_else_with_the_same_address_is_named_too(
    make: MakeEditor, services: Services, qtbot: QtBot
) -> None:
    keep(services, emails=(Email("A@Example.com"),))
    editor = make()
    editor.begin_new("Sara")
    qtbot.keyClicks(field(editor, "E-mail address"), "a@example.com")
    qtbot.waitUntil(lambda: "Abebe Bekele" in words(editor))


@pytest.mark.parametrize(
    "day,month,year,sentence",
    [
        ("31", 2, "", "February has only 29 days."),
        ("29", 2, "1985", "February 1985 has only 28 days."),
        ("x", 1, "", "“x” is not a day; write its number."),
        ("1", 1, "85", "Write the whole year, with its century, or leave it out."),
        ("32", 0, "", "No month has more than 31 days."),
    ],
)
def test_a_bad_date_is_told_in_words(
    make: MakeEditor, services: Services, day: str, month: int, year: str, sentence: str
) -> None:
    editor = make()
    editor.begin_new("Sara")
    press(editor, "Birthday or date")
    field(editor, "Date: day").setText(day)
    field(editor, "Date: year").setText(year)
    month_box(editor).setCurrentIndex(month)
    editor.form.dates.lines[0].date.changed.emit()
    assert sentence in words(editor)
    assert not editor.save()
    assert everyone(services) == []


def month_box(editor: ContactEditor) -> QComboBox:
    boxes = editor.findChildren(QComboBox)
    return next(each for each in boxes if each.accessibleName() == "Date: month" and each.isVisible())


def test_a_good_date_says_when_it_comes_round(make: MakeEditor) -> None:
    editor = make()
    editor.begin_new("Sara")
    press(editor, "Birthday or date")
    field(editor, "Date: day").setText("4")
    month_box(editor).setCurrentIndex(3)
    field(editor, "Date: year").setText("1986")
    editor.form.dates.lines[0].date.changed.emit()
    assert "turns 40" in words(editor)


def test_a_whole_date_may_be_pasted(make: MakeEditor, services: Services, qtbot: QtBot) -> None:
    editor = make()
    editor.begin_new("Sara")
    press(editor, "Birthday or date")
    qtbot.keyClicks(field(editor, "Date: day"), "1986-03-04")
    editor.save()
    assert everyone(services)[0].birthday == PartialDate(1986, 3, 4)


def test_the_thirteenth_month_is_there_in_the_ethiopian_calendar(
    make: MakeEditor, services: Services
) -> None:
    services.settings.calendar = "ethiopian"
    editor = make()
    editor.begin_new("Sara")
    press(editor, "Birthday or date")
    month_box(editor).setCurrentIndex(13)
    field(editor, "Date: day").setText("5")
    editor.save()
    assert everyone(services)[0].birthday == PartialDate(None, 13, 5, Calendar.ETHIOPIAN)


def test_what_an_own_field_cannot_hold_is_told(make: MakeEditor, services: Services) -> None:
    services.custom_fields.add(CustomField("Shoe size", FieldType.NUMBER))
    editor = make()
    editor.begin_new("Sara")
    press(editor, "Your own fields")
    field(editor, "Shoe size").setText("large")
    assert not editor.save()
    assert "“large” is not a number" in words(editor)


def test_someone_related_is_found_by_typing(make: MakeEditor, services: Services, qtbot: QtBot) -> None:
    sara = keep(services, "Sara Tesfaye")
    editor = make()
    editor.begin_new("Abebe")
    press(editor, "Relationship")
    picker = editor.findChild(PeoplePicker)
    qtbot.keyClicks(field(editor, "Who it is"), "sar")
    qtbot.keyClick(picker.popup, Qt.Key.Key_Return)
    assert picker.ids == (sara,)
    editor.save()
    abebe = services.contacts.all_ids()[-1]
    assert services.contacts.relationships(ContactId(abebe))[0].other_name == "Sara Tesfaye"


def test_a_large_photo_is_made_small_and_a_text_is_refused(
    make: MakeEditor, services: Services, tmp_path: Path
) -> None:
    picture = QImage(2000, 1000, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    picture.save(str(tmp_path / "large.png"))
    (tmp_path / "no.jpg").write_text("no picture")
    editor = make()
    editor.begin_new("Sara")
    editor.form.photo.take_file(str(tmp_path / "no.jpg"))
    assert "“no.jpg” is not a picture" in words(editor)
    editor.form.photo.take_file(str(tmp_path / "large.png"))
    editor.save()
    photo = everyone(services)[0].photo
    assert photo is not None
    assert photo.media_type == "image/jpeg"
    assert QImage.fromData(photo.data).width() == 640


# Leaving


@pytest.fixture
def editing(services: Services, theme: ThemeController, qtbot: QtBot) -> tuple[Editing, SaidMessages]:
    from PySide6.QtWidgets import QWidget

    widget, said = QWidget(), SaidMessages()
    qtbot.addWidget(widget)
    made = Editing(
        services.contacts, services.custom_fields, services.settings, services.clock, said, theme, widget
    )
    return made, said


def test_esc_loses_nothing_that_was_typed(
    editing: tuple[Editing, SaidMessages], services: Services, qtbot: QtBot
) -> None:
    made, said = editing
    editor = made.begin_new("Sara")
    editor.form.notes.setPlainText("a long story")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not made.is_open
    assert made.has_unsaved
    assert said.said == ["Not saved: Sara"]
    with qtbot.waitSignal(made.reopened) as reopened:
        said.actions["Continue editing"]()
    assert reopened.args[0].form.notes.toPlainText() == "a long story"


def test_an_editor_left_unchanged_is_gone(
    editing: tuple[Editing, SaidMessages], services: Services, qtbot: QtBot
) -> None:
    made, said = editing
    editor = made.begin(keep(services))
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not made.has_unsaved
    assert said.said == []


def test_two_unsaved_contacts_are_both_kept(
    editing: tuple[Editing, SaidMessages], services: Services
) -> None:
    made, said = editing
    made.begin_new("First").form.notes.setPlainText("one")
    first = said.actions
    made.begin_new("Second").form.notes.setPlainText("two")
    continue_first = first["Continue editing"]
    made.leave()
    continue_first()
    assert made.open_editor.form.notes.toPlainText() == "one"
    made.leave()
    assert made.begin_new().form.notes.toPlainText() == "one"
    assert made.begin_new().form.notes.toPlainText() == "two"


def test_going_on_with_a_contact_shows_what_was_unsaved(
    editing: tuple[Editing, SaidMessages], services: Services
) -> None:
    made, _said = editing
    abebe = keep(services)
    made.begin(abebe).form.notes.setPlainText("half")
    made.leave()
    assert made.begin(abebe).form.notes.toPlainText() == "half"


def test_what_was_saved_is_told_with_a_way_back(
    editing: tuple[Editing, SaidMessages], services: Services
) -> None:
    made, said = editing
    made.begin_new("Sara").save()
    assert said.undoables == ["Added Sara"]
    assert not made.has_unsaved


def test_a_name_in_parts_makes_the_whole(make: MakeEditor, services: Services) -> None:
    editor = make()
    editor.begin_new()
    press(editor, "Name in parts, nickname")
    editor.form.name.set_value(replace(Name(), given="Сергей", family="Иванов"))
    assert editor.form.name.full.placeholderText() == "Сергей Иванов"
    editor.save()
    assert everyone(services)[0].display_name == "Сергей Иванов"


def turn_the_wheel_over(widget: QWidget) -> None:
    place, step = QPointF(5, 5), QPoint(0, -120)
    none, plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(place, place, step, step, none, plain, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(widget, event)


def test_scrolling_the_form_changes_nothing_in_it(make: MakeEditor, services: Services, qtbot: QtBot) -> None:
    editor = make()
    editor.begin(services.contacts.add(whole_contact()))
    qtbot.waitUntil(lambda: not editor.form._order_tabs.isActive())
    for box in editor.findChildren(QComboBox):
        box.setFocus()
        turn_the_wheel_over(box)
    assert not editor.is_changed


@pytest.mark.parametrize("width", [520, 600])
def test_a_narrow_form_needs_no_scrolling_to_the_side(
    make: MakeEditor, services: Services, width: int
) -> None:
    editor = make()
    editor.begin(services.contacts.add(whole_contact()))
    editor.resize(width, 640)
    area = editor.findChild(QScrollArea)
    assert area is not None
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
