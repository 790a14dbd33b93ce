from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models.inventory import Stock, StockMovement
from db.models.messaging import StaffAction
from functions.inventory.rules import ON_HAND_MAX
from tests.support.operations.shop import Shop
from tests.support.operations.stock import stocked

KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324"
STAFF_MEMBER = UUID("7c1f1a3a-6d0c-4a5c-9d0e-0a6f1f2b3c4d")


def adjust(
    shop: Shop, quantity: Any, *, sku: str = "MUG-1", reason: str = "delivery 7", key: str = KEY, role: str = "staff"
) -> Any:
    body = {"quantity": quantity, "reason": reason}
    return shop.call("adjust-stock", body, query={"sku": sku}, role=role, account_id=STAFF_MEMBER, key=key)


class TestAdjustStock:
    def test_receives_items_and_records_a_movement(self, shop: Shop) -> None:
        stocked(shop, 3)
        received = adjust(shop, 10)
        assert received.status_code == 201
        assert received.json == {"sku": "MUG-1", "on_hand": 13, "reserved": 0, "available": 13, "policy": "tracked"}
        movement = shop.session.scalars(select(StockMovement)).one()
        assert (movement.quantity, movement.kind, movement.note) == (10, "adjusted", "delivery 7")
        action = shop.session.scalars(select(StaffAction)).one()
        assert (action.action, action.subject, action.actor) == ("adjust-stock", "MUG-1", movement.actor)

    def test_corrects_downwards_to_what_is_reserved(self, shop: Shop) -> None:
        stocked(shop, 5, reserved=2)
        assert adjust(shop, -3, reason="broken").json["available"] == 0

    def test_receives_up_to_the_most_that_a_sku_may_have(self, shop: Shop) -> None:
        stocked(shop, ON_HAND_MAX - 5)
        assert adjust(shop, 6).status_code == 422
        assert shop.session.get_one(Stock, "MUG-1").on_hand == ON_HAND_MAX - 5
        assert adjust(shop, 5).json["on_hand"] == ON_HAND_MAX

    def test_never_goes_below_what_is_reserved(self, shop: Shop) -> None:
        stocked(shop, 5, reserved=2)
        refused = adjust(shop, -4)
        assert (refused.status_code, refused.json["on_hand"], refused.json["reserved"]) == (409, 5, 2)
        assert shop.session.get_one(Stock, "MUG-1").on_hand == 5
        assert shop.session.scalars(select(StockMovement)).all() == []

    def test_a_repeated_request_receives_nothing_twice(self, shop: Shop) -> None:
        stocked(shop, 3)
        first, again = adjust(shop, 10), adjust(shop, 10)
        assert (again.status_code, again.data) == (201, first.data)
        assert shop.session.get_one(Stock, "MUG-1").on_hand == 13

    def test_may_take_less_than_is_reserved_from_goods_sold_beyond_the_stock(self, shop: Shop) -> None:
        stocked(shop, 3, reserved=2)
        shop.session.get_one(Stock, "MUG-1").policy = "backorder"
        shop.session.commit()
        adjusted = adjust(shop, -2).json
        assert (adjusted["on_hand"], adjusted["available"], adjusted["policy"]) == (1, -1, "backorder")

    def test_demands_an_idempotency_key(self, shop: Shop) -> None:
        stocked(shop, 3)
        body = {"quantity": 1, "reason": "delivery 7"}
        assert shop.call("adjust-stock", body, query={"sku": "MUG-1"}, role="staff").status_code == 400

    def test_stocks_a_sku_of_the_catalog_that_was_never_counted(self, shop: Shop) -> None:
        stocked(shop, 0)
        shop.session.delete(shop.session.get_one(Stock, "MUG-1"))
        shop.session.commit()
        assert adjust(shop, 4).json["on_hand"] == 4

    def test_does_not_know_an_unknown_sku(self, shop: Shop) -> None:
        assert adjust(shop, 4, sku="NO-1").status_code == 404
        assert shop.session.scalars(select(Stock)).all() == []

    @pytest.mark.parametrize("quantity", [0, 1.5, "1", None, 1_000_001, -1_000_001])
    def test_refuses_what_is_not_a_change(self, shop: Shop, quantity: Any) -> None:
        stocked(shop, 3)
        refused = adjust(shop, quantity)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "quantity")

    def test_demands_a_reason(self, shop: Shop) -> None:
        stocked(shop, 3)
        assert adjust(shop, 1, reason=" ").json["errors"][0]["field"] == "reason"

    def test_is_for_staff(self, shop: Shop) -> None:
        assert adjust(shop, 1, role="shopper").status_code == 403


def test_the_movements_of_a_sku_add_up_to_its_stock(shop: Shop) -> None:
    stocked(shop, 0)
    for number, quantity in enumerate([10, -3, 5]):
        adjust(shop, quantity, key=f"{KEY}-{number}")
    assert shop.session.scalar(select(func.sum(StockMovement.quantity))) == 12
    assert shop.session.get_one(Stock, "MUG-1").on_hand == 12
