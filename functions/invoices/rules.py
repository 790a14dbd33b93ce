"""Rules of invoices: the lines of an invoice, the division of a refund among VAT rates, and the form of numbers.

Amounts are minor units and include VAT; rates are basis points. A document's net amounts and taxes add up to its total,
by rate and in all."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

SERIES: Mapping[str, str] = {"invoice": "INV", "credit_note": "CN"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a document: a quantity of a product, the shipping, or part of an amount (`kind`). `discount_minor` is
    that on `unit_price_minor` times the quantity."""

    kind: str
    title: str
    quantity: int
    unit_price_minor: int
    discount_minor: int
    gross_minor: int
    rate_basis_points: int
    tax_minor: int
    sku: str = ""
    # Of the shipping method, by language.
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RateTotal:
    """The sums of a document at one rate."""

    rate_basis_points: int
    net_minor: int
    tax_minor: int


def invoiced(line: Line, released: int) -> Line:
    """The order's line without its items that were released before the capture, and so never charged: the line's amount
    less a rounded share."""
    kept = line.quantity - released
    gross_minor = line.gross_minor - _rounded(line.gross_minor * released, line.quantity)
    return replace(
        line,
        quantity=kept,
        discount_minor=line.unit_price_minor * kept - gross_minor,
        gross_minor=gross_minor,
        tax_minor=line.tax_minor - _rounded(line.tax_minor * released, line.quantity),
    )


def totals_by_rate(lines: Iterable[Line]) -> list[RateTotal]:
    """The sums per rate, the highest rate first."""
    gross, tax = Counter[int](), Counter[int]()
    for line in lines:
        gross[line.rate_basis_points] += line.gross_minor
        tax[line.rate_basis_points] += line.tax_minor
    return [RateTotal(rate, gross[rate] - tax[rate], tax[rate]) for rate in sorted(gross, reverse=True)]


def left_of(invoice: Iterable[RateTotal], credited: Iterable[RateTotal]) -> list[RateTotal]:
    """The part of an invoice that is not credited yet, by rate."""
    left = {each.rate_basis_points: each for each in invoice}
    for each in credited:
        rate = each.rate_basis_points
        before = left.get(rate, RateTotal(rate, 0, 0))
        left[rate] = RateTotal(rate, before.net_minor - each.net_minor, before.tax_minor - each.tax_minor)
    return [left[rate] for rate in sorted(left, reverse=True)]


def is_of(
    lines: Sequence[RateTotal], amount_minor: int, taxes_minor: Mapping[int, int], left: Iterable[RateTotal]
) -> bool:
    """Whether a refund is of exactly these lines with their VAT, and so much of each rate is left of the invoice."""
    left_minor = {each.rate_basis_points: each.net_minor for each in left}
    return (
        sum(each.net_minor + each.tax_minor for each in lines) == amount_minor
        and Counter({each.rate_basis_points: each.tax_minor for each in lines}) == Counter(taxes_minor)
        and all(each.net_minor <= left_minor.get(each.rate_basis_points, 0) for each in lines)
    )


def divided(amount_minor: int, taxes_minor: Mapping[int, int], left: Sequence[RateTotal]) -> list[RateTotal]:
    """A refund of an amount, divided by rate, with exactly the VAT that it takes back. Its net amount is divided in
    proportion to what is left of each rate; a refund of the rest takes exactly that."""
    net_minor = amount_minor - sum(taxes_minor.values())
    nets_minor = spread(net_minor, [max(0, each.net_minor) for each in left])
    rows = [
        RateTotal(each.rate_basis_points, net, taxes_minor.get(each.rate_basis_points, 0))
        for each, net in zip(left, nets_minor, strict=True)
    ]
    return [row for row in rows if row.net_minor or row.tax_minor]


def spread(amount_minor: int, weights: Sequence[int]) -> list[int]:
    """The amount in parts in proportion to the weights; the parts add up to it; without weights, the first gets all."""
    if not sum(weights):
        return [amount_minor, *[0] * (len(weights) - 1)] if weights else []
    ends = [_rounded(amount_minor * reached, sum(weights)) for reached in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def with_taxes(lines: Sequence[Line], taxes_minor: Mapping[int, int]) -> list[Line]:
    """The lines with the VAT of each rate divided among those that have it, in proportion to their amounts."""
    found: dict[int, Line] = {}
    for rate in {line.rate_basis_points for line in lines}:
        places = [place for place, line in enumerate(lines) if line.rate_basis_points == rate]
        shares = spread(taxes_minor.get(rate, 0), [lines[place].gross_minor for place in places])
        found |= {place: replace(lines[place], tax_minor=tax) for place, tax in zip(places, shares, strict=True)}
    return [found[place] for place in range(len(lines))]


def _rounded(numerator: int, denominator: int) -> int:
    """The quotient, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)
