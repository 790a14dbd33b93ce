"""Decides what fails in one step of a walk, by the step's own random numbers."""

from dataclasses import dataclass, field
from random import Random

from tests.support.simulation.world.crash_points import CrashPoint
from tests.support.simulation.world.network import Fate

# How often a step's process is killed, and at which of the crash points that it reaches.
KILLED, KILLED_AT_MAX = 0.2, 8
FATES: tuple[tuple[Fate, float], ...] = (("lost", 0.06), ("refused", 0.03), ("fails", 0.03))
LOST_EVENT, DOUBLED_EVENT, LOST_ANSWER = 0.08, 0.12, 0.08


@dataclass
class RandomFaults:
    """Decides for the parts of a World; `outages` has the receivers that cannot be reached for now."""

    random: Random
    outages: frozenset[str]
    _points_left: int = field(init=False)

    def __post_init__(self) -> None:
        is_killed = self.random.random() < KILLED
        self._points_left = self.random.randint(1, KILLED_AT_MAX) if is_killed else 0

    def is_fatal(self, _: CrashPoint) -> bool:
        self._points_left -= 1
        return self._points_left == 0

    def fate(self, receiver: str) -> Fate:
        if receiver in self.outages:
            return "refused"
        drawn = self.random.random()
        for fate, part in FATES:
            drawn -= part
            if drawn < 0:
                return fate
        return "arrives"

    def copies(self) -> int:
        drawn = self.random.random()
        return 0 if drawn < LOST_EVENT else 2 if drawn < LOST_EVENT + DOUBLED_EVENT else 1

    def is_answer_lost(self) -> bool:
        return self.random.random() < LOST_ANSWER
