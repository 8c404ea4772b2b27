"""A measured figure, its yardstick and its goal; and the table they are printed in."""

import math
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` against `goal`, both in `unit`; for a ratio (unit "×") the two measured sides stand in `of`."""

    name: str
    value: float
    goal: float
    unit: str = "ms"
    of: str = ""

    @property
    def reached(self) -> bool:
        """Whether the goal holds."""
        return self.value <= self.goal


def ratio(name: str, measured: float, yardstick: float, goal: float, unit: str = "ms") -> Figure:
    """How many times the yardstick a figure is."""
    return Figure(name, measured / yardstick, goal, "×", f"{measured:,.1f} / {yardstick:,.1f} {unit}")


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def typical(work: Callable[[], object], times: int = 5) -> float:
    """The median of some calls, after one that is not counted."""
    work()
    return median(milliseconds(work) for _ in range(times))


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that `percent` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def print_head(count: int) -> None:
    """What was measured, on what."""
    print(
        f"{count:,} contacts, {count * 10:,} interactions; Python {platform.python_version()}, {sys.platform}"
    )
    print(f"{'figure':58} {'measured':>12} {'goal':>10}")


def print_figures(figures: Sequence[Figure]) -> None:
    """A line a figure."""
    for figure in figures:
        mark = "" if figure.reached else "   missed"
        of = f"   ({figure.of})" if figure.of else ""
        goal = f"{figure.goal:,g} {figure.unit}"
        print(f"{figure.name:58} {figure.value:>9,.2f} {figure.unit:<2} {goal:>10}{mark}{of}", flush=True)
