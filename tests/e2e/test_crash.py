"""The server is killed in the middle of everything, and started again."""

import asyncio

import pytest

from tests.support.invariants.checks import SOLD, check_invariants, under_way
from tests.support.shop.concurrent_orders import Answered, orders_at_once
from tests.support.shop.kills import killed_during
from tests.support.shop.running_shop import RunningShop, StartShop, an_order
from tests.support.waiting import eventually

ORDERS = 200


async def burst_with_crashes(shop: RunningShop, sku: str) -> list[Answered | None]:
    """Places the orders; kills the shop amidst them, and again amidst what follows from them."""
    bodies = [an_order(sku, email=f"client{number}@example.org") for number in range(ORDERS)]
    burst = asyncio.create_task(orders_at_once(shop.run["shop"], bodies))
    await killed_during(shop, "SELECT count(*) FROM orders.orders", at_least=ORDERS / 4, of=ORDERS)
    assert not burst.done()
    confirmed = "SELECT count(*) FROM orders.orders WHERE state = 'confirmed'"
    await killed_during(shop, confirmed, at_least=ORDERS / 4, of=ORDERS)
    return await burst


@pytest.mark.burst
@pytest.mark.timeout(600)
class TestCrash:
    def test_every_acknowledged_order_ends_once_and_is_paid_once(self, start_shop: StartShop) -> None:
        with start_shop() as shop:
            # The clients come back to the same address.
            shop.environment["PORT"] = shop.run["shop"].rpartition(":")[2]
            sku = shop.sells("MUG-1", on_hand=ORDERS)
            answered = asyncio.run(burst_with_crashes(shop, sku))

            acknowledged = [answer.number for answer in answered if answer is not None]
            assert len(acknowledged) == len(set(acknowledged)) == ORDERS
            eventually(lambda: under_way(shop) == 0, seconds=400, what="every order has ended", every=1)

            ended = dict(shop.query("SELECT number, state FROM orders.orders"))
            assert {number: ended.get(number) for number in acknowledged} == dict.fromkeys(acknowledged, "confirmed")
            assert shop.query(SOLD, sku) == [(ORDERS,)]
            check_invariants(shop)
