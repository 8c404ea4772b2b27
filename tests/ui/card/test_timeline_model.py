"""The timeline comes a page at a time, whole and in order, and changes precisely."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from crm_desktop.domain.ids import ContactId, InteractionId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.ui.models.timeline import PAGE, TimelineModel

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Talks:
    """Interactions as the logbook gives them: newest first."""

    def __init__(self, count: int, *, apart: timedelta = timedelta(hours=1)) -> None:
        self.all = [
            Interaction(
                kind=InteractionKind.CALL,
                at=NOON - number * apart,
                contact_ids=(ContactId(1),),
                text=f"talk {number}",
                id=InteractionId(count - number),
            )
            for number in range(count)
        ]

    def page(self, limit: int, before: Interaction | None) -> list[Interaction]:
        first = 0 if before is None else self.all.index(before) + 1
        return self.all[first : first + limit]


@pytest.fixture
def model() -> TimelineModel:
    return TimelineModel(lambda talk: talk.text)


def texts(model: TimelineModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def read_to_the_end(model: TimelineModel) -> None:
    while model.has_more:
        model.load_more()


def test_the_first_page_is_there_and_the_rest_follows(model: TimelineModel) -> None:
    talks = Talks(120)
    model.show(talks.page)
    assert model.rowCount() == PAGE
    read_to_the_end(model)
    assert texts(model) == [talk.text for talk in talks.all]


def test_talks_of_the_same_minute_are_all_there_once(model: TimelineModel) -> None:
    talks = Talks(130, apart=timedelta())
    model.show(talks.page)
    read_to_the_end(model)
    assert texts(model) == [talk.text for talk in talks.all]


def test_a_new_talk_appears_on_top_and_the_rest_stays(model: TimelineModel) -> None:
    talks = Talks(3)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(talks.page)
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    talks.all.insert(0, replace(talks.all[0], id=InteractionId(99), text="new", at=NOON + timedelta(hours=1)))
    model.renew()
    assert inserted == [(0, 0)]
    assert texts(model)[0] == "new"
    del tester


def test_an_edited_talk_changes_where_it_stands_and_a_deleted_one_goes(model: TimelineModel) -> None:
    talks = Talks(3)
    model.show(talks.page)
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    talks.all[1] = replace(talks.all[1], text="mended")
    model.renew()
    assert changed == [1]
    del talks.all[0]
    model.renew()
    assert texts(model) == ["mended", "talk 2"]
