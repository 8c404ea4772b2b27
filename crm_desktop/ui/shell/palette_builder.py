"""Puts the palette together: the actions of the window, some lists of people, what can be done to whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from crm_desktop.domain.contact_query import ContactSet
from crm_desktop.ui.palette.entries import Command, Entry, EntryKind
from crm_desktop.ui.palette.palette import Palette
from crm_desktop.ui.palette.source import Deeds, PaletteSource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.ui.palette.plan_entries import PlanEntries
    from crm_desktop.ui.shell.actions import Actions
    from crm_desktop.ui.shell.session import WindowSession

_translate = QCoreApplication.translate
_NATIVE = QKeySequence.SequenceFormat.NativeText


def build_palette(session: WindowSession, show_set: Callable[[ContactSet], None]) -> Palette:
    """The palette over the window."""
    actions, lists = session.actions, _lists(show_set)

    def commands() -> Sequence[Command]:
        own = _own(session.lists.named())
        return [*(_of_action(actions, action) for action in _offered(actions)), *lists, *own]

    source = PaletteSource(session.services.contacts, _deeds(session), commands)
    return Palette(source, session.theme, session.window)


def _deeds(session: WindowSession) -> Deeds:
    dialogs = session.dialogs
    return Deeds(
        open_contact=session.open_contact,
        add_contact=session.add_contact,
        log_with=lambda person, kind: dialogs.log((person,), kind),
        plan_with=lambda person: dialogs.plan((person,)),
        remind_of=lambda text: dialogs.remind_me(text=text),
        plans=_plans(session),
    )


def _plans(session: WindowSession) -> Callable[[str], Sequence[Entry]]:
    """Reads lines of planning; made when the first is typed."""
    made: list[PlanEntries] = []

    def entries(text: str) -> Sequence[Entry]:
        if not made:
            from crm_desktop.ui.palette.plan_entries import PlanEntries
            from crm_desktop.ui.planning.line_plans import LinePlans

            services = session.services
            plans = LinePlans(services.appointments, services.contacts, services.settings, services.clock)
            look_at = partial(_look_at, session)
            made.append(PlanEntries(plans, session.messages, look_at))
        return made[0].entries(text)

    return entries


def _look_at(session: WindowSession, meeting: Appointment) -> None:
    session.dialogs.plan(begun=meeting)


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
