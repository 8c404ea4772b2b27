"""history: what was done to everything, or to one card with the values before and after."""

from tests.unit.cli.command_line import CommandLine


def test_what_was_done_stands_there_the_newest_first(crm: CommandLine) -> None:
    crm("add", "Abebe")
    crm("add", "Bekele")
    told = crm.json("history")["history"]
    assert [(one["what"], one["rows"], one["undone"]) for one in told] == [
        ("Add Bekele", 1, False),
        ("Add Abebe", 1, False),
    ]


def test_of_one_card_the_values_are_told_too(crm: CommandLine) -> None:
    crm("add", "Abebe", "--phone", "0911 234 567")
    crm("add", "Bekele")
    told = crm.json("history", "1")["history"]
    assert [one["what"] for one in told] == ["Add Abebe"]
    assert {"part": "phone", "label": None, "before": None, "after": "0911 234 567"} in told[0]["changes"]
    assert "    phone: - → 0911 234 567\n" in crm("history", "1").out


def test_a_card_that_is_not_there_is_refused(crm: CommandLine) -> None:
    assert crm("history", "7").code == 1
