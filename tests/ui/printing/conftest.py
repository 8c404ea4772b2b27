"""Ink that tells what it wrote."""

import pytest

from tests.ui.printing.paper import TellingInk


@pytest.fixture
def ink(qapp: object) -> TellingInk:
    """For pages that begin at the left."""
    return TellingInk()
