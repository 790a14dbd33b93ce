import hashlib
from datetime import datetime
from typing import Any
from uuid import uuid4

from eventing.events.orders import CartCheckedOut, OrderConfirmed
from eventing.events.stock import StockCommitted, StockReserved
from functions.orders.queries import order_by_number
from tests.support.factories import a_product, an_order_for
from tests.support.operations.orders import present, put_into
from tests.support.operations.shop import Shop


class TestConfirmOrder:
    def test_confirms_a_reserved_order(self, shop: Shop, order: dict[str, Any]) -> None:
        shop.deliver("mark-order-reserved", StockReserved(order_id=order["id"]))
        shop.deliver("confirm-order", StockCommitted(order_id=order["id"]))
        states = [step.state for step in present(shop, order).timeline]
        assert states == ["placed", "reserved", "confirmed"]
        assert len(shop.announced(OrderConfirmed)) == 1

    def test_confirms_an_order_whose_reservation_is_not_known_yet(self, shop: Shop, order: dict[str, Any]) -> None:
        shop.deliver("confirm-order", StockCommitted(order_id=order["id"]))
        assert [step.state for step in present(shop, order).timeline] == ["placed", "reserved", "confirmed"]

    def test_leaves_nothing_to_resume(self, shop: Shop, order: dict[str, Any]) -> None:
        assert present(shop, order).deadline_at is not None
        shop.deliver("confirm-order", StockCommitted(order_id=order["id"]))
        assert present(shop, order).deadline_at is None

    def test_reports_to_the_cart_once_what_was_bought_from_it_by_whom_and_when(self, shop: Shop) -> None:
        a_product(shop.session)
        cart_id, account_id = uuid4(), uuid4()
        by: dict[str, Any] = {"role": "shopper", "account_id": account_id, "headers": {"cart-token": "secret"}}
        body = an_order_for(quantity=2, cart_id=str(cart_id))
        number = shop.call("place-order", body, key=str(uuid4()), **by).json["number"]
        order = order_by_number(shop.session, number)
        for _ in range(2):
            shop.deliver("confirm-order", StockCommitted(order_id=order.id))
        (event,) = shop.announced(CartCheckedOut)
        assert (event["cart_id"], event["order_id"], event["account_id"]) == tuple(
            map(str, (cart_id, order.id, account_id))
        )
        assert event["token_sha256"] == hashlib.sha256(b"secret").hexdigest()
        assert event["lines"] == [{"sku": "MUG-1", "quantity": 2}]
        assert datetime.fromisoformat(event["placed_at"]) == order.placed_at

    def test_reports_to_no_cart_what_was_not_bought_from_one(self, shop: Shop, order: dict[str, Any]) -> None:
        shop.deliver("confirm-order", StockCommitted(order_id=order["id"]))
        assert shop.announced(CartCheckedOut) == []

    def test_leaves_a_cancelled_order_cancelled(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "cancelled")
        assert shop.deliver("confirm-order", StockCommitted(order_id=order["id"])).status_code == 204
        assert present(shop, order).state == "cancelled"
        assert shop.announced(OrderConfirmed) == []

    def test_an_event_about_an_unknown_order_is_poison_and_not_retried(self, shop: Shop) -> None:
        assert shop.deliver("confirm-order", StockCommitted(order_id=uuid4())).status_code == 422
