"""Sends a trace's calls to the shop, each at its time."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from random import Random

import httpx

from ops.scaling.simulator.traffic.trace import Trace

# More at once would measure this program's own machine.
THREADS = 64


def replay(trace: Trace, requests: Mapping[str, Callable[[], httpx.Response]], random: Random) -> Counter[str]:
    """Replays in real time; returns the number of responses by status or failure."""
    answers: Counter[str] = Counter()
    began = time.monotonic()
    with ThreadPoolExecutor(THREADS) as threads:
        for second, arrivals in trace.by_second():
            operations = [each.operation for each in arrivals for _ in range(each.calls)]
            for at, operation in sorted((second + random.random(), operation) for operation in operations):
                time.sleep(max(0.0, began + at - time.monotonic()))
                threads.submit(_answer, requests[operation], answers)
        time.sleep(max(0.0, began + trace.seconds - time.monotonic()))
    return answers


def replayable(trace: Trace, operations: Mapping[str, object]) -> Trace:
    """The trace without announcements, and without calls that cannot be replayed."""
    kept = [each._replace(announced=0) for each in trace.arrivals if each.calls and each.operation in operations]
    return Trace(trace.source, trace.starts_at, trace.seconds, trace.behaviours, kept, trace.next_steps)


def _answer(request: Callable[[], httpx.Response], answers: Counter[str]) -> None:
    try:
        answers[str(request().status_code)] += 1
    except httpx.HTTPError as failure:
        answers[type(failure).__name__] += 1
