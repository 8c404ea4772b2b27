"""Why the desktop did not take a notification: what can be done about it depends on that."""

from enum import StrEnum


class NotifyTrouble(StrEnum):
    """NO_TOOL: the program that shows them is not installed. NO_WAY: this system has none at all.

    NO_SERVICE: nobody on this desktop shows them at the moment. NO_ANSWER: somebody does, but hangs.
    REFUSED: anything else, told in the desktop's own words.
    """

    NO_TOOL = "no-tool"
    NO_WAY = "no-way"
    NO_SERVICE = "no-service"
    NO_ANSWER = "no-answer"
    REFUSED = "refused"

    @property
    def is_lasting(self) -> bool:
        """Whether this desktop can never show one, as long as nothing is installed."""
        return self in (NotifyTrouble.NO_TOOL, NotifyTrouble.NO_WAY)
