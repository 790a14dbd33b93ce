"""Draws how long a pod takes from the decision to start it until it serves."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

# The highest of five draws from a normal distribution lies this many deviations above its mean, on average.
HIGHEST_OF_FIVE = 1.163
# Of place-order's 1.26 s on Kind its container runs after 0.27 s, and its address is known, which is what its readiness
# waits for, 0.36 s before the answer (benchmarks/results/timeline.json).
FUNCTION_PART = 0.65


@dataclass(frozen=True, slots=True)
class ColdStart:
    """A log-normal distribution: `spread` is the standard deviation of the logarithm."""

    median_seconds: float
    spread: float

    @classmethod
    def of(cls, median_seconds: float, highest_of_five_seconds: float) -> "ColdStart":
        ratio = max(highest_of_five_seconds / median_seconds, 1.0)
        return cls(median_seconds, math.log(ratio) / HIGHEST_OF_FIVE)


@dataclass(frozen=True, slots=True)
class ColdStarts:
    """Cold starts by operation, and `otherwise` for those not measured, each without other starting pods. Each other
    starting pod makes a start longer by the fraction `slowdown`.

    After the fraction `function_part`, the function itself is ready; the rest passes until Knative knows that."""

    otherwise: ColdStart
    by_operation: Mapping[str, ColdStart]
    slowdown: float = 0.0
    function_part: float = FUNCTION_PART

    @classmethod
    def measured(cls, path: Path, slowdown: float = 0.0) -> "ColdStarts":
        """Cold starts from `benchmarks/results/cold-start.json`: the median and the worst of five calls for each."""
        found = {
            name: ColdStart.of(each["median_seconds"], each["worst_seconds"])
            for name, each in json.loads(path.read_text())["operations"].items()
        }
        middle = sorted(found.values(), key=lambda each: each.median_seconds)[len(found) // 2]
        return cls(middle, found, slowdown)

    def slower(self, factor: float) -> "ColdStarts":
        """The cold starts, all of which take `factor` times as long."""
        slower = {
            name: replace(each, median_seconds=factor * each.median_seconds) for name, each in self.by_operation.items()
        }
        otherwise = replace(self.otherwise, median_seconds=factor * self.otherwise.median_seconds)
        return replace(self, otherwise=otherwise, by_operation=slower)

    def draw(self, operation: str, random: Random) -> float:
        start = self.by_operation.get(operation, self.otherwise)
        return start.median_seconds * math.exp(random.gauss(0.0, start.spread))
