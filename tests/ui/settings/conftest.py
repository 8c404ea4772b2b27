"""What the tests of settings share."""

import pytest


class Said:
    """Messages that were said."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.errors: list[str] = []
        self.undoables: list[str] = []

    def say(self, text: str) -> None:
        self.told.append(text)

    def error(self, text: str) -> None:
        self.errors.append(text)

    def undoable(self, text: str) -> None:
        self.undoables.append(text)


@pytest.fixture
def said() -> Said:
    """A message area that keeps what was said."""
    return Said()
