"""What belongs to a meeting: addresses, and copies of files."""

from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.attachment import LARGEST_COPY
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import AppointmentId
from crm_desktop.services.context import Services


@pytest.fixture
def meeting(services: Services) -> AppointmentId:
    starts = (services.clock.now() + timedelta(hours=2)).replace(tzinfo=None)
    return services.appointments.plan(Appointment("Prices", starts, "UTC"))


def test_a_copy_is_kept_with_the_data_and_undone(
    services: Services, meeting: AppointmentId, tmp_path: Path
) -> None:
    offer = tmp_path / "ዋጋ.pdf"
    offer.write_bytes(b"%PDF\0\xff")
    number = services.attachments.copy(meeting, offer)
    offer.unlink()
    [kept] = services.attachments.of(meeting)
    assert (kept.id, kept.name, kept.media_type, kept.size) == (number, "ዋጋ.pdf", "application/pdf", 6)
    assert kept.is_copy
    assert services.attachments.content(number) == b"%PDF\0\xff"
    services.attachments.remove(number)
    assert services.attachments.of(meeting) == []
    services.undo.undo()
    assert services.attachments.content(number) == b"%PDF\0\xff"
    services.undo.undo()
    assert services.attachments.of(meeting) == []


def test_a_link_is_a_web_address(services: Services, meeting: AppointmentId) -> None:
    services.attachments.link(meeting, " https://example.org/offer ")
    [kept] = services.attachments.of(meeting)
    assert (kept.name, kept.link, kept.is_copy) == (
        "https://example.org/offer", "https://example.org/offer", False,
    )  # fmt: skip
    for address in ("", "javascript:alert(1)", "file:///etc/passwd", "example"):
        with pytest.raises(UserError, match="web address"):
            services.attachments.link(meeting, address)


def test_what_is_too_large_or_no_file_or_of_no_meeting_is_refused(
    services: Services, meeting: AppointmentId, tmp_path: Path
) -> None:
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(LARGEST_COPY + 1)
    with pytest.raises(UserError, match="larger than 10 MB"):
        services.attachments.copy(meeting, large)
    with pytest.raises(UserError, match="not a file"):
        services.attachments.copy(meeting, tmp_path)
    with pytest.raises(UserError, match="not there any more"):
        services.attachments.link(AppointmentId(99), "https://example.org")
    with pytest.raises(UserError, match="not there any more"):
        services.attachments.remove(7)
    assert services.attachments.of(meeting) == []
