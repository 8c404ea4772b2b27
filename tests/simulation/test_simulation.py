"""Years of a random life: whatever happens, each reminder comes once, on time, and none is left out."""

import sys
from pathlib import Path

import pytest

from tests.simulation.drive import Life, Scale

SHORT = Scale(years=1, people=40, zones=12, deeds=1.2, troubles=0.6)
LONG = Scale(years=10, people=300, zones=40, deeds=3, troubles=0.7)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_a_year_with_forty_people_none_is_missed_none_comes_twice_early_or_late(
    seed: int, tmp_path: Path
) -> None:
    report = Life(seed, SHORT, tmp_path).run()
    assert report.shown.total() > 150
    assert report.latest < 60


@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_in_ten_years_with_three_hundred_people_none_is_missed_none_comes_twice_early_or_late(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Life(seed, LONG, tmp_path).run()
    with capsys.disabled():
        sys.stdout.write(f"\n{report}\n")
    assert report.shown.total() > 10_000
    assert report.latest < 60
