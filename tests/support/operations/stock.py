"""Stock in the states that tests need, and the events that change it."""

from uuid import UUID

from db.models.inventory import Stock
from eventing.events.orders import Line, OrderCancelled, OrderPlaced
from eventing.events.payments import PaymentAuthorized
from tests.support.factories import a_product
from tests.support.operations.shop import Shop


def stocked(shop: Shop, on_hand: int, reserved: int = 0, sku: str = "MUG-1") -> None:
    a_product(shop.session, sku, on_hand=on_hand)
    shop.session.get_one(Stock, sku).reserved = reserved
    shop.session.commit()


def reserve(shop: Shop, order_id: UUID) -> None:
    shop.deliver("reserve-stock", OrderPlaced(order_id=order_id, number="n", lines=[Line(sku="MUG-1", quantity=2)]))


def authorized(order_id: UUID) -> PaymentAuthorized:
    return PaymentAuthorized(order_id=order_id, amount_minor=1, currency="EUR")


def cancelled(order_id: UUID) -> OrderCancelled:
    return OrderCancelled(order_id=order_id, number="n")


def stock(shop: Shop) -> tuple[int, int]:
    shop.session.expire_all()
    row = shop.session.get_one(Stock, "MUG-1")
    return row.on_hand, row.reserved
