"""Rules of returns: their states, what can still be sent back, and what is refunded of a line.

Each return refunds the difference of two rounded shares of its line, so that all returns of a line together refund
exactly what was paid for it, and the VAT that it includes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from db.models.order_codes import ReturnState
from functions.orders.taxes.rules import TaxedAmount, reversed_minor, rounded

# Directive 2011/83/EU, Article 9.
WITHDRAWAL_PERIOD = timedelta(days=14)

OPEN: frozenset[ReturnState] = frozenset({"requested", "approved"})
# The decisions that staff may take in each state; a return may also be received before it is decided.
STAFF_MAY: Mapping[ReturnState, frozenset[ReturnState]] = {
    "requested": frozenset({"approved", "declined", "received"}),
    "approved": frozenset({"received"}),
}


def state_without_return(entered: Mapping[str, datetime]) -> Literal["shipped", "delivered"]:
    """The state to which an order returns once its return is settled."""
    return "delivered" if "delivered" in entered else "shipped"


def is_withdrawal(delivered_at: datetime | None, now: datetime, *, by_business: bool) -> bool:
    """Whether the shopper may withdraw by law now: a consumer, until 14 days after the goods arrived."""
    return not by_business and (delivered_at is None or now <= delivered_at + WITHDRAWAL_PERIOD)


def may_become(state: ReturnState, present: ReturnState, *, withdrawal: bool) -> bool:
    """Whether staff may decide so; a withdrawal cannot be declined."""
    return state in STAFF_MAY.get(present, frozenset()) and not (withdrawal and state == "declined")


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A line of a return: the announced quantity, and the arrived quantities."""

    sku: str
    announced: int
    arrived: int


def returned_quantities(returns: Iterable[tuple[ReturnState, Iterable[ReturnedLine]]]) -> Counter[str]:
    """The quantity of each SKU that is on its way back or has arrived; missing items can be announced again."""
    found: Counter[str] = Counter()
    for state, lines in returns:
        for line in lines if state != "declined" else ():
            found[line.sku] += line.announced if state in OPEN else line.arrived
    return found


@dataclass(frozen=True, slots=True)
class PaidLine:
    """The amount paid for all items of an order line, and its VAT; an order from before VAT has no tax stored."""

    quantity: int
    charged_minor: int
    rate_basis_points: int | None
    tax_minor: int | None

    def refund_of_quantity(self, before: int, arrived: int) -> TaxedAmount:
        """The refund for this quantity, after an earlier one."""

        def share(whole_minor: int) -> int:
            after_minor = rounded(whole_minor * (before + arrived), self.quantity)
            return after_minor - rounded(whole_minor * before, self.quantity)

        return TaxedAmount(share(self.charged_minor), self.rate_basis_points or 0, share(self.tax_minor or 0))


def less_lost_value(amount: TaxedAmount, lost_minor: int) -> TaxedAmount:
    """The refund of the amount less the lost value, and not below zero, with its share of VAT."""
    (tax_minor,) = reversed_minor([amount.tax_minor], amount.gross_minor, 0, amount.gross_minor - lost_minor)
    return TaxedAmount(amount.gross_minor - lost_minor, amount.rate_basis_points, tax_minor)


def is_everything(ordered: Mapping[str, int], arrived: Mapping[str, int]) -> bool:
    return all(arrived.get(sku, 0) >= quantity for sku, quantity in ordered.items())


@dataclass(frozen=True, slots=True)
class Refunds:
    """The amount refunded of an order with this total, and the tax taken back with it, by rate."""

    total_minor: int
    refunded_minor: int
    taxes_minor: Mapping[int, int]
    # Whether any of it was refunded by line.
    has_lines: bool


def refunded_taxes(
    stored: Mapping[int, int], before: Refunds, amount_minor: int, of_lines: Mapping[int, int] | None
) -> dict[int, int]:
    """The tax that a refund takes back, by rate: that of its lines, or an amount's share.

    The last refund takes what is left of each rate, so that all refunds together take back exactly the stored tax, in
    any order of refunds by line and of amounts.
    """
    left = {rate: tax_minor - before.taxes_minor.get(rate, 0) for rate, tax_minor in stored.items()}
    left_minor = before.total_minor - before.refunded_minor
    if amount_minor >= left_minor:
        return left
    if of_lines is not None and all(tax_minor <= left.get(rate, 0) for rate, tax_minor in of_lines.items()):
        return {rate: of_lines.get(rate, 0) for rate in stored}
    if before.has_lines:
        return {rate: rounded(tax_minor * amount_minor, left_minor) for rate, tax_minor in left.items()}
    shares = reversed_minor(list(stored.values()), before.total_minor, before.refunded_minor, amount_minor)
    return {rate: min(share, left[rate]) for rate, share in zip(stored, shares, strict=True)}
