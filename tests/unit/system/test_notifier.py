"""Notifications from the caller's side: safe text, truthful results, no waiting, no exception."""

import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.system import notifier as notifier_module
from crm_desktop.system import notify_send
from crm_desktop.system.notifier import DesktopNotifier, NotifyResult, safe_body, safe_title


class Desktop:
    """A desktop that keeps what it is sent, refuses, or hangs until it is let go."""

    def __init__(self, error: Exception | None = None) -> None:
        self.shown: list[tuple[str, str]] = []
        self.answering = threading.Event()
        self.answering.set()
        self._error = error

    def notify(self, title: str, message: str, app_name: str, app_icon: str, timeout: int) -> None:
        assert self.answering.wait(20)
        if self._error:
            raise self._error
        self.shown.append((title, message))

    def stop(self) -> None:
        self._error = TimeoutError("given up")
        self.answering.set()


def test_what_is_sent_arrives() -> None:
    desktop = Desktop()
    notifier = DesktopNotifier(backend=desktop)
    assert notifier.last_result is None
    assert notifier.notify("Abebe", "in 10 minutes") == NotifyResult(True)
    assert notifier.last_result == NotifyResult(True)
    assert desktop.shown == [("Abebe", "in 10 minutes")]


@pytest.mark.parametrize(
    "error,words",
    [
        (NotImplementedError("No usable implementation found!"), "no way to show"),
        (OSError("no bus"), "no bus"),
        (UnicodeError(), "UnicodeError"),
    ],
)
def test_a_failure_is_told_in_words_and_goes_to_the_fallback(error: Exception, words: str) -> None:
    told: list[tuple[str, str, NotifyResult]] = []
    notifier = DesktopNotifier(backend=Desktop(error), on_failure=lambda *args: told.append(args))
    result = notifier.notify("T", "B")
    assert not result.delivered
    assert words in result.reason
    assert told == [("T", "B", result)]
    assert notifier.last_result == result


def test_a_fallback_that_fails_raises_nothing() -> None:
    notifier = DesktopNotifier(backend=Desktop(OSError("no bus")), on_failure=lambda *_: 1 / 0)
    assert notifier.notify("T", "B").delivered is False


def test_sending_later_does_not_wait_for_a_desktop_that_hangs() -> None:
    desktop, failed = Desktop(), []
    desktop.answering.clear()
    notifier = DesktopNotifier(backend=desktop, on_failure=lambda *args: failed.append(args))
    for number in range(notifier_module._WAITING_LIMIT + 5):
        notifier.notify_later(f"{number}", "")
    assert len(failed) >= 4  # the queue is bounded: what does not fit goes to the fallback at once
    desktop.answering.set()
    notifier.close(timeout=10)
    assert len(desktop.shown) + len(failed) == notifier_module._WAITING_LIMIT + 5


def test_closing_ends_the_wait_for_a_desktop_that_hangs() -> None:
    desktop = Desktop()
    desktop.answering.clear()
    notifier = DesktopNotifier(backend=desktop)
    for number in range(notifier_module._WAITING_LIMIT + 5):
        notifier.notify_later(f"{number}", "")
    notifier.close(timeout=0.05)
    assert desktop.shown == []
    notifier.notify_later("after the end", "")
    notifier.close()
    assert desktop.shown == []


def test_closing_sends_what_waits_first() -> None:
    desktop = Desktop()
    notifier = DesktopNotifier(backend=desktop)
    for number in range(20):
        notifier.notify_later(f"{number}", "")
    notifier.close(timeout=10)
    assert [title for title, _ in desktop.shown] == [f"{number}" for number in range(20)]


@pytest.mark.parametrize(
    "typed,shown",
    [
        ("-t urgent", "-t urgent"),
        ("<b>x</b> & co", "<b>x</b> & co"),
        ("two\nlines\tand\x00 a NUL", "two lines and a NUL"),
        ("", "CRM Desktop"),
        (" \n\x07 ", "CRM Desktop"),
        ("lone \ud83d surrogate", "lone \ufffd surrogate"),
        ("\u202bعلی\u202c", "\u202bعلی\u202c"),
    ],
)
def test_a_title_is_one_line_as_typed(typed: str, shown: str) -> None:
    assert safe_title(typed) == shown


def test_a_body_is_escaped_only_where_it_is_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifier_module.sys, "platform", "linux")
    assert safe_body("<b>5 & 6</b> \"q\" 'r'") == "&lt;b&gt;5 &amp; 6&lt;/b&gt; \"q\" 'r'"
    monkeypatch.setattr(notifier_module.sys, "platform", "win32")
    assert safe_body("<b>5 & 6</b>") == "<b>5 & 6</b>"


@given(st.text(st.characters(), max_size=3000))
def test_any_text_fits_every_limit_and_can_be_encoded(text: str) -> None:
    for limit in (63, 255):
        clipped = notifier_module._clip(notifier_module._clean(text), limit)
        assert len(clipped.encode("utf-16-le")) <= limit * 2
    for safe in (safe_title(text), safe_body(text)):
        safe.encode("utf-8")
        assert "\0" not in safe
    assert "\n" not in safe_title(text)


def test_ten_thousand_letters_are_clipped_with_an_ellipsis() -> None:
    assert safe_title("ሀ" * 10_000).endswith("ሀ…")
    assert len(safe_title("😀" * 10_000).encode("utf-16-le")) <= 400


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="notify-send is Linux's way")
def test_without_notify_send_the_reason_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notify_send.shutil, "which", lambda _name: None)
    monkeypatch.setitem(sys.modules, "dbus", None)
    result = DesktopNotifier().notify("T", "B")
    assert not result.delivered
    assert "libnotify-bin" in result.reason
