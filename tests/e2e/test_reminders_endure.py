"""No reminder missed, none twice: through sleep, sudden death, a silent desktop and changing clocks.

What dunst received is compared with what stands in the inbox. The programs are the real ones; time passes
at the test's word (world.py).
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.commands import Commands, Kept
from tests.e2e.desktop import Desktop, Program, until
from tests.e2e.world import World

HOUR = timedelta(hours=1)
A_TICK = timedelta(seconds=61)  # the program looks at least once a minute


class Life:
    """A user's days with the program: what they plan, and what becomes of it."""

    def __init__(self, desktop: Desktop, folder: Path, wall: str, zone: str = "UTC") -> None:
        self.desktop = desktop
        self.world = World(folder, zone, wall)
        self.env = self.world.env(desktop.env)
        self.commands = Commands(desktop, folder / "data", self.env)
        self.began = self.world.now()
        self.window: Program | None = None

    # --- what they do ---

    def know(self, name: str, *options: str) -> str:
        """Add a contact; their number, as the command line takes it."""
        return str(self.commands.run("add", name, *options)["id"])

    def plan(self, who: str, title: str, at: str, remind: int) -> None:
        """Plan a meeting with a contact, at a time on the wall."""
        self.commands.run("meet", who, "--at", at, "--remind", str(remind), title)

    def promise(self, who: str, text: str, day: str) -> None:
        """Promise something to a contact for a day."""
        self.commands.run("remember", text, "--on", day, "--with", who)

    def open_window(self) -> Program:
        """Start the program, and wait until it has looked what is due."""
        self.window = self.desktop.start_program(data=self.commands.data, env=self.env)
        self.desktop.window(self.window)
        return self.window

    # --- what becomes of it ---

    def shown(self) -> list[Kept]:
        """What stands in the inbox, or stood there."""
        if not (self.commands.data / "contacts.db").exists():
            return []
        return [kept for kept in self.commands.ledger() if kept.state in ("shown", "snoozed", "done")]

    def is_shown(self, *subjects: str) -> bool:
        """Whether these have come into the inbox, waiting for it."""
        return until(lambda: set(subjects) <= {kept.subject for kept in self.shown()})

    def told(self, at_least: int = 0) -> list[str]:
        """The text of each notification that the desktop received, oldest first."""
        received = self.desktop.notifications(at_least=at_least)
        return [f"{title}\n{html.unescape(body)}" for title, body in received]

    def is_told(self, title: str, times: int = 1) -> bool:
        """Whether the desktop has received it so often, waiting for it."""
        return until(lambda: sum(title in text for text in self.told()) == times)

    def key_of(self, title: str) -> str:
        """The key of what is open in the inbox, as the command line gives it."""
        found = self.commands.reminders(self.began - 24 * HOUR, self.world.now() + timedelta(seconds=1))
        [key] = [one["key"] for one in found if title in one["title"] and one["state"] == "shown"]
        return str(key)

    def pass_until(self, at: str, fold: int = 0) -> None:
        """Time goes by until the wall shows this."""
        self.world.pass_until(self.world.at(at, fold))

    def inbox(self) -> list[str]:
        """The titles of what the program itself calls shown and open, in all the time since it began."""
        found = self.commands.reminders(self.began - 24 * HOUR, self.world.now() + timedelta(seconds=1))
        return [one["title"] for one in found if one["state"] == "shown"]


def each_once(texts: Iterable[str], subjects: Iterable[str]) -> None:
    """Every subject stands in exactly one of the texts."""
    texts = list(texts)
    found = {subject: sum(text.count(subject) for text in texts) for subject in subjects}
    assert set(found.values()) == {1}, (found, texts)


def in_time(kept: Kept) -> bool:
    """Not before it was due, and at most one tick after."""
    return timedelta() <= kept.shown_at - kept.due_at <= A_TICK


def test_what_came_due_while_the_laptop_slept_arrives_together_and_once(
    desktop: Desktop, tmp_path: Path
) -> None:
    life = Life(desktop, tmp_path, "2027-05-10T08:50")
    abebe, olga = life.know("አበበ በቀለ"), life.know("Ольга")
    life.plan(abebe, "Breakfast", "2027-05-10 08:55", remind=5)
    life.plan(abebe, "Fitting", "2027-05-10 09:05", remind=10)
    life.plan(olga, "Contract", "2027-05-10 09:40", remind=30)
    life.promise(olga, "Price list", "2027-05-10")
    life.plan(olga, "Lunch", "2027-05-10 12:00", remind=30)
    window = life.open_window()
    assert life.is_told("Breakfast")
    window.freeze()
    life.pass_until("2027-05-10T09:20")
    [_only_breakfast] = life.inbox()
    window.thaw()
    slept = ("Fitting", "Contract", "Price list")
    assert life.is_shown(*slept)
    [_, together] = life.told(at_least=2)
    each_once([together], slept)
    each_once(life.inbox(), slept)
    life.pass_until("2027-05-10T11:30")
    assert life.is_shown("Lunch")
    texts = life.told(at_least=3)
    assert len(texts) == 3
    each_once(texts, ["Breakfast", *slept, "Lunch"])
    each_once(life.inbox(), ["Breakfast", *slept, "Lunch"])


def test_killed_at_any_moment_nothing_is_missed_and_nothing_comes_twice(
    desktop: Desktop, tmp_path: Path
) -> None:
    life = Life(desktop, tmp_path, "2027-05-10T09:30")
    who = life.know("አበበ በቀለ")
    titles = ("Unseen", "Midway", "Told", "Starting", "Last")
    for hour, title in enumerate(titles, 10):
        life.plan(who, title, f"2027-05-10 {hour}:10", remind=10)
    # Before it is due.
    life.open_window().kill()
    life.pass_until("2027-05-10T10:00:05")
    window = life.open_window()
    assert life.is_told("Unseen")
    # Between the inbox and the desktop: it was handed over, and nobody waits for the answer any more.
    with desktop.hung_daemon():
        life.pass_until("2027-05-10T11:00")
        assert life.is_shown("Midway")
        assert until(lambda: "notify-send" in window.children())
        window.kill()
    window = life.open_window()
    # Right after the desktop has it.
    life.pass_until("2027-05-10T12:00")
    assert life.is_told("Told")
    window.kill()
    # While it starts, at some moment before or after it has looked.
    life.pass_until("2027-05-10T13:00:05")
    life.open_window().kill()
    life.open_window()
    assert life.is_shown("Starting")
    life.desktop.notifications(at_least=4, within=5)
    life.pass_until("2027-05-10T14:00")
    assert life.is_told("Last")
    each_once(life.inbox(), titles)
    each_once([kept.subject for kept in life.commands.ledger()], titles)
    texts = life.told()
    each_once(texts, set(titles) - {"Starting"})
    assert sum("Starting" in text for text in texts) <= 1


def test_a_desktop_that_could_not_show_it_is_told_when_it_is_back(desktop: Desktop, tmp_path: Path) -> None:
    life = Life(desktop, tmp_path, "2027-05-10T09:50")
    who = life.know("አበበ በቀለ")
    life.plan(who, "Fitting", "2027-05-10 10:00", remind=5)
    life.plan(who, "Lunch", "2027-05-10 12:00", remind=5)
    life.open_window()
    desktop.stop_daemon()
    life.pass_until("2027-05-10T09:55:01")
    assert life.is_shown("Fitting")
    assert in_time(life.shown()[0])
    each_once(life.inbox(), ["Fitting"])
    desktop.start_daemon()
    assert life.told() == []
    life.world.pass_time(A_TICK)
    if not desktop.notifications(at_least=1, within=5):
        life.world.pass_time(A_TICK)
    each_once(life.told(at_least=1), ["Fitting"])
    life.pass_until("2027-05-10T11:55:01")
    assert life.is_shown("Lunch")
    texts = life.told(at_least=2)
    assert len(texts) == 2
    each_once(texts, ["Fitting", "Lunch"])
    each_once(life.inbox(), ["Fitting", "Lunch"])


def test_a_desktop_that_hung_shows_it_once_when_it_answers_again(desktop: Desktop, tmp_path: Path) -> None:
    life = Life(desktop, tmp_path, "2027-05-10T09:50")
    who = life.know("አበበ በቀለ")
    life.plan(who, "Fitting", "2027-05-10 10:00", remind=5)
    life.plan(who, "Lunch", "2027-05-10 12:00", remind=5)
    window = life.open_window()
    with desktop.hung_daemon():
        life.pass_until("2027-05-10T09:55")
        assert life.is_shown("Fitting")
        for _tick in range(3):
            assert until(lambda: "notify-send" in window.children())
            life.world.pass_time(timedelta(seconds=15))
            assert until(lambda: "notify-send" not in window.children())
            life.world.pass_time(A_TICK)
    life.world.pass_time(A_TICK)
    assert life.is_told("Fitting")
    life.pass_until("2027-05-10T11:55")
    assert life.is_told("Lunch")
    texts = life.told()
    assert len(texts) == 2
    each_once(texts, ["Fitting", "Lunch"])
    each_once(life.inbox(), ["Fitting", "Lunch"])


def test_asleep_while_the_desktop_answered_it_is_not_told_again(desktop: Desktop, tmp_path: Path) -> None:
    life = Life(desktop, tmp_path, "2027-05-10T09:50")
    who = life.know("አበበ በቀለ")
    life.plan(who, "Fitting", "2027-05-10 10:00", remind=5)
    life.plan(who, "Lunch", "2027-05-10 10:20", remind=15)
    window = life.open_window()
    with desktop.hung_daemon():
        life.pass_until("2027-05-10T09:55")
        assert until(lambda: "notify-send" in window.children())
        window.freeze()
    assert life.is_told("Fitting")
    life.pass_until("2027-05-10T10:00")
    window.thaw()
    life.pass_until("2027-05-10T10:05")
    assert life.is_told("Lunch")
    texts = life.told()
    assert len(texts) == 2
    each_once(texts, ["Fitting", "Lunch"])


@dataclass(frozen=True, slots=True)
class Change:
    """A night in which the clocks change.

    `begins` is a time on the wall some minutes before; of each meeting that was planned (its time on the
    wall, its lead in minutes) and of the day's morning at nine `due` is the instant, worked out by hand.
    """

    zone: str
    begins: str
    meetings: dict[str, tuple[str, int]]
    due: dict[str, str]


SPRING = Change(  # at two o'clock it is three, 01:00 in UTC
    "Europe/Berlin",
    "2027-03-28T01:50",
    {"Across": ("05:00", 125), "After": ("03:10", 5), "Skipped": ("02:30", 5)},
    {
        "Across": "2027-03-28T00:55Z",
        "After": "2027-03-28T01:05Z",
        "Skipped": "2027-03-28T01:25Z",
        "Price list": "2027-03-28T07:00Z",
    },
)
AUTUMN = Change(  # at three o'clock it is two, 01:00 in UTC
    "Europe/Berlin",
    "2027-10-31T01:50",
    {"Across": ("05:00", 245), "Repeated": ("02:30", 5), "After": ("03:10", 5)},
    {
        "Across": "2027-10-30T23:55Z",
        "Repeated": "2027-10-31T00:25Z",
        "After": "2027-10-31T02:05Z",
        "Price list": "2027-10-31T08:00Z",
    },
)
HALF_AN_HOUR_MORE = Change(  # at two o'clock it is half past one, 15:00 in UTC on the day before
    "Australia/Lord_Howe",
    "2027-04-04T01:20",
    {"Across": ("05:00", 245), "Repeated": ("01:40", 5), "After": ("02:10", 5)},
    {
        "Across": "2027-04-03T14:25Z",
        "Repeated": "2027-04-03T14:35Z",
        "After": "2027-04-03T15:35Z",
        "Price list": "2027-04-03T22:30Z",
    },
)
HALF_AN_HOUR_LESS = Change(  # at two o'clock it is half past two, 15:30 in UTC on the day before
    "Australia/Lord_Howe",
    "2027-10-03T01:45",
    {"Across": ("05:00", 160), "Skipped": ("02:15", 10), "After": ("03:00", 10)},
    {
        "Across": "2027-10-02T15:20Z",
        "Skipped": "2027-10-02T15:35Z",
        "After": "2027-10-02T15:50Z",
        "Price list": "2027-10-02T22:00Z",
    },
)
CHANGES = {
    "an hour less": SPRING,
    "an hour more": AUTUMN,
    "half an hour less": HALF_AN_HOUR_LESS,
    "half an hour more": HALF_AN_HOUR_MORE,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_when_the_clocks_change_everything_comes_at_its_moment_and_once(
    desktop: Desktop, tmp_path: Path, change: Change
) -> None:
    life = Life(desktop, tmp_path, change.begins, change.zone)
    who, day = life.know("አበበ በቀለ"), change.begins[:10]
    for title, (at, remind) in change.meetings.items():
        life.plan(who, title, f"{day} {at}", remind)
    life.plan(who, "Evening", f"{day} 20:00", remind=60)
    life.promise(who, "Price list", day)
    life.open_window()
    for title, moment in change.due.items():
        due = datetime.fromisoformat(moment)
        life.world.pass_until(due - timedelta(seconds=30))
        life.world.pass_until(due)
        assert life.is_shown(title)
        assert life.is_told(title)
    life.world.set_clock(change.begins)
    life.world.pass_time(A_TICK)
    life.pass_until(f"{day}T19:00")
    assert life.is_shown("Evening")
    assert life.is_told("Evening")
    came = {kept.subject: kept.due_at for kept in life.shown()}
    expected = {title: datetime.fromisoformat(moment) for title, moment in change.due.items()}
    assert came == expected | {"Evening": life.world.at(f"{day}T19:00")}
    assert [kept for kept in life.shown() if not in_time(kept)] == []
    texts = life.told(at_least=len(came))
    assert len(texts) == len(came)
    each_once(texts, came)
    each_once(life.inbox(), came)


def test_what_repeats_and_what_was_put_off_survive_a_restart(desktop: Desktop, tmp_path: Path) -> None:
    life = Life(desktop, tmp_path, "2027-05-10T08:50")
    who = life.know("አበበ በቀለ", "--cadence", "0")
    rule = ("--repeat", "FREQ=DAILY;COUNT=2")
    life.commands.run("meet", who, "--at", "2027-05-10 10:10", "--remind", "10", *rule, "Market")
    life.commands.run("remember", "Renew the permit", "--on", "2027-05-10", "--repeat", "FREQ=YEARLY")
    window = life.open_window()
    life.pass_until("2027-05-10T09:00")
    assert life.is_told("Renew the permit")
    permit = life.key_of("Renew the permit")
    life.commands.run("snooze", permit, "--until", "2027-05-10 09:30")
    window.kill()
    assert life.inbox() == []
    window = life.open_window()
    life.pass_until("2027-05-10T09:30")
    assert life.is_told("Renew the permit", times=2)
    life.commands.run("done", life.key_of("Renew the permit"))
    life.pass_until("2027-05-10T10:00")
    assert life.is_told("Market")
    life.commands.run("dismiss", life.key_of("Market"))
    assert window.stop() == 0
    life.open_window()
    life.pass_until("2027-05-11T10:00")
    assert life.is_told("Market", times=2)
    each_once(life.inbox(), ["Market"])
    life.pass_until("2028-05-10T09:00")
    assert life.is_told("Renew the permit", times=3)
    texts = life.told()
    assert [sum(title in text for text in texts) for title in ("Renew the permit", "Market")] == [3, 2]
    states = [(kept.subject, kept.state) for kept in life.commands.ledger()]
    assert sorted(states) == [
        ("Market", "dismissed"),
        ("Market", "shown"),
        ("Renew the permit", "done"),
        ("Renew the permit", "shown"),
    ]
