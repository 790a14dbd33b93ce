"""Every event comes twice and in the wrong order: what stands between relay and Broker here sees to that."""

import asyncio
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import pytest
from aiohttp import web

from local.broker.broker import serving
from local.host.ports import listening
from tests.support.invariants.checks import check_invariants, under_way
from tests.support.shop.concurrent_orders import orders_at_once
from tests.support.shop.running_shop import StartShop, an_order
from tests.support.waiting import eventually

ORDERS = 60
DELAY_SECONDS_MAX = 1.5
SEED = 20261123


class Duplicator:
    """Takes every event, and passes it on twice, each time after a random while; so later ones overtake it."""

    def __init__(self) -> None:
        self.broker_url = ""
        self.passed_on = 0
        self._random = random.Random(SEED)
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def is_idle(self) -> bool:
        return not self._under_way

    async def take(self, request: web.Request) -> web.Response:
        headers = {
            name: value for name, value in request.headers.items() if name.lower().startswith(("ce-", "content-t"))
        }
        body = await request.read()
        for _ in range(2):
            task = asyncio.create_task(self._pass_on(headers, body, self._random.uniform(0, DELAY_SECONDS_MAX)))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return web.Response(status=202)

    async def _pass_on(self, headers: dict[str, str], body: bytes, delay_seconds: float) -> None:
        await asyncio.sleep(delay_seconds)
        # A Broker that is down loses the event: the relay sends it again.
        try:
            async with aiohttp.ClientSession() as client, client.post(self.broker_url, data=body, headers=headers):
                self.passed_on += 1
        except aiohttp.ClientError:
            pass


@contextmanager
def duplicating() -> Iterator[tuple[Duplicator, str]]:
    """A duplicator at an address, in a thread of its own."""
    duplicator, (listener,) = Duplicator(), listening("127.0.0.1", 0, "")
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    app = web.Application()
    app.router.add_post("/", duplicator.take)

    async def serve() -> None:
        async with serving(app, listener):
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        yield duplicator, f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(30)
        loop.close()


@pytest.mark.burst
@pytest.mark.timeout(600)
class TestDuplicatedEvents:
    def test_doubled_and_shuffled_events_lead_to_the_same_end(self, start_shop: StartShop) -> None:
        with duplicating() as (duplicator, url), start_shop(BROKER_URL=url) as shop:
            duplicator.broker_url = shop.run["broker"]
            sku = shop.sells("MUG-1", on_hand=ORDERS // 2)
            cards = ["card_ok", "card_ok", "card_declined", "card_twice"]
            bodies = [
                an_order(sku, card=cards[number % 4], email=f"client{number}@example.org") for number in range(ORDERS)
            ]
            answered = asyncio.run(orders_at_once(shop.run["shop"], bodies))
            assert all(answered)
            eventually(lambda: under_way(shop) == 0, seconds=400, what="every order has ended", every=1)
            eventually(lambda: duplicator.is_idle, seconds=120, what="the last doubles have arrived")

            events = shop.query("SELECT count(*) FROM messaging.outbox WHERE sent_at IS NOT NULL")[0][0]
            assert duplicator.passed_on >= 2 * events
            check_invariants(shop)
