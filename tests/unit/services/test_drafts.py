"""What was typed and not saved is kept beside the data, and is nobody's command."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.changes import DataChanged, Label
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.draft import Draft
from crm_desktop.domain.errors import UserError
from crm_desktop.services.context import Services
from crm_desktop.services.environment import environment_words
from crm_desktop.store.database import FILE_NAME

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTE = Draft("log/1", "log", "Note about Anna", {"text": "she called", "who": [7]}, NOON)

_any_text = st.text(st.characters(codec=None))
_content = st.dictionaries(
    _any_text,
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _any_text,
        lambda inner: st.lists(inner) | st.dictionaries(_any_text, inner),
        max_leaves=12,
    ),
)


def test_a_draft_is_there_until_it_is_forgotten(services: Services) -> None:
    services.drafts.keep(NOTE)
    assert services.drafts.all() == [NOTE]
    services.drafts.forget(NOTE.key)
    assert services.drafts.all() == []
    services.drafts.forget(NOTE.key)


def test_the_last_state_of_a_draft_is_kept_and_the_newest_draft_is_first(services: Services) -> None:
    later = Draft("log/2", "log", "Another", {"text": "b"}, datetime(2026, 3, 2, 13, tzinfo=UTC))
    services.drafts.keep(Draft("log/1", "log", "Note", {"text": "sh"}, datetime(2026, 3, 2, 11, tzinfo=UTC)))
    services.drafts.keep(later)
    services.drafts.keep(NOTE)
    assert services.drafts.all() == [later, NOTE]
    assert services.drafts.find("log/1") == NOTE
    assert services.drafts.find("log/3") is None


@given(content=_content, title=_any_text)
def test_whatever_was_typed_comes_back_as_it_was(
    services: Services, content: dict[str, Any], title: str
) -> None:
    services.drafts.keep(Draft("contact/1", "contact", title, content, NOON))
    (kept,) = services.drafts.all()
    assert kept.content == content
    assert kept.is_understood
    if title.isascii() and "\0" not in title:
        assert kept.title == title


def test_a_megabyte_of_text_comes_back(services: Services) -> None:
    text = "ሰላም 😀 " * 150_000
    services.drafts.keep(Draft("log/1", "log", "Long", {"text": text}, NOON))
    assert services.drafts.all()[0].content["text"] == text


@pytest.mark.parametrize(
    "written",
    [
        "she called at noon",
        '{"text": "she called at noon"',
        '["she called at noon"]',
        '{"version": 2, "content": {"note": ["she called at noon"]}}',
        '{"version": 2, "content": "she called at noon"}',
        '{"note": {"text": "she called at noon"}}',
        "[" * 100_000 + "she called at noon",
    ],
)
def test_the_text_of_a_draft_of_another_program_can_still_be_read(
    services: Services, file: sqlite3.Connection, written: str
) -> None:
    services.drafts.keep(NOTE)
    file.execute("UPDATE draft SET content = ?", (written,))
    file.commit()
    (kept,) = services.drafts.all()
    assert not kept.is_understood
    assert any("she called at noon" in text for text in kept.texts())


def test_a_draft_gives_its_texts_in_order_and_once() -> None:
    draft = Draft("a", "log", "", {"b": "one", "a": [{"x": "two"}, "one", 3, None, " "], "c": True}, NOON)
    assert draft.texts() == ["one", "two"]


def test_a_draft_is_no_part_of_undo_and_no_page_hears_of_it(
    services: Services, told: list[DataChanged]
) -> None:
    services.contacts.add(Contact(Name("Anna")))
    services.contacts.add(Contact(Name("Ben")))
    services.undo.undo()
    newest, redo = services.undo.newest(), services.undo.redo_label()
    told.clear()
    services.drafts.keep(NOTE)
    services.drafts.forget(NOTE.key)
    services.drafts.keep(NOTE)
    assert told == []
    assert services.undo.newest() == newest
    assert services.undo.redo_label() == redo is not None
    services.undo.undo()
    assert services.drafts.all() == [NOTE]
    services.undo.redo()
    services.undo.redo()
    assert services.contacts.count() == 2


def test_keeping_does_not_wait_where_a_long_change_is_running(services: Services) -> None:
    running, done = threading.Event(), threading.Event()

    def long_change() -> None:
        with services.uow(Label("Import", {})):
            running.set()
            done.wait(10)
        services.close()

    worker = threading.Thread(target=long_change)
    worker.start()
    running.wait(10)
    begun = time.monotonic()
    with pytest.raises(UserError, match="still running"):
        services.drafts.keep(NOTE, wait=False)
    assert time.monotonic() - begun < 1.8  # whoever waits does so for two seconds and more
    done.set()
    worker.join()
    services.drafts.keep(NOTE, wait=False)
    assert services.drafts.all() == [NOTE]


def test_keeping_does_not_wait_for_another_program_and_saving_still_does(services: Services) -> None:
    other = sqlite3.connect(services.folder / FILE_NAME, isolation_level=None)
    services.contacts.add(Contact(Name("Anna")))
    patience = services.file._database.value("PRAGMA busy_timeout")  # type: ignore[attr-defined]
    other.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    with pytest.raises(Exception, match="locked") as refused:
        services.drafts.keep(NOTE, wait=False)
    assert time.monotonic() - begun < 1.8  # whoever waits does so for two seconds and more
    assert "Another program" in environment_words(refused.value)
    assert services.file._database.value("PRAGMA busy_timeout") == patience  # type: ignore[attr-defined]
    other.execute("COMMIT")
    other.close()
    services.drafts.keep(NOTE, wait=False)
    assert services.drafts.all() == [NOTE]


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from crm_desktop.bootstrap import open_services
from crm_desktop.domain.draft import Draft
services = open_services(Path(sys.argv[1]), default_country=lambda: "DE")
services.drafts.keep(Draft("log/1", "log", "Note", {"text": "typed before the end"}, datetime.now(UTC)))
print("kept", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a signal of POSIX systems")
def test_a_draft_survives_that_the_program_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "kept\n"
        writer.send_signal(signal.SIGKILL)
    services = open_services(tmp_path, default_country=lambda: "DE")
    assert services.drafts.all()[0].content == {"text": "typed before the end"}
    services.close()
