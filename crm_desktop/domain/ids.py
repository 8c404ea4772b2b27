"""Identities. Each is a row number in the data file; none is ever reused for another thing."""

from typing import NewType

ContactId = NewType("ContactId", int)
CompanyId = NewType("CompanyId", int)
InteractionId = NewType("InteractionId", int)
AppointmentId = NewType("AppointmentId", int)
SeriesId = NewType("SeriesId", int)
FollowUpId = NewType("FollowUpId", int)
FieldId = NewType("FieldId", int)
FilterId = NewType("FilterId", int)
OperationId = NewType("OperationId", int)
ReminderKey = NewType("ReminderKey", str)
