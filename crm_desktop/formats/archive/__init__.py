"""Everything in one open zip: vCard, iCalendar, and JSON that is told, checked and documented by one form."""
