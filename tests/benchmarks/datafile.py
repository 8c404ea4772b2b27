"""Fills a data folder with a town and its talks, through the program's own tables."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.changes import Kind
from crm_desktop.services.context import Services
from crm_desktop.store.database import FILE_NAME, Database
from crm_desktop.store.search_index import interaction_words
from tests.benchmarks.population import Talk, people, talks

T = TypeVar("T")


def open_bench(folder: Path) -> Services:
    """The services over a folder, in a country that does not hang on the machine."""
    return open_services(folder, default_country=lambda: "ET")


def fill(folder: Path, count: int, each: int = 10) -> None:
    """`count` contacts with `each` interactions apiece, as if written down one by one."""
    folder.mkdir(parents=True, exist_ok=True)
    services = open_bench(folder)
    with services.uow(None) as tx:
        for batch in batches(people(count), 500):
            tx.add_many([services.contacts.cleaned(contact) for contact in batch])
    services.close()
    database = Database(folder / FILE_NAME)
    database.execute("BEGIN")
    for start, batch in enumerate(batches(talks(count, each), 10_000)):
        _write_talks(database, start * 10_000 + 1, batch)
    database.execute("COMMIT")
    database.close_thread()
    services = open_bench(folder)
    ids = services.contacts.all_ids()
    for chunk in batches(iter(ids), 5000):
        with services.uow(None) as tx:
            tx.tell(Kind.CONTACT, chunk)
    services.close()


def batches(items: Iterator[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    while batch := list(islice(items, size)):
        yield batch


def _write_talks(database: Database, first: int, batch: list[Talk]) -> None:
    numbered = list(enumerate(batch, first))
    database.executemany(
        "INSERT INTO interaction (id, kind, at, outcome, text, came_for, offered, agreed)"
        " VALUES (?, ?, ?, ?, ?, '', '', '')",
        [
            (n, talk.kind.value, int(talk.at.timestamp()), talk.outcome and talk.outcome.value, talk.text)
            for n, talk in numbered
        ],
    )
    database.executemany(
        "INSERT INTO interaction_contact (interaction_id, contact_id, at, warms) VALUES (?, ?, ?, ?)",
        [(n, talk.person + 1, int(talk.at.timestamp()), int(talk.kind.warms)) for n, talk in numbered],
    )
    database.executemany(
        "INSERT INTO interaction_search (rowid, words) VALUES (?, ?)",
        [(n, interaction_words(talk.text)) for n, talk in numbered],
    )
