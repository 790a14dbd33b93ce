"""Queries Prometheus over its HTTP API, in parts, so that each response is bounded."""

import json
import urllib.error
import urllib.parse
from collections.abc import Iterator, Sequence
from typing import Any

from ops.errors import CommandError
from ops.scaling.observed.series import Series
from ops.unproxied import unproxied

TIMEOUT_SECONDS = 60
# Of each series, in one answer. With the hundreds of series that a query here has, some megabytes.
POINTS_MAX = 480
ANSWER_BYTES_MAX = 64 * 2**20


class Prometheus:
    """Queries one Prometheus; `step_seconds` is the distance between points, which is its scrape interval."""

    def __init__(self, url: str, step_seconds: int = 15) -> None:
        self._url = url.rstrip("/")
        self.step_seconds = step_seconds

    def over_time(self, query: str, labels: Sequence[str], start: float, end: float) -> Series:
        """The query's series between two times, by the values of these labels, "" for a label that is missing."""
        found: dict[tuple[str, ...], list[tuple[float, float]]] = {}
        for first, last in parts(start, end, self.step_seconds):
            asked = {"query": query, "start": first, "end": last, "step": self.step_seconds}
            for each in self._ask("query_range", asked):
                key = tuple(each["metric"].get(label, "") for label in labels)
                found.setdefault(key, []).extend((float(at), float(value)) for at, value in each["values"])
        return found

    def _ask(self, path: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        address = f"{self._url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with unproxied.open(address, timeout=TIMEOUT_SECONDS) as response:
                body = response.read(ANSWER_BYTES_MAX + 1)
        except urllib.error.HTTPError as refused:
            raise CommandError(f"Prometheus refused {parameters['query']}: {_reason(refused.read(10_000))}") from None
        except OSError as failure:
            raise CommandError(f"Prometheus does not respond at {self._url}: {failure}") from None
        if len(body) > ANSWER_BYTES_MAX:
            raise CommandError(f"Prometheus answered {parameters['query']} with too much")
        return list(json.loads(body)["data"]["result"])


def parts(start: float, end: float, step_seconds: int) -> Iterator[tuple[float, float]]:
    """The first and last point of each part; the parts do not overlap."""
    first = start
    while first <= end:
        yield first, min(first + (POINTS_MAX - 1) * step_seconds, end)
        first += POINTS_MAX * step_seconds


def _reason(body: bytes) -> str:
    try:
        return str(json.loads(body)["error"])
    except (ValueError, KeyError, TypeError):
        return body.decode(errors="replace")[:200]
