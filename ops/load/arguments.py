"""What visitors come, where to, and for how long: as `make load` names it."""

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ops.errors import CommandError

# A day with more has more at once than this program lets in.
VISITORS_MAX = 200_000
MINUTES_MAX = 24 * 60
LOCAL_HOSTS = ("localhost", "127.0.0.1")


@dataclass(frozen=True, slots=True)
class Chosen:
    """`from_second` of the day; orders are placed if `may_order`."""

    url: str
    visitors: int
    seconds: int
    from_second: int
    trace: Path | None
    may_order: bool
    json: Path | None
    prepared: Path | None
    only_prepare: bool


def parse(arguments: list[str] | None = None) -> Chosen:
    """Raises CommandError for what is out of bounds, with the bound."""
    parser = argparse.ArgumentParser(prog="python -m ops.load", description=__doc__)
    parser.add_argument("--url", default="http://localhost:8080")
    parser.add_argument("--visitors", type=int, default=500, help="of a whole day")
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--from", dest="start", default="18:00", metavar="HH:MM", help="the part of the day")
    parser.add_argument("--trace", type=Path, metavar="FILE", help="visitors of a recorded day in place of a model's")
    parser.add_argument("--orders", action="store_true", help="also place orders at a shop that is not on this machine")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report there, too")
    parser.add_argument("--prepared", type=Path, metavar="FILE", help="what an earlier --only-prepare has written")
    parser.add_argument("--only-prepare", action="store_true", help="ask as earlier visitors did, and write --prepared")
    found = parser.parse_args(arguments)
    url = found.url.rstrip("/")
    return Chosen(
        url=_checked_url(url),
        visitors=_within("VISITORS", found.visitors, VISITORS_MAX),
        seconds=60 * _within("MINUTES", found.minutes, MINUTES_MAX),
        from_second=_second_of(found.start),
        trace=found.trace,
        may_order=found.orders or urlsplit(url).hostname in LOCAL_HOSTS,
        json=found.json,
        prepared=found.prepared,
        only_prepare=found.only_prepare,
    )


def _checked_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise CommandError(f"URL={url} must be the shop's address without a path, such as http://localhost:8080.")
    return url


def _within(name: str, value: int, most: int) -> int:
    if not 1 <= value <= most:
        raise CommandError(f"{name}={value} must be from 1 to {most}.")
    return value


def _second_of(time: str) -> int:
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", time)
    if found is None:
        raise CommandError(f"FROM={time} must be a time of the day, such as 18:00.")
    return int(found[1]) * 3600 + int(found[2]) * 60
