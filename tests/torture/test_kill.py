"""`kill -9` at random moments while the real program writes: all that was acknowledged is there, nothing is
half done, and the file needs no mending.
"""

import json
import os
import random
import re
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.torture.killed import Account, look
from tests.torture.starting import first_line, start
from tests.unit.store.whole_file import connect

Rounds = Callable[[int, int], int]
Figures = Callable[[str], None]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="the other system has no kill -9")


def _killed(child: subprocess.Popen[bytes], after: float, *, at_work: bool) -> bytes:
    """Let it live for so long, counted from its first word where it is to be `at_work`; what it said."""
    first = first_line(child) if at_work else b""
    with suppress(subprocess.TimeoutExpired):
        out, complaints = child.communicate(timeout=after)
        pytest.fail(f"the writer ended by itself: {out[-200:]!r} {complaints.decode()[-2000:]}")
    child.send_signal(signal.SIGKILL)
    out, complaints = child.communicate()
    assert child.returncode == -signal.SIGKILL
    assert b"Traceback" not in complaints, complaints.decode()
    return first + out


def _deeds(said: bytes) -> list[dict[str, object]]:
    # A line that was cut off is not an acknowledgement.
    return [json.loads(line) for line in said.split(b"\n")[:-1]]


@pytest.mark.parametrize("how, few, many", [("services", 4, 120), ("window", 2, 40)])
def test_what_was_acknowledged_survives_a_kill_at_any_moment(
    how: str, few: int, many: int, tmp_path: Path, dice: random.Random, rounds: Rounds, figures: Figures
) -> None:
    account, wanted = Account(), rounds(few, many)
    for turn in range(wanted):
        child = start("tests.torture.writing", how, str(tmp_path), str(account.newest + 2), folder=tmp_path)
        # Most are killed in the middle of their work, some while they begin.
        said = _killed(child, dice.uniform(0, 0.6), at_work=turn % 4 < 3)
        account.note(_deeds(said))
        look(tmp_path, account)
    assert account.talks
    figures(f"{wanted} kills, {account.deeds} commands acknowledged, none lost")


def test_the_command_line_is_killed_and_says_nothing_that_is_not_so(
    tmp_path: Path, dice: random.Random, rounds: Rounds, figures: Figures
) -> None:
    acknowledged: dict[int, str] = {}
    wanted = rounds(3, 40)
    began = time.monotonic()
    listing = start("crm_desktop", "list", folder=tmp_path)
    listing.communicate(timeout=30)
    assert listing.returncode == 0
    usual = time.monotonic() - began
    for turn in range(wanted):
        child = start(
            "crm_desktop", "add", f"Person {turn}", "--phone", f"+2519110{turn:05}", folder=tmp_path
        )
        try:
            said, _ = child.communicate(timeout=dice.uniform(usual * 0.4, usual * 1.3))
        except subprocess.TimeoutExpired:
            child.kill()
            said, _ = child.communicate()
        if found := re.search(rb"number (\d+)\.", said):
            acknowledged[int(found[1])] = f"Person {turn}"
    look(tmp_path, Account())
    with closing(connect(tmp_path)) as file:
        names = dict(file.execute("SELECT id, full_name FROM contact").fetchall())
        phones = [row[0] for row in file.execute("SELECT contact_id FROM phone ORDER BY contact_id")]
    assert acknowledged.items() <= names.items()
    assert phones == sorted(names), "a card and its phone come together or not at all"
    figures(f"{wanted} kills, {len(acknowledged)} acknowledged, {len(names)} kept")
