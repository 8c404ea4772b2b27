"""What the palette lists for what was typed: contacts, pages, actions, and what could be added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.fold import fold
from crm_desktop.domain.interaction import InteractionKind
from crm_desktop.ui.logbook.one_line import kind_of
from crm_desktop.ui.palette.entries import Entry, EntryKind, goes_first, matching
from crm_desktop.ui.wording.interactions import kind_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.ui.palette.entries import Command

_translate = QCoreApplication.translate

_CONTACTS_SHOWN = 8
_VERB_CONTACTS = 3
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the palette can set going. `log_with` gets a kind where the text named one."""

    open_contact: Callable[[ContactId], object]
    add_contact: Callable[[str], object]
    log_with: Callable[[ContactId, InteractionKind | None], object]
    plan_with: Callable[[ContactId], object]
    remind_of: Callable[[str], object]
    plans: Callable[[str], Sequence[Entry]] = lambda _text: ()
    """What a line such as "Anna tomorrow 15:00 lunch" would plan, if it says when."""


class PaletteSource:
    """Answers each key press with one search of a few rows; the commands are matched in memory."""

    def __init__(
        self, contacts: ContactBook, deeds: Deeds, commands: Callable[[], Sequence[Command]]
    ) -> None:
        self._contacts = contacts
        self._deeds = deeds
        self._commands = commands

    def entries(self, typed: str) -> list[Entry]:
        """The list for `typed`, best first; what Enter should do stands at the top."""
        text = " ".join(typed.split())
        commands = matching(self._commands(), text)
        if not text:
            return commands
        own = self._remind_entries(text)
        if own:
            # Words to remember are no name: whoever they happen to find comes after.
            return [*own, *map(self._contact_entry, self._find(text, _VERB_CONTACTS))]
        eager = [entry for entry in commands if goes_first(entry, text)]
        rows = self._find(text, _CONTACTS_SHOWN)
        plans = self._plan_entries(text)
        # A line with an hour is a plan; with a day alone it may be a name ("May", "Friday").
        told = bool(plans) and (plans[0].look is not None or not any(not row.found_in for row in rows))
        if told:
            people = [self._contact_entry(row) for row in rows]
            return [*plans, *people, *eager, self._add_entry(text)]
        verbs = self._verb_entries(text)
        people = [self._contact_entry(row) for row in rows]
        others = [entry for entry in commands if entry not in eager]
        top = self._with_top(rows, bool(verbs))
        return [*eager, *verbs, *people, *plans, *others, *top, self._add_entry(text)]

    def _find(self, text: str, limit: int) -> list[ContactRow]:
        return self._contacts.rows(self._contacts.ids(ContactQuery(text=text), limit=limit))

    def _contact_entry(self, row: ContactRow) -> Entry:
        deed = self._deeds.open_contact
        detail = row.company or row.found_in or row.phone or row.email
        return Entry(EntryKind.CONTACT, row.name, lambda: deed(row.id), detail=detail, row=row)

    def _verb_entries(self, text: str) -> list[Entry]:
        """For "call anna" and "plan anna": the deed with whom the rest finds."""
        verb, _, rest = text.partition(" ")
        if not rest:
            return []
        if fold(verb) in fold(_translate("Palette", "plan meet schedule")).split():
            return [self._plan_entry(row) for row in self._find(rest, _VERB_CONTACTS)]
        kind = kind_of(verb)
        if kind is None and fold(verb) not in fold(_translate("Palette", "log write")).split():
            return []
        return [self._log_entry(row, kind) for row in self._find(rest, _VERB_CONTACTS)]

    def _plan_entries(self, text: str) -> Sequence[Entry]:
        """For "Anna tomorrow 15:00 lunch", and "plan" before it."""
        verb, _, rest = text.partition(" ")
        word = fold(verb)
        if word in fold(_translate("Palette", "log write")).split():
            return ()
        is_verb = rest and word in fold(_translate("Palette", "plan meet schedule")).split()
        return self._deeds.plans(rest if is_verb else text)

    def _remind_entries(self, text: str) -> list[Entry]:
        """For "remind me: renew the permit": one's own reminder with the rest as its words."""
        what = _words_to_remember(text)
        if not what:
            return []
        deed = self._deeds.remind_of
        title = _translate("Palette", "Remind me: {what}").format(what=_short(what))
        return [Entry(EntryKind.ACTION, title, lambda: deed(what), icon="bell")]

    def _with_top(self, rows: Sequence[ContactRow], told: bool) -> list[Entry]:
        if told or not rows:
            return []
        top = rows[0]
        log = self._log_entry(top, None)
        return [log] if self._is_left_alone(top) else [log, self._plan_entry(top)]

    def _is_left_alone(self, row: ContactRow) -> bool:
        """Whether the contact is never to be suggested; who asks for a plan by its word still gets it."""
        reminded = row.warmth is None or row.warmth.cadence_days is not None
        return not reminded and self._contacts.get(row.id).do_not_contact

    def _log_entry(self, row: ContactRow, kind: InteractionKind | None) -> Entry:
        deed = self._deeds.log_with
        title = _log_title(kind).format(name=_short(row.name))
        return Entry(
            EntryKind.ACTION, title, lambda: deed(row.id, kind), icon=kind_icon(kind) if kind else "note"
        )

    def _plan_entry(self, row: ContactRow) -> Entry:
        deed = self._deeds.plan_with
        title = _translate("Palette", "Plan a meeting with {name}").format(name=_short(row.name))
        return Entry(EntryKind.ACTION, title, lambda: deed(row.id), icon="calendar")

    def _add_entry(self, text: str) -> Entry:
        deed = self._deeds.add_contact
        title = _translate("Palette", "Add contact “{name}”").format(name=_short(text))
        return Entry(EntryKind.ADD, title, lambda: deed(text), icon="user-plus")


def _words_to_remember(text: str) -> str:
    """What stands after "remind me", "remind me to", "remember:"; "" where it begins otherwise."""
    first, *rest = text.split()
    if fold(first) not in fold(_translate("Palette", "remind remember reminder")).split():
        return ""
    little = fold(_translate("Palette", "me to of about that")).split()
    while rest and (fold(rest[0]) in little or not fold(rest[0])):
        rest.pop(0)
    return " ".join(rest)


def _log_title(kind: InteractionKind | None) -> str:
    match kind:
        case InteractionKind.CALL:
            return _translate("Palette", "Log a call with {name}")
        case InteractionKind.VISIT:
            return _translate("Palette", "Log a visit with {name}")
        case InteractionKind.MEETING:
            return _translate("Palette", "Log a meeting with {name}")
        case InteractionKind.MESSAGE:
            return _translate("Palette", "Log a message with {name}")
        case InteractionKind.EMAIL:
            return _translate("Palette", "Log an e-mail with {name}")
        case InteractionKind.PURCHASE:
            return _translate("Palette", "Log a purchase by {name}")
        case InteractionKind.COMPLAINT:
            return _translate("Palette", "Log a complaint of {name}")
        case InteractionKind.NOTE:
            return _translate("Palette", "Write a note about {name}")
        case _:
            return _translate("Palette", "Log what happened with {name}")


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME].rstrip()}…"
