"""Reads `ops/scaling/assumptions.yaml`: prices, and how much concurrent starts slow each other down."""

from dataclasses import dataclass
from pathlib import Path

import yaml

PATH = Path("ops/scaling/assumptions.yaml")
HOUR_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Prices:
    currency: str
    core_hour: float
    gibibyte_hour: float

    def cost(self, core_hours: float, gibibyte_hours: float) -> float:
        return core_hours * self.core_hour + gibibyte_hours * self.gibibyte_hour


@dataclass(frozen=True, slots=True)
class Assumptions:
    prices: Prices
    start_slowdown: dict[str, float]

    @classmethod
    def read(cls, root: Path) -> "Assumptions":
        said = yaml.safe_load((root / PATH).read_text())
        return cls(Prices(**said["prices"]), {name: float(each) for name, each in said["start_slowdown"].items()})
