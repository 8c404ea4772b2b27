"""What the system says about its user, as first values of settings: the country for phone numbers."""

from __future__ import annotations

import os
import re
import sys
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FALLBACK = "US"
_TERRITORY = re.compile(r"^[A-Za-z]{2,3}(?:[_-][A-Za-z]{4})?[_-]([A-Za-z]{2})(?=$|[.@_-])")


def country(zone: str | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """The user's country as an ISO 3166 alpha-2 code, guessed; "US" when nothing tells.

    A locale that names a territory wins, the ones for telephone and address before the general one. But
    en_US is what an installer leaves behind who speaks English anywhere: there the time zone `zone` (an
    IANA name, as `SystemClock.zone().key`) has the better guess.
    """
    by_locale = _from_system() or _from_environment(environment)
    by_zone = _from_zone(zone) if zone else None
    if by_locale and by_locale != FALLBACK:
        return by_locale
    return by_zone or by_locale or FALLBACK


def _from_environment(environment: Mapping[str, str]) -> str | None:
    for name in ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LC_MESSAGES", "LANG"):
        if found := _TERRITORY.match(environment.get(name, "")):
            return found[1].upper()
    return None


def _from_system() -> str | None:
    """What Windows and macOS keep outside the environment."""
    if sys.platform == "win32":
        import ctypes

        buffer = ctypes.create_unicode_buffer(16)
        if ctypes.windll.kernel32.GetUserDefaultGeoName(buffer, len(buffer)):
            return buffer.value if re.fullmatch("[A-Z]{2}", buffer.value) else None
    if sys.platform == "darwin":
        import subprocess

        try:
            command = ["/usr/bin/defaults", "read", "-g", "AppleLocale"]
            answer = subprocess.run(command, check=False, capture_output=True, text=True, timeout=5)
        except (OSError, subprocess.SubprocessError):
            return None
        found = _TERRITORY.match(answer.stdout.strip())
        return found[1].upper() if found else None
    return None


def _from_zone(zone: str) -> str | None:
    """The first country that the time zone database lists for a zone, old names of zones included."""
    table = _zone_countries()
    if zone in table:
        return table[zone]
    links = re.findall(r"^L (\S+) (\S+)$", _tzdata("tzdata.zi"), flags=re.MULTILINE)
    target = next((target for target, alias in links if alias == zone), None)
    return table.get(target) if target else None


def _zone_countries() -> dict[str, str]:
    """Zone name to country, from zone.tab: lines of country, coordinates, zone name."""
    rows = (line.split("\t") for line in _tzdata("zone.tab").splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows if len(row) > 2}


def _tzdata(name: str) -> str:
    try:
        return resources.files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    except (ModuleNotFoundError, OSError):
        return ""
