"""The first day as a new user has it, by keyboard: import, find, write down, plan, close, be reminded."""

import html
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.e2e.desktop import Desktop, Program, until

NAMES = ("Élodie Jäger", "Сергей Иванов", "محمدرضا کاظمی", "አበበ በቀለ", "王小明")
MINUTE = timedelta(minutes=1)


def phone_export(path: Path) -> Path:
    """What a phone writes: a card for each name, and one that holds nothing."""
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL;TYPE=CELL:+25191123456{place}\r\nEND:VCARD\r\n"
        for place, name in enumerate(NAMES)
    )
    path.write_bytes((cards + "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n").encode())
    return path


class Person:
    """Sits at the keyboard, sees what a screen reader sees, and asks the command line what is kept."""

    def __init__(self, desktop: Desktop, data: Path) -> None:
        self.desktop = desktop
        self.data = data
        self.program: Program = desktop.start_program(data=data)
        self.window = desktop.window(self.program)

    def press(self, *keys: str) -> None:
        self.desktop.xdotool("key", "--delay", "20", *keys)

    def write(self, text: str) -> None:
        self.desktop.xdotool("type", "--delay", "5", text)

    def sees(self, name: str, state: str = "SHOWING") -> None:
        """Wait until something whose name has these words is in that state."""
        shown: list[dict[str, Any]] = []

        def there() -> bool:
            shown[:] = [row for row in self.desktop.accessibility() if state in row["states"]]
            return any(name in row["name"] for row in shown)

        assert until(there), f"“{name}” is not {state}, but {[row['name'] for row in shown]}"

    def kept(self, *arguments: str) -> Any:
        """What the command line says as JSON."""
        asked = self.desktop.start_program(*arguments, "--json", data=self.data)
        assert asked.wait() == 0, asked.output
        return json.loads(asked.answer)


def import_contacts(person: Person, file: Path) -> None:
    """Through the first door of the first run."""
    person.press("Return")
    person.sees("Choose files", "FOCUSED")
    person.press("Return")
    person.sees("File name", "FOCUSED")
    person.press("ctrl+a")
    person.write(str(file))
    person.press("Return")
    person.sees(f"Import {len(NAMES)} contacts", "FOCUSED")
    assert person.kept("list")["contacts"] == [], "nothing is changed before one says so"
    person.press("Return")
    person.sees("Done", "FOCUSED")
    person.press("Return")
    person.sees("Log what happened")


def open_card(person: Person, typed: str, name: str) -> None:
    """By a few Latin letters, from anywhere."""
    person.press("ctrl+k")
    person.write(typed)
    person.sees(name)
    person.press("Return")
    person.sees("What happened", "FOCUSED")


def plan_soon(person: Person, title: str) -> datetime:
    """A meeting at the next whole minute but one's breath away; the moment it begins."""
    person.press("ctrl+m")
    person.sees("What it is about", "FOCUSED")
    person.write(title)
    # Four usual days; day, month and year; then the time.
    person.press(*["Tab"] * 8)
    person.sees("Time", "FOCUSED")
    now = datetime.now(UTC)
    starts = now.replace(second=0, microsecond=0) + (MINUTE if now.second < 54 else 2 * MINUTE)
    person.write(f"{starts:%H:%M}")
    person.press("Return")
    return starts


def test_the_first_day(desktop: Desktop, tmp_path: Path) -> None:
    desktop.start_tray()
    person = Person(desktop, tmp_path / "data")
    import_contacts(person, phone_export(tmp_path / "phone.vcf"))
    assert {row["name"] for row in person.kept("list")["contacts"]} == set(NAMES)

    open_card(person, "ivanov", "Сергей Иванов")
    person.write("called, wants two chairs")
    person.press("Return")
    [found] = person.kept("search", "ivanov")["contacts"]
    assert until(lambda: person.kept("show", str(found["id"]))["last_contact"] is not None)

    starts = plan_soon(person, "Bring the samples")
    span = ("--from", (starts - MINUTE).isoformat(), "--until", (starts + MINUTE).isoformat())
    assert until(lambda: bool(person.kept("reminders", *span)["reminders"]))
    desktop.close(person.window)
    desktop.until_hidden(person.program)
    assert person.program.is_running()

    def reminded() -> list[tuple[str, str]]:
        return [each for each in desktop.notifications() if "Bring the samples" in each[0]]

    assert until(lambda: bool(reminded()), seconds=90)
    assert datetime.now(UTC) >= starts
    [(title, body)] = reminded()
    assert "Сергей Иванов" in title + html.unescape(body)
    [reminder] = person.kept("reminders", *span)["reminders"]
    assert (reminder["kind"], reminder["contact_ids"]) == ("appointment", [found["id"]])
    assert person.kept("check")
    assert person.program.stop() == 0
