"""What an address from outside may begin: a page, a letter, a call, a message, and nothing else."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm_desktop.ui.runtime.links import is_safe, open_link, phone_link, text_link, web_link
from tests.data.hostile import EVERY, LINKS


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the desktop was asked to open."""
    asked: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: asked.append(bytes(url.toEncoded().data()).decode()) or True
    )
    return asked


@pytest.mark.parametrize("address", [one for one in LINKS if not one.startswith(("mailto:", "https://exa"))])
def test_an_address_that_could_run_or_hide_something_is_not_opened(address: str, opened: list[str]) -> None:
    assert not open_link(address)
    assert not open_link(web_link(address)) or opened[-1].startswith("https://")


def test_whatever_is_typed_only_pages_letters_calls_and_messages_begin(opened: list[str]) -> None:
    for text in EVERY:
        for address in (text, web_link(text), phone_link(text), text_link(text)):
            open_link(address)
    schemes = {QUrl(one).scheme() for one in opened}
    assert schemes <= {"http", "https", "mailto", "tel", "sms"}
    assert all(one.isascii() and " " not in one for one in opened)


def test_a_letter_begins_without_headers_that_attach_or_copy(opened: list[str]) -> None:
    open_link("mailto:a@example.com?subject=Hello&attach=/etc/passwd&bcc=b@example.com&at%74ach=x&body=you")
    open_link("mailto:a@example.com?bcc=b@example.com")
    assert opened == ["mailto:a@example.com?subject=Hello&body=you", "mailto:a@example.com"]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com\u200b/x",
        "https://example.com/\u202egnp.exe",
        "https://bank.example@evil.example/",
        "https:///etc/passwd",
        "mailto:",
        "tel:",
        "tel://example.com/1",
        "https://example.com/" + "x" * 10_000,
    ],
)
def test_an_address_that_deceives_or_says_nothing_is_not_safe(address: str) -> None:
    assert not is_safe(address)


def test_a_code_that_commands_the_phone_is_never_dialled() -> None:
    assert phone_link("*2767*3855#") == ""
    assert text_link("*100#") == ""
    assert phone_link("*31*0151 1234") == "tel:*31*01511234"
    assert phone_link("call me") == ""


def test_a_good_address_is_opened_as_it_is(opened: list[str]) -> None:
    good = ["https://example.com/a?b=c&d=%20#e", "HTTP://Example.com", "tel:+251911234567", "sms:+251911"]
    assert all(map(open_link, good))
    assert opened == [good[0], "http://example.com", *good[2:]]
