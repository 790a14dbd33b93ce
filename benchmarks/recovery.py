"""Measures the seconds from the last of several faults until every order has ended, in the shop of `make run`."""

import tempfile
import time
from pathlib import Path
from typing import Any

from tests.support.folders import entered_by_all
from tests.support.invariants.checks import under_way
from tests.support.shop.faults import faulty_shop
from tests.support.shop.running_shop import running
from tests.support.waiting import eventually

ORDERS, ROUNDS, ENDED_SECONDS = 20, 3, 600


def measure() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        home = entered_by_all(Path(folder))
        with faulty_shop(lambda **environment: running(home, **environment)) as faulty:  # type: ignore[arg-type]
            sku = faulty.shop.sells("MUG-1", on_hand=ORDERS * ROUNDS)
            return {"orders": ORDERS, "seconds_to_heal": [_seconds_to_heal(faulty, sku) for _ in range(ROUNDS)]}


def _seconds_to_heal(faulty: Any, sku: str) -> float:
    faulty.orders_through_every_fault(sku, ORDERS)
    healed = time.monotonic()
    eventually(lambda: under_way(faulty.shop) == 0, seconds=ENDED_SECONDS, what="every order has ended")
    return round(time.monotonic() - healed, 1)
