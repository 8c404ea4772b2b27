"""What somebody says of a meeting that is over: whether it took place, how it went, and what is next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.interaction import Interaction, Outcome


@dataclass(frozen=True, slots=True)
class Answer:
    """`outcome` None of one that took place: nobody says how it went. `entry` is for the logbook.

    `next_meeting` is planned because of it, and `promise` is made.
    """

    took_place: bool
    outcome: Outcome | None = None
    entry: Interaction | None = None
    next_meeting: Appointment | None = None
    promise: FollowUp | None = None
