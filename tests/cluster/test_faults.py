"""Two hundred orders while everything breaks: each ends, none is doubled, and the books agree."""

import asyncio
from collections import Counter
from uuid import uuid4

import pytest

from benchmarks.record import record
from tests.support.cluster.fault_injector import REPLACED_SECONDS, FaultInjector, when
from tests.support.cluster.shop import ClusterShop
from tests.support.invariants.checks import SOLD, check_books, under_way
from tests.support.shop.concurrent_orders import orders_at_once
from tests.support.shop.running_shop import an_order
from tests.support.waiting import eventually

ORDERS, AT_ONCE, UNITS = 200, 20, 150
# A look into the database takes long while its servers are replaced.
BROKEN_SECONDS = 600
# Far more than recovery takes, for a machine that is busy with other things.
ENDED_SECONDS = 1800
PLACED = "SELECT count(*) FROM orders.orders o JOIN orders.lines l ON l.order_id = o.id WHERE l.sku = %s"
STATES = "SELECT o.number, o.state FROM orders.orders o JOIN orders.lines l ON l.order_id = o.id WHERE l.sku = %s"
# Of all events of these orders: how many there were, and how often one was sent once more.
SENT = """
SELECT count(*), sum(greatest(attempts - 1, 0)) FROM messaging.outbox
WHERE subject IN (SELECT o.number FROM orders.orders o JOIN orders.lines l ON l.order_id = o.id WHERE l.sku = %s)
   OR subject IN (SELECT o.id::text FROM orders.orders o JOIN orders.lines l ON l.order_id = o.id WHERE l.sku = %s)
"""


@pytest.mark.timeout(2400)
class TestFaults:
    def test_every_acknowledged_order_ends_once_whatever_breaks(self, shop: ClusterShop) -> None:
        sku = shop.sells(f"FAULT-{uuid4().hex[:8]}", on_hand=UNITS)
        bodies = [an_order(sku, email=f"client{number}@example.org") for number in range(ORDERS)]

        def placed(part: float) -> bool:
            return int(shop.query(PLACED, sku)[0][0]) >= ORDERS * part

        with FaultInjector(shop, every_seconds=4) as faults:
            breaks = [
                when(lambda: placed(0.2), faults.kill_dispatcher, seconds=BROKEN_SECONDS),
                when(lambda: placed(0.4), faults.restart_postgres, seconds=BROKEN_SECONDS),
                when(lambda: placed(0.7), faults.kill_dispatcher, seconds=BROKEN_SECONDS),
            ]
            answered = asyncio.run(orders_at_once(shop.run["shop"], bodies, at_once=AT_ONCE))
            for thread in breaks:
                thread.join(BROKEN_SECONDS + REPLACED_SECONDS)
        assert faults.done["dispatcher"] == 2
        # Each server of the database counts, the primary and its standbys.
        assert faults.done["postgres"] >= 1
        assert faults.done["function"] > 0

        acknowledged = [answer.number for answer in answered if answer is not None]
        assert len(acknowledged) == len(set(acknowledged)) == ORDERS
        eventually(lambda: under_way(shop) == 0, seconds=ENDED_SECONDS, what="every order has ended", every=2)
        ended = dict(shop.query(STATES, sku))
        assert set(ended) == set(acknowledged)
        states = Counter(ended.values())
        assert set(states) <= {"confirmed", "rejected"}
        assert shop.query(SOLD, sku) == [(states["confirmed"],)]
        assert states["confirmed"] <= UNITS
        check_books(shop)

        events, again = shop.query(SENT, sku, sku)[0]
        metrics = {
            "orders": ORDERS,
            "at_once": AT_ONCE,
            "broken": dict(faults.done),
            "states": dict(states),
            "events": events,
            "events_sent_again": int(again),
            "tries_of_clients_at_most": max(answer.tries for answer in answered if answer is not None),
        }
        record("faults", metrics)
