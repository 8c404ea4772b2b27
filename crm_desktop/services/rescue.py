"""What can be done for a data file that is damaged: a backup in its place, or what can be read of it.

Whatever is done, the damaged file is kept aside as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.services.ports import Clock, RescueFiles


class Rescue:
    """Long work: call it where it may take its time."""

    def __init__(self, files: RescueFiles, clock: Clock) -> None:
        self._files = files
        self._clock = clock
