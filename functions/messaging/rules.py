"""Rules of redelivery: waiting times."""

from datetime import timedelta

from eventing.times import REDELIVERY_MAX, REDELIVERY_MIN


def wait_after_refusal(attempts: int) -> timedelta:
    """The delay after the Broker refused the event: short at first, then growing."""
    return min(timedelta(seconds=1 << min(attempts, 6)), REDELIVERY_MAX)


def wait_for_acknowledgement(attempts: int) -> timedelta:
    """The delay after the Broker accepted the event, for all consumers to acknowledge it."""
    return min(REDELIVERY_MIN * (1 << min(attempts - 1, 6)), REDELIVERY_MAX)
