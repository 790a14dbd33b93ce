"""Imports a Locust report: `<prefix>_stats_history.csv`, written with `--csv <prefix> --csv-full-history`.

Without that option the file has no rows by name, only the sum, and cannot be imported."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple, TextIO

from ops.scaling.simulator.model.chance import chance
from ops.scaling.simulator.traffic.histogram import Histogram
from ops.scaling.simulator.traffic.importers.counting import arrivals
from ops.scaling.simulator.traffic.trace import Behaviour, Trace

SUM_OF_ALL = "Aggregated"
NOT_YET = "N/A"

UNKNOWN_DURATION = Histogram((0.1,), (1,))

Row = Mapping[str, str]


class Step(NamedTuple):
    """The number of calls between two rows of one name."""

    row: Row
    start: int
    end: int
    calls: int


def read(history: TextIO, operation_of: Callable[[str, str], str | None], seed: int = 0) -> Trace:
    """The trace of a report; `operation_of` maps Locust's method and name to an operation, or to None to skip the rows.

    Response times serve as service times, and they include waits: cold starts during Locust's run count twice. Calls
    between two rows are spread at random, as the seed determines."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in csv.DictReader(history):
        operation = None if row["Name"] == SUM_OF_ALL else operation_of(row["Type"], row["Name"])
        if operation:
            rows[operation].append(row)
    if not rows:
        raise ValueError("it has no rows of operations; run Locust with --csv-full-history")
    steps = {name: list(_steps(each)) for name, each in rows.items()}
    start = min(int(each[0]["Timestamp"]) for each in rows.values())
    end = max(int(each[-1]["Timestamp"]) for each in rows.values()) + 1
    calls = [(second - start, name) for name, each in steps.items() for second in _seconds(name, each, seed)]
    behaviours = {name: Behaviour(_response_times(each)) for name, each in steps.items()}
    return Trace("Locust", datetime.fromtimestamp(start, UTC).isoformat(), end - start, behaviours, arrivals(calls))


def _steps(rows: list[Row]) -> Iterator[Step]:
    """The steps by method and name; Locust's rows have sums since its start."""
    before, counted = dict[str, int](), Counter[str]()
    for row in rows:
        key, time, calls = f"{row['Type']} {row['Name']}", int(row["Timestamp"]), int(row["Total Request Count"])
        yield Step(row, before.get(key, time), time, calls - counted[key])
        counted[key], before[key] = calls, time


def _seconds(operation: str, steps: list[Step], seed: int) -> Iterator[float]:
    random = chance(seed, f"calls of {operation}")
    for step in steps:
        for _ in range(step.calls):
            yield random.uniform(step.start, step.end)


def _response_times(steps: list[Step]) -> Histogram:
    """The response times; each row has percentiles, in milliseconds, of the calls shortly before it."""
    times: list[float] = []
    for step in steps:
        percentiles = [(name, text) for name, text in step.row.items() if name.endswith("%") and text != NOT_YET]
        found = [(float(name[:-1]), float(text) / 1000) for name, text in percentiles]
        if found:
            times += Histogram.from_percentiles(sorted(found)).quantiles(step.calls)
    return Histogram.of(times) if times else UNKNOWN_DURATION
