"""Rules of returns: their states, what can still be sent back, and what is refunded of a line.

Each return refunds the difference of two rounded shares of its line, so that all returns of a line together refund
exactly what was paid for it, and the VAT that it includes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.models.order_codes import ReturnState
from functions.orders.taxes.rules import TaxedAmount, reversed_minor, rounded

# Directive 2011/83/EU, Article 9.
WITHDRAWAL_PERIOD = timedelta(days=14)

OPEN: frozenset[ReturnState] = frozenset({"requested", "approved"})
# What staff may make of a return, by its state; what arrives is received, also before it was decided on.
STAFF_MAY: Mapping[ReturnState, frozenset[ReturnState]] = {
    "requested": frozenset({"approved", "declined", "received"}),
    "approved": frozenset({"received"}),
}


def is_withdrawal(delivered_at: datetime | None, now: datetime) -> bool:
    """Whether the law lets the shopper withdraw now: until 14 days after the goods arrived."""
    return delivered_at is None or now <= delivered_at + WITHDRAWAL_PERIOD


def may_become(state: ReturnState, present: ReturnState, *, withdrawal: bool) -> bool:
    """Whether staff may decide so; a withdrawal is the shopper's, and not declined."""
    return state in STAFF_MAY.get(present, frozenset()) and not (withdrawal and state == "declined")


@dataclass(frozen=True, slots=True)
class SentBack:
    """A line of a return: so many were announced, and of these so many have arrived."""

    sku: str
    announced: int
    arrived: int


def taken(returns: Iterable[tuple[ReturnState, Iterable[SentBack]]]) -> Counter[str]:
    """How many of each SKU are on their way back, or have arrived; what a parcel did not have may come again."""
    found: Counter[str] = Counter()
    for state, lines in returns:
        for line in lines if state != "declined" else ():
            found[line.sku] += line.announced if state in OPEN else line.arrived
    return found


@dataclass(frozen=True, slots=True)
class PaidLine:
    """What was paid for all items of an order line, and the VAT in it; an order of before VAT has no tax stored."""

    quantity: int
    charged_minor: int
    rate_basis_points: int | None
    tax_minor: int | None

    def given_back(self, before: int, arrived: int) -> TaxedAmount:
        """What is given back for so many items, after so many before."""

        def share(whole_minor: int) -> int:
            after_minor = rounded(whole_minor * (before + arrived), self.quantity)
            return after_minor - rounded(whole_minor * before, self.quantity)

        return TaxedAmount(share(self.charged_minor), self.rate_basis_points or 0, share(self.tax_minor or 0))


def without_lost_value(amount: TaxedAmount, lost_minor: int) -> TaxedAmount:
    """What is given back of the amount where the goods have lost so much of it, at most all, with its share of VAT."""
    (tax_minor,) = reversed_minor([amount.tax_minor], amount.gross_minor, 0, amount.gross_minor - lost_minor)
    return TaxedAmount(amount.gross_minor - lost_minor, amount.rate_basis_points, tax_minor)


def is_everything(ordered: Mapping[str, int], arrived: Mapping[str, int]) -> bool:
    return all(arrived.get(sku, 0) >= quantity for sku, quantity in ordered.items())


@dataclass(frozen=True, slots=True)
class Refunds:
    """What was refunded of an order of this total, and the tax taken back with it, by rate."""

    total_minor: int
    refunded_minor: int
    taxes_minor: Mapping[int, int]
    # Whether any of it was refunded by line.
    has_lines: bool


def taken_back(
    stored: Mapping[int, int], before: Refunds, amount_minor: int, of_lines: Mapping[int, int] | None
) -> dict[int, int]:
    """By rate, the tax that a refund takes back: that of its lines, or for an amount its share.

    The last refund takes what is left of each rate, so that all of them together take back exactly what is stored, in
    whatever order refunds by line and of amounts come.
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
