"""A meeting with Anna that was over an hour ago."""

from datetime import timedelta

import pytest

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.context import Services


@pytest.fixture
def anna(services: Services) -> ContactId:
    return services.contacts.add(Contact(Name("Anna Meier")))


@pytest.fixture
def meeting(services: Services, anna: ContactId) -> Appointment:
    starts = (services.clock.now() - timedelta(hours=2)).replace(tzinfo=None)
    planned = Appointment("Prices", starts, "UTC", (anna,), minutes=45)
    return services.appointments.get(services.appointments.plan(planned))
