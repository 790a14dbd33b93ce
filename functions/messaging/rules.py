"""The rules of sending again: how long to wait, and what is kept."""

from datetime import timedelta

# Longer than a broker may hold a delivery, so that no second relay sends what a first one is still sending.
LEASE = timedelta(seconds=90)
KEPT = timedelta(days=30)


def wait_after_refusal(attempts: int) -> timedelta:
    """The broker did not take the event: soon again, then less often."""
    return timedelta(seconds=min(2 ** min(attempts, 6), 60))


def wait_for_acknowledgement(attempts: int) -> timedelta:
    """The broker took it, but not every consumer has told that it has it."""
    return timedelta(seconds=min(15 * 2 ** min(attempts - 1, 6), 600))
