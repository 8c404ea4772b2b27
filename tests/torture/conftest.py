"""What every test of this folder stands on: chance that can be had again.

Short forms run with all other tests. `python3 dev.py torture` runs the long ones and prints what they found.
"""

import random

import pytest


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """Chance; what a failing test prints says how to have the same one again."""
    seed = request.config.getoption("--dice") or str(random.SystemRandom().randrange(2**32))
    request.node.add_report_section("setup", "chance", f"to have it again: --dice {seed}")
    return random.Random(f"{seed} {request.node.nodeid}")
