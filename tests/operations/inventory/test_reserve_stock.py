from uuid import UUID, uuid4

import pytest

from db.models.inventory import Reservation, Stock, StockPolicy
from eventing.events.orders import Line, OrderPlaced
from eventing.events.stock import StockRejected, StockReserved
from tests.support.factories import a_product
from tests.support.operations.shop import OTHER_KEY, Shop
from tests.support.operations.stock import authorized, cancelled, stock


def placed(order_id: UUID, *lines: tuple[str, int]) -> OrderPlaced:
    wanted = [Line(sku=sku, quantity=quantity) for sku, quantity in lines]
    return OrderPlaced(order_id=order_id, number="CS-0000-0000", lines=wanted)


class TestReserveStock:
    def test_reserves_the_items(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=3)
        assert shop.deliver("reserve-stock", placed(uuid4(), ("MUG-1", 2))).status_code == 204
        stock = shop.session.get_one(Stock, "MUG-1")
        assert (stock.on_hand, stock.reserved) == (3, 2)
        assert len(shop.announced(StockReserved)) == 1

    def test_reserves_the_last_item(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=2)
        shop.deliver("reserve-stock", placed(uuid4(), ("MUG-1", 2)))
        assert stock(shop) == (2, 2)

    def test_takes_all_or_nothing(self, shop: Shop) -> None:
        a_product(shop.session, "A", on_hand=5)
        a_product(shop.session, "B", on_hand=0)
        shop.deliver("reserve-stock", placed(uuid4(), ("A", 1), ("B", 1)))
        assert shop.session.get_one(Stock, "A").reserved == 0
        assert [event["sku"] for event in shop.announced(StockRejected)] == ["B"]

    def test_reports_how_many_are_left_of_what_is_short_also_when_asked_again(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=3)
        order_id = uuid4()
        for _ in range(2):
            shop.deliver("reserve-stock", placed(order_id, ("MUG-1", 4)))
        events = shop.announced(StockRejected)
        assert [(event["sku"], event["available"]) for event in events] == [("MUG-1", 3)] * 2

    def test_a_second_delivery_does_nothing(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=3)
        event, event_id = placed(uuid4(), ("MUG-1", 1)), str(uuid4())
        for _ in range(2):
            assert shop.deliver("reserve-stock", event, event_id=event_id).status_code == 204
        assert shop.session.get_one(Stock, "MUG-1").reserved == 1
        assert len(shop.announced(StockReserved)) == 1

    def test_the_same_order_again_gets_the_same_decision(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=3)
        order_id = uuid4()
        for _ in range(2):
            shop.deliver("reserve-stock", placed(order_id, ("MUG-1", 1)))
        assert shop.session.get_one(Stock, "MUG-1").reserved == 1
        assert len(shop.announced(StockReserved)) == 2

    def test_holds_nothing_for_an_order_that_was_cancelled_before(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=3)
        order_id = uuid4()
        shop.session.add(Reservation(order_id=order_id, state="released", reason="cancelled", expires_at=shop.now))
        shop.session.commit()
        shop.deliver("reserve-stock", placed(order_id, ("MUG-1", 1)))
        assert shop.session.get_one(Stock, "MUG-1").reserved == 0
        assert shop.announced(StockReserved) == []

    @pytest.mark.parametrize("data", [{}, {"order_id": "x"}, {"order_id": str(uuid4()), "number": "n", "lines": [{}]}])
    def test_refuses_data_that_breaks_the_contract_as_poison(self, shop: Shop, data: dict[str, object]) -> None:
        refused = shop.deliver_raw("reserve-stock", OrderPlaced.TYPE, data)
        assert refused.status_code == 422

    def test_refuses_an_event_that_the_shop_did_not_sign(self, shop: Shop) -> None:
        a_product(shop.session)
        data = placed(uuid4(), ("MUG-1", 1)).model_dump(mode="json")
        refused = shop.deliver_raw("reserve-stock", OrderPlaced.TYPE, data, key=OTHER_KEY)
        assert refused.status_code == 422
        assert shop.session.get_one(Stock, "MUG-1").reserved == 0

    @pytest.mark.parametrize("policy", ["backorder", "untracked"])
    def test_reserves_beyond_the_stock_where_the_policy_allows_it(self, shop: Shop, policy: StockPolicy) -> None:
        a_product(shop.session, on_hand=1)
        shop.session.get_one(Stock, "MUG-1").policy = policy
        shop.session.commit()
        order_id = uuid4()
        assert shop.deliver("reserve-stock", placed(order_id, ("MUG-1", 3))).status_code == 204
        assert len(shop.announced(StockReserved)) == 1
        assert stock(shop) == (1, 3)
        shop.deliver("commit-stock", authorized(order_id))
        assert stock(shop) == (-2, 0)
        shop.deliver("release-stock", cancelled(order_id))
        assert stock(shop) == (1, 0)
