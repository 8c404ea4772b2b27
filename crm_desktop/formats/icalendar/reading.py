"""A stream of iCalendar as meetings and series, one at a time; a fault in one never touches the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icalendar import Timezone

from crm_desktop.domain.errors import UserError
from crm_desktop.formats.icalendar.blocks import blocks
from crm_desktop.formats.icalendar.events import EventReader, Refused
from crm_desktop.formats.icalendar.repeating import Gathering
from crm_desktop.formats.icalendar.values import MOST_EVENTS, MOST_ZONES, CalendarFault
from crm_desktop.formats.icalendar.zones import zones_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crm_desktop.formats.icalendar.blocks import Block, Source
    from crm_desktop.formats.icalendar.values import CalendarItem


def read_calendar(
    stream: Source, *, home: str, passed_over: Callable[[str], None] = lambda _kind: None
) -> Iterator[CalendarItem | CalendarFault]:
    """Every event of the stream; what repeats comes last, with the meetings that were changed by themselves.

    What is no event (VTODO, VJOURNAL and the like) is only told to `passed_over`.

    `home` is the IANA zone for times that name none. Raises NotACalendar where the stream is none. Memory
    grows only with what repeats. The meetings of another program's series that are as its rule has them are
    not spelled out.
    """
    definitions: list[Timezone] = []
    reader = EventReader(home)
    gathering = Gathering()
    count = 0
    for block in blocks(stream):
        if block.kind == "VTIMEZONE":
            if len(definitions) < MOST_ZONES and not block.refused:
                definitions += _definition(block)
                reader.know(*zones_of(definitions))
            continue
        if block.kind != "VEVENT":
            passed_over(block.kind)
            continue
        count += 1
        if count > MOST_EVENTS:
            yield CalendarFault(block.line, f"There are more than {MOST_EVENTS:,} events in one file.")
            return
        try:
            event = reader.read(block)
            if not event.is_part_of_series:
                yield event.alone()
            else:
                gathering.add(event)
        except (Refused, UserError) as refusal:
            yield CalendarFault(block.line, str(refusal))
        except Exception as fault:  # noqa: BLE001 - whatever one event does, the others are read
            yield CalendarFault(block.line, f"This event could not be understood ({type(fault).__name__}).")
    yield from gathering.items()


def _definition(block: Block) -> list[Timezone]:
    try:
        made = Timezone.from_ical("\r\n".join(block.lines))
    except Exception:  # noqa: BLE001 - events that name it are read without it
        return []
    return [made] if isinstance(made, Timezone) else []
