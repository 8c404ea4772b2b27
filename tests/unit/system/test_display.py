"""No screen is told in one sentence, before Qt could abort."""

import socket
import sys
from pathlib import Path

import pytest

from crm_desktop.system import display
from crm_desktop.system.display import why_no_display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has no screen")


def test_without_any_screen_one_sentence_says_so() -> None:
    reason = why_no_display({})
    assert reason is not None
    assert reason.startswith("There is no screen here")
    assert "\n" not in reason


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc", "offscreen:size=800x600"])
def test_a_platform_without_a_screen_needs_none(platform: str) -> None:
    assert why_no_display({"QT_QPA_PLATFORM": platform}) is None


def test_a_screen_that_does_not_answer_is_named() -> None:
    reason = why_no_display({"DISPLAY": ":98765"})
    assert reason is not None
    assert ":98765 does not answer" in reason


def test_a_wayland_screen_is_enough(tmp_path: Path) -> None:
    environment = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert why_no_display(environment) is not None
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        assert why_no_display(environment) is None
        assert why_no_display(environment | {"QT_QPA_PLATFORM": "xcb"}) is not None


def test_wayland_asked_for_and_not_there_is_told() -> None:
    reason = why_no_display({"QT_QPA_PLATFORM": "wayland", "DISPLAY": ":0"})
    assert reason is not None
    assert "Wayland" in reason


def test_missing_libraries_are_told_as_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "QT_LIBRARIES", {"libno-such-thing.so.9": "libnothing9"})
    reason = why_no_display({"QT_QPA_PLATFORM": "offscreen"})
    assert reason is not None
    assert reason.endswith("sudo apt-get install libnothing9")


def test_other_systems_always_have_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display.sys, "platform", "darwin")
    assert why_no_display({}) is None
