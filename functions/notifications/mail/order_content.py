"""Builds the content of mails about an order's progress, by pure functions; their texts are in texts/."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from eventing.codes import CancellationCode, RejectionCode
from functions.notifications.mail.confirmation_content import Bought, row_of
from functions.notifications.mail.content import Amount, MailContent, Value, amount, moment, order_page, phrase


@dataclass(frozen=True, slots=True)
class Buyer:
    """The recipient of a mail about an order, and what the order costs."""

    email: str
    total: Amount


@dataclass(frozen=True, slots=True)
class Step:
    """How and when an order came into a state."""

    reason_code: str
    at: datetime


def refund_notice(number: str, amount_minor: int, currency: str, *, is_voided: bool = False) -> MailContent:
    """The mail about a refund. A voided authorisation is no refund: it was never charged, and its hold is released."""
    values: dict[str, Value] = {"number": number, "amount": amount(amount_minor, currency)}
    if is_voided:
        return MailContent("refund-notice", ("released",), values, path=order_page(number), subject="released-subject")
    return MailContent("refund-notice", ("refunded", "when"), values, path=order_page(number))


def cancellation_notice(
    number: str,
    reason_code: CancellationCode | None,
    lines: Sequence[Bought],
    total: Amount,
    *,
    is_authorized: bool,
    at: datetime | None = None,
) -> MailContent:
    """The mail about a cancellation. It says only whose wish it was, as text that staff type is for staff.

    A cancellation by the shopper is a withdrawal, whose receipt has its date and time; older orders may lack them.
    """
    by_shopper = reason_code != "cancelled_by_shop"
    whose = ("by-shopper", *(("at",) if at is not None else ())) if by_shopper else ("by-shop",)
    money = "released" if is_authorized and total["minor"] > 0 else "not-charged"
    rows = (*(row_of(line, total["currency"]) for line in lines), (phrase("order-confirmation.total"), total))
    values: dict[str, Value] = {"number": number, "total": total, **({"at": moment(at)} if at is not None else {})}
    return MailContent("cancellation-notice", (*whose, money), values, rows, path=order_page(number))


def rejection_notice(
    number: str, reason_code: RejectionCode | None, title: str = "", available: int = 0
) -> MailContent:
    """The mail about a rejection; of `title`, only `available` were left. Events of older releases have no code."""
    if reason_code is None:
        return MailContent("rejection-notice", ("sorry", "not-charged"), {"number": number}, path=order_page(number))
    reason = phrase(f"reasons.{reason_code}", title=title)
    if reason_code == "out_of_stock" and available > 0:
        reason = phrase("reasons.not_enough", title=title, count=available)
    values: dict[str, Value] = {"number": number, "reason": reason}
    return MailContent("rejection-notice", ("sorry", "because", "not-charged"), values, path=order_page(number))
