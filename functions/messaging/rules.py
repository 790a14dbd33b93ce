"""Rules of redelivery: waiting times."""

from datetime import timedelta

from eventing.times import REDELIVERY_MAX, REDELIVERY_MIN, RELAY_WAIT


def wait_after_refusal(attempts: int) -> timedelta:
    """The delay after the Broker refused the event: short at first, then growing."""
    return min(timedelta(seconds=1 << min(attempts, 6)), REDELIVERY_MAX)


def wait_for_acknowledgement(attempts: int) -> timedelta:
    """The delay after the Broker accepted the event, for all consumers to acknowledge it."""
    return min(REDELIVERY_MIN * (1 << min(attempts - 1, 6)), REDELIVERY_MAX)


def is_due_soon(remaining: timedelta | None) -> bool:
    """Whether a relay waits for the next event itself; None if no event is pending."""
    return remaining is not None and remaining <= RELAY_WAIT
