"""Provides random numbers that a seed determines."""

from random import Random


def chance(seed: int, purpose: str) -> Random:
    """A separate source for each purpose, so that draws for one purpose do not shift those for another."""
    return Random(f"{seed}/{purpose}")  # noqa: S311 - a simulation keeps no secrets
