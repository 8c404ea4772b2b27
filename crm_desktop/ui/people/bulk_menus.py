"""The menus of the bar for many: tags, everything that can be set, and the ways out.

Whoever is selected when a menu opens is who it is done to, however long a sheet then stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.importance import Importance
from crm_desktop.ui.people.bulk_bar import CADENCES
from crm_desktop.ui.people.counting import people_text, with_people
from crm_desktop.ui.widgets.plain_text import plain_action
from crm_desktop.ui.wording.people import importance_word, status_word
from crm_desktop.ui.wording.warmth import cadence_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.people.bulk_actions import BulkActions
    from crm_desktop.ui.theme.controller import ThemeController

_LONGEST_CADENCE = 3650
_MOST_COPIED = 200  # more belong into a file


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from; asked for when a menu opens."""

    tags: Callable[[], Sequence[str]]
    statuses: Callable[[], Sequence[str]]
    sources: Callable[[], Sequence[str]]
    companies: Callable[[str], Sequence[str]]
    fields: Callable[[], Sequence[CustomField]]


class BulkMenus(QObject):
    """Each `fill_…` fills a menu for these people. Signals: `export_asked`, `print_asked`, `copy_asked`."""

    export_asked = Signal()
    print_asked = Signal()
    copy_asked = Signal()

    def __init__(
        self, actions: BulkActions, choices: Choices, clock: Clock, theme: ThemeController, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._over = parent
        self._actions, self._choices = actions, choices
        self._clock, self._theme = clock, theme

    def fill_tags(self, menu: QMenu, ids: Sequence[int]) -> None:
        """A new tag, those that are worn, and off with one."""
        new = menu.addAction(self._theme.icon("plus"), self.tr("New tag…"))
        new.triggered.connect(lambda: self._ask_tag(ids))
        tags = self._choices.tags()
        if not tags:
            return
        menu.addSeparator()
        for tag in tags:
            action = menu.addAction(plain_action(tag))
            action.triggered.connect(lambda _=False, each=tag: self._actions.tag(ids, each))
        menu.addSeparator()
        off = menu.addMenu(self.tr("Take a tag off"))
        for tag in tags:
            action = off.addAction(plain_action(tag))
            action.triggered.connect(lambda _=False, each=tag: self._actions.untag(ids, each))

    def fill_changes(self, menu: QMenu, ids: Sequence[int]) -> None:
        """Everything that can be set on many."""
        self._fill_statuses(menu.addMenu(self._theme.icon("target"), self.tr("Status")), ids)
        self._fill_importances(menu.addMenu(self._theme.icon("star"), self.tr("Importance")), ids)
        company = menu.addAction(self._theme.icon("building"), self.tr("Company…"))
        company.triggered.connect(lambda: self._ask_company(ids))
        source = menu.addAction(self._theme.icon("handshake"), self.tr("Source…"))
        source.triggered.connect(lambda: self._ask_source(ids))
        menu.addSeparator()
        often = menu.addMenu(self._theme.icon("repeat"), self.tr("How often to be in touch"))
        self._fill_cadences(often, ids)
        self._fill_pauses(menu.addMenu(self._theme.icon("pause"), self.tr("Pause reminders")), ids)
        self._fill_contact(menu.addMenu(self._theme.icon("bell-off"), self.tr("Do not contact")), ids)
        fields = self._choices.fields()
        if fields:
            menu.addSeparator()
        for field in fields:
            self._add_field(menu, field, ids)

    def fill_ways_out(self, menu: QMenu, ids: Sequence[int]) -> None:
        """To a file and on paper."""
        count = len(ids)
        export = menu.addAction(
            self._theme.icon("export"), with_people(self.tr("{people} to a file…"), count)
        )
        export.triggered.connect(self.export_asked)
        paper = menu.addAction(self._theme.icon("printer"), with_people(self.tr("Print {people}…"), count))
        paper.triggered.connect(self.print_asked)
        if count <= _MOST_COPIED:
            text = with_people(self.tr("Copy the cards of {people}"), count)
            menu.addAction(self._theme.icon("copy"), text).triggered.connect(self.copy_asked)

    def fill_all(self, menu: QMenu, ids: Sequence[int]) -> None:
        """Everything at once: for a right click on the selected rows."""
        heading = menu.addAction(people_text(len(ids)))
        heading.setEnabled(False)
        self.fill_tags(menu.addMenu(self._theme.icon("tag"), self.tr("Tag")), ids)
        self.fill_changes(menu, ids)
        menu.addSeparator()
        self.fill_ways_out(menu, ids)
        menu.addSeparator()
        delete = menu.addAction(self._theme.icon("trash"), self.tr("Delete"))
        delete.triggered.connect(lambda: self._actions.delete(ids))

    # What is set

    def _fill_statuses(self, menu: QMenu, ids: Sequence[int]) -> None:
        for status in self._choices.statuses():
            action = menu.addAction(plain_action(status_word(status)))
            action.triggered.connect(lambda _=False, each=status: self._actions.set_status(ids, each))
        menu.addSeparator()
        menu.addAction(self.tr("No status")).triggered.connect(lambda: self._actions.set_status(ids, ""))

    def _fill_importances(self, menu: QMenu, ids: Sequence[int]) -> None:
        for importance in (Importance.HIGH, Importance.NORMAL, Importance.LOW):
            action = menu.addAction(importance_word(importance))
            action.triggered.connect(lambda _=False, each=importance: self._actions.set_importance(ids, each))

    def _fill_cadences(self, menu: QMenu, ids: Sequence[int]) -> None:
        for days in (*CADENCES, 0, None):
            action = menu.addAction(cadence_text(days))
            action.triggered.connect(lambda _=False, each=days: self._actions.set_cadence(ids, each))
        menu.addSeparator()
        menu.addAction(self.tr("Every … days")).triggered.connect(lambda: self._ask_cadence(ids))

    def _fill_pauses(self, menu: QMenu, ids: Sequence[int]) -> None:
        from crm_desktop.ui.people.pause_menu import PauseSheet, add_pauses

        def chosen(until: object) -> None:
            self._actions.pause(ids, until)  # type: ignore[arg-type]

        def ask() -> None:
            PauseSheet(self._clock, chosen, self._theme, self._over).open()

        add_pauses(menu, self._clock, chosen, ask)
        menu.addSeparator()
        menu.addAction(self.tr("Go on reminding")).triggered.connect(lambda: self._actions.pause(ids, None))

    def _fill_contact(self, menu: QMenu, ids: Sequence[int]) -> None:
        for value, text in ((True, self.tr("Do not contact")), (False, self.tr("May be contacted"))):
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, each=value: self._actions.set_do_not_contact(ids, each))

    def _add_field(self, menu: QMenu, field: CustomField, ids: Sequence[int]) -> None:
        from crm_desktop.domain.custom_field import FieldType

        name = plain_action(field.name)
        values: Sequence[tuple[str, str]] = ()
        if field.type is FieldType.YES_NO:
            values = (("yes", self.tr("Yes")), ("no", self.tr("No")))
        elif field.type is FieldType.CHOICE:
            values = tuple((choice, choice) for choice in field.choices)
        if not values:
            action = menu.addAction(self.tr("{field}…").format(field=name))
            action.triggered.connect(lambda: self._ask_field(field, ids))
            return
        inner = menu.addMenu(name)
        for value, text in values:
            action = inner.addAction(plain_action(text))
            action.triggered.connect(
                lambda _=False, each=value, word=text: self._actions.set_field(ids, field.name, each, word)
            )
        inner.addSeparator()
        nothing = inner.addAction(self.tr("Nothing"))
        nothing.triggered.connect(lambda: self._actions.set_field(ids, field.name, ""))

    # What is asked

    def _ask_tag(self, ids: Sequence[int]) -> None:
        def take(text: str) -> None:
            if not text:
                raise UserError(self.tr("A tag needs a name."))
            self._actions.tag(ids, text)

        self._ask(
            self.tr("Tag"),
            self.tr("Name of the tag"),
            take,
            with_people(self.tr("Tag {people}"), len(ids)),
            suggest=lambda typed: _holding(self._choices.tags(), typed),
        )

    def _ask_company(self, ids: Sequence[int]) -> None:
        self._ask(
            self.tr("Company"),
            self.tr("Name of the company"),
            lambda text: self._actions.set_company(ids, text),
            with_people(self.tr("Set company of {people}"), len(ids)),
            hint=self.tr("It takes the place of the company that stands first. Leave it empty for none."),
            suggest=self._choices.companies,
        )

    def _ask_source(self, ids: Sequence[int]) -> None:
        self._ask(
            self.tr("Source"),
            self.tr("Where they heard of you"),
            lambda text: self._actions.set_source(ids, text),
            with_people(self.tr("Set source of {people}"), len(ids)),
            hint=self.tr("Leave it empty for none."),
            suggest=lambda typed: _holding(self._choices.sources(), typed),
        )

    def _ask_cadence(self, ids: Sequence[int]) -> None:
        def take(text: str) -> None:
            if not text.isdecimal() or not 1 <= int(text) <= _LONGEST_CADENCE:
                raise UserError(self.tr("Write a number of days from 1 to 3650."))
            self._actions.set_cadence(ids, int(text))

        self._ask(
            self.tr("How often to be in touch"),
            self.tr("Every how many days?"),
            take,
            with_people(self.tr("Set it for {people}"), len(ids)),
        )

    def _ask_field(self, field: CustomField, ids: Sequence[int]) -> None:
        from crm_desktop.domain.custom_field import FieldType, canonical

        hints = {
            FieldType.DATE: self.tr("A day, written as 2026-11-30. Leave it empty for none."),
            FieldType.NUMBER: self.tr("A number. Leave it empty for none."),
        }
        self._ask(
            field.name,
            field.name,
            lambda text: self._actions.set_field(ids, field.name, canonical(field, text)),
            with_people(self.tr("Set it for {people}"), len(ids)),
            hint=hints.get(field.type, self.tr("Leave it empty for none.")),
        )

    def _ask(
        self,
        title: str,
        question: str,
        take: Callable[[str], object],
        save: str,
        *,
        hint: str = "",
        suggest: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        from crm_desktop.ui.people.ask_sheet import AskSheet

        over = self._over.window()
        AskSheet(title, question, take, self._theme, over, save=save, hint=hint, suggest=suggest).open()


def menu_over(parent: QWidget) -> QMenu:
    """An empty menu that goes when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _holding(words: Sequence[str], typed: str) -> list[str]:
    from crm_desktop.ui.editor.suggestions import holding

    return holding(words, typed)
