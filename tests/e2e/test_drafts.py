"""The program is killed in the middle of a sentence; at the next start the sentence is there again."""

import sqlite3
from contextlib import closing
from pathlib import Path

from crm_desktop.store.database import FILE_NAME
from tests.e2e.desktop import Desktop, until
from tests.e2e.test_first_day import Person, open_card


def drafts(data: Path) -> dict[str, str]:
    """What is kept in the file, as somebody else sees it: the titles, and the content as it is written."""
    with closing(sqlite3.connect(data / FILE_NAME)) as file:
        return dict(file.execute("SELECT title, content FROM draft"))


def go_on(person: Person, title: str) -> None:
    """By the palette, to the newest draft."""
    person.press("ctrl+k")
    person.write("unsaved")
    person.sees("Unsaved drafts")
    person.press("Return")
    person.sees(f"Continue: {title}", "FOCUSED")
    person.press("Return")


def test_what_was_being_typed_when_the_program_was_killed_can_be_gone_on_with(
    desktop: Desktop, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    added = desktop.start_program("add", "Сергей Иванов", "--json", data=data)
    assert added.wait() == 0, added.output
    person = Person(desktop, data)

    person.press("ctrl+n")
    person.sees("Name", "FOCUSED")
    person.write("Bereket Alemu")
    assert until(lambda: "Bereket Alemu" in drafts(data).get("New contact: Bereket Alemu", ""))
    open_card(person, "ivanov", "Сергей Иванов")
    person.press("ctrl+l")
    person.sees("What happened", "FOCUSED")
    person.write("wants two chairs by Fri")
    assert until(lambda: "wants two chairs by Fri" in "".join(drafts(data).values()))
    person.program.kill()

    person = Person(desktop, data)
    person.sees("2 texts you typed and did not save")
    go_on(person, "Note about Сергей Иванов")
    person.sees("What happened", "FOCUSED")
    person.sees("This is what you typed and did not save")
    person.write("day")
    person.press("Return")
    [found] = person.kept("search", "ivanov")["contacts"]
    assert until(lambda: person.kept("show", str(found["id"]))["last_contact"] is not None)
    [found] = person.kept("search", "chairs by friday")["contacts"]

    person.sees("Not saved: \u2068New contact: Bereket Alemu")
    go_on(person, "New contact: Bereket Alemu")
    person.sees("Name", "FOCUSED")
    person.press("ctrl+s")
    assert until(lambda: len(person.kept("list")["contacts"]) == 2)
    assert until(lambda: drafts(data) == {})
    assert person.kept("check")["ok"]
    assert person.program.stop() == 0


def test_a_closing_session_keeps_the_sentence(desktop: Desktop, tmp_path: Path) -> None:
    data = tmp_path / "data"
    added = desktop.start_program("add", "Сергей Иванов", "--json", data=data)
    assert added.wait() == 0, added.output
    person = Person(desktop, data)
    open_card(person, "ivanov", "Сергей Иванов")
    person.write("in the middle of a sen")
    assert person.program.stop() == 0
    assert "in the middle of a sen" in drafts(data)["Note about Сергей Иванов"]
