"""Rules of the VAT that an accountant declares: the shares of a capture by rate.

The shares of a booking always add up to it: an amount without stored tax is a share without a rate.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a booking at one rate, in basis points; None if the rate is not known."""

    rate_basis_points: int | None
    net_minor: int
    tax_minor: int

    @property
    def gross_minor(self) -> int:
        return self.net_minor + self.tax_minor

    def negated(self) -> "Share":
        return Share(self.rate_basis_points, -self.net_minor, -self.tax_minor)


def captured(
    amount_minor: int,
    taxes: Sequence[Mapping[str, Any]] | None,
    uncaptured: Iterable[Sequence[Mapping[str, Any]] | None],
) -> list[Share]:
    """The shares of a capture: the order's taxes, without those of items released before it."""
    net, tax = by_rate(taxes, "net_minor"), by_rate(taxes, "tax_minor")
    for released in uncaptured:
        for rate, minor in by_rate(released, "net_minor").items():
            net[rate] = net.get(rate, 0) - minor
        for rate, minor in by_rate(released, "tax_minor").items():
            tax[rate] = tax.get(rate, 0) - minor
    return whole([Share(rate, net[rate], tax.get(rate, 0)) for rate in sorted(net, reverse=True)], amount_minor)


def whole(shares: list[Share], amount_minor: int) -> list[Share]:
    """The shares that are not zero, and one without a rate for the rest of the amount."""
    rest_minor = amount_minor - sum(share.gross_minor for share in shares)
    known = [share for share in shares if share.net_minor or share.tax_minor]
    return [*known, Share(None, rest_minor, 0)] if rest_minor else known


def by_rate(taxes: Sequence[Mapping[str, Any]] | None, amount: str) -> dict[int, int]:
    """The stored taxes' `net_minor` or `tax_minor`, by rate in basis points; refunds have no net amount stored."""
    return {each["rate_basis_points"]: each.get(amount, 0) for each in taxes or ()}
