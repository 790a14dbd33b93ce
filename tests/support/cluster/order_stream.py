"""Places five orders a second, whatever happens to the shop; refused orders are retried when it says, with the same
key.
"""

import random
import threading
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from uuid import uuid4

import httpx

from tests.support.shop.running_shop import an_order

ORDERS_PER_SECOND = 5
# All orders of half a minute may wait at once; then no more shoppers come.
CLIENTS = 150
# A careful client gives up after this time.
GIVES_UP_SECONDS = 180
PAUSE_SECONDS_MIN, PAUSE_SECONDS_MAX = 1.0, 5.0


@dataclass(frozen=True)
class Placed:
    """An acknowledged order, how long its client waited for that, refusals included, and when that was (monotonic)."""

    number: str
    seconds: float
    at: float


class OrderStream:
    """Places orders from the start to the end of the block, and waits for each to be acknowledged."""

    def __init__(self, address: str, sku: str, gives_up_seconds: float = GIVES_UP_SECONDS) -> None:
        self._address, self._sku, self._gives_up_seconds = address, sku, gives_up_seconds
        self._over = threading.Event()
        self._clients = ThreadPoolExecutor(CLIENTS)
        self._orders: list[Future[Placed]] = []
        self._clock = threading.Thread(target=self._place_orders)
        # Answers by what they say; without a status, the error's name.
        self.answers: Counter[str] = Counter()

    def __enter__(self) -> "OrderStream":
        limits = httpx.Limits(max_connections=CLIENTS)
        self._http = httpx.Client(base_url=self._address, timeout=30, limits=limits)
        self._clock.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._clock.join(60)
        self._clients.shutdown(wait=True)
        self._http.close()

    @property
    def orders(self) -> int:
        """The number of orders that clients have begun to place."""
        return len(self._orders)

    @property
    def acknowledged(self) -> list[Placed]:
        """The orders that were acknowledged so far."""
        return [order.result() for order in self._orders if order.done()]

    def _place_orders(self) -> None:
        while not self._over.wait(1 / ORDERS_PER_SECOND):
            if sum(not order.done() for order in self._orders) < CLIENTS:
                self._orders.append(self._clients.submit(self._place))

    def _place(self) -> Placed:
        key, started, pause_seconds = str(uuid4()), time.monotonic(), PAUSE_SECONDS_MIN
        while time.monotonic() < started + self._gives_up_seconds:
            try:
                answer = self._http.post("/api/orders", json=an_order(self._sku), headers={"idempotency-key": key})
            except httpx.HTTPError as failure:
                self.answers[type(failure).__name__] += 1
            else:
                told_when = " retry-after" if "retry-after" in answer.headers else ""
                self.answers[f"{answer.status_code}{told_when}"] += 1
                if answer.status_code == 201:
                    return Placed(answer.json()["number"], time.monotonic() - started, time.monotonic())
            time.sleep(pause_seconds * random.uniform(0.5, 1.5))
            pause_seconds = min(PAUSE_SECONDS_MAX, 2 * pause_seconds)
        raise AssertionError(f"an order was refused for {self._gives_up_seconds} s")
