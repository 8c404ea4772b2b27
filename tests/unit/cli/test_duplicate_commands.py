"""duplicates and merge: who is there twice, why, and what becomes of two cards made one."""

from tests.unit.cli.command_line import CommandLine


def test_duplicates_are_told_with_the_reasons(crm: CommandLine) -> None:
    crm("add", "Jon", "Smith", "--phone", "0911 22 33 44")
    crm("add", "John", "Smith", "--phone", "+251 911 223344")
    crm("add", "Jane", "Smith", "--phone", "+251 911 223355")
    (group,) = crm.json("duplicates")["groups"]
    assert group["ids"] == [1, 2]
    assert 0.5 <= group["score"] <= 1
    assert group["why"] == ["same phone: +251911223344", "name sounds the same: John Smith / Jon Smith"]
    told = crm("duplicates").out
    assert "Jon Smith (1), John Smith (2)" in told
    assert "same phone" in told


def test_nobody_there_twice_is_said_so(crm: CommandLine) -> None:
    crm("add", "John", "Smith")
    crm("add", "John", "Smith")
    assert crm.json("duplicates") == {"groups": []}
    assert "Nobody" in crm("duplicates").out


def test_merge_keeps_the_first_and_says_what_became_of_all(crm: CommandLine) -> None:
    crm("add", "John", "Smith", "--phone", "0911 22 33 44", "--source", "market")
    crm("add", "Jon", "Smith", "--email", "jon@example.org", "--source", "radio")
    told = crm.json("merge", "2", "1")
    assert (told["id"], told["merged"]) == (2, [1])
    assert told["chosen"]["name"] == "John Smith"
    card = crm.json("show", "2")
    assert card["emails"][0]["address"] == "jon@example.org"
    assert len(card["phones"]) == 1
    assert "Source: market" in card["notes"]
    assert "no contact" in crm("show", "1").refusal
    crm("undo")
    assert crm.json("show", "1")["name"] == "John Smith"


def test_merge_in_words(crm: CommandLine) -> None:
    crm("add", "John", "Smith", "--source", "market")
    crm("add", "John", "Smith", "--source", "radio")
    told = crm("merge", "1", "2").out
    assert "John Smith, number 1, is now also what 2 was." in told
    assert "in the notes: Source" in told


def test_what_cannot_be_merged_is_refused(crm: CommandLine) -> None:
    crm("add", "John", "Smith")
    assert "at least two" in crm("merge", "1", "1").refusal
    assert "no contact with the number 7" in crm("merge", "1", "7").refusal
    assert crm("merge", "1").code != 0
