"""How much of something that repeats a change is meant for."""

from enum import StrEnum


class Scope(StrEnum):
    """This one alone, this one with all that follow it, or all that are still to come."""

    ONE = "one"
    LATER = "later"
    ALL = "all"
