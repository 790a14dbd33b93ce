"""Limits orders by what they name, whoever sends them: the mailbox, the card, and the quantity of each SKU.

So nobody tries out many cards, or reserves a product by many orders that are never paid. Goods are counted by account,
and by address for guests only. What had no effect is not counted, and the second half of a mailbox's or a card's quota
is slower than the first.
"""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gateway.access.limits import RateLimitStatus
from gateway.errors import Busy, TooManyOrders
from gateway.http.named_values import comparable, digest, text_in
from gateway.peers.shared_limits import SharedLimits
from gateway.peers.whole_requests import ONE, Thing

PAUSE_SECONDS_MAX = 5.0
# Operations refuse longer lists, and larger quantities.
LINES_MAX, QUANTITY_MAX = 50, 1000
SKU_CHARACTERS = 16
# The card simulator's cards are the same for everyone, so only the address says who tries them.
PUBLIC_CARDS = "card_"
SLOWED = frozenset({"ordering", "card"})
ADVICE = {
    "ordering": "Log in to order for your own e-mail address, or contact the shop.",
    "card": "Name no card, and pay on the page of the payment provider.",
    "goods": "Order fewer items, or contact the shop about a large order.",
}


class Counted(NamedTuple):
    """What an order takes of a client's quota."""

    policy: str
    client: str
    things: Sequence[Thing] = ONE


class OrderLimits:
    """The quotas of orders; `wait` waits for some seconds, and `on_limited` gets the policy that refuses an order."""

    def __init__(
        self, limits: SharedLimits, wait: Callable[[float], Awaitable[None]], on_limited: Callable[[str], None]
    ) -> None:
        self._limits, self._wait, self._on_limited = limits, wait, on_limited

    async def admit(self, address: str, account_id: str, body: bytes) -> list[Counted]:
        """What was counted for the order, after a pause if its quotas are nearly used up; raises TooManyOrders."""
        taken: list[Counted] = []
        pause = 0.0
        for each in counted_of(address, account_id, body):
            status = await self._limits.count(*each)
            if status is not None and not status.allowed:
                await self.give_back(taken)
                self._on_limited(each.policy)
                raise TooManyOrders(status.reset_seconds, ADVICE[each.policy])
            taken.append(each)
            pause = max(pause, pause_seconds(status) if each.policy in SLOWED else 0.0)
        if pause:
            await self._pause(pause, taken)
        return taken

    async def give_back(self, taken: list[Counted]) -> None:
        """Takes back what was counted for an order that was not placed."""
        for each in taken:
            await self._limits.give_back(*each)

    async def _pause(self, seconds: float, taken: list[Counted]) -> None:
        try:
            await self._wait(seconds)
        except Busy:
            await self.give_back(taken)
            raise


def pause_seconds(status: RateLimitStatus | None) -> float:
    """No pause while half of the quota is left, and the longest for its last order."""
    if status is None:
        return 0.0
    half = status.policy.quota / 2
    return PAUSE_SECONDS_MAX * max(0.0, 1 - status.remaining / half)


def counted_of(address: str, account_id: str, body: bytes) -> Iterator[Counted]:
    """What the order takes of which quotas; nothing if it cannot be read, as its operation refuses it then."""
    try:
        order = json.loads(body)
    except (ValueError, RecursionError):
        return
    if not isinstance(order, dict):
        return
    # Strangers cannot use up the quotas of a person who is logged in.
    if mailbox := text_in(order, "email"):
        yield Counted("ordering", digest(comparable(mailbox), account_id))
    if card := text_in(order, "payment_method"):
        yield Counted("card", address)
        if not card.startswith(PUBLIC_CARDS):
            yield Counted("card", digest(card))
    if quantities := _quantities(order.get("lines")):
        yield Counted("goods", account_id or address, [(units, short) for short, units in quantities.items()])


def _quantities(lines: Any) -> Mapping[str, int]:
    """The quantity of each SKU, by a short name: fifty of them fit into one question to another gateway."""
    found: dict[str, int] = {}
    for line in lines[:LINES_MAX] if isinstance(lines, list) else []:
        if not isinstance(line, dict):
            continue
        sku, quantity = text_in(line, "sku"), line.get("quantity")
        if sku and isinstance(quantity, int) and 0 < quantity <= QUANTITY_MAX:
            short = digest(sku)[:SKU_CHARACTERS]
            found[short] = found.get(short, 0) + quantity
    return found
