"""Every hostile text in every field: kept, found, undone, exported and read again as it was typed."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.services.context import Services
from crm_desktop.system.notifier import safe_body, safe_title
from tests.data.hostile import EVERY, KINDS
from tests.data.hostile_book import fill
from tests.fakes import FakeClock

Say = Callable[[str], None]


def _opened(folder: Path, clock: FakeClock) -> Services:
    folder.mkdir()
    return open_services(folder, clock=clock, default_country=lambda: "DE")


@pytest.fixture
def services(tmp_path: Path, clock: FakeClock) -> Iterator[Services]:
    opened = _opened(tmp_path / "data", clock)
    yield opened
    opened.close()


@pytest.fixture
def texts(request: pytest.FixtureRequest, dice: random.Random) -> list[str]:
    """Some of each kind; with --torture all, and a thousand more put together from them by chance."""
    if not request.config.getoption("--torture"):
        return [text for kind in KINDS.values() for text in dice.sample(kind, min(3, len(kind)))]
    short = [text for text in EVERY if len(text) < 500]
    return [*EVERY, *("".join(dice.sample(short, dice.randint(2, 6))) for _ in range(1_000))]


def _content(services: Services) -> list[Contact]:
    """What stands on every card, whoever it was numbered."""
    cards = (services.contacts.get(number) for number in services.contacts.ids(ContactQuery()))
    plain = [replace(card, id=None, created_at=None, updated_at=None) for card in cards]
    return sorted(plain, key=lambda card: card.uid)


def test_every_text_in_every_field_goes_out_and_comes_back(
    services: Services, texts: list[str], tmp_path: Path, clock: FakeClock, figures: Say
) -> None:
    made = fill(services, texts)
    assert len(made) == len(dict.fromkeys(texts))
    before = _content(services)
    assert services.file.check().ok
    for version in ("4.0", "3.0"):
        path = tmp_path / f"people-{version}.vcf"
        services.exporting.export(path, version=version)
        other = _opened(tmp_path / version, clock)
        try:
            report = other.importing.apply([path])
            assert report.refused == 0
            assert _content(other) == before
            assert other.importing.apply([path]).created == 0
        finally:
            other.close()
    figures(f"{len(made)} cards, {sum(map(len, made)):,} characters in every field")


def test_every_text_is_searched_for_without_an_error_and_in_time(
    services: Services, texts: list[str], figures: Say
) -> None:
    made = fill(services, texts)
    slowest = 0.0
    for text in made:
        began = time.perf_counter()
        services.contacts.ids(ContactQuery(text=text))
        services.contacts.ids(ContactQuery(tags=(text,), status=text))
        slowest = max(slowest, time.perf_counter() - began)
    assert slowest < 20
    figures(f"the slowest of {len(made)} searches took {1000 * slowest:.0f} ms")


def test_every_text_is_undone_and_done_again(services: Services, texts: list[str]) -> None:
    for text in texts:
        if not text.strip():
            continue
        one = services.contacts.add(Contact(name=Name(full=f"x {text}"), notes=text, tags=(text,)))
        kept = services.contacts.get(one)
        label = services.undo.undo()
        assert label is not None
        services.undo.redo()
        assert services.contacts.get(one) == kept


def test_every_text_is_told_to_the_desktop_as_text(texts: list[str]) -> None:
    for text in texts:
        title, body = safe_title(text), safe_body(text)
        assert title
        assert "\n" not in title
        assert "<" not in body
        for said in (title, body):
            said.encode()
            assert not {ch for ch in said if ch < " " and ch not in "\n\t"}
            assert len(said) <= 6_000
