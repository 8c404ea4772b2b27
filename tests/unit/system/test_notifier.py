"""Notifications from the caller's side: safe text, truthful results, no waiting, no exception."""

import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.services.notify_trouble import NotifyTrouble
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
    assert notifier.notify("Abebe", "in 10 minutes") == NotifyResult(True)
    assert desktop.shown == [("Abebe", "in 10 minutes")]


@pytest.mark.parametrize(
    "error,words,trouble",
    [
        (NotImplementedError("No usable implementation found!"), "no way to show", NotifyTrouble.NO_WAY),
        (ImportError("pyobjus"), "no way to show", NotifyTrouble.NO_WAY),
        (OSError("no bus"), "no bus", NotifyTrouble.REFUSED),
        (UnicodeError(), "UnicodeError", NotifyTrouble.REFUSED),
        (notify_send.DeliveryError("hung", NotifyTrouble.NO_ANSWER), "hung", NotifyTrouble.NO_ANSWER),
    ],
)
def test_a_failure_is_told_in_words_and_by_its_kind(
    error: Exception, words: str, trouble: NotifyTrouble
) -> None:
    result = DesktopNotifier(backend=Desktop(error)).notify("T", "B")
    assert not result.delivered
    assert words in result.reason
    assert result.trouble is trouble


def test_whoever_asked_is_told_how_it_went() -> None:
    answers: list[NotifyResult] = []
    for desktop in (Desktop(), Desktop(OSError("no bus"))):
        notifier = DesktopNotifier(backend=desktop)
        notifier.notify_later("T", "B", answers.append)
        notifier.close(timeout=10)
    assert [(answer.delivered, answer.reason) for answer in answers] == [(True, ""), (False, "no bus")]


def test_an_answer_that_fails_ends_nothing() -> None:
    desktop = Desktop()
    notifier = DesktopNotifier(backend=desktop)
    notifier.notify_later("1", "", lambda _: 1 / 0)
    notifier.notify_later("2", "")
    notifier.close(timeout=10)
    assert [title for title, _ in desktop.shown] == ["1", "2"]


def test_the_same_trouble_every_minute_is_written_down_once_by_its_kind(
    caplog: pytest.LogCaptureFixture,
) -> None:
    notifier = DesktopNotifier(backend=Desktop(OSError("no bus for Abebe Bekele")))
    for _ in range(3):
        notifier.notify("T", "B")
    assert [record.getMessage() for record in caplog.records] == ["A notification was not delivered: refused"]


def test_sending_later_does_not_wait_for_a_desktop_that_hangs() -> None:
    desktop, answers = Desktop(), []
    desktop.answering.clear()
    notifier = DesktopNotifier(backend=desktop)
    for number in range(notifier_module._WAITING_LIMIT + 5):
        notifier.notify_later(f"{number}", "", answers.append)
    assert len(answers) >= 4  # the queue is bounded: what does not fit is answered at once
    assert {answer.trouble for answer in answers} == {NotifyTrouble.NO_ANSWER}
    desktop.answering.set()
    notifier.close(timeout=10)
    assert len(answers) == notifier_module._WAITING_LIMIT + 5
    assert len(desktop.shown) == sum(answer.delivered for answer in answers)


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
    assert result.trouble is NotifyTrouble.NO_TOOL


@pytest.mark.parametrize(
    "complaint,trouble",
    [
        ("Could not connect: No such file or directory", NotifyTrouble.NO_SERVICE),
        ("Cannot autolaunch D-Bus without X11 $DISPLAY", NotifyTrouble.NO_SERVICE),
        ("GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: The name …", NotifyTrouble.NO_SERVICE),
        ("Error calling StartServiceByName for org.freedesktop.Notifications: …", NotifyTrouble.NO_SERVICE),
        ("Timeout was reached", NotifyTrouble.NO_ANSWER),
        ("GDBus.Error:org.freedesktop.DBus.Error.NoReply: too late", NotifyTrouble.NO_ANSWER),
        ("Invalid byte sequence in conversion input", NotifyTrouble.REFUSED),
        ("", NotifyTrouble.REFUSED),
    ],
)
def test_what_notify_send_complains_of_is_understood(complaint: str, trouble: NotifyTrouble) -> None:
    assert notify_send.trouble_of(complaint) is trouble
