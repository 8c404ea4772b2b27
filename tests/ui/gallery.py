"""Every part of the look in one picture: `python -m tests.ui.gallery OUT.png --theme dark --rtl`."""

import argparse
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.theme.controller import Face, ThemeController, install
from crm_desktop.ui.theme.fonts import ScriptFonts
from crm_desktop.ui.widgets.avatar import Avatar
from crm_desktop.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.empty_state import EmptyState
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import ElidedLabel, Muted, Title
from crm_desktop.ui.widgets.message_bar import MessageBar
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.search_box import SearchBox
from crm_desktop.ui.widgets.section import SectionHeader
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.widgets.text_area import TextArea
from crm_desktop.ui.widgets.token_edit import TokenEdit

RESOURCES = Path(__file__).parents[2] / "resources"
PEOPLE = (
    ("አበበ በቂላ", "ሸማኔ · አዲስ አበባ", "warm", "Warm", "flame"),
    ("محمد رضا کاظمی", "فروشگاه فرش · تهران", "cooling", "Cooling · 21 days", "thermometer"),
    ("Шавкат Юсупов", "Чойхона · Тошкент", "cold", "Cold · 41 days", "snowflake"),
    ("Nomthandazo Dlamini", "Beadwork · Durban", "lost", "Lost · 200 days", "ghost"),
    ("王小明", "茶 · 成都", "accented", "Customer", ""),
    ("<b>Gulnora</b> Oʻktamova & Co", "Tikuvchilik · Samarqand", "bad", "Failed", "face-bad"),
)


def gallery(theme: ThemeController) -> QWidget:
    """All parts on one page."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(*[theme.px(24)] * 4)
    grid.setSpacing(theme.px(16))
    grid.addLayout(_head(theme), 0, 0, 1, 2)
    grid.addWidget(_people(theme), 1, 0)
    grid.addWidget(_fields(theme), 1, 1)
    grid.addWidget(_controls(theme), 2, 0)
    grid.addWidget(_empty(theme), 2, 1)
    grid.addWidget(_icons(theme), 3, 0, 1, 2)
    for say in ("say", "error"):
        bar = MessageBar(theme)
        if say == "say":
            bar.say("Gulnora Oʻktamova was deleted.", "Undo", lambda: None)
        else:
            bar.error("The phone number has no digits. Write at least three of them.")
        grid.addWidget(bar, 4, 0 if say == "say" else 1)
    return page


def _head(theme: ThemeController) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    row.addWidget(Title("People", theme))
    row.addWidget(SearchBox("Search people", theme, "Search name, phone, note…"), 1)
    filled = SearchBox("Search people", theme)
    filled.setText("abebe")
    row.addWidget(filled)
    for icon in ("list", "table", "columns"):
        button = IconButton(icon, theme, icon)
        button.setCheckable(True)
        button.setChecked(icon == "list")
        row.addWidget(button)
    menu_button = QuietButton("Sort", theme, "sort")
    menu_button.setMenu(QMenu(menu_button))
    row.addWidget(menu_button)
    row.addWidget(PrimaryButton("New contact", theme, "plus"))
    return row


def _people(theme: ThemeController) -> Card:
    card = Card(theme)
    header = SectionHeader("Reach out", theme)
    header.set_count(len(PEOPLE))
    header.add_action(QuietButton("Log a call", theme, "phone"))
    card.body.addWidget(header)
    chips = QWidget()
    flow = FlowLayout(chips, theme.px(6))
    for index, name in enumerate(
        ("All", "Cold", "Cooling", "Birthdays in 30 days", "No next step", "R&D", "mijoz")
    ):
        chip = Chip(name, theme, "tag" if index > 4 else "")
        chip.setChecked(index in (1, 5))
        chip.set_count(1234 if index == 0 else None)
        flow.addWidget(chip)
    card.body.addWidget(chips)
    for seed, (name, where, tone, word, icon) in enumerate(PEOPLE):
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        avatar = Avatar(theme)
        avatar.show_person(name, seed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name, theme, Face.STRONG))
        words.addWidget(ElidedLabel(where, theme, Face.SMALL, muted=True))
        row.addWidget(avatar)
        row.addLayout(words, 1)
        row.addWidget(Pill(word, theme, tone, icon))
        card.body.addLayout(row)
    return card


def _fields(theme: ThemeController) -> Card:
    card = Card(theme)
    card.body.addWidget(SectionHeader("Edit", theme))
    grid = QGridLayout()
    name = QLineEdit("Maria Schneider")
    status = QComboBox()
    status.addItems(["Customer", "Lead"])
    day = QDateEdit()
    day.setCalendarPopup(True)
    number = QSpinBox()
    number.setValue(30)
    for row, (label, control) in enumerate(
        (("Name", name), ("Status", status), ("Since", day), ("Every", number))
    ):
        grid.addWidget(QLabel(label), row, 0)
        grid.addWidget(control, row, 1)
    card.body.addLayout(grid)
    tokens = TokenEdit("Tags", theme, "Add a tag")
    tokens.set_tokens(["friend", "R&D", "Köln", "ደንበኛ", "مشتری"])
    card.body.addWidget(tokens)
    card.body.addWidget(TextArea("Notes", theme, "What matters about them", lines=3))
    line = QHBoxLayout()
    ticked, radio = QCheckBox("Remind me"), QRadioButton("Once")
    ticked.setChecked(True)
    radio.setChecked(True)
    for control in (ticked, QCheckBox("Do not contact"), radio, QRadioButton("Yearly")):
        line.addWidget(control)
    card.body.addLayout(line)
    card.body.addWidget(Muted("You wanted every 30 days; it has been 41.", theme))
    return card


def _controls(theme: ThemeController) -> Card:
    card = Card(theme)
    table = QTableWidget(5, 3)
    table.setHorizontalHeaderLabels(["Name", "Company", "Last contact"])
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setSortIndicatorShown(True)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    for row, person in enumerate(PEOPLE[:5]):
        for column, text in enumerate((person[0], person[1], person[3])):
            table.setItem(row, column, QTableWidgetItem(text))
    table.selectRow(1)
    card.body.addWidget(table)
    bar = QProgressBar()
    bar.setValue(40)
    bar.setTextVisible(False)
    card.body.addWidget(bar)
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    for label in ("Save", "Cancel"):
        button = (PrimaryButton if label == "Save" else QuietButton)(label, theme)
        row.addWidget(button)
        off = (PrimaryButton if label == "Save" else QuietButton)(label, theme)
        off.setEnabled(False)
        row.addWidget(off)
    for icon in ("edit", "trash", "more"):
        row.addWidget(IconButton(icon, theme, icon))
    row.addStretch(1)
    card.body.addLayout(row)
    return card


def _empty(theme: ThemeController) -> Card:
    card = Card(theme)
    hint = "Type a name, or bring in the contacts of your phone: nothing is sent anywhere."
    card.body.addWidget(EmptyState("people", "Nobody here yet", theme, hint, "New contact"))
    return card


def _icons(theme: ThemeController) -> Card:
    card = Card(theme, pad=14)
    grid = QGridLayout()
    grid.setSpacing(theme.px(6))
    for index, name in enumerate(theme.icons.names()):
        label = QLabel()
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setPixmap(theme.pixmap(name, theme.px(22), theme.tokens.text))
        grid.addWidget(label, index // 26, index % 26)
    last = QLabel()
    last.setPixmap(theme.icons.app_pixmap(theme.px(32)))
    grid.addWidget(last, 2, 25)
    card.body.addLayout(grid)
    return card


def sheet(theme: ThemeController) -> Sheet:
    """A dialog with what can go wrong in it."""
    found = Sheet("Log an interaction", theme, save="Save")
    found.body.addWidget(QLineEdit("Called, wants two coffee sets"))
    found.error("Say with whom: type a name above.")
    return found


def main() -> None:
    """Paint the gallery into a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--rtl", action="store_true")
    parser.add_argument("--scale", type=int, default=100)
    asked = parser.parse_args()
    app = QApplication([])
    if asked.rtl:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme = install(app, RESOURCES, asked.theme, asked.scale)
    ScriptFonts(RESOURCES).register_missing()
    page = gallery(theme)
    page.resize(theme.px(1180), page.sizeHint().height())
    page.show()
    app.processEvents()
    page.grab().save(str(asked.out))
    dialog = sheet(theme)
    dialog.show()
    app.processEvents()
    dialog.grab().save(str(asked.out.with_stem(asked.out.stem + "-sheet")))


if __name__ == "__main__":
    main()
