"""Runs the planned actions of a simulation in order of time."""

from collections.abc import Callable
from heapq import heappop, heappush
from typing import Any, TypeAlias

Action: TypeAlias = Callable[[float, Any], None]


class Timeline:
    """Planned actions; of two at the same time, the one that was planned first runs first."""

    __slots__ = ("_planned", "_sequence")

    def __init__(self) -> None:
        self._planned: list[tuple[float, int, Action, Any]] = []
        self._sequence = 0

    def at(self, time: float, action: Action, subject: Any = None) -> None:
        """Plans `action(time, subject)`."""
        self._sequence += 1
        heappush(self._planned, (time, self._sequence, action, subject))

    def run_until(self, end: float) -> None:
        """Runs all actions until `end`, including those that are planned meanwhile."""
        planned = self._planned
        while planned and planned[0][0] <= end:
            time, _, action, subject = heappop(planned)
            action(time, subject)
