"""When a function has started, and how long that took: what a cold start costs is a figure of its own."""

import os
import time

from functions.runtime.telemetry.metrics import metrics

# Tells the gateway whether its call has waited for the start: it has, where it was sent before.
HEADER = "x-started-seconds-ago"
# Nobody waits longer than this for an answer.
YOUNG_SECONDS = 60

_started_at: dict[str, float] = {}


def record_start(operation: str, seconds: float) -> None:
    """The operation can answer from now on; to get there has taken `seconds`."""
    _started_at[operation] = time.monotonic()
    metrics().observe("cloudshop_function_start_seconds", (operation,), seconds)


def age_header(operation: str) -> dict[str, str]:
    """The header for an answer of a function that has started a moment ago, and nothing for an older one."""
    started_at = _started_at.get(operation)
    if started_at is None:
        return {}
    age_seconds = time.monotonic() - started_at
    if age_seconds > YOUNG_SECONDS:
        _started_at.pop(operation, None)
    return {HEADER: f"{age_seconds:.3f}"}


def process_seconds() -> float:
    """How long ago the kernel started this process."""
    with open("/proc/self/stat") as stat:  # noqa: PTH123 - pathlib may not be loaded yet, and costs a cold start
        # The name, in brackets, may hold anything; start time is the 20th field after it.
        ticks = int(stat.read().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
