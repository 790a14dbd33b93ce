"""Durations and commits as an operator names the start of what is observed."""

import re

from ops.errors import CommandError
from ops.shell import run

UNITS_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def seconds_of(since: str) -> int:
    """Of a duration such as `90s`, `10m`, `24h` or `7d`."""
    match = re.fullmatch(r"(\d+)([smhd])", since)
    if match is None:
        raise CommandError(f"SINCE={since} must be a duration, such as 24h.")
    return int(match[1]) * UNITS_SECONDS[match[2]]


def commit_time(commit: str) -> float:
    """When the commit was made, in seconds since the epoch."""
    return float(run("git", "show", "--no-patch", "--format=%ct", f"{commit}^{{commit}}").split()[-1])
