"""What was asked on the command line: the window with its options, or a command."""

import sys

import pytest

from crm_desktop import __version__
from crm_desktop.__main__ import main, read


def test_nothing_asked_is_the_window():
    request = read([])
    assert (request.data, request.language, request.version, request.rest) == (None, None, False, ())


@pytest.mark.parametrize("arguments", [["--data", "/tmp/x"], ["--data=/tmp/x"]])
def test_the_window_takes_a_data_folder(arguments: list[str]):
    request = read(arguments)
    assert request.data == "/tmp/x"
    assert request.rest == ()


def test_the_window_takes_a_language():
    assert read(["--lang", "fa", "--data", "x"]).language == "fa"


def test_the_first_word_that_is_no_option_of_the_window_begins_a_command():
    assert read(["--data", "x", "list", "--json"]).rest == ("list", "--json")
    assert read(["--json", "list"]).rest == ("--json", "list")


def test_an_option_without_its_value_is_left_to_the_command_line_to_complain_of():
    assert read(["--data"]).rest == ("--data",)


def test_the_version_is_told_without_opening_anything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "argv", ["crm-desktop", "--version"])
    assert main() == 0
    assert capsys.readouterr().out == f"crm-desktop {__version__}\n"


def test_without_a_console_the_version_is_told_to_nobody(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "argv", ["crm-desktop", "--version"])
    monkeypatch.setattr(sys, "stdout", None)
    assert main() == 0
