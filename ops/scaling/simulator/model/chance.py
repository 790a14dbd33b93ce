"""Random numbers that a seed determines."""

from random import Random


def chance(seed: int, purpose: str) -> Random:
    """A source of its own for each purpose: what one draws does not shift what others draw."""
    return Random(f"{seed}/{purpose}")  # noqa: S311 - a simulation keeps no secrets
