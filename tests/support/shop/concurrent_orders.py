"""Places orders from many clients at once; each retries with its own Idempotency-Key until it has a response."""

import asyncio
from collections.abc import Awaitable, Callable
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

    async def placed(answer: aiohttp.ClientResponse) -> str | None:
        return str((await answer.json())["number"]) if answer.status == 201 else None

    found, tries = await asked_until(placed, client, url, json=body, headers={"idempotency-key": key})
    return None if found is None else Answered(key, found, tries)


async def asked_until(
    is_done: Callable[[aiohttp.ClientResponse], Awaitable[str | None]],
    client: aiohttp.ClientSession,
    url: str,
    **asked: Any,
) -> tuple[str | None, int]:
    """Posts until `is_done` finds something in the response, and returns it with the number of tries; None when the
    shop was gone for good. Fails on a response after which a careful client does not ask again."""
    for tries in range(1, TRIES_MAX + 1):
        try:
            async with client.post(url, **asked) as answer:
                if (found := await is_done(answer)) is not None:
                    return found, tries
                assert answer.status in AGAIN, f"{answer.status}: {await answer.text()}"
        except (aiohttp.ClientError, TimeoutError):
            pass
        await asyncio.sleep(PAUSE_SECONDS)
    return None, TRIES_MAX


async def orders_at_once(url: str, bodies: list[dict[str, Any]], at_once: int | None = None) -> list[Answered | None]:
    """Places the orders, `at_once` or else all of them at the same time, each over a connection of its own."""
    timeout = aiohttp.ClientTimeout(total=60)
    places = asyncio.Semaphore(at_once or len(bodies))

    async def in_turn(client: aiohttp.ClientSession, body: dict[str, Any]) -> Answered | None:
        async with places:
            return await order(client, f"{url}/api/orders", body)

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout) as client:
        return await asyncio.gather(*(in_turn(client, body) for body in bodies))
