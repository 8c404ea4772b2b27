"""A reminder from the data file to the desktop: once, as typed, and not lost where there is no desktop."""

import html
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.e2e.commands import Commands
from tests.e2e.desktop import Desktop


def test_remind_sends_what_is_due_once(desktop: Desktop, tmp_path: Path) -> None:
    commands = Commands(desktop, tmp_path / "data")
    commands.plan("አበበ በቀለ", "Fitting", minutes=5)
    commands.run("remind")
    [(title, body)] = desktop.notifications(at_least=1)
    assert "Fitting" in title + body
    assert "አበበ በቀለ" in title + body
    commands.run("remind")
    assert len(desktop.notifications()) == 1


def test_what_is_not_yet_due_is_not_sent(desktop: Desktop, tmp_path: Path) -> None:
    commands = Commands(desktop, tmp_path / "data")
    commands.plan("Abebe", "Fitting", minutes=60)
    commands.run("remind")
    assert desktop.notifications() == []


def test_a_hostile_name_reaches_the_desktop_as_typed(desktop: Desktop, tmp_path: Path) -> None:
    commands = Commands(desktop, tmp_path / "data")
    commands.plan("<b>x</b> & %s", "-t <i>urgent</i>", minutes=5)
    commands.run("remind")
    [(title, body)] = desktop.notifications(at_least=1)
    assert "<b>x</b> & %s" in title + html.unescape(body)
    assert "-t <i>urgent</i>" in title + html.unescape(body)


def test_the_open_window_reminds_by_itself_and_once(desktop: Desktop, tmp_path: Path) -> None:
    commands = Commands(desktop, tmp_path / "data")
    commands.plan("Фёдор", "Fitting", minutes=5)
    window = desktop.start_program(data=commands.data)
    desktop.window(window)
    [(title, body)] = desktop.notifications(at_least=1)
    assert "Фёдор" in title + body
    assert window.stop() == 0
    again = desktop.start_program(data=commands.data)
    desktop.window(again)
    commands.run("remind")
    assert len(desktop.notifications()) == 1


def test_without_a_daemon_or_a_bus_the_reminder_is_kept(desktop: Desktop, tmp_path: Path) -> None:
    desktop.stop_daemon()
    for number, env in enumerate((desktop.env, desktop.without_bus())):
        commands = Commands(desktop, tmp_path / f"data{number}")
        commands.plan("Abebe", "Fitting", minutes=5)
        commands.run("remind", env=env)
        earlier = (datetime.now(UTC) - timedelta(hours=1)).isoformat(timespec="seconds")
        [kept] = commands.run("reminders", "--from", earlier)["reminders"]
        assert "Fitting" in kept["title"]
