"""The window among others: it comes, stays out of sight when closed, is there once, and ends when asked."""

from pathlib import Path

from tests.e2e.desktop import Desktop


def test_quitting_by_keyboard_ends_the_program(desktop: Desktop, tmp_path: Path) -> None:
    program = desktop.start_program(data=tmp_path / "data")
    desktop.window(program)
    desktop.xdotool("key", "ctrl+q")
    assert program.wait(20) == 0
    assert program.complaint == ""


def test_a_session_that_ends_ends_the_program(desktop: Desktop, tmp_path: Path) -> None:
    program = desktop.start_program(data=tmp_path / "data")
    desktop.window(program)
    assert program.stop() == 0


def test_closing_the_window_keeps_the_program_and_a_second_start_brings_it_back(
    desktop: Desktop, tmp_path: Path
) -> None:
    desktop.start_tray()
    first = desktop.start_program(data=tmp_path / "data")
    desktop.close(desktop.window(first))
    desktop.until_hidden(first)
    assert first.is_running()
    second = desktop.start_program(data=tmp_path / "data")
    assert second.wait(20) == 0
    desktop.window(first)
    assert first.stop() == 0


def test_without_a_screen_one_sentence_is_all(desktop: Desktop, tmp_path: Path) -> None:
    lonely = {
        name: value for name, value in desktop.env.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")
    }
    program = desktop.start_program(data=tmp_path / "data", env=lonely)
    assert program.wait() == 1
    assert program.complaint.startswith("There is no screen here")
    assert program.complaint.count("\n") == 1


def test_a_screen_reader_finds_the_window_and_a_name_on_every_control(
    desktop: Desktop, tmp_path: Path
) -> None:
    program = desktop.start_program(data=tmp_path / "data")
    desktop.window(program)
    shown = [row for row in desktop.accessibility() if "SHOWING" in row["states"]]
    controls = {
        "push button",
        "check box",
        "text",
        "toggle button",
        "combo box",
        "list",
        "table",
        "radio button",
    }
    assert len(shown) > 5
    assert [row for row in shown if row["role"] in controls and not row["name"]] == []
