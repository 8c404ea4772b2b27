"""Filters over all contacts and all that was said: each against reading the whole list of contacts once."""

from typing import TYPE_CHECKING

from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.filters.condition import Operator, Test
from crm_desktop.domain.filters.subjects import SUBJECTS, SubjectType
from tests.benchmarks.datafile import open_bench
from tests.benchmarks.figures import Figure, ratio, typical

if TYPE_CHECKING:
    from tests.benchmarks.__main__ import Work

_ASKED = (
    ("by a tag or a city", "tag = market or city ~ addis", 4),
    ("by warmth and days", "warmth = cold and birthday <= today+30 and age >= 40", 4),
    ("by what was said", "interaction ~ quote and silence > 60", 8),
    ("by the last outcome", "last-outcome = bad", 25),
    ("by how often there was contact", "interactions >= 12", 6),
)
_VALUES = {
    SubjectType.TEXT: "a",
    SubjectType.NUMBER: "3",
    SubjectType.DATE: "today-30",
    SubjectType.YES_NO: "yes",
}


def figures(work: "Work") -> list[Figure]:
    """Some filters as people have them, the slowest of all single tests, and the list of what is missing."""
    services = open_bench(work.town(work.count))
    filters, lists = services.filters, services.file.lists  # type: ignore[attr-defined]

    def anew(ask: object) -> float:
        def once() -> None:
            lists.forget()
            ask()  # type: ignore[operator]

        return typical(once, 3)

    yardstick = anew(lambda: services.contacts.ids(ContactQuery()))
    found = [
        ratio(
            f"filter {name}", anew(lambda text=text: filters.matching(filters.parsed(text))), yardstick, goal
        )
        for name, text, goal in _ASKED
    ]
    slowest = max((anew(lambda test=test: filters.count(test)), test.subject) for test in _tests())
    missing = anew(filters.missing)
    services.close()
    return [
        *found,
        ratio(f"the slowest single test ({slowest[1]})", slowest[0], yardstick, 25),
        ratio("count what is missing on all cards", missing, yardstick, 10),
    ]


def _tests() -> list[Test]:
    """Every subject in its first way of comparing, with a value that many have."""
    values = {"phone": "9", "interaction": "the"}
    return [
        Test(key, subject.operators[0], values.get(key) or _VALUES.get(subject.type) or subject.choices[0])
        for key, subject in SUBJECTS.items()
        if subject.operators[0] not in (Operator.KNOWN, Operator.MISSING)
    ]
