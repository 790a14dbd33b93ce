"""What an order costs now: its lines and its shipping, with the VAT of the country where it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from functions.orders import rules
from functions.orders.delivery.offers import Offers, offers_for
from functions.orders.queries import priced_lines
from functions.orders.taxes.destinations import destination_of
from functions.orders.taxes.rules import RateTotal, TaxedAmount, Vat, taxed, totals_by_rate


@dataclass(frozen=True, slots=True)
class PricedOrder:
    """Lines at what the shopper pays for them, with the shipping that is offered for them."""

    lines: list[rules.PricedLine]
    currency: str
    offers: Offers

    @property
    def totals(self) -> rules.Totals:
        return rules.totals(self.lines, self.offers.shipping_minor)

    @property
    def shipping(self) -> TaxedAmount:
        """The shipping at the highest rate of the goods that it goes with."""
        return taxed(self.offers.shipping_minor, max(line.tax_rate_basis_points for line in self.lines))

    @property
    def taxes(self) -> list[RateTotal]:
        return totals_by_rate([*(taxed_line(line) for line in self.lines), self.shipping])


def priced_order(
    session: Session, quantities: Mapping[str, int], country: str | None, method: str | None, now: datetime
) -> PricedOrder:
    """Raises ProductUnavailable, CountryNotServed or ShippingMethodUnavailable."""
    priced, currency = priced_lines(session, quantities)
    destination = destination_of(session, country, now)
    lines = [_charged(line, destination.vat) for line in priced]
    return PricedOrder(lines, currency, offers_for(session, lines, destination, method, now))


def taxed_line(line: rules.PricedLine) -> TaxedAmount:
    return taxed(line.total_minor, line.tax_rate_basis_points)


def _charged(line: rules.PricedLine, vat: Vat) -> rules.PricedLine:
    return replace(
        line,
        unit_price_minor=vat.charged_minor(line.unit_price_minor, [line.tax_class]),
        tax_rate_basis_points=vat.rate_basis_points([line.tax_class]),
    )
