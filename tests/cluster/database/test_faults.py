"""The database loses its primary, its node, its volume or its network, while five orders a second arrive."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from benchmarks.record import record
from tests.support.cluster import database_faults
from tests.support.cluster.order_stream import OrderStream
from tests.support.cluster.shop import ClusterShop
from tests.support.invariants.checks import SOLD, check_books, under_way
from tests.support.waiting import eventually

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800), pytest.mark.xdist_group("database")]

PLACED = "SELECT o.number FROM orders.orders o JOIN orders.lines l ON l.order_id = o.id WHERE l.sku = %s"
# Of fewer units than orders, so that the last ones are refused for that.
UNITS = 60
CALM_SECONDS, SHAKEN_SECONDS = 10, 20


def drain() -> None:
    with database_faults.drained():
        time.sleep(SHAKEN_SECONDS)


def cut_the_network() -> None:
    with database_faults.partitioned():
        time.sleep(SHAKEN_SECONDS)


FAULTS: dict[str, Callable[[], None]] = {
    "the primary's pod is deleted": database_faults.delete_primary,
    "the primary's node is drained": drain,
    "the primary's volume is wiped": database_faults.wipe_primary,
    "primary and standby are cut off from each other": cut_the_network,
}


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    return {}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_acknowledged_order_is_lost_or_doubled(shop: ClusterShop, fault: str, results: dict[str, Any]) -> None:
    sku = shop.sells(f"DATABASE-{uuid4().hex[:8]}", on_hand=UNITS)
    database_faults.await_replication()
    with OrderStream(shop.run["shop"], sku) as stream:
        time.sleep(CALM_SECONDS)
        FAULTS[fault]()
        time.sleep(CALM_SECONDS)
    placed = stream.acknowledged
    numbers = {order.number for order in placed}
    database_faults.await_replication()
    stored = [number for (number,) in shop.query(PLACED, sku)]
    eventually(lambda: under_way(shop) == 0, seconds=600, what="every order has ended", every=2)
    sold = int(shop.query(SOLD, sku)[0][0])
    counted = {
        "lost": len(numbers - {*stored}),
        "doubled": len(stored) - len(numbers & {*stored}),
        "oversold": max(0, sold - UNITS),
    }
    results[fault] = {
        "orders": len(placed),
        **counted,
        "longest_seconds": round(max(order.seconds for order in placed), 1),
        "answers": dict(stream.answers),
    }

    assert len(numbers) == len(placed) == stream.orders
    assert counted == {"lost": 0, "doubled": 0, "oversold": 0}
    assert sold == min(UNITS, len(placed))
    # A request that the shop itself refuses gets the time to come back.
    assert not {"503", "409"} & {*stream.answers}
    check_books(shop)
    if len(results) == len(FAULTS):
        record("database-faults", results)
