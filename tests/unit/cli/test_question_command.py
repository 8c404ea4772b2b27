"""ask: the four questions from the command line."""

from tests.unit.cli.command_line import CommandLine


def test_each_question_answers_in_words_and_as_json(crm: CommandLine) -> None:
    crm("add", "Abebe")
    assert crm("meet", "1", "--at", "2026-04-06 10:00", "Lunch").code == 0
    assert set(crm.json("ask", "outcomes")) == {
        "from", "until", "total", "good", "neutral", "bad", "not_held", "unanswered",
    }  # fmt: skip
    assert crm.json("ask", "rebooked") == {"met": 0, "rebooked": 0, "next": []}
    planned = crm.json("ask", "planned", "--from", "2026-04-01", "--until", "2026-04-30")
    assert planned == {"total": 1, "days": [{"date": "2026-04-06", "n": 1}]}
    [match] = crm.json("ask", "when", "abebe")["matches"]
    assert (match["contact_id"], match["name"], match["last"]) == (1, "Abebe", None)
    assert match["next"].startswith("2026-04-06T10:00")
    assert "1 appointment" in crm("ask", "planned", "--from", "2026-04-01", "--until", "2026-04-30").out


def test_a_name_goes_with_when_alone(crm: CommandLine) -> None:
    assert "ask when Anna" in crm("ask", "outcomes", "Anna").refusal
    assert "no period" in crm("ask", "when", "Anna", "--from", "2026-04-01").refusal
