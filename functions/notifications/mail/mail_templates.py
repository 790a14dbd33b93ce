"""Templates of the shop's mails, as pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from eventing.codes import RejectionCode
from functions.notifications.rules import amount


@dataclass(frozen=True, slots=True)
class Letter:
    """Paragraphs, a table of names and amounts, and a link into the shop; table and link may be empty.

    A link with `link_id` works once. Its token is added when the mail is sent, so that it is stored nowhere.
    """

    subject: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, str], ...] = ()
    path: str = ""
    link_id: str = ""

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Letter":
        """The letter from its JSON form."""
        rows = tuple((name, value) for name, value in stored["table"])
        # Mails that the release before has stored have no link_id.
        link_id = stored.get("link_id", "")
        return cls(stored["subject"], tuple(stored["paragraphs"]), rows, stored["path"], link_id)


def shipping_notice(number: str, carrier: str, tracking_code: str) -> Letter:
    return Letter(
        subject=f"Your order {number} is on its way",
        paragraphs=(
            f"We have handed your order {number} to {carrier}. Its tracking code is {tracking_code}.",
            "The payment that you authorised is charged now.",
        ),
        path=order_page(number),
    )


def refund_notice(number: str, amount_minor: int, currency: str) -> Letter:
    given = amount(amount_minor, currency)
    return Letter(
        subject=f"{given} of your order {number} is refunded",
        paragraphs=(
            f"We have refunded {given} of your order {number} to the card you chose.",
            "If your card was charged, the money arrives within a few days. If the payment was only authorised, "
            "it is released, and nothing is charged.",
        ),
        path=order_page(number),
    )


# By its code, why an order cannot be accepted.
REJECTIONS: Mapping[RejectionCode, str] = MappingProxyType(
    {
        "out_of_stock": "{what} is out of stock",
        "not_paid_in_time": "the payment did not arrive in time",
        "paid_too_late": "the payment did not arrive in time",
        "card_declined": "the card was declined",
        "insufficient_funds": "there is not enough money on the card",
        "expired_card": "the card has expired",
        "incorrect_cvc": "the card's security code is wrong",
        "unknown_card": "the bank does not know the card",
        "authentication_required": "the card needs a confirmation that the shop does not offer",
    }
)


def rejection_notice(number: str, reason_code: RejectionCode | None, sku: str = "") -> Letter:
    reason = f" The reason: {REJECTIONS[reason_code]}." if reason_code is not None else ""
    return Letter(
        subject=f"We could not accept your order {number}",
        paragraphs=(
            f"We are sorry: we could not accept your order {number}." + reason.format(what=sku or "something"),
            "You are not charged for it. If a payment was authorised, it is released.",
        ),
        path=order_page(number),
    )


def order_page(number: str) -> str:
    """The path of the order in the shop."""
    return f"/orders/{number}"
