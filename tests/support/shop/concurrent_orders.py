"""Many clients at once, each of which tries with its own Idempotency-Key until it has an answer."""

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import aiohttp

# What a careful client sends again: busy, in flight, down, cut off.
AGAIN = {409, 429, 502, 503, 504}
TRIES_MAX = 60
PAUSE_SECONDS = 0.5


@dataclass(frozen=True)
class Answered:
    key: str
    number: str
    tries: int


async def order(client: aiohttp.ClientSession, url: str, body: dict[str, Any]) -> Answered | None:
    """The order's number; None when the shop was gone for good."""
    key = str(uuid4())
    for tries in range(1, TRIES_MAX + 1):
        try:
            async with client.post(url, json=body, headers={"idempotency-key": key}) as answer:
                if answer.status == 201:
                    return Answered(key, (await answer.json())["number"], tries)
                assert answer.status in AGAIN, f"{answer.status}: {await answer.text()}"
        except (aiohttp.ClientError, TimeoutError):
            pass
        await asyncio.sleep(PAUSE_SECONDS)
    return None


async def orders_at_once(url: str, bodies: list[dict[str, Any]], at_once: int | None = None) -> list[Answered | None]:
    """Places the orders, `at_once` or else all of them at the same time, each over a connection of its own."""
    timeout = aiohttp.ClientTimeout(total=60)
    places = asyncio.Semaphore(at_once or len(bodies))

    async def in_turn(client: aiohttp.ClientSession, body: dict[str, Any]) -> Answered | None:
        async with places:
            return await order(client, f"{url}/api/orders", body)

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout) as client:
        return await asyncio.gather(*(in_turn(client, body) for body in bodies))
