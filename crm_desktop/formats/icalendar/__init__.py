"""iCalendar (RFC 5545): meetings, with what repeats, written for others and read with patience.

Stands on the `icalendar` library, which takes a sixth of a second to import: import this where it is used.
"""

from crm_desktop.formats.icalendar.birthdays import write_birthdays, yearly_events
from crm_desktop.formats.icalendar.reading import read_calendar
from crm_desktop.formats.icalendar.values import Attendee, CalendarFault, CalendarItem, NotACalendar
from crm_desktop.formats.icalendar.writing import write_calendar

__all__ = [
    "Attendee",
    "CalendarFault",
    "CalendarItem",
    "NotACalendar",
    "read_calendar",
    "write_birthdays",
    "write_calendar",
    "yearly_events",
]
