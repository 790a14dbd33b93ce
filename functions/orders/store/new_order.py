"""Makes orders."""

import secrets
from datetime import datetime

from db.models.base import new_key
from db.models.orders import Order, OrderLine, OrderTransition
from functions.orders import rules
from functions.orders.delivery.offers import Offer
from functions.runtime.callers import Caller

# Crockford's alphabet, which has no letters that could be mistaken for digits.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

# Of 10^12 numbers, ten million orders have 10^-5: that three in a row are taken happens to one order in 10^15.
DRAWN = 3


def new_number() -> str:
    """A number, which an order may have already."""
    return "CS-" + "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(2))


def new_order(
    lines: list[rules.PricedLine], currency: str, offer: Offer | None, caller: Caller, now: datetime
) -> Order:
    """An order that is placed now, without a number, address, e-mail address or payment method yet."""
    cost = rules.totals(lines, offer.price_minor if offer is not None else 0)
    return Order(
        id=new_key(),
        account_id=caller.customer_id,
        state="placed",
        currency=currency,
        subtotal_minor=cost.subtotal_minor,
        shipping_minor=cost.shipping_minor,
        total_minor=cost.total_minor,
        refunded_minor=0,
        delivery=offer.delivery.model_dump(mode="json") if offer is not None else None,
        placed_at=now,
        deadline_at=rules.deadline("placed", now),
        lines=[_line(position, line) for position, line in enumerate(lines, start=1)],
        timeline=[OrderTransition(sequence=1, state="placed", reason_code="ordered", actor=caller.name, at=now)],
    )


def _line(position: int, line: rules.PricedLine) -> OrderLine:
    return OrderLine(
        position=position,
        sku=line.sku,
        title=line.title,
        unit_price_minor=line.unit_price_minor,
        quantity=line.quantity,
    )
