"""Durations as operators write them: `30s`, `10m`, `24h` or `7d`."""

import re

UNITS_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def seconds_of(written: object) -> int:
    """Parses a duration; raises ValueError for anything else."""
    match = re.fullmatch(r"(\d+)([smhd])", written) if isinstance(written, str) else None
    if match is None:
        raise ValueError("is not a duration; write 30s, 5m or 1h")
    return int(match[1]) * UNITS_SECONDS[match[2]]
