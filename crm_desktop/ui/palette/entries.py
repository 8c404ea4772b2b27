"""What the palette can offer, as plain values, and how typed text finds an action. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from crm_desktop.domain.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_desktop.domain.contact_query import ContactRow

_EAGER = 3  # letters from which an action that begins with them goes before the contacts


class EntryKind(StrEnum):
    """What choosing an entry does; the groups of the list."""

    CONTACT = "contact"
    PAGE = "page"
    ACTION = "action"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette. `run` is called once the palette has closed.

    `detail` stands muted beside the title, `below` under it, `hint` (a shortcut) at the end; `row` is the
    contact of a CONTACT entry. `look` is done instead of `run` by Shift+Enter, to look at it first.
    """

    kind: EntryKind
    title: str
    run: Callable[[], object] = field(compare=False)
    icon: str = ""
    detail: str = ""
    hint: str = ""
    row: ContactRow | None = None
    below: str = ""
    look: Callable[[], object] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Command:
    """A page or an action that the palette knows, with further words it answers to."""

    entry: Entry
    words: str = ""


def matching(commands: Sequence[Command], typed: str) -> list[Entry]:
    """The commands whose words begin with every typed word, best first; all of them for no text."""
    wanted = fold(typed).split()
    if not wanted:
        return [command.entry for command in commands]
    found = [(_distance(command, wanted), at) for at, command in enumerate(commands)]
    return [commands[at].entry for distance, at in sorted(item for item in found if item[0] < _NO_MATCH)]


def goes_first(entry: Entry, typed: str) -> bool:
    """Whether so much of an action's title was typed that it is meant rather than a contact."""
    text = fold(typed)
    return len(text) >= _EAGER and fold(entry.title).startswith(text)


_NO_MATCH = 9


def _distance(command: Command, wanted: list[str]) -> int:
    """0 where the title begins so, 1 where its words do, 2 where only the further words do."""
    title = fold(command.entry.title)
    if title.startswith(" ".join(wanted)):
        return 0
    words = title.split()
    if all(_begins(words, part) for part in wanted):
        return 1
    words += fold(command.words).split()
    return 2 if all(_begins(words, part) for part in wanted) else _NO_MATCH


def _begins(words: list[str], part: str) -> bool:
    return any(word.startswith(part) for word in words)
