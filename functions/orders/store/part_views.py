"""Renders the parts of orders: lines, notes and the delivery."""

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from db.models.order_codes import TaxReason
from functions.orders.shipments.queries import Shipments
from functions.runtime.http.replies import Reply


class LineView(Reply):
    sku: str
    title: str
    unit_price_minor: int
    quantity: int
    discount_minor: int
    # `reverse_charge`: the business that orders owes the VAT, in its own country.
    tax_reason: TaxReason | None = None


class OrderLineView(LineView):
    """A line of an order, with the quantities that can be returned, are to be shipped, or will not be shipped."""

    returnable: int = 0
    to_ship: int = 0
    released: int = 0

    def of_which(self, returnable: Counter[str], shipments: Shipments) -> "OrderLineView":
        sku = self.sku
        counts = {"returnable": returnable[sku], "to_ship": shipments.left[sku], "released": shipments.released[sku]}
        return self.model_copy(update=counts)


class NoteView(Reply):
    """A note that staff wrote on an order; `author` is an account's id."""

    id: UUID
    text: str
    author: str
    at: datetime


class DeliveryView(Reply):
    """A shipping method, by its names for shoppers in each language, with the earliest and latest day of arrival."""

    code: str
    names: dict[str, str]
    arrives_from: date
    arrives_until: date
