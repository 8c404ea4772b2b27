"""How much longer: an estimate from the pace so far, said only once it means something. No Qt."""

from collections.abc import Callable

_SETTLED_AFTER = 1.5  # seconds of work before a first guess
_PACE_OVER = 8.0  # seconds that the pace is taken over


class RemainingTime:
    """Fed with each progress; `clock` gives seconds that only go forward."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._started = clock()
        self._marks: list[tuple[float, int]] = [(self._started, 0)]

    def seconds(self, done: int, total: int) -> float | None:
        """The seconds left, or None while nobody can tell."""
        now = self._clock()
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[1][0] > _PACE_OVER:
            self._marks.pop(0)
        at, before = self._marks[0]
        if total <= 0 or done <= before or now - self._started < _SETTLED_AFTER:
            return None
        return (total - done) * (now - at) / (done - before)
