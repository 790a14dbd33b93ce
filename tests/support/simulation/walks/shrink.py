"""Leaves out steps of a walk that fails, as long as it still fails."""

from tests.support.simulation.walks.walk import Walk


def shrunk(failed: Walk) -> Walk:
    """A walk with the same seed that fails too, and with no step that can be left out alone."""
    size = max(len(failed.steps) // 2, 1)
    while size:
        shorter = next((walk for walk in _without(failed, size) if walk.problem()), None)
        if shorter is not None:
            failed = shorter
        else:
            size //= 2
    return failed


def _without(walk: Walk, size: int) -> list[Walk]:
    """The walk without each `size` steps in a row, the last first."""
    starts = range(0, len(walk.steps), size)
    return [Walk(walk.engine, walk.seed, (*walk.steps[:at], *walk.steps[at + size :])) for at in reversed(starts)]
