"""Scrapes a local run's exporter every second, and keeps the samples that a recording needs."""

import time
from collections.abc import Callable, Collection, Sequence

from prometheus_client.parser import text_string_to_metric_families

from ops.errors import CommandError
from ops.scaling.observed.series import Series
from ops.unproxied import unproxied

TIMEOUT_SECONDS = 15


class Watched:
    """Scraped samples with the interface of Prometheus; a query is a metric's name, summed over its other labels."""

    def __init__(self, scrapes: Sequence[tuple[float, str]], names: Collection[str], step_seconds: int = 1) -> None:
        self.step_seconds = step_seconds
        self._samples = [
            (at, name, labels, value) for at, text in scrapes for name, labels, value in _read(text, names)
        ]

    def over_time(self, query: str, labels: Sequence[str], start: float, end: float) -> Series:
        sums: dict[tuple[str, ...], dict[float, float]] = {}
        for at, name, found, value in self._samples:
            if name == query and start <= at <= end:
                by_time = sums.setdefault(tuple(found.get(label, "") for label in labels), {})
                by_time[at] = by_time.get(at, 0.0) + value
        return {key: sorted(by_time.items()) for key, by_time in sums.items()}


def watch(url: str, seconds: int, sleep: Callable[[float], None] = time.sleep) -> list[tuple[float, str]]:
    """The exporter's metrics once a second, with the time of each scrape."""
    began, found = time.time(), []
    for number in range(seconds + 1):
        sleep(max(0.0, began + number - time.time()))
        try:
            with unproxied.open(url, timeout=TIMEOUT_SECONDS) as response:
                found.append((began + number, response.read().decode()))
        except OSError as failure:
            raise CommandError(f"The shop does not respond at {url}: {failure}") from None
    return found


def _read(text: str, names: Collection[str]) -> list[tuple[str, dict[str, str], float]]:
    families = text_string_to_metric_families(text)
    return [
        (each.name, each.labels, each.value) for family in families for each in family.samples if each.name in names
    ]
