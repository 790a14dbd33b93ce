from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.inventory import Stock
from db.models.messaging import StaffAction
from eventing.events.stock import PolicySet, StockPoliciesSet
from tests.support.operations.shop import Shop
from tests.support.operations.stock import stocked

STAFF_MEMBER = UUID("7c1f1a3a-6d0c-4a5c-9d0e-0a6f1f2b3c4d")


def set_policy(shop: Shop, policy: Any, *, sku: str = "MUG-1", role: str = "staff") -> Any:
    body = {"policy": policy}
    return shop.call("set-stock-policy", body, method="PUT", query={"sku": sku}, role=role, account_id=STAFF_MEMBER)


def actions(shop: Shop) -> list[StaffAction]:
    return list(shop.session.scalars(select(StaffAction)))


class TestSetStockPolicy:
    @pytest.mark.parametrize("policy", ["backorder", "untracked"])
    def test_lets_a_sold_out_sku_be_sold_and_says_who_did(self, shop: Shop, policy: str) -> None:
        stocked(shop, 2, reserved=2)
        changed = set_policy(shop, policy)
        assert changed.status_code == 200
        assert changed.json == {"sku": "MUG-1", "on_hand": 2, "reserved": 2, "available": 0, "policy": policy}
        assert shop.session.get_one(Stock, "MUG-1").orderable > 2
        (action,) = actions(shop)
        assert (action.action, action.subject) == ("adjust-stock", "MUG-1")
        assert action.detail == {"policy": policy, "former_policy": "tracked"}

    def test_tracks_a_sku_again_that_has_what_is_reserved(self, shop: Shop) -> None:
        stocked(shop, 2, reserved=2)
        set_policy(shop, "backorder")
        assert set_policy(shop, "tracked").json["policy"] == "tracked"
        assert shop.session.get_one(Stock, "MUG-1").orderable == 0

    def test_tracks_no_sku_of_which_orders_have_reserved_more_than_there_is(self, shop: Shop) -> None:
        stocked(shop, 5, reserved=2)
        set_policy(shop, "backorder")
        shop.session.get_one(Stock, "MUG-1").on_hand = 1
        shop.session.commit()
        refused = set_policy(shop, "tracked")
        assert (refused.status_code, refused.json["on_hand"], refused.json["reserved"]) == (409, 1, 2)
        assert shop.session.get_one(Stock, "MUG-1").policy == "backorder"

    def test_records_nothing_where_nothing_changes(self, shop: Shop) -> None:
        stocked(shop, 5)
        assert set_policy(shop, "tracked").status_code == 200
        assert actions(shop) == []

    def test_is_not_changed_back_by_a_file_that_was_imported_before(self, shop: Shop) -> None:
        stocked(shop, 5)
        set_policy(shop, "untracked")
        policies = [PolicySet(sku="MUG-1", policy="backorder")]
        before = shop.now - timedelta(minutes=1)
        shop.deliver("count-stock", StockPoliciesSet(set_at=before, actor="staff", policies=policies))
        assert shop.session.get_one(Stock, "MUG-1").policy == "untracked"

    @pytest.mark.parametrize("policy", ["sold-out", "", None, 1])
    def test_refuses_another_policy(self, shop: Shop, policy: Any) -> None:
        stocked(shop, 5)
        assert set_policy(shop, policy).status_code == 422

    def test_refuses_a_sku_that_does_not_exist(self, shop: Shop) -> None:
        assert set_policy(shop, "tracked", sku="NONE").status_code == 404
