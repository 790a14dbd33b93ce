"""What pods ask of a namespace, and what its quota gives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kubernetes.utils.quantity import parse_quantity

MIB, GIB = 2**20, 2**30


@dataclass(frozen=True, slots=True)
class Load:
    """So many pods, and what they ask for together: cores, and bytes of memory."""

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
    """One pod of these containers."""
    total = Load(pods=1)
    for container in containers:
        asked, limits = container["resources"]["requests"], container["resources"]["limits"]
        total += Load(0, _size(asked["cpu"]), _size(asked["memory"]), _size(limits["memory"]))
    return total


def quota(hard: Mapping[str, Any]) -> Load:
    """What a ResourceQuota gives."""
    names = ("requests.cpu", "requests.memory", "limits.memory")
    return Load(int(hard["pods"]), *(_size(hard[name]) for name in names))


def _size(written: str) -> float:
    return float(parse_quantity(written))  # type: ignore[no-untyped-call]
