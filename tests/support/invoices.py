"""Orders that are shipped and refunded, with the invoices and credit notes that are issued for them."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from db.models.invoices import InvoiceDocument, Kind
from eventing.events.orders import OrderRefunded, OrderShipped
from eventing.events.payments import PaymentRefunded
from tests.support.operations.orders import SHIPMENT, act, an_order, present
from tests.support.operations.shop import Shop

# An operator's settings, as environment variables.
SELLER = {
    "SELLER_NAME": "Merchant Ltd",
    "SELLER_STREET": "1 Main Street",
    "SELLER_POSTAL_CODE": "D02 X285",
    "SELLER_CITY": "Dublin",
    "SELLER_COUNTRY": "IE",
    "SELLER_VAT_NUMBER": "IE6388047V",
    "SELLER_REGISTRATION": "CRO 388047",
}


def ship(shop: Shop, order: dict[str, Any], **other: Any) -> Any:
    return act(shop, "ship-order", order["number"], {**SHIPMENT, **other}, role="staff")


def invoice(shop: Shop, order: dict[str, Any]) -> Any:
    """Delivers the event of the order's first parcel; each call delivers it again."""
    (event,) = (each for each in shop.announced(OrderShipped) if each["number"] == order["number"])
    return shop.deliver_raw("issue-invoice", OrderShipped.TYPE, event)


def credit(shop: Shop, refund_id: UUID) -> Any:
    """Delivers the event that the refund is done; each call delivers it again."""
    (event,) = (each for each in shop.announced(OrderRefunded) if each["refund"] == str(refund_id))
    return shop.deliver_raw("issue-credit-note", OrderRefunded.TYPE, event)


def an_invoiced_order(shop: Shop, **other: Any) -> dict[str, Any]:
    order: dict[str, Any] = an_order(shop, "confirmed", **other)
    order["id"] = present(shop, order).id
    assert ship(shop, order).status_code == 200
    assert invoice(shop, order).status_code == 204
    return order


def refund(shop: Shop, order_id: UUID, amount_minor: int, refund_id: UUID | None = None) -> Any:
    """Delivers that this amount was refunded; returns the response of the function that issues credit notes."""
    refund_id = refund_id or uuid4()
    event = PaymentRefunded(order_id=order_id, refund_id=refund_id, amount_minor=amount_minor, currency="EUR")
    done = shop.deliver("mark-order-refunded", event)
    assert done.status_code == 204, done.json
    return credit(shop, refund_id)


def documents(shop: Shop, kind: Kind = "invoice") -> list[InvoiceDocument]:
    shop.session.expire_all()
    query = select(InvoiceDocument).where(InvoiceDocument.kind == kind)
    return list(shop.session.scalars(query.order_by(InvoiceDocument.sequence)))


def rows(document: InvoiceDocument) -> list[tuple[str, int, int]]:
    """Of each line, what it is, how many, and its amount."""
    return [(line["kind"], line["quantity"], line["gross_minor"]) for line in document.content["lines"]]


def by_rate(document: InvoiceDocument) -> dict[int, tuple[int, int]]:
    return {each["rate_basis_points"]: (each["net_minor"], each["tax_minor"]) for each in document.taxes}
