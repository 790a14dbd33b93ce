"""Creates orders."""

import secrets
from dataclasses import asdict
from datetime import datetime

from db.models.base import new_key
from db.models.orders import Order, OrderLine, OrderTransition
from functions.orders import rules
from functions.orders.promotions.views import AppliedView
from functions.orders.store.priced_order import PricedOrder, taxed_line
from functions.runtime.addresses import Address
from functions.runtime.callers import Caller
from functions.runtime.errors import InvalidRequest
from functions.runtime.settings import settings

# Crockford's alphabet, which has no letters that could be mistaken for digits.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

# Of 10^12 numbers, ten million orders have 10^-5: that three in a row are taken happens to one order in 10^15.
DRAWN = 3


def new_number() -> str:
    """A random number, which an existing order may have."""
    return "CS-" + "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(2))


def new_order(priced: PricedOrder, caller: Caller, now: datetime) -> Order:
    """A new order, still without number, address, e-mail address, language and payment method."""
    cost, shipping, offer = priced.totals, priced.shipping, priced.offers.taken
    return Order(
        id=new_key(),
        account_id=caller.customer_id,
        state="placed",
        currency=priced.currency,
        subtotal_minor=cost.subtotal_minor,
        shipping_minor=cost.shipping_minor,
        discount_minor=cost.discount_minor,
        shipping_discount_minor=priced.choice.discounts.shipping_minor,
        standard_shipping_minor=min(priced.offers.first_minor, shipping.gross_minor),
        total_minor=cost.total_minor,
        promotions=[AppliedView.of(each).model_dump() for each in priced.choice.discounts.applied],
        shipping_tax_rate_basis_points=shipping.rate_basis_points,
        shipping_tax_minor=shipping.tax_minor,
        taxes=[asdict(each) for each in priced.taxes],
        tax_reason=priced.tax_reason,
        refunded_minor=0,
        delivery=offer.delivery.model_dump(mode="json") if offer is not None else None,
        placed_at=now,
        deadline_at=rules.deadline("placed", "", now),
        lines=[_line(position, line) for position, line in enumerate(priced.lines, start=1)],
        timeline=[OrderTransition(sequence=1, state="placed", reason_code="ordered", actor=caller.name, at=now)],
    )


def note_vat_number(order: Order, vat_number: str | None, proof: str | None, address: Address) -> None:
    """Stores the VAT number of a business, and how it was checked.

    Raises InvalidRequest if the address has no company, or VatCheckMissing.
    """
    if vat_number is None:
        return
    if not address.company:
        raise InvalidRequest.field("address.company", "is needed with a VAT number")
    # Imported here: most orders are of consumers.
    from functions.orders.taxes.vat_checks import check_shown

    order.vat_number = vat_number
    order.vat_check = check_shown(vat_number, proof, settings()).stored()


def _line(position: int, line: rules.PricedLine) -> OrderLine:
    return OrderLine(
        position=position,
        sku=line.sku,
        title=line.title,
        unit_price_minor=line.unit_price_minor,
        quantity=line.quantity,
        discount_minor=line.discount_minor,
        tax_rate_basis_points=line.tax_rate_basis_points,
        tax_minor=taxed_line(line).tax_minor,
        tax_reason=line.tax_reason,
    )
