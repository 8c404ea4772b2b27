"""A start reads no more than its first page needs, and what was put off is there when it is asked for."""

import enum
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.ui import quick_enums

HEAVY = {
    "PySide6.QtNetwork",
    "anyascii",
    "apscheduler",
    "chardet",
    "crm_desktop.cli",
    "crm_desktop.formats",
    "crm_desktop.domain.contact",
    "crm_desktop.domain.due",
    "crm_desktop.services.importing",
    "crm_desktop.services.reminders",
    "crm_desktop.store.tables",
    "crm_desktop.ui.card",
    "crm_desktop.ui.editor",
    "crm_desktop.ui.logbook",
    "crm_desktop.ui.palette",
    "crm_desktop.ui.planning",
    "crm_desktop.ui.settings",
    "dateutil",
    "dbus",
    "hashlib",
    "peewee",
    "phonenumbers",
    "platformdirs",
    "plyer",
    "rapidfuzz",
    "socket",
    "subprocess",
    "tzlocal",
    "uuid",
}
"""What the People page is painted without, each with all that is in it."""

FIRST_PAINT = """
import json, os, sys
from contextlib import ExitStack
from pathlib import Path
from crm_desktop.__main__ import _window_parts
from crm_desktop.ui.app import run_window

def begun(session):
    def painted():
        print(json.dumps(sorted(sys.modules)), flush=True)
        os._exit(0)
    # First of all that hear of it: before what follows the first paint.
    session.window.painted.connect(painted)

with ExitStack() as log:
    run_window(_window_parts(Path(sys.argv[1]), log), page="people", begun=begun)
"""

WRONG_CALLS = """
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel
for call in (lambda: QObject().setObjectName([]), lambda: QObject().setObjectName(1, 2), lambda: Qt.Key("a")):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(QLabel.setIndent.__doc__)
from PySide6.support.signature import layout, parser
print(parser.EnumSelect.SELECTION, layout.signature)
import PySide6.support.signature.lib.pyi_generator as generator
print(generator.__name__, callable(generator.generate_pyi))
"""

KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
MEMBERS = {
    "plain": [("First", 0), ("Second", 1), ("Third", 7)],
    "with other names for a value": [("A", 4), ("B", 1), ("AlsoA", 4), ("C", 2), ("All", 7), ("None_", 0)],
    "many bits before the single ones": [("Both", 3), ("One", 1), ("Two", 2)],
    "in no order": [("Four", 4), ("One", 1), ("Two", 2)],
    "beyond 31 bits": [("High", 0x80000000), ("Low", 1), ("Mask", 0xFFFFFFFF)],
    "below nothing": [("Minus", -1), ("Plus", 2)],
    "with names that an enum has itself": [("name", 1), ("real", 2), ("Other", 4)],
    "empty": [],
}


def run_python(script: str, *arguments: str, before: str = "") -> str:
    environment = {name: value for name, value in os.environ.items() if name != "TZ"}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(
        [sys.executable, "-c", before + script, *arguments],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env=environment,
        check=False,
        timeout=50,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_first_page_is_painted_without_what_it_does_not_show(tmp_path: Path) -> None:
    services = open_services(tmp_path)
    services.contacts.add(Contact(name=Name(full="Ada Lovelace"), tags=("maths",)))
    services.close()
    loaded = json.loads(run_python(FIRST_PAINT, str(tmp_path)))
    needless = {name for name in loaded if any(f"{name}.".startswith(f"{heavy}.") for heavy in HEAVY)}
    assert needless == set()


def test_qt_says_what_is_wrong_with_a_call_in_its_own_words() -> None:
    quick = run_python(WRONG_CALLS, before="import crm_desktop.ui\n")
    assert quick == run_python(WRONG_CALLS)
    assert "called with wrong argument types" in quick


def test_how_qt_is_called_is_read_when_it_is_asked_for() -> None:
    loaded = "import crm_desktop.ui, sys\nprint('argparse' in sys.modules, 'typing' in sys.modules)"
    assert run_python(loaded).split() == ["False", "True"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("members", MEMBERS.values(), ids=MEMBERS.keys())
def test_an_enum_that_was_made_quickly_is_like_any_other(
    kind: type[enum.Enum], members: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enum.EnumType, "_create_", quick_enums._create)
    quick = kind("Sample", members, module="here", boundary=enum.KEEP)  # type: ignore[call-overload]
    monkeypatch.setattr(enum.EnumType, "_create_", quick_enums._ordinary)
    usual = kind("Sample", members, module="here", boundary=enum.KEEP)  # type: ignore[call-overload]
    assert _told(quick) == _told(usual)
    assert [repr(each) for each in quick] == [repr(each) for each in usual]
    assert _combined(quick) == _combined(usual)


def _told(made: type[enum.Enum]) -> dict[str, object]:
    """Everything that a class of members holds, in words that compare."""
    return {name: _in_words(value) for name, value in vars(made).items()}


def _in_words(value: object) -> object:
    if isinstance(value, enum.Enum):
        return {**vars(value), "__objclass__": type(value).__name__}
    if isinstance(value, dict):
        return [(key, _in_words(each)) for key, each in value.items()]
    if isinstance(value, (int, str, list, tuple, type(None))):
        return value
    return getattr(value, "__qualname__", type(value).__name__)


def _combined(made: type[enum.Enum]) -> list[str]:
    if not issubclass(made, enum.Flag):
        return [repr(made(each.value)) for each in made]
    every = list(made.__members__.values())
    pairs = [first | second for first in every for second in every]
    return [f"{pair!r} {~pair!r} {made(pair.value)!r}" for pair in pairs]
