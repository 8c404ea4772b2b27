"""What must be true of a file whose writer was killed: all that was acknowledged, nothing half done, undo."""

import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from crm_desktop.bootstrap import open_services
from crm_desktop.services.context import Services
from tests.torture.writing import MEETINGS
from tests.unit.store.whole_file import connect, differences, facts

_PARTS = {
    "phone": ("substr(typed, -6)", 3),
    "email": ("substr(address, 4, instr(address, '@') - 4)", 2),
}


@dataclass
class Account:
    """What the writers acknowledged so far."""

    talks: dict[int, str] = field(default_factory=dict)
    meetings: dict[int, str] = field(default_factory=dict)
    promises: dict[int, str] = field(default_factory=dict)
    cards: dict[int, int] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    deeds: int = 0
    newest: int = 0

    def note(self, deeds: list[dict[str, object]]) -> None:
        """Take over what a writer said, in its order."""
        promised: tuple[int, str] | None = None
        for deed in deeds:
            number, kind, which = int(deed["number"]), str(deed["kind"]), int(deed["id"])
            self.deeds += 1
            self.newest = max(self.newest, number)
            if kind in ("add", "edit"):
                self.cards[which] = number
            elif kind == "log":
                self.talks[which] = f"talk {number}"
            elif kind == "plan":
                self.meetings[which] = f"meeting {number}"
            elif kind == "delete":
                self.deleted.add(which)
            elif kind == "promise":
                promised = which, f"promise {number}"
            elif kind == "redo" and promised:
                # Between a promise and this one it is taken back for a moment.
                self.promises.update([promised])


def look(folder: Path, account: Account) -> None:
    """Open the file as the next start does, and hold it against the account."""
    with closing(open_services(folder)) as services, closing(connect(folder)) as file:
        health = services.care.check(deep=True)
        assert health.ok, health
        _nothing_is_lost(file, account)
        if account.deeds:
            nothing_is_half_done(file)
        _undo_works(services, file)


def _nothing_is_lost(file: sqlite3.Connection, account: Account) -> None:
    for table, column, wanted in (
        ("interaction", "text", account.talks),
        ("appointment", "title", account.meetings),
        ("follow_up", "text", account.promises),
    ):
        found = dict(file.execute(f"SELECT id, {column} FROM {table}").fetchall())
        lost = {number: text for number, text in wanted.items() if found.get(number) != text}
        assert not lost, f"acknowledged, and not there: {lost}"
    notes = dict(file.execute("SELECT id, notes FROM contact WHERE deleted_at IS NULL").fetchall())
    for number, mark in account.cards.items():
        # A change that was committed and not yet acknowledged may stand there already.
        assert int(notes[number].removeprefix("note ")) >= mark, f"card {number}: {notes[number]} < {mark}"
    gone = {row[0] for row in file.execute("SELECT id FROM contact WHERE deleted_at IS NOT NULL")}
    assert account.deleted <= gone


def nothing_is_half_done(file: sqlite3.Connection) -> None:
    notes = dict(file.execute("SELECT id, notes FROM contact").fetchall())
    for table, (mark, count) in _PARTS.items():
        parts = defaultdict(list)
        for number, text in file.execute(f"SELECT contact_id, {mark} FROM {table}"):
            parts[number].append(int(text))
        for number, note in notes.items():
            assert parts[number] == [int(note.removeprefix("note "))] * count, f"{table} of {number}: {note}"
    companies = file.execute(
        "SELECT notes, name FROM contact JOIN role ON contact_id = contact.id JOIN company ON company.id"
        " = company_id"
    ).fetchall()
    assert len(companies) == len(notes)
    assert all(note.split()[1] == name.split()[1] for note, name in companies)
    for query, count in (
        ("SELECT count(*) FROM appointment GROUP BY title", MEETINGS),
        ("SELECT count(*) FROM interaction_contact GROUP BY interaction_id", 2),
        ("SELECT count(*) FROM contact_tag GROUP BY contact_id", 2),
        ("SELECT count(*) FROM custom_value GROUP BY contact_id", 1),
    ):
        assert {row[0] for row in file.execute(query)} <= {count}, query


def _undo_works(services: Services, file: sqlite3.Connection) -> None:
    before = facts(file)
    if services.undo.undo() is None:
        return
    assert facts(file) != before
    services.undo.redo()
    assert differences(before, facts(file)) == {}
