"""Five hundred orders are shipped at once, and the server is killed twice meanwhile."""

import asyncio

import aiohttp
import pytest

from tests.support.shop.concurrent_orders import asked_until, orders_at_once
from tests.support.shop.kills import killed_during
from tests.support.shop.running_shop import RunningShop, StartShop, an_order
from tests.support.waiting import eventually

ORDERS, AT_ONCE = 500, 50
INVOICES = "SELECT count(*) FROM invoices.documents"


async def shipped_amidst_kills(shop: RunningShop, numbers: list[str], staff: dict[str, str]) -> None:
    shipping = asyncio.create_task(shipped_at_once(shop.run["shop"], numbers, staff))
    for part in (0.2, 0.5):
        await killed_during(shop, INVOICES, at_least=ORDERS * part, of=ORDERS)
    await shipping


async def shipped_at_once(url: str, numbers: list[str], staff: dict[str, str]) -> None:
    places = asyncio.Semaphore(AT_ONCE)

    async def in_turn(client: aiohttp.ClientSession, number: str) -> None:
        async with places:
            await ship(client, f"{url}/api/staff/orders/{number}/ship")

    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(headers=staff, timeout=timeout) as client:
        await asyncio.gather(*(in_turn(client, number) for number in numbers))


async def ship(client: aiohttp.ClientSession, url: str) -> None:
    """Ships the order, as somebody does who clicks again when there was no answer."""

    async def shipped(answer: aiohttp.ClientResponse) -> str | None:
        told = await answer.text()
        return told if answer.status == 200 or "not-in-state" in told or "not-left-to-ship" in told else None

    await asked_until(shipped, client, url, json={"carrier": "DHL", "tracking_code": "JD01"})


@pytest.mark.burst
@pytest.mark.timeout(900)
def test_invoice_numbers_have_no_gap_or_double_though_the_server_is_killed(start_shop: StartShop) -> None:
    with start_shop() as shop:
        # The clients come back to the same address.
        shop.environment["PORT"] = shop.run["shop"].rpartition(":")[2]
        sku = shop.sells("MUG-1", on_hand=ORDERS)
        bodies = [an_order(sku, email=f"client{number}@example.org") for number in range(ORDERS)]
        placed = asyncio.run(orders_at_once(shop.run["shop"], bodies, AT_ONCE))
        numbers = [answer.number for answer in placed if answer is not None]
        confirmed = "SELECT count(*) FROM orders.orders WHERE state = 'confirmed'"
        eventually(lambda: shop.query(confirmed) == [(ORDERS,)], seconds=300, what="every order is confirmed", every=1)
        with shop.client("staff") as client:
            staff = {name: client.headers[name] for name in ("authorization", "if-match")}
        asyncio.run(shipped_amidst_kills(shop, numbers, staff))
        eventually(
            lambda: shop.query(INVOICES) >= [(ORDERS,)], seconds=300, what="every order has its invoice", every=1
        )
        issued = shop.query("SELECT kind, series, sequence, order_id FROM invoices.documents ORDER BY sequence")
        assert {(kind, series) for kind, series, _, _ in issued} == {("invoice", issued[0][1])}
        assert [sequence for _, _, sequence, _ in issued] == list(range(1, ORDERS + 1))
        assert len({order_id for _, _, _, order_id in issued}) == ORDERS
