"""Random days of work: all that came of them comes back from an archive, row by row, and only once."""

import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, ExtraProperty
from tests.unit.services.two_files import as_told, assert_same
from tests.unit.store import cards
from tests.unit.store.test_undo_of_everything import DaysOfWork
from tests.unit.store.whole_file import connect, derived, derived_anew, differences, facts


def _as_read(card: Contact) -> Contact:
    """With lines of other programs and a picture as they come from a file: neither is ever empty."""
    extra = tuple(ExtraProperty(one.name, f"{one.name}:{one.raw}") for one in card.extra)
    photo = card.photo and replace(card.photo, data=b"\x89PNG\r\n" + card.photo.data)
    return replace(card, extra=extra, photo=photo)


people = cards.cards.map(_as_read)


class TakenAlong(DaysOfWork):
    """The same days; at their end everything goes into one file and out of it again."""

    @initialize(people=st.lists(people, max_size=4))
    def begin_with_some(self, people: list[Contact]) -> None:
        super().begin_with_some(people)

    @rule(card=people)
    def add(self, card: Contact) -> None:
        super().add(card)

    @rule(which=st.integers(0), card=people, keep=st.booleans())
    def save(self, which: int, card: Contact, keep: bool) -> None:
        super().save(which, card, keep)

    @rule(people=st.lists(people, max_size=5))
    def bring_in_many(self, people: list[Contact]) -> None:
        super().bring_in_many(people)

    def teardown(self) -> None:
        try:
            self._services.contacts.roll_over()
            with tempfile.TemporaryDirectory() as folder:
                self._take_along(Path(folder))
        finally:
            self._close()

    def _take_along(self, folder: Path) -> None:
        self._services.archiving.export(folder / "all.zip")
        with (
            closing(open_services(folder, clock=self._clock, default_country=lambda: "ET")) as other,
            closing(connect(folder)) as file,
        ):
            other.archiving.bring_in(folder / "all.zip")
            told = as_told(file)
            assert_same(as_told(self._file), told)
            assert differences(derived(file), derived_anew(other, file)) == {}
            report = other.archiving.bring_in(folder / "all.zip")
            assert report.changes_nothing, report
            assert_same(told, as_told(file))
            before = facts(file)
            if any(before.values()):
                other.undo.undo()
                assert not any(facts(file).values())
                other.undo.redo()
                assert differences(before, facts(file)) == {}


TestTakenAlong = TakenAlong.TestCase
TestTakenAlong.settings = settings(
    max_examples=4, stateful_step_count=20, deadline=None, phases=[Phase.generate]
)
