"""Notifications on a real desktop: what was typed arrives, and no failure is called a success."""

import html
import json
import time

import pytest

from tests.e2e.desktop import Desktop

SEND = """
import json, sys, time
from crm_desktop.system.notifier import DesktopNotifier
notifier = DesktopNotifier()
results = []
for title, body in json.loads(sys.argv[1]):
    result = notifier.notify(title, body)
    results.append([result.delivered, result.trouble or ""])
print(json.dumps(results))
"""

SEND_LATER = """
import sys, time
from crm_desktop.system.notifier import DesktopNotifier
notifier = DesktopNotifier()
began = time.monotonic()
for number in range(3):
    notifier.notify_later(f"{number}", "a hung desktop")
took = time.monotonic() - began
notifier.close(timeout=0.5)
print(took, time.monotonic() - began)
"""

SEND_IMPATIENTLY = """
from crm_desktop.system.notifier import DesktopNotifier
from crm_desktop.system.notify_send import NotifySend
result = DesktopNotifier(backend=NotifySend(patience=1)).notify("Abebe Bekele", "Visit")
print(result.delivered, result.trouble)
"""

HOSTILE = [
    ("-t urgent", "--help"),
    ("<b>x</b> & &lt;", "<b>bold</b> <a href='x'>& &lt; &amp;"),
    ("%s %d {0}", "%n \\n C:\\new\\table \\101"),
    ('"; DROP TABLE contact', "$(reboot) `reboot`"),
    ("\u202eעברית\u202c علی", "አበበ Фёдор 王小明 😀"),
    ("two\nlines", "two\nlines"),
    ("NUL \x00 and \x07", "lone \ud83d surrogate \x00"),
]


def send(
    desktop: Desktop, *messages: tuple[str, str], env: dict[str, str] | None = None
) -> list[list[object]]:
    results: list[list[object]] = json.loads(
        desktop.run_script(SEND, json.dumps(messages), env=env).splitlines()[-1]
    )
    return results


def test_a_notification_reaches_the_desktop(desktop: Desktop) -> None:
    assert send(desktop, ("Abebe Bekele", "Visit in 10 minutes")) == [[True, ""]]
    assert desktop.notifications(at_least=1) == [("Abebe Bekele", "Visit in 10 minutes")]


def test_hostile_text_arrives_as_it_was_typed(desktop: Desktop) -> None:
    assert all(delivered for delivered, _ in send(desktop, *HOSTILE))
    received = [(title, html.unescape(body)) for title, body in desktop.notifications(at_least=len(HOSTILE))]
    assert received[:5] == HOSTILE[:5]
    assert received[5] == ("two lines", "two\nlines")
    assert received[6] == ("NUL and", "lone \ufffd surrogate")
    markup = [body for _, body in desktop.notifications() if "<" in body]
    assert markup == []


def test_a_name_of_ten_thousand_letters_arrives_clipped(desktop: Desktop) -> None:
    assert send(desktop, ("ሀ" * 10_000, "ሀ" * 10_000)) == [[True, ""]]
    [(title, body)] = desktop.notifications(at_least=1)
    assert title.endswith("ሀ…")
    assert body.endswith("ሀ…")


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_any_script_arrives_whatever_the_locale(desktop: Desktop, locale: str) -> None:
    env = {**desktop.env, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert send(desktop, ("አበበ", "王小明"), env=env) == [[True, ""]]
    assert desktop.notifications(at_least=1) == [("አበበ", "王小明")]


def test_without_a_daemon_it_is_not_called_delivered(desktop: Desktop) -> None:
    desktop.stop_daemon()
    assert send(desktop, ("T", "B")) == [[False, "no-service"]]


def test_without_a_bus_it_is_not_called_delivered(desktop: Desktop) -> None:
    assert send(desktop, ("T", "B"), env=desktop.without_bus()) == [[False, "no-service"]]
    assert desktop.notifications() == []


def test_a_hung_daemon_blocks_nobody_and_ends_with_the_program(desktop: Desktop) -> None:
    with desktop.hung_daemon():
        took, until_closed = (float(word) for word in desktop.run_script(SEND_LATER).split())
    assert took < 0.5
    assert until_closed < 5


def test_what_a_hung_daemon_did_not_answer_can_be_sent_again_and_comes_once(desktop: Desktop) -> None:
    with desktop.hung_daemon():
        assert desktop.run_script(SEND_IMPATIENTLY) == "False no-answer\n"
    assert desktop.run_script(SEND_IMPATIENTLY) == "True None\n"
    assert desktop.notifications(at_least=1) == [("Abebe Bekele", "Visit")]


def test_a_daemon_that_comes_back_is_used_again(desktop: Desktop) -> None:
    desktop.stop_daemon()
    assert send(desktop, ("T", "B"))[0][0] is False
    desktop.start_daemon()
    began = time.monotonic()
    assert send(desktop, ("back", "again")) == [[True, ""]]
    assert time.monotonic() - began < 5
    assert desktop.notifications(at_least=1) == [("back", "again")]
