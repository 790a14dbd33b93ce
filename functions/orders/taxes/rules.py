"""Rules of VAT: the rate of a tax class, the tax that a gross price includes, and the tax that a refund takes back.

Rates are in basis points: 550 is 5.5 %. Amounts are rounded half up, each line by itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class TaxedAmount:
    """An order line or the shipping at its gross price, with the rate and the tax that it includes."""

    gross_minor: int
    rate_basis_points: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class RateTotal:
    """The sum of all amounts of one rate."""

    rate_basis_points: int
    net_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class Vat:
    """The rates by tax class of the destination country and of the shop's own country.

    If no VAT is due, the destination has no rates. With reverse charge, the business that orders owes the VAT.
    """

    rates: Mapping[str, int]
    home_rates: Mapping[str, int]
    reverse_charge: bool = False

    def rate_basis_points(self, tax_classes: Collection[str]) -> int:
        """The highest rate of these classes; shipping has the highest rate among its goods."""
        return 0 if self.reverse_charge else _highest(self.rates, tax_classes)

    def reason(self, tax_classes: Collection[str]) -> Literal["reverse_charge"] | None:
        """Why goods of these classes, which normally have VAT, have none."""
        return "reverse_charge" if self.reverse_charge and _highest(self.rates, tax_classes) > 0 else None

    def charged_minor(self, price_minor: int, tax_classes: Collection[str]) -> int:
        """The shopper's price for the merchant's, which includes the VAT of the shop's own country.

        It is the same in every country with VAT. Elsewhere, and with reverse charge, it is the price without VAT.
        """
        if self.rates and not self.reverse_charge:
            return price_minor
        return export_price_minor(price_minor, _highest(self.home_rates, tax_classes))


def is_reverse_charged(
    number_country: str | None, destination: str, home: str | None, rates: Mapping[str, int]
) -> bool:
    """Whether a business owes the VAT itself (Directive 2006/112/EC, Article 138).

    Its VAT number and the destination are both of other member states than the shop's own.
    """
    return number_country not in (None, home) and destination != home and bool(rates)


def _highest(rates: Mapping[str, int], tax_classes: Collection[str]) -> int:
    """The highest rate; a class without a rate of its own has the standard one."""
    standard = rates.get("standard", 0)
    return max((0 if each == "none" else rates.get(each, standard) for each in tax_classes), default=0)


def rounded(numerator: int, denominator: int) -> int:
    """The quotient of an integer and a natural number, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def included_minor(gross_minor: int, rate_basis_points: int) -> int:
    """The tax that the gross price includes."""
    return rounded(gross_minor * rate_basis_points, _WHOLE + rate_basis_points)


def taxed(gross_minor: int, rate_basis_points: int) -> TaxedAmount:
    return TaxedAmount(gross_minor, rate_basis_points, included_minor(gross_minor, rate_basis_points))


def export_price_minor(gross_minor: int, home_rate_basis_points: int) -> int:
    """The price if no VAT is due: the gross price without the VAT of the shop's own country."""
    return gross_minor - included_minor(gross_minor, home_rate_basis_points)


def totals_by_rate(amounts: Iterable[TaxedAmount]) -> list[RateTotal]:
    """The sums per rate, the highest rate first."""
    gross: dict[int, int] = defaultdict(int)
    tax: dict[int, int] = defaultdict(int)
    for amount in amounts:
        gross[amount.rate_basis_points] += amount.gross_minor
        tax[amount.rate_basis_points] += amount.tax_minor
    return [RateTotal(rate, gross[rate] - tax[rate], tax[rate]) for rate in sorted(gross, reverse=True)]


def reversed_minor(taxes_minor: Sequence[int], total_minor: int, before_minor: int, refund_minor: int) -> list[int]:
    """The part of each stored tax that a refund takes back after `before_minor` of the total was refunded.

    Each refund takes back the difference of two rounded shares, so that all refunds together take back exactly
    everything, however they are split.
    """
    if total_minor == 0:
        return [0] * len(taxes_minor)
    after_minor = before_minor + refund_minor
    return [
        rounded(tax_minor * after_minor, total_minor) - rounded(tax_minor * before_minor, total_minor)
        for tax_minor in taxes_minor
    ]
