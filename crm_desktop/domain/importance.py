"""How much a contact matters."""

from enum import IntEnum


class Importance(IntEnum):
    """How much a contact matters; each has a default cadence in the settings."""

    LOW = 1
    NORMAL = 2
    HIGH = 3
