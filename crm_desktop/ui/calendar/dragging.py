"""What the mouse drags over a column of hours: a meeting, its end, or the span of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, time

    from PySide6.QtCore import QPoint, QRect

    from crm_desktop.ui.calendar.entries import Entry

STEP: Final = 15
"""Minutes to which a dragged time is rounded."""
_DAY: Final = 24 * 60


class Drag:
    """What is being dragged: an entry, its end, or a new span; `is_on` once the mouse has gone far enough."""

    def __init__(self, day: date, grabbed: int, pressed: QPoint, start: int, end: int) -> None:
        self.day, self.pressed = day, pressed
        self.start, self.end = start, end
        self.entry: Entry | None = None
        self.stretches = False
        self.is_on = False
        self._grabbed = grabbed
        self._length = end - start
        self._from = start

    def to(self, day: date, minute: int) -> None:
        """The mouse is over this minute now."""
        self.is_on = True
        if self.entry is None or self.stretches:
            self.end = max(rounded(minute + STEP // 2), self.start + STEP)
            self.end = min(self.end, _DAY)
            return
        self.day = day
        self.start = min(max(rounded(self._from + minute - self._grabbed), 0), _DAY - STEP)
        self.end = self.start + self._length


def begun(day: date, minute: int, pressed: QPoint, found: tuple[Entry, QRect] | None, edge: int) -> Drag:
    """What begins where the mouse was pressed; within `edge` of the end of a meeting it stretches that."""
    if found is None:
        start = minute // STEP * STEP
        return Drag(day, minute, pressed, start, start + 2 * STEP)
    entry, rect = found
    assert entry.starts is not None
    assert entry.ends is not None
    start = minutes_of(entry.starts.time())
    # The hour that autumn doubles can let a meeting end before it starts on the wall.
    length = max(int((entry.ends - entry.starts).total_seconds()) // 60, STEP)
    drag = Drag(entry.day, minute, pressed, start, start + length)
    drag.entry = entry
    # What goes on after midnight has its end on another day: here it is only moved.
    drag.stretches = rect.bottom() - pressed.y() <= edge and drag.end <= _DAY
    return drag


def minutes_of(at: time) -> int:
    """Minutes from midnight."""
    return 60 * at.hour + at.minute


def rounded(minute: int) -> int:
    """The nearest time that can be dragged to."""
    return round(minute / STEP) * STEP
