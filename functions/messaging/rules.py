"""Rules of redelivery: how long each retry waits."""

from collections.abc import Sequence
from datetime import timedelta

from eventing.times import REDELIVERY_MAX, REDELIVERY_MIN, RELAY_WAIT


def wait_after_refusal(attempts: int) -> timedelta:
    """The delay after the Broker refused the event: short at first, then growing."""
    return min(timedelta(seconds=1 << min(attempts, 6)), REDELIVERY_MAX)


def wait_for_acknowledgement(attempts: int) -> timedelta:
    """The delay after the Broker accepted the event, within which all consumers should acknowledge it."""
    return min(REDELIVERY_MIN * (1 << min(attempts - 1, 6)), REDELIVERY_MAX)


# After so many failures; the last one holds for all further ones.
WEBHOOK_WAITS: Sequence[timedelta] = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)


def wait_after_failed_webhook(failures: int) -> timedelta:
    """The delay after this many failures in a row."""
    return WEBHOOK_WAITS[min(failures, len(WEBHOOK_WAITS) - 1)]


def is_due_soon(remaining: timedelta | None) -> bool:
    """Whether the relay itself waits for the next event; False if no event is pending."""
    return remaining is not None and remaining <= RELAY_WAIT
