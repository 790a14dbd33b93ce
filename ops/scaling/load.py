"""Resource requests of pods, and resource quotas."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kubernetes.utils.quantity import parse_quantity

MIB, GIB = 2**20, 2**30


@dataclass(frozen=True, slots=True)
class Load:
    """A number of pods and their total requests, in cores and bytes of memory."""

    pods: int = 0
    cpu: float = 0
    memory: float = 0
    memory_limit: float = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(
            self.pods + other.pods,
            self.cpu + other.cpu,
            self.memory + other.memory,
            self.memory_limit + other.memory_limit,
        )

    def times(self, pods: int) -> "Load":
        return Load(self.pods * pods, self.cpu * pods, self.memory * pods, self.memory_limit * pods)


def pod(containers: Iterable[Mapping[str, Any]]) -> Load:
    """The resources of one pod with these containers."""
    total = Load(pods=1)
    for container in containers:
        requests, limits = container["resources"]["requests"], container["resources"]["limits"]
        total += Load(0, _size(requests["cpu"]), _size(requests["memory"]), _size(limits["memory"]))
    return total


def quota(hard: Mapping[str, Any]) -> Load:
    """The resources that a ResourceQuota allows."""
    names = ("requests.cpu", "requests.memory", "limits.memory")
    return Load(int(hard["pods"]), *(_size(hard[name]) for name in names))


def _size(written: str) -> float:
    return float(parse_quantity(written))  # type: ignore[no-untyped-call]
