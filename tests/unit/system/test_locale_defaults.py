"""The country that phone numbers without one are first taken to be from."""

import pytest

from crm_desktop.system import locale_defaults
from crm_desktop.system.locale_defaults import country


@pytest.mark.parametrize(
    "environment,zone,expected",
    [
        ({"LANG": "am_ET.UTF-8"}, "Europe/Berlin", "ET"),
        ({"LANG": "uz_UZ@cyrillic"}, None, "UZ"),
        ({"LANG": "zh_Hant_TW"}, None, "TW"),
        ({"LANG": "en_US.UTF-8", "LC_TELEPHONE": "de_DE.UTF-8"}, "America/New_York", "DE"),
        ({"LANG": "en_US.UTF-8"}, "Africa/Addis_Ababa", "ET"),
        ({"LANG": "en_US.UTF-8"}, "America/Chicago", "US"),
        ({"LANG": "en_US.UTF-8"}, "UTC", "US"),
        ({"LANG": "C.UTF-8"}, "Asia/Tehran", "IR"),
        ({"LANG": "C"}, "Asia/Calcutta", "IN"),
        ({"LANG": "POSIX"}, "Etc/GMT-3", "US"),
        ({"LANG": "eo"}, None, "US"),
        ({"LANG": "../../etc/passwd"}, "No/Such", "US"),
        ({}, None, "US"),
        ({}, "Africa/Johannesburg", "ZA"),
    ],
)
def test_the_country_is_guessed(environment: dict[str, str], zone: str | None, expected: str) -> None:
    assert country(zone, environment) == expected


def test_without_a_zone_database_the_locale_still_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale_defaults, "_tzdata", lambda _name: "")
    assert country("Africa/Addis_Ababa", {"LANG": "fa_IR"}) == "IR"
    assert country("Africa/Addis_Ababa", {}) == "US"
