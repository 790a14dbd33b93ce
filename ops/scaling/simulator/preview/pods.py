"""Computes pods over time, as averages of equal parts of it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ops.scaling.simulator.model.observed import Observed

PARTS = 96


def pods_over_time(observed: Iterable[Observed], seconds: int, parts: int = PARTS) -> list[float]:
    """The ready or starting pods of all these functions together."""
    found, length = [0.0] * parts, seconds / parts
    for each in observed:
        for (start, up, _), (end, _, _) in pairwise([*each.pods, (float(seconds), 0, 0)]):
            if up:
                _add(found, length, start, min(end, seconds), up)
    return found


def _add(parts: list[float], length: float, start: float, end: float, up: int) -> None:
    for index in range(int(start / length), min(int(end / length) + 1, len(parts))):
        within = min(end, (index + 1) * length) - max(start, index * length)
        parts[index] += up * max(0.0, within) / length


def sparkline(values: Sequence[float], highest: float, width: int = 48) -> str:
    """A row of blocks, each for the highest of some neighbouring values; zero stays blank."""
    step = max(1, len(values) // width)
    shown = [max(values[index : index + step]) for index in range(0, len(values), step)]
    blocks = "▁▂▃▄▅▆▇█"
    return "".join(
        " " if value <= 0 else blocks[min(len(blocks) - 1, int(value / highest * len(blocks)))] for value in shown
    )
