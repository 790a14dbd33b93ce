"""Templates of the shop's mails, as pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.notifications.rules import amount


@dataclass(frozen=True, slots=True)
class Bought:
    """A line of an order, with its title and price at the time."""

    title: str
    quantity: int
    unit_price_minor: int


@dataclass(frozen=True, slots=True)
class Letter:
    """Paragraphs, a table of names and amounts, and a link into the shop; table and link may be empty."""

    subject: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, str], ...] = ()
    path: str = ""


def order_confirmation(
    number: str, lines: Sequence[Bought], shipping_minor: int, total_minor: int, currency: str
) -> Letter:
    bought = [
        (f"{line.quantity} x {line.title}", amount(line.quantity * line.unit_price_minor, currency)) for line in lines
    ]
    return Letter(
        subject=f"Your order {number} is confirmed",
        paragraphs=(
            f"Thank you for your order {number}. Everything is set aside for you, and the payment is authorised.",
            "You are only charged when we ship it. We will write to you then.",
        ),
        table=(*bought, ("Shipping", amount(shipping_minor, currency)), ("Total", amount(total_minor, currency))),
        path=_order_page(number),
    )


def shipping_notice(number: str, carrier: str, tracking_code: str) -> Letter:
    return Letter(
        subject=f"Your order {number} is on its way",
        paragraphs=(f"We have handed your order {number} to {carrier}. Its tracking code is {tracking_code}.",),
        path=_order_page(number),
    )


def refund_notice(number: str, amount_minor: int, currency: str) -> Letter:
    given = amount(amount_minor, currency)
    return Letter(
        subject=f"{given} of your order {number} is yours again",
        paragraphs=(
            f"{given} of your order {number} is given back to the card you paid with.",
            "If it was charged, it arrives within a few days. If it was only set aside, it is free again.",
        ),
        path=_order_page(number),
    )


def rejection_notice(number: str, reason: str) -> Letter:
    return Letter(
        subject=f"We could not accept your order {number}",
        paragraphs=(
            f"We are sorry: we could not accept your order {number}. The reason: {reason}.",
            "You are not charged for it. What was set aside on your card, if anything, is free again.",
        ),
        path=_order_page(number),
    )


def _order_page(number: str) -> str:
    return f"/orders/{number}"
