"""The table of hashes that an import remembers millions of rows by."""

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.services.importing.handles import Handles

numbers = st.integers(-(1 << 63), (1 << 63) - 1)


@given(st.lists(st.tuples(numbers | st.integers(-3, 3), st.integers(0, (1 << 64) - 1)), max_size=200))
def test_it_remembers_the_first_number_of_each_hash(pairs: list[tuple[int, int]]) -> None:
    handles, known = Handles(), {}
    for handle, number in pairs:
        # Nothing is told apart from 0, which stands for an empty place.
        assert handles.setdefault(handle, number) == known.setdefault(handle or 1, number)
    assert len(handles) == len(known)
    assert all(handles.get(handle) == number for handle, number in known.items())


def test_it_grows_and_still_finds_everything() -> None:
    handles = Handles()
    for number in range(5_000):
        handles.setdefault(hash(f"row {number}"), number)
    assert [handles.get(hash(f"row {number}")) for number in range(5_000)] == list(range(5_000))
    assert handles.get(hash("another")) is None
