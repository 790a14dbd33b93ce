"""Parses the start of an observation, which an operator gives as a duration or a commit."""

from ops.errors import CommandError
from ops.scaling.durations import seconds_of
from ops.shell import run


def seconds_since(since: str) -> int:
    """The seconds of SINCE=10m or 7d; raises CommandError for anything that is not a duration."""
    try:
        return seconds_of(since)
    except ValueError as refused:
        raise CommandError(f"SINCE={since} {refused}.") from None


def commit_time(commit: str) -> float:
    """When the commit was made, in seconds since the epoch."""
    return float(run("git", "show", "--no-patch", "--format=%ct", f"{commit}^{{commit}}").split()[-1])
