"""Making a filter: one line at first, more where they are wanted, who matches, and a name that keeps it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.filters.condition import All, Operator, SavedFilter, Test
from crm_desktop.domain.filters.language import written
from crm_desktop.services.context import Services
from crm_desktop.ui.filters.builder import FilterBuilder, Start
from crm_desktop.ui.filters.condition_group import ConditionGroup
from crm_desktop.ui.filters.value_edits import ChoiceEdit, DayEdit, SpanEdit, WordsEdit
from crm_desktop.ui.theme.controller import ThemeController
from tests.ui.filters.conftest import AddContact, MakeBuilder, how, named, pick, what


def lines(builder: FilterBuilder) -> list[object]:
    return list(builder.tree.root.lines())


def text_of(builder: FilterBuilder) -> str:
    condition = builder.tree.condition()
    return written(condition) if condition is not None else ""


def says(builder: FilterBuilder, qtbot: QtBot, text: str) -> None:
    qtbot.waitUntil(lambda: builder.matches.text == text)


# The first line


def test_it_begins_with_one_line_and_nothing_to_join(make_builder: MakeBuilder) -> None:
    builder = make_builder()
    assert len(lines(builder)) == 1
    joining = named(builder, "How many of these must be true")
    assert not joining.isVisible()
    assert not builder.text.area.isVisible()
    assert builder.matches.text == "Nothing is asked for yet"
    assert builder.save_button.text() == "Show"


def test_where_there_are_tags_it_asks_for_one(
    make_builder: MakeBuilder, add: AddContact, qtbot: QtBot
) -> None:
    add("Abebe", tags=("coffee",))
    add("Hana")
    builder = make_builder()
    edit = builder.focusWidget()
    assert edit is not None
    assert what(builder.tree.root.lines()[0]).currentText() == "Tag"
    qtbot.keyClicks(edit, "coffee")
    says(builder, qtbot, "1 person\n\u2068Abebe\u2069")
    assert builder.save_button.text() == "Show 1 person"
    assert text_of(builder) == "tag = coffee"


def test_who_matches_is_told_by_number_and_by_the_first_names(
    make_builder: MakeBuilder, add: AddContact, qtbot: QtBot
) -> None:
    for number in range(9):
        add(f"Person {number}", city="Lyon")
    builder = make_builder()
    line = builder.tree.root.lines()[0]
    pick(what(line), "City")
    pick(how(line), "contains")
    qtbot.keyClicks(line.value_edit, "lyon")
    qtbot.waitUntil(lambda: builder.matches.text.startswith("9 people"))
    assert "Person 5" in builder.matches.text
    assert builder.matches.text.endswith("and others")


def test_show_without_a_name_keeps_nothing(
    make_builder: MakeBuilder, add: AddContact, services: Services, qtbot: QtBot
) -> None:
    add("Abebe", city="Lyon")
    builder = make_builder()
    line = builder.tree.root.lines()[0]
    pick(what(line), "City")
    qtbot.keyClicks(line.value_edit, "lyon")
    with qtbot.waitSignal(builder.accepted):
        qtbot.keyClick(builder, Qt.Key.Key_Return)
    assert builder.made == SavedFilter("", Test("city", Operator.HAS, "lyon"))
    assert services.filters.all() == []


def test_a_name_keeps_it_as_a_list(
    make_builder: MakeBuilder, add: AddContact, services: Services, qtbot: QtBot
) -> None:
    add("Abebe", tags=("coffee",))
    builder = make_builder()
    qtbot.keyClicks(builder.focusWidget(), "coffee")
    qtbot.keyClicks(builder.name, "Regulars <b>&")
    assert builder.save_button.text() == "Keep as a list"
    builder.submit()
    (saved,) = services.filters.all()
    assert saved.name == "Regulars <b>&"
    assert builder.made is not None
    assert builder.made.id == saved.id


def test_a_name_that_is_taken_is_refused_and_nothing_is_lost(
    make_builder: MakeBuilder, add: AddContact, services: Services, qtbot: QtBot
) -> None:
    add("Abebe", tags=("coffee",))
    services.filters.save(SavedFilter("Regulars", services.filters.parsed("tag = coffee")))
    builder = make_builder()
    qtbot.keyClicks(builder.focusWidget(), "coffee")
    builder.name.setText("regulars")
    builder.submit()
    assert builder.isVisible()
    assert "already" in builder.error_text
    assert text_of(builder) == "tag = coffee"


def test_a_line_with_nothing_said_is_pointed_at(make_builder: MakeBuilder, qtbot: QtBot) -> None:
    builder = make_builder()
    builder.submit()
    assert builder.isVisible()
    assert builder.error_text.startswith("“City” has nothing to be compared with yet")


def test_what_is_no_number_is_told(make_builder: MakeBuilder, qtbot: QtBot) -> None:
    builder = make_builder()
    line = builder.tree.root.lines()[0]
    pick(what(line), "Number of phones")
    qtbot.keyClicks(line.value_edit, "many")
    builder.submit()
    assert "many" in builder.error_text


# Fitting fields


@pytest.mark.parametrize(
    "subject,form,sort",
    [
        ("City", "contains", WordsEdit),
        ("Warmth", "is", ChoiceEdit),
        ("Reminders paused", "is", ChoiceEdit),
        ("Last contact", "longer ago than", SpanEdit),
        ("Last contact", "before", DayEdit),
        ("Number of phones", "at least", WordsEdit),
        ("Notes", "is missing", type(None)),
    ],
)
def test_the_field_fits_what_is_asked(
    make_builder: MakeBuilder, subject: str, form: str, sort: type, qtbot: QtBot
) -> None:
    line = make_builder().tree.root.lines()[0]
    pick(what(line), subject)
    pick(how(line), form)
    assert isinstance(line.value_edit, sort)


def test_own_fields_are_asked_by_their_type(
    make_builder: MakeBuilder, services: Services, qtbot: QtBot
) -> None:
    services.custom_fields.add(CustomField("Size & cut", FieldType.CHOICE, ("S", "M")))
    builder = make_builder()
    line = builder.tree.root.lines()[0]
    pick(what(line), "Size & cut")
    pick(line.value_edit, "M")
    assert text_of(builder) == 'field:"Size & cut" = M'


def test_days_that_move_with_today_are_numbers_of_days(make_builder: MakeBuilder, qtbot: QtBot) -> None:
    builder = make_builder()
    line = builder.tree.root.lines()[0]
    pick(what(line), "Last contact")
    line.value_edit.setValue(90)
    assert text_of(builder) == "last-contact < today-90"
    pick(how(line), "in the last")
    assert text_of(builder) == "last-contact >= today-90"
    pick(what(line), "Next step")
    pick(how(line), "in the next")
    line.value_edit.setValue(7)
    assert text_of(builder) == "next-step >= today and next-step <= today+7"


def test_typed_words_stay_when_something_else_is_looked_at(make_builder: MakeBuilder, qtbot: QtBot) -> None:
    line = make_builder().tree.root.lines()[0]
    qtbot.keyClicks(line.value_edit, "anna")
    pick(what(line), "Name")
    assert line.asked().value == "anna"


# Lines and groups


def test_two_lines_ask_how_they_are_joined(make_builder: MakeBuilder, qtbot: QtBot) -> None:
    builder = make_builder(Start(None))
    root = builder.tree.root
    qtbot.keyClicks(root.lines()[0].value_edit, "lyon")
    root.add_line_button.click()
    second = root.lines()[1]
    assert builder.focusWidget() is what(second)
    pick(what(second), "Name")
    qtbot.keyClicks(second.value_edit, "anna")
    joining = named(builder, "How many of these must be true")
    assert joining.isVisible()
    assert text_of(builder) == "city ~ lyon and name ~ anna"
    pick(joining, "At least one of these is true")
    assert text_of(builder) == "city ~ lyon or name ~ anna"
    pick(joining, "None of these is true")
    assert text_of(builder) == "not (city ~ lyon or name ~ anna)"


def test_a_group_stands_within(make_builder: MakeBuilder, services: Services, qtbot: QtBot) -> None:
    text = "city ~ lyon and (tag = coffee or not (notes missing and name ~ anna)) and added > 2024-01-01"
    builder = make_builder(Start(services.filters.parsed(text)))
    assert len(lines(builder)) == 5
    assert len(builder.findChildren(ConditionGroup)) == 4
    assert services.filters.parsed(text_of(builder)) == services.filters.parsed(text)


def test_a_new_group_begins_with_a_line(make_builder: MakeBuilder, qtbot: QtBot) -> None:
    builder = make_builder()
    root = builder.tree.root
    qtbot.keyClicks(root.lines()[0].value_edit, "lyon")
    root.add_group_button.click()
    inner = root.lines()[1]
    pick(what(inner), "Notes")
    pick(how(inner), "is missing")
    assert text_of(builder) == "city ~ lyon and notes missing"


def test_what_was_taken_away_can_be_brought_back(
    make_builder: MakeBuilder, services: Services, qtbot: QtBot
) -> None:
    builder = make_builder(Start(services.filters.parsed("city ~ lyon and (tag = a or tag = b)")))
    remove = [each for each in buttons(builder, "Take this group away") if each.isVisible()]
    remove[0].click()
    assert text_of(builder) == "city ~ lyon"
    builder.tree.back_button.click()
    assert text_of(builder) == "city ~ lyon and (tag = a or tag = b)"
    assert not builder.tree.back_button.isVisible()


def test_the_only_line_cannot_be_taken_away(make_builder: MakeBuilder) -> None:
    builder = make_builder()
    assert not any(each.isVisible() for each in buttons(builder, "Take this line away"))


def buttons(within: QWidget, name: str) -> list[QAbstractButton]:
    return [each for each in within.findChildren(QAbstractButton) if each.accessibleName() == name]


def test_tab_goes_from_line_to_line(make_builder: MakeBuilder, services: Services, qtbot: QtBot) -> None:
    builder = make_builder(Start(services.filters.parsed("city ~ a")))
    root = builder.tree.root
    root.add_line_button.click()
    first, second = root.lines()
    pick(what(first), "Notes")
    pick(what(second), "Last contact")
    expected = [what(first), how(first), first.value_edit, buttons(first, "Take this line away")[0]]
    expected += [what(second), how(second), second.value_edit]
    found = [each for each in in_tab_order(builder) if each in expected]
    assert found == expected


def in_tab_order(builder: FilterBuilder) -> list[QWidget]:
    found, widget = [], builder.nextInFocusChain()
    while widget is not None and widget is not builder:
        found.append(widget)
        widget = widget.nextInFocusChain()
    return found


# As text


def test_it_can_be_typed_as_text(make_builder: MakeBuilder, add: AddContact, qtbot: QtBot) -> None:
    add("Abebe", city="Lyon")
    builder = make_builder()
    builder.text.toggle.click()
    assert builder.focusWidget() is builder.text.area
    qtbot.keyClicks(builder.text.area, "city ~ lyon and not tag = vip")
    qtbot.waitUntil(lambda: len(lines(builder)) == 2)
    says(builder, qtbot, "1 person\n\u2068Abebe\u2069")
    assert builder.text.area.toPlainText() == "city ~ lyon and not tag = vip"


def test_what_is_wrong_with_the_text_is_said_beside_it(make_builder: MakeBuilder, qtbot: QtBot) -> None:
    builder = make_builder()
    builder.text.toggle.click()
    qtbot.keyClicks(builder.text.area, "citty = x")
    qtbot.waitUntil(lambda: "citty" in builder.text.problem)
    builder.submit()
    assert builder.isVisible()
    assert "citty" in builder.error_text


def test_text_that_was_just_typed_counts_when_it_is_saved(
    make_builder: MakeBuilder, services: Services, qtbot: QtBot
) -> None:
    builder = make_builder()
    builder.text.toggle.click()
    builder.text.area.setPlainText("name ~ anna")
    builder.submit()
    assert builder.made is not None
    assert builder.made.condition == services.filters.parsed("name ~ anna")


# Changing a list


def test_a_list_is_changed_under_its_name(
    make_builder: MakeBuilder, services: Services, qtbot: QtBot
) -> None:
    number = services.filters.save(SavedFilter("Regulars", services.filters.parsed("tag = coffee")))
    (saved,) = services.filters.all()
    builder = make_builder(Start(saved=saved))
    assert builder.name.text() == "Regulars"
    assert builder.save_button.text() == "Save the list"
    builder.text.area.setPlainText("tag = coffee and name ~ anna")
    builder.submit()
    (changed,) = services.filters.all()
    assert changed.id == number
    assert isinstance(changed.condition, All)
    services.undo.undo()
    assert services.filters.all() == [saved]


def test_a_tag_that_nobody_wears_any_more_stays_in_its_line(
    make_builder: MakeBuilder, services: Services
) -> None:
    builder = make_builder(Start(services.filters.parsed('tag = "gone" and warmth = cold')))
    assert text_of(builder) == "tag = gone and warmth = cold"


def test_the_draft_holds_what_is_half_typed(make_builder: MakeBuilder, qtbot: QtBot) -> None:
    builder = make_builder()
    root = builder.tree.root
    qtbot.keyClicks(root.lines()[0].value_edit, "lyon")
    root.add_line_button.click()
    builder.name.setText("Half a")
    content = builder.draft_content()
    other = make_builder()
    other.restore(content)
    assert other.draft_content() == content
    assert len(lines(other)) == 2
    assert other.draft_title() == "List Half a"


# For everyone


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_everything_is_in_view_and_has_a_name(
    make_builder: MakeBuilder,
    services: Services,
    theme: ThemeController,
    direction: Qt.LayoutDirection,
    scale: int,
    qtbot: QtBot,
) -> None:
    theme.set_font_scale(scale)
    text = "city ~ a and (last-contact < today-30 or added > 2024-01-01) and photo = yes"
    builder = make_builder(Start(services.filters.parsed(text)))
    builder.setLayoutDirection(direction)
    controls = [
        each
        for each in builder.findChildren(QWidget)
        if isinstance(each, (QAbstractButton, QComboBox, QLineEdit))
        and each.isVisible()
        and each.objectName() != "qt_spinbox_lineedit"
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    nameless = [each for each in controls if not spoken(each)]
    assert nameless == []
    builder.grab()


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""
