"""Pages are made when somebody looks at them."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.ui.shell.page_stack import PageStack


def test_a_page_is_built_when_it_is_first_shown_and_only_once(qtbot: QtBot):
    built: list[str] = []

    def make(name: str) -> QLabel:
        built.append(name)
        return QLabel(name)

    stack = PageStack({"today": lambda: make("today"), "people": lambda: make("people")})
    qtbot.addWidget(stack)
    stack.go_to("today")
    assert built == ["today"]
    stack.go_to("people")
    stack.go_to("today")
    assert built == ["today", "people"]
    assert stack.current == "today"


def test_going_to_the_page_in_view_is_told_again(qtbot: QtBot):
    stack = PageStack({"today": QLabel})
    qtbot.addWidget(stack)
    stack.go_to("today")
    with qtbot.waitSignal(stack.page_shown) as shown:
        stack.go_to("today")
    assert shown.args == ["today"]
