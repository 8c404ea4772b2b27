"""backup, backups, restore; history."""

from pathlib import Path

from tests.unit.cli.command_line import CommandLine


def test_a_backup_is_made_listed_and_brought_back(crm: CommandLine) -> None:
    crm("add", "Abebe")
    made = crm.json("backup")
    assert (made["contacts"], made["reason"], made["problem"]) == (1, "asked", None)
    assert crm.json("backups")["backups"] == [made]
    crm("add", "Bekele")
    back = crm.json("restore", made["name"])
    assert (back["back"], back["gone"], back["changed"]) == (0, 1, 0)
    assert [one["name"] for one in crm.json("list")["contacts"]] == ["Abebe"]
    crm("restore", back["kept"])
    assert len(crm.json("list")["contacts"]) == 2


def test_a_backup_goes_where_it_is_told(crm: CommandLine, tmp_path: Path) -> None:
    crm("add", "Abebe")
    name = crm.json("backup", str(tmp_path / "stick"))["name"]
    assert (tmp_path / "stick" / name).is_file()
    assert "no backup yet" in crm("backups").out
    assert "1 went" not in crm("restore", str(tmp_path / "stick" / name)).out


def test_what_is_no_backup_is_refused(crm: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("nonsense", encoding="utf-8")
    assert crm("restore", str(tmp_path / "a.db")).refusal
    assert "no backup" in crm("restore", "nothing").refusal


def test_the_history_is_listed(crm: CommandLine) -> None:
    assert "Nothing was done" in crm("history").out
    crm("add", "Abebe")
    crm("undo")
    [one] = crm.json("history")["history"]
    assert (one["what"], one["undone"]) == ("Add Abebe", True)
    assert "Add Abebe" in crm("history").out
