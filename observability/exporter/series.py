"""Adds up numbers by metric and labels, and converts them to and from JSON."""

from array import array
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from observability.metric_catalog import metric_catalog

Key = tuple[str, tuple[str, ...]]
Numbers: TypeAlias = "array[float]"


def add(sums: dict[Key, Numbers], key: Key, numbers: Numbers) -> None:
    """Adds the numbers to those of the key, element by element; a new key begins with zeros."""
    total = sums.setdefault(key, array("d", bytes(8 * len(numbers))))
    for index, number in enumerate(numbers):
        total[index] += number


def dump(series: Iterable[tuple[Key, Numbers]]) -> list[Any]:
    """The series for JSON, in their order."""
    return [[name, labels, numbers.tolist()] for (name, labels), numbers in series]


def load(dumped: Iterable[Any]) -> Iterator[tuple[Key, Numbers]]:
    """The series of a `dump`, except those of metrics whose description in metrics.yaml has changed since."""
    for name, labels, numbers in dumped:
        if has_form_of_metric(name, len(labels), len(numbers)):
            yield (name, tuple(labels)), array("d", numbers)


def has_form_of_metric(name: str, labels: int, numbers: int) -> bool:
    """Whether metrics.yaml describes the metric with this number of labels and numbers."""
    metric = metric_catalog().get(name)
    return metric is not None and (labels, numbers) == (len(metric.labels), metric.length)
