"""How typed text finds a page or an action."""

from crm_desktop.ui.palette.entries import Command, Entry, EntryKind, goes_first, matching


def command(title: str, words: str = "") -> Command:
    return Command(Entry(EntryKind.ACTION, title, lambda: None), words)


COMMANDS = [
    command("Import contacts…", "vcard file"),
    command("New contact", "add person"),
    command("Log what happened"),
    command("Settings", "preferences"),
]


def titles(typed: str) -> list[str]:
    return [entry.title for entry in matching(COMMANDS, typed)]


def test_nothing_typed_lists_every_action():
    assert len(titles("")) == len(COMMANDS)


def test_the_beginning_of_any_word_finds_an_action():
    assert titles("cont") == ["Import contacts…", "New contact"]


def test_an_action_that_begins_so_stands_before_one_that_only_holds_the_word():
    assert titles("new") == ["New contact"]
    assert titles("contact new") == ["New contact"]


def test_further_words_find_an_action_too():
    assert titles("vcard") == ["Import contacts…"]
    assert titles("preferences") == ["Settings"]


def test_letters_inside_a_word_find_nothing():
    assert titles("port") == []


def test_an_action_goes_before_contacts_once_three_letters_of_it_are_typed():
    entry = COMMANDS[2].entry
    assert not goes_first(entry, "lo")
    assert goes_first(entry, "log")
    assert not goes_first(entry, "happened")
