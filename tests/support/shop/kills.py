"""Kills a running shop in the middle of its work, and starts it again."""

import asyncio

from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually


async def killed_during(shop: RunningShop, counted: str, *, at_least: float, of: int) -> None:
    """Kills the shop as soon as the statement counts `at_least` of the `of` things that are under way, and starts it
    again at the same address if its PORT is set."""

    def count() -> int:
        return int(shop.query(counted)[0][0])

    await asyncio.to_thread(
        eventually, lambda: count() >= at_least, seconds=200, what="there is something to interrupt", every=0.02
    )
    assert count() < of, "everything had happened before it could be interrupted"
    shop.kill()
    await asyncio.to_thread(shop.start)
