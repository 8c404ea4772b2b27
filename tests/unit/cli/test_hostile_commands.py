"""Whatever is in the file or typed as an argument: a terminal is told words and never commands, a script gets
JSON that it can read, and the log hears of nobody.
"""

import json
import unicodedata
from contextlib import closing

import pytest

from crm_desktop.domain.errors import UserError
from tests.data.hostile import KINDS, MEGABYTE
from tests.data.hostile_book import fill
from tests.unit.cli.command_line import CommandLine, Ran

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SAMPLES = tuple(text for texts in KINDS.values() for text in (*texts[:4], texts[-1]))
READING = (
    ["list"],
    ["list", "--cold"],
    ["today"],
    ["reminders"],
    ["history"],
    ["show", "1"],
    ["backups"],
    ["check"],
)


def obeyed(text: str) -> set[str]:
    """What of it a terminal would obey rather than show."""
    return {ch for ch in text if ch != "\n" and (unicodedata.category(ch) in ("Cc", "Cs") or ch in TURNING)}


def _harmless(ran: Ran) -> None:
    assert obeyed(ran.out) == set()
    assert obeyed(ran.err) == set()
    assert ran.code in (0, 1, 2)
    assert "Something went wrong inside" not in ran.err


@pytest.fixture
def full(crm: CommandLine) -> CommandLine:
    """A file in which every field holds each hostile text once."""
    with closing(crm.open()) as services:
        fill(services, SAMPLES)
    return crm


def test_what_is_kept_commands_no_terminal_and_is_whole_in_json(full: CommandLine) -> None:
    for command in READING:
        _harmless(full(*command))
        ran = full(*command, "--json")
        assert {ch for ch in ran.out if ch != "\n" and unicodedata.category(ch) in ("Cc", "Cs")} == set()
        assert isinstance(json.loads(ran.out), dict)
    names = {one["name"] for one in full.json("list")["contacts"]}
    assert "<b>Anna</b>" in names
    assert "%s %d %n %x %%" in names


def test_a_card_shown_commands_no_terminal(full: CommandLine) -> None:
    for number in range(1, len(SAMPLES), 3):
        _harmless(full("show", str(number)))


def type_everywhere(crm: CommandLine, text: str) -> None:
    """Give a text to every command that takes one."""
    for command in ("add", "search", "import", "restore", "show"):
        _harmless(crm(command, "--", text))
    _harmless(crm(text))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_whatever_is_typed_is_an_answer_or_one_sentence(crm: CommandLine, kind: str) -> None:
    type_everywhere(crm, KINDS[kind][-1])


def test_a_name_of_a_megabyte_is_kept_whole_and_listed_cut(crm: CommandLine) -> None:
    crm("add", MEGABYTE)
    (line,) = [one for one in crm("list").out.splitlines() if "Anna" in one]
    assert len(line) < 300
    (kept,) = crm.json("list")["contacts"]
    assert kept["name"] == MEGABYTE.strip()


SECRET = ("Zerihun", "Quaxwell", "911778899", "Geheimnis", "zq@example.com", "umbrella-passphrase")


def test_the_log_hears_of_nobody(crm: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "Zerihun Quaxwell"
    crm("add", name, "--phone", "+251911778899", "--email", "zq@example.com", "--note", "Geheimnis")
    crm("search", name)
    crm("import", f"/nowhere/{name}.vcf")
    crm("restore", f"/nowhere/{name}.db")
    monkeypatch.setenv("CRM_DESKTOP_PASSPHRASE", "umbrella-passphrase")
    crm("list")
    for error in (
        RuntimeError(f"cannot find {name} +251911778899"),
        KeyError(name),
        OSError(28, f"No space for {name}", f"/home/{name}/Geheimnis"),
        UnicodeDecodeError("utf-8", name.encode(), 0, 1, f"cannot read {name}"),
        UserError(f"There is nobody called {name}."),
        ExceptionGroup(name, [ValueError("Geheimnis")]),
    ):

        def fail(*_: object, error: Exception = error) -> object:
            raise error

        monkeypatch.setattr(crm, "open", fail)
        object.__setattr__(crm.outside, "open_services", fail)
        crm("list")
    logs = sorted((crm.folder / "logs").iterdir())
    assert logs
    written = "".join(log.read_text(encoding="utf-8") for log in logs)
    assert "RuntimeError" in written
    assert "KeyError" in written
    assert [word for word in SECRET if word in written] == []
