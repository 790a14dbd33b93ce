"""Measures when a function started and how long its cold start took."""

import os
import time

from functions.runtime.telemetry.metrics import metrics

# The gateway compares it with the time of its call: a call sent before the start has waited for it.
HEADER = "x-started-seconds-ago"
# No caller waits longer than this for a response.
YOUNG_SECONDS = 60

_started_at: dict[str, float] = {}


def record_start(operation: str, seconds: float) -> None:
    """Records that the operation is ready, `seconds` after its process started."""
    _started_at[operation] = time.monotonic()
    metrics().observe("cloudshop_function_start_seconds", (operation,), seconds)


def age_header(operation: str) -> dict[str, str]:
    """The response header of a function that started less than YOUNG_SECONDS ago; no header for an older one."""
    started_at = _started_at.get(operation)
    if started_at is None:
        return {}
    age_seconds = time.monotonic() - started_at
    if age_seconds > YOUNG_SECONDS:
        _started_at.pop(operation, None)
    return {HEADER: f"{age_seconds:.3f}"}


def process_seconds() -> float:
    """The age of this process."""
    with open("/proc/self/stat") as stat:  # noqa: PTH123 - pathlib may not be loaded yet, and costs a cold start
        # The process name, in brackets, may contain anything; the start time is the 20th field after it.
        ticks = int(stat.read().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
