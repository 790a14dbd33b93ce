"""Rules of redelivery: waiting times, leases and retention."""

from datetime import timedelta

# Longer than a delivery may take, so that a second relay does not send what a first one is still sending.
LEASE = timedelta(seconds=90)
RETENTION = timedelta(days=30)


def wait_after_refusal(attempts: int) -> timedelta:
    """The delay after the Broker refused the event: short at first, then growing."""
    return timedelta(seconds=min(2 ** min(attempts, 6), 60))


def wait_for_acknowledgement(attempts: int) -> timedelta:
    """The delay after the Broker accepted the event, for all consumers to acknowledge it."""
    return timedelta(seconds=min(15 * 2 ** min(attempts - 1, 6), 600))
