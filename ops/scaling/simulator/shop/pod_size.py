"""Reads the resources that one pod of a function requests."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

DEPLOYMENT = "knative/platform/settings/deployment.yaml"
EVERY_FUNCTION = "knative/components/function-defaults/every-function.yaml"
FILES = (DEPLOYMENT, EVERY_FUNCTION)
UNITS = {"m": 0.001, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30}
GIBIBYTE = 2**30


@dataclass(frozen=True, slots=True)
class PodSize:
    cores: float
    gibibytes: float


def read(files: Mapping[str, str]) -> PodSize:
    """The sum of the function's requests, which are the same for all functions, and queue-proxy's."""
    every = next(yaml.safe_load_all(files[EVERY_FUNCTION]))
    own = every["spec"]["template"]["spec"]["containers"][0]["resources"]["requests"]
    proxy = yaml.safe_load(files[DEPLOYMENT])["data"]
    cores = _amount(own["cpu"]) + _amount(proxy["queue-sidecar-cpu-request"])
    memory = _amount(own["memory"]) + _amount(proxy["queue-sidecar-memory-request"])
    return PodSize(cores, memory / GIBIBYTE)


def _amount(written: str) -> float:
    """The number that a quantity in Kubernetes' notation stands for."""
    unit = next((each for each in UNITS if written.endswith(each)), "")
    return float(written.removesuffix(unit)) * UNITS.get(unit, 1)
