"""Parses the arguments of `make load`: the shop, the number of visitors, and for how long they come."""

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ops.errors import CommandError

# More visitors per day would exceed this program's limit of concurrent ones.
VISITORS_MAX = 100_000
MINUTES_MAX = 24 * 60
LOCAL_HOSTS = ("localhost", "127.0.0.1")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The checked arguments; None leaves a value to the plan. `from_second` is of the day; `may_order` allows
    orders.
    """

    url: str
    visitors: int | None
    seconds: int | None
    from_second: int | None
    trace: Path | None
    may_order: bool
    json: Path | None
    prepared: Path | None
    only_prepare: bool


def parse(arguments: list[str] | None = None) -> Chosen:
    """Parses the arguments; raises CommandError, which names the bound, for a value that is out of bounds."""
    found = _parser().parse_args(arguments)
    url = _checked_url(found.url.rstrip("/"))
    minutes = _within("MINUTES", found.minutes, MINUTES_MAX)
    return Chosen(
        url=url,
        visitors=_within("VISITORS", found.visitors, VISITORS_MAX),
        seconds=None if minutes is None else 60 * minutes,
        from_second=_second_of(found.start),
        trace=found.trace,
        may_order=found.orders or urlsplit(url).hostname in LOCAL_HOSTS,
        json=_writable("JSON", found.json),
        prepared=_writable("--prepared", found.prepared),
        only_prepare=found.only_prepare,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ops.load", description=__doc__)
    parser.add_argument("--url", default="http://localhost:8080")
    parser.add_argument("--visitors", help="of a whole day: 500; with --trace as many as make as many calls")
    parser.add_argument("--minutes", help="30; with --trace all of it")
    parser.add_argument("--from", dest="start", metavar="HH:MM", help="18:00; with --trace its beginning")
    parser.add_argument("--trace", type=Path, metavar="FILE", help="visitors come when a recorded day's calls came")
    parser.add_argument("--orders", action="store_true", help="also place orders at a shop that is not on this machine")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report there, too")
    parser.add_argument("--prepared", type=Path, metavar="FILE", help="what an earlier --only-prepare has written")
    parser.add_argument("--only-prepare", action="store_true", help="ask as earlier visitors did, and write --prepared")
    return parser


def _checked_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise CommandError(f"URL={url} must be the shop's address without a path, such as http://localhost:8080.")
    return url


def _within(name: str, value: str | None, most: int) -> int | None:
    if value is None:
        return None
    if not re.fullmatch(r"\d{1,9}", value) or not 1 <= int(value) <= most:
        raise CommandError(f"{name}={value} must be a whole number from 1 to {most}.")
    return int(value)


def _second_of(time: str | None) -> int | None:
    if time is None:
        return None
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", time)
    if found is None:
        raise CommandError(f"FROM={time} must be a time of the day, such as 18:00.")
    return int(found[1]) * 3600 + int(found[2]) * 60


def _writable(name: str, path: Path | None) -> Path | None:
    """The path; raises CommandError before the run, rather than after it, if the report cannot be written there."""
    if path is not None and (path.is_dir() or not path.absolute().parent.is_dir()):
        raise CommandError(f"{name}={path} must be a file in a folder that there is.")
    return path
