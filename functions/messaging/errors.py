"""Errors of dead letters and of the activity log."""

from functions.runtime.errors import Conflict, NotFound


class DeadLetterUnknown(NotFound):
    slug, title = "dead-letter-unknown", "There is no such dead letter"


class DeadLetterNotReplayable(Conflict):
    """The shop did not send the event, or its consumer no longer subscribes to it; it can only be discarded."""

    slug, title = "dead-letter-not-replayable", "This dead letter cannot be replayed"


class DeadLetterClosed(Conflict):
    slug, title = "dead-letter-closed", "This dead letter is closed"


class ActivityTooLarge(Conflict):
    """The entries do not fit into one file."""

    slug, title = "activity-too-large", "The activity log does not fit into one file"
