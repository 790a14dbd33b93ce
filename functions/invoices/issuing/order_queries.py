"""Reads the sale of an order."""

from uuid import UUID

from sqlalchemy.orm import Session

from db.models.orders import Order, OrderLine
from functions.invoices.issuing.sale import Sale
from functions.invoices.queries import has_vat, invoiced_to, lines_of, order_of, released_before, shipped_at
from functions.invoices.rules import Line, invoiced


def sale_of(session: Session, order_id: UUID) -> Sale | None:
    """The order's sale; None if nothing was shipped, or for an order from before VAT was stored."""
    order, shipped = order_of(session, order_id), shipped_at(session, order_id)
    if shipped is None or order.taxes is None:
        return None
    released = released_before(session, order_id)
    goods = [invoiced(_ordered(line), released[line.sku]) for line in lines_of(session, order_id)]
    lines = [*(line for line in goods if line.quantity > 0), *_shipping(order)]
    is_taxed = any(line.rate_basis_points for line in lines)
    address = order.address or invoiced_to(session, order_id)
    is_export = not is_taxed and not has_vat(session, str(address.get("country", "")))
    return Sale(
        order_id=order_id,
        order_number=order.number,
        email=order.email,
        language=order.language,
        currency=order.currency,
        address=address | ({"vat_number": order.vat_number} if order.vat_number else {}),
        supplied_on=shipped.date(),
        lines=lines,
        vat_note=order.tax_reason or ("export" if is_export else None),
    )


def _ordered(line: OrderLine) -> Line:
    return Line(
        kind="goods",
        title=line.title,
        quantity=line.quantity,
        unit_price_minor=line.unit_price_minor,
        discount_minor=line.discount_minor,
        gross_minor=line.unit_price_minor * line.quantity - line.discount_minor,
        rate_basis_points=line.tax_rate_basis_points or 0,
        tax_minor=line.tax_minor or 0,
        sku=line.sku,
    )


def _shipping(order: Order) -> list[Line]:
    if order.shipping_minor == 0:
        return []
    line = Line(
        kind="shipping",
        title="",
        quantity=1,
        unit_price_minor=order.shipping_minor,
        discount_minor=order.shipping_discount_minor,
        gross_minor=order.shipping_minor - order.shipping_discount_minor,
        rate_basis_points=order.shipping_tax_rate_basis_points or 0,
        tax_minor=order.shipping_tax_minor or 0,
        names=(order.delivery or {}).get("names", {}),
    )
    return [line]
