"""The command line over one data folder, in the session of a desktop; and what the data file itself says."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.e2e.desktop import Desktop


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of the ledger of reminders; instants are aware and in UTC."""

    key: str
    kind: str
    subject: str
    state: str
    due_at: datetime
    shown_at: datetime


class Commands:
    """`env` is the desktop's where none is given."""

    def __init__(self, desktop: Desktop, data: Path, env: dict[str, str] | None = None) -> None:
        self.desktop = desktop
        self.data = data
        self.env = env or desktop.env

    def run(self, *arguments: str, env: dict[str, str] | None = None) -> Any:
        """What a command answers as JSON."""
        program = self.desktop.start_program(*arguments, "--json", data=self.data, env=env or self.env)
        assert program.wait() == 0, program.output
        return json.loads(program.answer)

    def plan(self, name: str, title: str, minutes: float) -> int:
        """A contact and a meeting with them in some minutes, with a reminder ten minutes before."""
        contact = self.run("add", name)["id"]
        at = (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="seconds")
        self.run("meet", str(contact), "--at", at, "--remind", "10", title)
        return int(contact)

    def reminders(self, start: datetime, end: datetime) -> list[dict[str, Any]]:
        """What the program says about all that is due in a span, with its state."""
        span = ("--from", start.isoformat(), "--until", end.isoformat())
        found: list[dict[str, Any]] = self.run("reminders", *span)["reminders"]
        return found

    def ledger(self) -> list[Kept]:
        """Every reminder that was shown or decided about, in the order of their being due."""
        with closing(sqlite3.connect(f"file:{self.data}/contacts.db?mode=ro", uri=True)) as file:
            rows = file.execute(
                "SELECT key, kind, subject, state, due_at, shown_at FROM reminder ORDER BY due_at, key"
            ).fetchall()
        return [
            Kept(*row[:4], datetime.fromtimestamp(row[4], UTC), datetime.fromtimestamp(row[5], UTC))
            for row in rows
        ]
