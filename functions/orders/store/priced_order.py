"""Prices an order: its lines and shipping, less its promotions, with the VAT of its destination."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.models.order_codes import TaxReason
from functions.orders import rules
from functions.orders.delivery.offers import Offers, offers_for
from functions.orders.promotions.choice import Choice, chosen
from functions.orders.promotions.discounts import Goods
from functions.orders.promotions.queries import promotions_for
from functions.orders.queries import priced_lines
from functions.orders.taxes.destinations import destination_of
from functions.orders.taxes.rules import RateTotal, TaxedAmount, Vat, taxed, totals_by_rate


@dataclass(frozen=True, slots=True)
class Wanted:
    """The wanted order; the country defaults to the shop's own, and the method to the first."""

    quantities: Mapping[str, int]
    country: str | None = None
    shipping_method: str | None = None
    voucher_codes: Sequence[str] = ()
    account_id: UUID | None = None
    vat_number: str | None = None
    vat_proof: str | None = None


@dataclass(frozen=True, slots=True)
class PricedOrder:
    """Lines at the shopper's prices, with the offered shipping methods and the promotions that apply."""

    lines: list[rules.PricedLine]
    currency: str
    offers: Offers
    choice: Choice
    vat_number: str | None = None
    vat_proof: str | None = None

    @property
    def totals(self) -> rules.Totals:
        return rules.totals(self.lines, self.offers.shipping_minor, self.choice.discounts.shipping_minor)

    @property
    def shipping(self) -> TaxedAmount:
        """The price of the shipping, at the highest VAT rate among its goods."""
        charged_minor = self.offers.shipping_minor - self.choice.discounts.shipping_minor
        return taxed(charged_minor, max(line.tax_rate_basis_points for line in self.lines))

    @property
    def tax_reason(self) -> TaxReason | None:
        """Why the shipping, like its goods, has no VAT."""
        return next((line.tax_reason for line in self.lines if line.tax_reason is not None), None)

    @property
    def taxes(self) -> list[RateTotal]:
        return totals_by_rate([*(taxed_line(line) for line in self.lines), self.shipping])


def priced_order(session: Session, wanted: Wanted, now: datetime) -> PricedOrder:
    """The order at present prices; raises ProductUnavailable, CountryNotServed or ShippingMethodUnavailable."""
    priced, currency = priced_lines(session, wanted.quantities)
    destination = destination_of(session, wanted.country, now, wanted.vat_number)
    lines = [charged(line, destination.vat) for line in priced]
    offers = offers_for(session, lines, destination, wanted.shipping_method, now)
    choice = _choice(session, wanted, Goods(lines, offers.shipping_minor, offers.first_minor), now)
    paid = reduced(lines, choice.discounts.lines_minor)
    return PricedOrder(paid, currency, offers, choice, wanted.vat_number, wanted.vat_proof)


def taxed_line(line: rules.PricedLine) -> TaxedAmount:
    return taxed(line.charged_minor, line.tax_rate_basis_points)


def _choice(session: Session, wanted: Wanted, goods: Goods, now: datetime) -> Choice:
    promotions, shopper = promotions_for(session, wanted.voucher_codes, wanted.account_id, now)
    return chosen(promotions, wanted.voucher_codes, goods, shopper, now)


def reduced(lines: Sequence[rules.PricedLine], discounts_minor: Sequence[int]) -> list[rules.PricedLine]:
    """The lines with what is taken off each."""
    return [replace(line, discount_minor=off) for line, off in zip(lines, discounts_minor, strict=True)]


def charged(line: rules.PricedLine, vat: Vat) -> rules.PricedLine:
    """The line, which has the merchant's price, at what is charged for it at its destination."""
    charged_minor = vat.charged_minor(line.unit_price_minor, [line.tax_class])
    return replace(
        line,
        unit_price_minor=charged_minor,
        left_out_minor=line.unit_price_minor - charged_minor,
        tax_rate_basis_points=vat.rate_basis_points([line.tax_class]),
        tax_reason=vat.reason([line.tax_class]),
    )
