"""Divides refunds by VAT rate for an accountant, each after those before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from functions.orders.accounting.vat import Share, by_rate, captured, whole
from functions.orders.taxes.rules import rounded


@dataclass(frozen=True, slots=True)
class RefundFacts:
    """A refund, with the tax by rate that it took back; `of_lines` are the taxes of the lines that it was for."""

    id: UUID
    amount_minor: int
    taxes: Sequence[Mapping[str, Any]] | None
    of_lines: Sequence[Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """The stored facts of an order: its captured or expected amount, its taxes, and those of items never charged."""

    country: str
    taken_minor: int
    taxes: Sequence[Mapping[str, Any]] | None
    uncaptured: Sequence[Sequence[Mapping[str, Any]] | None]
    refunds: Sequence[RefundFacts]

    def captured(self, amount_minor: int) -> list[Share]:
        """The shares of the capture, by rate."""
        return captured(amount_minor, self.taxes, self.uncaptured)


def refund_of(order: OrderFacts | None, refund_id: UUID, amount_minor: int) -> list[Share]:
    """The shares of the refund of this amount; without a rate if the order does not know of the refund yet."""
    shares = refunded(order.captured(order.taken_minor), order.refunds).get(refund_id, []) if order else []
    return whole(shares, amount_minor)


def refunded(sold: Iterable[Share], refunds: Iterable[RefundFacts]) -> dict[UUID, list[Share]]:
    """The shares of each refund, the oldest first: those of its lines, or in proportion to what is left.

    Refunding everything leaves nothing of any rate.
    """
    left = {share.rate_basis_points: share.net_minor for share in sold}
    found: dict[UUID, list[Share]] = {}
    for refund in refunds:
        found[refund.id] = shares = whole(_shares(left, refund), refund.amount_minor)
        for share in shares:
            left[share.rate_basis_points] = left.get(share.rate_basis_points, 0) - share.net_minor
    return found


def _shares(left: Mapping[int | None, int], refund: RefundFacts) -> list[Share]:
    tax = by_rate(refund.taxes, "tax_minor")
    net_minor = refund.amount_minor - sum(tax.values())
    left_here = {rate: left.get(rate, 0) for rate in tax}
    net = _net_of_lines(refund, tax, net_minor)
    if net is None or any(minor > left_here.get(rate, 0) for rate, minor in net.items()):
        # The last refund takes all that is left.
        net = left_here if net_minor == sum(left_here.values()) else _spread(net_minor, left_here)
    return [Share(rate, net.get(rate, 0), minor) for rate, minor in tax.items()]


def _net_of_lines(refund: RefundFacts, tax: Mapping[int, int], net_minor: int) -> dict[int, int] | None:
    """The net amounts by rate of the lines that the refund was for; None if it was not only for lines."""
    of_lines, net = by_rate(refund.of_lines, "tax_minor"), by_rate(refund.of_lines, "net_minor")
    is_exact = sum(net.values()) == net_minor and all(of_lines.get(rate, 0) == minor for rate, minor in tax.items())
    return net if refund.of_lines and is_exact else None


def _spread(amount_minor: int, left: Mapping[int, int]) -> dict[int, int]:
    """The amount, in proportion to what is left of each rate; each share is the difference of two rounded shares."""
    weights = {rate: max(0, minor) for rate, minor in left.items()}
    all_minor, before = sum(weights.values()), 0
    if all_minor == 0:
        return dict.fromkeys(list(left)[:1], amount_minor)
    shares = {}
    for rate, weight in weights.items():
        after = rounded(amount_minor * (before + weight), all_minor)
        shares[rate] = after - rounded(amount_minor * before, all_minor)
        before += weight
    return shares
