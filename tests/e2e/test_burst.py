"""All shoppers want the last pieces at the same moment."""

import asyncio
from collections import Counter

import pytest

from tests.support.invariants.checks import SOLD, check_invariants, under_way
from tests.support.shop.concurrent_orders import orders_at_once
from tests.support.shop.running_shop import StartShop, an_order
from tests.support.waiting import eventually

CLIENTS, UNITS = 1000, 100


@pytest.mark.burst
@pytest.mark.timeout(600)
class TestBurst:
    def test_a_thousand_clients_share_a_hundred_units_and_not_one_more(self, start_shop: StartShop) -> None:
        with start_shop() as shop:
            sku = shop.sells("LAST-1", on_hand=UNITS)
            bodies = [an_order(sku, email=f"client{number}@example.org") for number in range(CLIENTS)]
            answered = asyncio.run(orders_at_once(shop.run["shop"], bodies))

            numbers = {answer.number for answer in answered if answer is not None}
            assert len(numbers) == CLIENTS
            eventually(lambda: under_way(shop) == 0, seconds=400, what="every order has ended", every=1)

            ends = Counter(shop.query("SELECT state FROM orders.orders"))
            assert ends == {("confirmed",): UNITS, ("rejected",): CLIENTS - UNITS}
            reasons = shop.query(
                "SELECT DISTINCT reason_code, parameters FROM orders.transitions WHERE state = 'rejected'"
            )
            assert reasons == [("out_of_stock", {"sku": sku, "available": 0})]
            assert shop.query("SELECT on_hand, reserved FROM inventory.stock WHERE sku = %s", sku) == [(0, 0)]
            assert shop.query(SOLD, sku) == [(UNITS,)]
            check_invariants(shop)
