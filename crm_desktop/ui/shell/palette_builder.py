"""Puts the palette together: the actions of the window, some lists of people, what can be done to whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from crm_desktop.domain.contact_query import ContactSet
from crm_desktop.ui.palette.entries import Command, Entry, EntryKind
from crm_desktop.ui.palette.palette import Palette
from crm_desktop.ui.palette.source import PaletteSource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.ui.palette.source import Deeds
    from crm_desktop.ui.shell.actions import Actions
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate
_NATIVE = QKeySequence.SequenceFormat.NativeText


def build_palette(
    *,
    contacts: ContactBook,
    deeds: Deeds,
    actions: Actions,
    show_set: Callable[[ContactSet], None],
    own_lists: Callable[[], Sequence[tuple[str, Callable[[], None]]]],
    theme: ThemeController,
    window: QWidget,
) -> Palette:
    """The palette over `window`."""
    lists = _lists(show_set)

    def commands() -> Sequence[Command]:
        return [*(_of_action(actions, action) for action in _offered(actions)), *lists, *_own(own_lists())]

    return Palette(PaletteSource(contacts, deeds, commands), theme, window)


def _offered(actions: Actions) -> list[QAction]:
    return [action for action in actions.all() if action is not actions.palette and action.isEnabled()]


def _of_action(actions: Actions, action: QAction) -> Command:
    is_page = action in (actions.today, actions.people, actions.settings)
    entry = Entry(
        EntryKind.PAGE if is_page else EntryKind.ACTION,
        action.text(),
        action.trigger,
        icon=actions.icon_name(action),
        hint=action.shortcut().toString(_NATIVE),
    )
    return Command(entry, str(action.data() or ""))


def _own(lists: Sequence[tuple[str, Callable[[], None]]]) -> list[Command]:
    words = _translate("Palette", "list people filter")
    return [Command(Entry(EntryKind.PAGE, name, show, icon="list"), words) for name, show in lists]


def _lists(show_set: Callable[[ContactSet], None]) -> list[Command]:
    named = (
        (ContactSet.COLD, "snowflake", _translate("Palette", "Everyone gone cold")),
        (ContactSet.COOLING, "thermometer", _translate("Palette", "Everyone cooling")),
        (ContactSet.BIRTHDAYS, "cake", _translate("Palette", "Birthdays in the next 30 days")),
        (ContactSet.NO_NEXT_STEP, "target", _translate("Palette", "Everyone without a next step")),
    )
    words = _translate("Palette", "list people cold cooling birthdays next step")
    return [
        Command(Entry(EntryKind.PAGE, title, partial(show_set, which), icon=icon), words)
        for which, icon, title in named
    ]
