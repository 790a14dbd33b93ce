"""Counts all things that one request takes of a client's quota, or none of them."""

from collections.abc import Sequence

from gateway.access.limits import Limits, RateLimitStatus

# The units that a thing takes, and what they are about.
Thing = tuple[int, str]
# What a request takes that is about nothing else.
ONE: Sequence[Thing] = ((1, ""),)


def count_all(limits: Limits, name: str, client: str, now: float, things: Sequence[Thing]) -> RateLimitStatus | None:
    """The status of the first thing that is refused, after which nothing is counted, or else of the last one."""
    status = None
    for number, (units, about) in enumerate(things):
        status = limits.count(name, client, now, units, about)
        if status is not None and not status.allowed:
            give_back_all(limits, name, client, now, things[:number])
            break
    return status


def give_back_all(limits: Limits, name: str, client: str, now: float, things: Sequence[Thing]) -> None:
    """Takes back what was counted of a request that had no effect."""
    for units, about in things:
        limits.give_back(name, client, now, units, about)
