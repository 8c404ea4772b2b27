"""What is written keeps to the schemas that go with it, and the page about the format says what is true."""

import io
import json
import zipfile
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest

from crm_desktop.formats.archive.lists import NotAList, as_list, items_of
from crm_desktop.formats.archive.schema import page, schemas
from tests.data.schema.make import fill
from tests.fakes import FakeClock
from tests.unit.services.reminding import opened

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of an archive."""
    folder = tmp_path_factory.mktemp("archive")
    clock = FakeClock()
    with closing(opened(folder, clock)) as services:
        fill(services, clock)
        services.archiving.export(folder / "all.zip")
    with zipfile.ZipFile(folder / "all.zip") as file:
        return {name: file.read(name) for name in file.namelist()}


def test_every_json_file_has_its_schema_beside_it_and_keeps_to_it(archive: dict[str, bytes]) -> None:
    written = [name for name in archive if name.endswith(".json") and not name.startswith("schema/")]
    assert set(written) == set(schemas())
    for name in written:
        schema = json.loads(archive[f"schema/{name.removesuffix('.json')}.schema.json"])
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(json.loads(archive[name]))


def test_the_schemas_refuse_what_the_program_refuses() -> None:
    interactions = jsonschema.Draft202012Validator(schemas()["interactions.json"])
    good = {"at": "2026-03-02T09:00:00Z", "kind": "call", "contacts": ["urn:x"]}
    assert interactions.is_valid([good])
    for wrong in ({"at": "today"}, {"kind": "shout"}, {"contacts": "urn:x"}, {"minutes": -1}, {"text": 1}):
        assert not interactions.is_valid([{**good, **wrong}])
    assert not interactions.is_valid([{"at": good["at"]}])


def test_the_page_about_the_format_says_what_is_true() -> None:
    text = (ROOT / "docs" / "archive-format.md").read_text(encoding="utf-8")
    assert text == page(), "make it anew: python -m crm_desktop.formats.archive > docs/archive-format.md"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_list_is_read_as_it_was_written(count: int) -> None:
    items = [{"n": number, "text": "ሰላም\n" * 30_000} for number in range(count)]
    assert list(items_of(io.BytesIO(b"".join(as_list(items))))) == items


@pytest.mark.parametrize(
    "text",
    [
        '\ufeff[ {"a":1} ,\n{"b":[2,{"c":"]"}]}]\n',
        '[{"a":1},{"b":[2,{"c":"]"}]}]',
        '[\n\t{\n"a" : 1}\n,{"b":[2,{"c":"]"}]}\n]',
    ],
)
def test_a_list_is_read_however_it_is_laid_out(text: str) -> None:
    assert list(items_of(io.BytesIO(text.encode()))) == [{"a": 1}, {"b": [2, {"c": "]"}]}]


@pytest.mark.parametrize(
    "text", ["", " ", "{}", "[", "[1]", "[{}", "[{},]", "[{} {}]", "[{}]x", '[{"a":}]', "[[]]"]
)
def test_what_is_no_list_of_objects_is_refused(text: str) -> None:
    with pytest.raises(NotAList):
        list(items_of(io.BytesIO(text.encode())))
