"""Renders quotes: the present price and availability of an order."""

from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from db.models.order_codes import TaxReason
from functions.orders import rules
from functions.orders.delivery.offers import Offer
from functions.orders.promotions.views import AppliedPromotions, AppliedView
from functions.orders.promotions.vouchers import Vouchers, VoucherView
from functions.orders.queries import available
from functions.orders.store.part_views import DeliveryView, LineView
from functions.orders.store.priced_order import PricedOrder
from functions.orders.taxes.views import Taxes, TaxView
from functions.runtime.http.replies import Reply


class QuotedLine(LineView):
    """`in_stock` is the quantity in stock if that is less than wanted."""

    line_total_minor: int
    available: bool
    in_stock: int | None


class OfferView(DeliveryView):
    """A shipping method that can be chosen, at its price for this order."""

    price_minor: int


class QuoteView(Reply):
    """The present price of an order with these lines; `available` says whether all lines are in stock.

    `country` is the destination. `shipping_method` is the one of `shipping_methods` in the price; goods that need no
    parcel have none. `discount_minor` is the discount of `promotions`, which are those that save the shopper most;
    `vouchers` are the codes that were entered. `taxes` is the VAT in the total; without VAT it has the rate 0.
    `tax_reason` says why lines that would have VAT have none: with `reverse_charge`, the business whose `vat_number`
    was given owes it. An order with the number needs `vat_proof`; null if VIES is not queried.
    """

    currency: str
    subtotal_minor: int
    shipping_minor: int
    discount_minor: int
    total_minor: int
    promotions: AppliedPromotions
    vouchers: Vouchers
    taxes: Taxes
    tax_reason: TaxReason | None
    vat_number: str | None
    vat_proof: str | None
    available: bool
    country: str
    shipping_method: str | None
    shipping_methods: list[OfferView]
    lines: Annotated[list[QuotedLine], Field(max_length=rules.LINES_MAX)]


def quote_of(session: Session, priced: PricedOrder) -> QuoteView:
    in_stock = available(session, [line.sku for line in priced.lines])
    lines = [_quoted(line, in_stock.get(line.sku, 0)) for line in priced.lines]
    cost, offers = priced.totals, priced.offers
    return QuoteView(
        currency=priced.currency,
        subtotal_minor=cost.subtotal_minor,
        shipping_minor=cost.shipping_minor,
        discount_minor=cost.discount_minor,
        total_minor=cost.total_minor,
        promotions=[AppliedView.of(each) for each in priced.choice.discounts.applied],
        vouchers=[VoucherView.of(each) for each in priced.choice.vouchers],
        taxes=[TaxView.model_validate(each) for each in priced.taxes],
        tax_reason=priced.tax_reason,
        vat_number=priced.vat_number,
        vat_proof=priced.vat_proof,
        available=all(line.available for line in lines),
        country=offers.country,
        shipping_method=offers.taken.delivery.code if offers.taken is not None else None,
        shipping_methods=[_offered(offer) for offer in offers.choices],
        lines=lines,
    )


def _offered(offer: Offer) -> OfferView:
    return OfferView(**offer.delivery.model_dump(), price_minor=offer.price_minor)


def _quoted(line: rules.PricedLine, in_stock: int) -> QuotedLine:
    return QuotedLine(
        sku=line.sku,
        title=line.title,
        unit_price_minor=line.unit_price_minor,
        quantity=line.quantity,
        discount_minor=line.discount_minor,
        tax_reason=line.tax_reason,
        line_total_minor=line.total_minor,
        available=line.quantity <= in_stock,
        in_stock=in_stock if in_stock < line.quantity else None,
    )
