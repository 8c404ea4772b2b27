"""Where the data lies, told and changed from the command line; and who else has it open."""

from datetime import datetime
from pathlib import Path

import pytest

from crm_desktop.domain.place import Holder, Place, PlaceKind
from tests.unit.cli.command_line import CommandLine


def test_the_data_moves_into_another_folder(crm: CommandLine, tmp_path: Path) -> None:
    crm("add", "Abebe")
    new = tmp_path / "new"
    told = crm.json("move", str(new))
    assert told["folder"] == str(new)
    assert Path(told["kept"]).parent == crm.folder
    assert (told["backups"], told["backups_there"]) == (0, False)
    assert [one["name"] for one in crm.json("list", "--data", str(new))["contacts"]] == ["Abebe"]


def test_it_says_what_became_of_the_old_file(crm: CommandLine, tmp_path: Path) -> None:
    crm("add", "Abebe")
    lines = crm("move", str(tmp_path / "new"), "--keep-backups").out.splitlines()
    assert lines[0] == f"The data is in {tmp_path / 'new'} now."
    assert lines[1].startswith(f"The old file is kept as {crm.folder}")
    assert lines[3] == f"From now on a copy of every backup goes into {crm.folder / 'backups'}."


def test_a_folder_that_is_taken_is_refused(crm: CommandLine, tmp_path: Path) -> None:
    crm("add", "Abebe")
    assert "in that folder already" in crm("move", str(crm.folder)).refusal
    assert len(crm.json("list")["contacts"]) == 1


def test_data_that_a_window_has_open_is_not_moved(crm: CommandLine, tmp_path: Path) -> None:
    crm("add", "Abebe")
    crm.window = Holder("HERE", "anna", None)
    refusal = crm("move", str(tmp_path / "new")).refusal
    assert refusal == "The data is open on HERE by anna. Quit it there first."


def test_a_command_is_refused_while_another_computer_has_the_data_open(crm: CommandLine) -> None:
    crm("add", "Abebe")
    since = datetime.now().astimezone().replace(second=0)
    crm.holder = Holder("ANNA-PC", "anna", since)
    refusal = crm("add", "Sara").refusal
    assert refusal == f"The data is open on ANNA-PC by anna since {since:%H:%M}. Quit it there first."
    crm.holder = None
    assert len(crm.json("list")["contacts"]) == 1


@pytest.mark.parametrize(
    "place, words",
    [
        (Place(PlaceKind.SYNCED, "Dropbox"), "Warning: Dropbox syncs the folder"),
        (Place(PlaceKind.NETWORK, "SMB"), "Warning: the data lies on a network drive (SMB)"),
    ],
)
def test_a_check_warns_of_a_place_that_breaks_databases(crm: CommandLine, place: Place, words: str) -> None:
    crm("add", "Abebe")
    crm.place = place
    ran = crm("check")
    assert ran.code == 0
    assert ran.err.startswith(words)
    assert "crm-desktop move" in ran.err
    assert crm("list").err == ""
    crm.place = Place(PlaceKind.REMOVABLE)
    assert crm("check").err == ""
