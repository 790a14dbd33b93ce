"""Compares two settings with the same seeds, and separates differences from chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean, stdev

from ops.scaling.simulator.preview.metrics import Metrics

# Student's t for 95 %, by the number of seeds: differences of the same seed vary less than outcomes do.
T_95 = {2: 12.71, 3: 4.30, 4: 3.18, 5: 2.78, 6: 2.57, 7: 2.45, 8: 2.36, 9: 2.31, 10: 2.26}
T_95_MORE = 2.26
NO_ERRORS: Mapping[str, float] = {}
# Metrics of which a higher value is neither better nor worse.
NEUTRAL = frozenset({"calls", "orders", "pods_max"})


class Verdict(Enum):
    SAME = "same"
    NOISE = "within noise"
    BETTER = "better"
    WORSE = "worse"
    OTHER = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """Means over all seeds; `margin` is the 95 % confidence interval of the change, plus the error of earlier
    forecasts.
    """

    metric: str
    base: float
    head: float
    margin: float
    verdict: Verdict


def differences(
    base: Sequence[Metrics], head: Sequence[Metrics], errors: Mapping[str, float] = NO_ERRORS
) -> Mapping[str, Difference]:
    """The differences by metric; both sequences have the same order of seeds. `errors` are the relative errors of
    earlier forecasts, which this one may have too.
    """
    sides = {metric: ([each[metric] for each in base], [each[metric] for each in head]) for metric in base[0]}
    return {metric: _difference(metric, *both, errors.get(metric, 0.0)) for metric, both in sides.items()}


def _difference(metric: str, base: Sequence[float], head: Sequence[float], error: float) -> Difference:
    changes = [after - before for before, after in zip(base, head, strict=True)]
    number = len(changes)
    chance = T_95.get(number, T_95_MORE) * stdev(changes) / number**0.5 if number > 1 else 0.0
    margin = chance + error * abs(fmean(changes))
    return Difference(metric, fmean(base), fmean(head), margin, _verdict(metric, changes, margin))


def _verdict(metric: str, changes: Sequence[float], margin: float) -> Verdict:
    change = fmean(changes)
    if not any(changes):
        return Verdict.SAME
    if abs(change) <= margin:
        return Verdict.NOISE
    if metric in NEUTRAL:
        return Verdict.OTHER
    return Verdict.BETTER if change < 0 else Verdict.WORSE
