"""Imports Azure Functions' trace of 2021: one line per call, with its end and its duration.

The file, published under CC-BY with the paper "Faster and Cheaper Serverless Computing on Harvested Resources" (SOSP
2021), is described in AzureFunctionsInvocationTrace2021.md at github.com/Azure/AzurePublicDataset."""

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import floor
from typing import TextIO

from ops.scaling.simulator.traffic.histogram import Histogram
from ops.scaling.simulator.traffic.importers.counting import arrivals, busiest
from ops.scaling.simulator.traffic.trace import Behaviour, Trace


def read(invocations: TextIO, operations: Sequence[str]) -> Trace:
    """The busiest functions take the names of `operations`, in that order; the others are left out.

    The trace starts with its first call. Azure has shifted the times, so the day is not known."""
    calls = [
        ((row["app"], row["func"]), float(row["end_timestamp"]) - float(row["duration"]), float(row["duration"]))
        for row in csv.DictReader(invocations)
    ]
    names = busiest(Counter(function for function, _, _ in calls), operations)
    kept = [(names[function], begin, duration) for function, begin, duration in calls if function in names]
    if not kept:
        raise ValueError("there are no calls in it")
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for name, _, duration in kept:
        taken[name].append(duration)
    behaviours = {name: Behaviour(Histogram.of(each)) for name, each in taken.items()}
    first = min(begin for _, begin, _ in kept)
    found = arrivals((begin - first, name) for name, begin, _ in kept)
    source = "Azure Functions 2021, single calls"
    return Trace(source, "2021-01-31T00:00:00Z", floor(found[-1].second) + 1, behaviours, found)
