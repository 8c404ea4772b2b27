"""Broken, cut, forged and newer archives: one clear sentence each, and nothing is changed."""

import json
import random
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.domain.errors import UserError
from crm_desktop.services.context import Services
from tests.data.schema.make import fill
from tests.fakes import FakeClock
from tests.unit.services.reminding import opened
from tests.unit.store.whole_file import connect, facts


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a good archive."""
    folder = tmp_path_factory.mktemp("good")
    clock = FakeClock()
    with closing(opened(folder, clock)) as services:
        fill(services, clock)
        services.archiving.export(folder / "all.zip")
    with zipfile.ZipFile(folder / "all.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def refuse(services: Services, tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """Bring an archive in that must not come in: what is said of it. Nothing may have changed."""
    with closing(connect(services.folder)) as file:

        def refused(path: Path) -> str:
            before = facts(file)
            with pytest.raises(UserError) as caught:
                services.archiving.bring_in(path)
            assert facts(file) == before
            assert services.undo.undo_label() is None
            with pytest.raises(UserError):
                services.archiving.preview(path)
            text = str(caught.value)
            assert len(text) < 400
            assert "\n" not in text
            return text

        yield refused


def _zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def _json(files: dict[str, bytes], name: str, change: Callable[[list[dict[str, object]]], object]) -> None:
    value = json.loads(files[name])
    change(value)
    files[name] = json.dumps(value).encode()


def _line(text: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(text, new, 1)


FORGED: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "newer": ("manifest.json", _line(b'"version": 1', b'"version": 2'), "newer version"),
    "no version": ("manifest.json", _line(b'"version": 1', b'"version": "x"'), "manifest.json"),
    "another program's": ("manifest.json", _line(b"crm-desktop-archive", b"other"), "no archive"),
    "no JSON": ("manifest.json", lambda _: b"{", "no JSON"),
    "counts of nothing": (
        "manifest.json",
        _line(b'"contacts": 3', b'"contacts": 4'),
        "have 4 contacts",
    ),
    "negative counts": ("manifest.json", _line(b'"contacts": 3', b'"contacts": -3'), "counts"),
    "an object for a list": ("companies.json", lambda _: b"{}", "no list"),
    "a list cut short": ("interactions.json", lambda data: data[:-20], "interactions.json"),
    "two lists": ("tags.json", lambda data: data + data, "tags.json"),
    "a text for a moment": ("interactions.json", _line(b'"at":"2', b'"at":"x2'), "“at” should be a moment"),
    "a number for a text": (
        "interactions.json",
        _line(b'"text":"about shoes"', b'"text":7'),
        "should be a text",
    ),
    "a truth for a number": ("interactions.json", _line(b'"minutes":5', b'"minutes":true'), "minutes"),
    "a huge number": (
        "interactions.json",
        _line(b'"minutes":5', b'"minutes":' + b"9" * 5000),
        "interactions",
    ),
    "not a number": ("interactions.json", _line(b'"minutes":5', b'"minutes":NaN'), "NaN"),
    "no 30 February": ("follow-ups.json", _line(b'"due":"2026-03-04"', b'"due":"2026-02-30"'), "a day"),
    "nothing of what must be there": (
        "contacts.json",
        _line(b'"created_at"', b'"x"'),
        "“created_at”",
    ),
    "a stranger": ("interactions.json", _line(b'"contacts":["urn', b'"contacts":["xrn'), "not in it"),
    "a strange promise": ("follow-ups.json", _line(b'"contact":"urn', b'"contact":"xrn'), "not in it"),
    "a strange tie": ("relationships.json", _line(b'"other":"urn', b'"other":"xrn'), "not in it"),
    "deep in one another": ("tags.json", lambda _: b'[{"name":' + b"[" * 100_000, "tags.json"),
    "not UTF-8": ("tags.json", lambda _: b'[{"name":"\xff\xfe"}]', "UTF-8"),
    "no cards": ("contacts.vcf", lambda _: b"hello there", "contacts.vcf"),
    "a card too few": ("contacts.vcf", lambda data: data[: data.rindex(b"BEGIN:VCARD")], "missing"),
    "a card twice": ("contacts.vcf", lambda data: data + data, "twice"),
    "an unknown card": ("trash.vcf", _line(b"UID:urn", b"UID:xrn"), "not in contacts.json"),
    "a contact twice": ("contacts.json", lambda data: data[:-2] + b"," + data[2:], "twice"),
    "no calendar": ("appointments.ics", lambda _: b"hello", "appointments.ics"),
    "a meeting for ever": (
        "appointments.ics",
        _line(b"SUMMARY", b"RRULE:FREQ=SECONDLY\r\nSUMMARY"),
        "more than once",
    ),
    "a meeting without a start": (
        "appointments.ics",
        _line(b"DTSTART;TZID", b"XTSTART;TZID"),
        "when it starts",
    ),
    "a meeting without a name": ("appointments.ics", _line(b"UID:lunch@crm-desktop", b"UID:"), "no UID"),
    "settings as a list": ("settings.json", lambda _: b"[]", "settings.json"),
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_file_is_refused_with_its_place(
    how: str, files: dict[str, bytes], refuse: Callable[[Path], str], tmp_path: Path
) -> None:
    name, forge, words = FORGED[how]
    forged = {**files, name: forge(files[name])}
    assert forged[name] != files[name]
    assert words in refuse(_zipped(tmp_path / "all.zip", forged))


def test_every_file_must_be_there(
    files: dict[str, bytes], refuse: Callable[[Path], str], tmp_path: Path
) -> None:
    needed = [name for name in files if not name.startswith(("schema/", "photos/", "README"))]
    for name in needed:
        left = {other: data for other, data in files.items() if other != name}
        assert f"{name} is missing" in refuse(_zipped(tmp_path / "all.zip", left))


def test_two_files_of_one_name_are_refused(
    files: dict[str, bytes], refuse: Callable[[Path], str], tmp_path: Path
) -> None:
    path = _zipped(tmp_path / "all.zip", files)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("tags.json", b"[]")
    assert "tags.json is in it twice" in refuse(path)


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/passwd", "a\\..\\..\\b", "photos/../../x"])
def test_names_that_lead_out_of_it_are_refused(
    name: str, files: dict[str, bytes], refuse: Callable[[Path], str], tmp_path: Path
) -> None:
    assert "leads out of it" in refuse(_zipped(tmp_path / "all.zip", {**files, name: b"x"}))


def test_a_bomb_goes_off_nowhere(
    files: dict[str, bytes],
    refuse: Callable[[Path], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("crm_desktop.formats.archive.container._HARMLESS", 1 << 20)
    bomb = b"[" + b" " * (30 << 20) + b"]"
    assert "far more than it should" in refuse(_zipped(tmp_path / "all.zip", {**files, "tags.json": bomb}))


def test_an_endless_item_is_given_up(
    files: dict[str, bytes],
    refuse: Callable[[Path], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("crm_desktop.formats.archive.lists.LARGEST_ITEM", 1 << 20)
    endless = b'[{"name":"' + b"x" * (4 << 20)
    assert "million letters" in refuse(_zipped(tmp_path / "all.zip", {**files, "tags.json": endless}))


def test_one_cut_off_or_with_broken_bytes_is_refused_wherever_it_breaks(
    files: dict[str, bytes], services: Services, tmp_path: Path
) -> None:
    good = _zipped(tmp_path / "good.zip", files).read_bytes()
    chance = random.Random(7)
    with closing(connect(services.folder)) as file:
        before = facts(file)
        for _ in range(40):
            place = chance.randrange(len(good))
            broken = good[:place] if chance.random() < 0.4 else good[:place] + b"\xff" * 9 + good[place + 9 :]
            path = tmp_path / "all.zip"
            path.write_bytes(broken)
            try:
                services.archiving.bring_in(path)
            except UserError:
                assert facts(file) == before
            else:  # the bytes were of a picture or a schema, which nobody reads on the way in
                services.undo.undo()
                assert facts(file) == before


def test_preferences_that_nobody_could_have_set_are_passed_over(
    files: dict[str, bytes], services: Services, tmp_path: Path
) -> None:
    wild = {"theme": "pink", "font_scale": 10**9, "nothing": 1, "backup_folder": "/evil", "language": "am"}
    services.archiving.bring_in(
        _zipped(tmp_path / "all.zip", {**files, "settings.json": json.dumps(wild).encode()})
    )
    settings = services.settings
    assert (settings.theme, settings.font_scale, settings.backup_folder) == ("system", 100, "")
    assert settings.language == "am"


def test_control_letters_are_taken_out_of_what_comes_in(
    files: dict[str, bytes], services: Services, tmp_path: Path
) -> None:
    changed = {
        **files,
        "interactions.json": files["interactions.json"].replace(b"about shoes", b"a\\u0000\\u001bb"),
    }
    services.archiving.bring_in(_zipped(tmp_path / "all.zip", changed))
    texts = [one.text for number in (1, 2) for one in services.interactions.timeline(number)]
    assert "ab" in texts


def test_an_archive_is_told_from_an_ordinary_zip(
    files: dict[str, bytes], services: Services, tmp_path: Path
) -> None:
    assert services.archiving.is_archive(_zipped(tmp_path / "all.zip", files))
    assert not services.archiving.is_archive(
        _zipped(tmp_path / "cards.zip", {"a.vcf": files["contacts.vcf"]})
    )
    (tmp_path / "no.zip").write_bytes(b"PK")
    assert not services.archiving.is_archive(tmp_path / "no.zip")
    assert not services.archiving.is_archive(tmp_path / "missing.zip")
    assert not services.archiving.is_archive(tmp_path)


def test_an_export_into_a_folder_or_nowhere_is_refused(services: Services, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing" / "all.zip"):
        with pytest.raises(UserError):
            services.archiving.export(path)
