"""What can be wrong with a dead letter."""

from functions.runtime.errors import Conflict, NotFound


class DeadLetterUnknown(NotFound):
    slug, title = "dead-letter-unknown", "There is no such dead letter"


class DeadLetterNotReplayable(Conflict):
    """It did not come from the shop, or nobody knows who should have it; discard it."""

    slug, title = "dead-letter-not-replayable", "This dead letter cannot be replayed"


class DeadLetterClosed(Conflict):
    slug, title = "dead-letter-closed", "This dead letter was dealt with already"
