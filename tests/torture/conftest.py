"""What every test of this folder stands on: chance that can be had again.

Short forms run with all other tests. `python3 dev.py torture` runs the long ones and prints what they found.
"""

import random

import pytest


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """Chance, another one in each long run and the same in every short one; what a failing test prints says
    how to have it again.
    """
    seed = request.config.getoption("--dice")
    if not seed:
        long = request.config.getoption("--torture")
        seed = str(random.SystemRandom().randrange(2**32)) if long else "short"
    request.node.add_report_section("setup", "chance", f"to have it again: --dice {seed}")
    return random.Random(f"{seed} {request.node.nodeid}")
