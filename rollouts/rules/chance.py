"""Computes the probability of counts by chance alone."""

from math import exp, lgamma, log, log1p


def at_least(hits: int, trials: int, rate: float) -> float:
    """The probability of at least `hits` in this many trials, each of which is a hit at this rate."""
    if hits <= 0:
        return 1.0
    if hits > trials or rate <= 0:
        return 0.0
    if rate >= 1:
        return 1.0
    return min(1.0, sum(_exactly(number, trials, rate) for number in range(hits, trials + 1)))


def at_most(hits: int, expected: float) -> float:
    """The probability of at most `hits` events if this many are expected (Poisson)."""
    if expected <= 0:
        return 1.0
    return min(1.0, sum(exp(number * log(expected) - expected - lgamma(number + 1)) for number in range(hits + 1)))


def _exactly(hits: int, trials: int, rate: float) -> float:
    ways = lgamma(trials + 1) - lgamma(hits + 1) - lgamma(trials - hits + 1)
    return exp(ways + hits * log(rate) + (trials - hits) * log1p(-rate))
