"""Text for a terminal: harmless and aligned whatever it holds; JSON that is always one document."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.cli.as_json import raw_value
from crm_desktop.cli.terminal import clip, document, paragraphs, plain, table, width

_TEXT = st.text()


@given(_TEXT)
def test_plain_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = plain(text)
    assert len(shown.splitlines()) <= 1
    assert not [ch for ch in shown if unicodedata.category(ch) in ("Cc", "Cs")]
    assert plain(shown) == shown


@given(_TEXT, st.integers(1, 60))
def test_clipped_text_fits(text: str, columns: int) -> None:
    assert width(clip(plain(text), columns)) <= columns


@given(st.lists(st.tuples(_TEXT, _TEXT, st.just("end")), min_size=1, max_size=5))
def test_the_last_column_begins_at_one_place(rows: list[tuple[str, str, str]]) -> None:
    lines = list(table(rows))
    assert len(lines) == len(rows)
    assert len({width(line) for line in lines}) == 1


def test_no_rows_need_no_heads() -> None:
    assert list(table([], heads=("A", "B"))) == []


def test_escapes_and_turned_text_are_defused() -> None:
    assert plain("a\x1b[31mb\r\nc\u2028d\x9b0me\u202ef") == "a[31mb  c d0mef"
    assert plain("\u200fשלום\u200e") == "\u200fשלום\u200e"
    assert list(paragraphs("one\n\x1b]0;two\x07")) == ["  one", "  ]0;two"]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), _VALUES, max_size=4))
def test_a_document_reads_back_as_it_was(content: dict[str, object]) -> None:
    text = "".join(document(content))
    assert json.loads(text) == content
    assert not [ch for ch in text if unicodedata.category(ch) == "Cc" and ch != "\n"]


@given(st.lists(_VALUES, max_size=4))
def test_items_that_come_one_by_one_are_a_list(items: list[object]) -> None:
    assert json.loads("".join(document({"items": iter(items)}))) == {"items": items}


def test_a_lone_surrogate_is_written_as_an_escape() -> None:
    text = "".join(document({"name": "\ud83d"})).encode("utf-8", "backslashreplace")
    assert json.loads(text) == {"name": "\ud83d"}


def test_the_value_of_an_unknown_property_is_what_stands_behind_the_colon() -> None:
    assert raw_value("X-FOO:bar:baz") == "bar:baz"
    assert raw_value('item1.X-FOO;TYPE="a:b";X=1:value') == "value"
    assert raw_value('X-FOO;TYPE="open:value') == "value"
    assert raw_value("X-FOO") == ""
