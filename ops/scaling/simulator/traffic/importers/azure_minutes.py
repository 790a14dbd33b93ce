"""Imports Azure Functions' trace of 2019: calls per minute, and percentiles of durations, in a file each per day.

The files, published under CC-BY with the paper "Serverless in the Wild" (USENIX ATC 2020), are described in
AzureFunctionsDataset2019.md at github.com/Azure/AzurePublicDataset."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from ops.scaling.simulator.model.chance import chance
from ops.scaling.simulator.traffic.histogram import Histogram
from ops.scaling.simulator.traffic.importers.counting import arrivals, busiest
from ops.scaling.simulator.traffic.trace import Behaviour, Trace

MINUTES = range(1, 1441)
IDENTITY = ("HashOwner", "HashApp", "HashFunction")
PERCENTILES = (0, 1, 25, 50, 75, 99, 100)
# Of functions that the file of durations leaves out.
UNKNOWN_DURATION = Histogram((0.1,), (1,))


def read(invocations: TextIO, durations: TextIO, operations: Sequence[str], seed: int = 0) -> Trace:
    """The busiest functions take the names of `operations`, in that order; the others are left out.

    Calls are spread over their minute at random, as the seed determines."""
    rows = {_identity(row): row for row in csv.DictReader(invocations)}
    names = busiest(
        {function: sum(_calls(row, minute) for minute in MINUTES) for function, row in rows.items()}, operations
    )
    taken = {_identity(row): _duration(row) for row in csv.DictReader(durations)}
    behaviours = {name: Behaviour(taken.get(function, UNKNOWN_DURATION)) for function, name in names.items()}
    calls = ((second, name) for function, name in names.items() for second in _seconds(rows[function], name, seed))
    source = "Azure Functions 2019, calls per minute"
    return Trace(source, "2019-07-15T00:00:00Z", len(MINUTES) * 60, behaviours, arrivals(calls))


def _identity(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[column] for column in IDENTITY)


def _calls(row: Mapping[str, str], minute: int) -> int:
    return int(row[str(minute)] or 0)


def _seconds(row: Mapping[str, str], name: str, seed: int) -> Iterator[float]:
    random = chance(seed, f"minutes of {name}")
    for minute in MINUTES:
        for _ in range(_calls(row, minute)):
            yield (minute - 1 + random.random()) * 60


def _duration(row: Mapping[str, str]) -> Histogram:
    """The seconds of Azure's milliseconds, which exclude cold starts; zero means less than one."""
    found = [(float(each), max(float(row[f"percentile_Average_{each}"]), 1) / 1000) for each in PERCENTILES]
    return Histogram.from_percentiles(found)
