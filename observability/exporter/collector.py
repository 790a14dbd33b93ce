"""Exposes metrics to Prometheus: the sums of pushed increments, and the samples of sources."""

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from observability.exporter.series import Key, Numbers
from observability.metric_catalog import Metric as DescribedMetric
from observability.metric_catalog import metric_catalog


class Sample(NamedTuple):
    """A value of a counter or gauge, with its labels in the order of metrics.yaml."""

    name: str
    labels: tuple[str, ...]
    value: float


class SumsCollector(Collector):
    """Collects the sums that `items` returns at each scrape."""

    def __init__(self, items: Callable[[], Iterable[tuple[Key, Numbers]]]) -> None:
        self._items = items

    def collect(self) -> Iterable[Metric]:
        families: dict[str, Metric] = {}
        for (name, labels), numbers in self._items():
            metric = metric_catalog()[name]
            family = families.setdefault(name, _family(metric))
            if isinstance(family, HistogramMetricFamily):
                *counts, total = numbers
                bounds = (*map(str, metric.bounds), "+Inf")
                family.add_metric(labels, list(zip(bounds, accumulate(counts), strict=True)), total)
            elif isinstance(family, CounterMetricFamily):
                family.add_metric(labels, numbers[0])
        return families.values()


class SamplesCollector(Collector):
    """Collects the samples that `read` returns at each scrape."""

    def __init__(self, read: Callable[[], Sequence[Sample]]) -> None:
        self._read = read

    def collect(self) -> Iterable[Metric]:
        families: dict[str, Metric] = {}
        for name, labels, value in self._read():
            family = families.setdefault(name, _family(metric_catalog()[name]))
            assert isinstance(family, CounterMetricFamily | GaugeMetricFamily)
            family.add_metric(labels, value)
        return families.values()


def _family(metric: DescribedMetric) -> Metric:
    match metric.kind:
        case "counter":
            return CounterMetricFamily(metric.name, metric.help, labels=metric.labels)
        case "histogram":
            return HistogramMetricFamily(metric.name, metric.help, labels=metric.labels)
        case _:
            return GaugeMetricFamily(metric.name, metric.help, labels=metric.labels)
