from datetime import datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from db.models.inventory import Stock, StockMovement
from eventing.codes import StockPolicy
from eventing.events.stock import Count, PolicySet, StockCounted, StockPoliciesSet
from tests.support.operations.shop import Shop

MOMENT = datetime.fromisoformat("2026-11-23T12:00:00+00:00")


def counted(at: datetime = MOMENT, **counts: int) -> StockCounted:
    given = [Count(sku=sku, on_hand=on_hand) for sku, on_hand in counts.items()]
    return StockCounted(counted_at=at, counts=given, reason="catalog_import", actor="ada")


def moved(shop: Shop, sku: str, quantity: int, at: datetime) -> None:
    """What another operation does to stock."""
    shop.session.get_one(Stock, sku).on_hand += quantity
    shop.session.add(StockMovement(sku=sku, quantity=quantity, kind="sold", actor="shop", at=at))
    shop.session.commit()


def movements(shop: Shop) -> list[tuple[int, dict[str, int]]]:
    """By how much each count has changed the stock, and what it says of that; sales are left out."""
    query = select(StockMovement.quantity, StockMovement.parameters).where(StockMovement.kind == "counted")
    return [(quantity, parameters) for quantity, parameters in shop.session.execute(query)]


class TestCountStock:
    def test_the_shelf_has_what_was_counted_and_the_difference_is_written_down(self, shop: Shop) -> None:
        shop.session.add(Stock(sku="A", on_hand=4))
        shop.session.commit()
        assert shop.deliver("count-stock", counted(A=7, B=2)).status_code == 204
        assert shop.session.get_one(Stock, "A").on_hand == 7
        assert shop.session.get_one(Stock, "B").on_hand == 2
        assert sorted(movements(shop), key=str) == [(2, {"counted": 2}), (3, {"counted": 7})]

    def test_a_count_that_finds_what_is_known_moves_nothing(self, shop: Shop) -> None:
        shop.session.add(Stock(sku="A", on_hand=4))
        shop.session.commit()
        shop.deliver("count-stock", counted(A=4, B=0))
        assert movements(shop) == []
        assert shop.session.get_one(Stock, "B").on_hand == 0

    def test_never_denies_what_orders_have_reserved_and_says_so(self, shop: Shop) -> None:
        shop.session.add(Stock(sku="A", on_hand=9, reserved=5))
        shop.session.commit()
        shop.deliver("count-stock", counted(A=2))
        stock = shop.session.get_one(Stock, "A")
        assert (stock.on_hand, stock.reserved) == (5, 5)
        assert movements(shop) == [(-4, {"counted": 2, "raised_by": 3})]

    def test_a_second_delivery_does_nothing(self, shop: Shop) -> None:
        event, event_id = counted(A=7), str(uuid4())
        for _ in range(2):
            assert shop.deliver("count-stock", event, event_id=event_id).status_code == 204
        assert movements(shop) == [(7, {"counted": 7})]

    def test_a_late_count_undoes_nothing_that_was_sold_since(self, shop: Shop) -> None:
        shop.deliver("count-stock", counted(A=10))
        moved(shop, "A", -3, MOMENT + timedelta(minutes=2))
        shop.deliver("count-stock", counted(MOMENT + timedelta(minutes=1), A=20))
        assert shop.session.get_one(Stock, "A").on_hand == 17

    def test_a_count_that_arrives_late_is_no_movement_since_a_newer_one(self, shop: Shop) -> None:
        shop.deliver("count-stock", counted(MOMENT - timedelta(minutes=2), A=5))
        shop.deliver("count-stock", counted(MOMENT - timedelta(minutes=1), A=9))
        assert shop.session.get_one(Stock, "A").on_hand == 9

    def test_the_same_count_does_not_undo_a_sale_of_its_moment(self, shop: Shop) -> None:
        shop.deliver("count-stock", counted(A=10))
        moved(shop, "A", -3, MOMENT)
        shop.deliver("count-stock", counted(A=10))
        assert shop.session.get_one(Stock, "A").on_hand == 7

    @pytest.mark.parametrize("order", list(permutations(range(3))))
    def test_counts_in_any_order_and_again_come_to_the_same(self, shop: Shop, order: tuple[int, ...]) -> None:
        counts = [
            counted(MOMENT + timedelta(minutes=minute), A=on_hand) for minute, on_hand in ((0, 5), (1, 9), (2, 7))
        ]
        for number in (*order, *order):
            shop.deliver("count-stock", counts[number])
        assert shop.session.get_one(Stock, "A").on_hand == 7
        assert shop.session.scalar(select(func.sum(StockMovement.quantity))) == 7

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"counts": [{"sku": "A", "on_hand": -1}], "counted_at": MOMENT.isoformat(), "reason": "r", "actor": "a"},
            {"counts": [{"sku": "A", "on_hand": 1}], "reason": "r", "actor": "a"},
        ],
    )
    def test_refuses_data_that_breaks_the_contract_as_poison(self, shop: Shop, data: dict[str, Any]) -> None:
        assert shop.deliver_raw("count-stock", StockCounted.TYPE, data).status_code == 422
        assert shop.session.scalars(select(Stock)).all() == []


def stocked(policy: StockPolicy, at: datetime = MOMENT, sku: str = "A") -> StockPoliciesSet:
    return StockPoliciesSet(set_at=at, policies=[PolicySet(sku=sku, policy=policy)], actor="ada")


class TestPolicies:
    def test_a_sku_is_stocked_as_announced_also_one_that_was_never_counted(self, shop: Shop) -> None:
        assert shop.deliver("count-stock", stocked("untracked")).status_code == 204
        stock = shop.session.get_one(Stock, "A")
        assert (stock.policy, stock.on_hand, stock.orderable) == ("untracked", 0, 1_000_000_000)

    def test_an_older_announcement_changes_nothing(self, shop: Shop) -> None:
        shop.deliver("count-stock", stocked("backorder"))
        shop.deliver("count-stock", stocked("tracked", MOMENT - timedelta(seconds=1)))
        assert shop.session.get_one(Stock, "A").policy == "backorder"

    def test_a_count_of_goods_sold_beyond_the_stock_is_taken_as_it_is(self, shop: Shop) -> None:
        shop.session.add(Stock(sku="A", on_hand=0, reserved=5, policy="backorder"))
        shop.session.commit()
        shop.deliver("count-stock", counted(A=2))
        assert shop.session.get_one(Stock, "A").on_hand == 2

    def test_a_sku_that_is_tracked_from_now_on_has_at_least_what_is_reserved(self, shop: Shop) -> None:
        shop.session.add(Stock(sku="A", on_hand=-3, reserved=2, policy="backorder"))
        shop.session.commit()
        assert shop.deliver("count-stock", stocked("tracked")).status_code == 204
        stock = shop.session.get_one(Stock, "A")
        assert (stock.policy, stock.on_hand, stock.orderable) == ("tracked", 2, 0)
        assert movements(shop) == [(5, {"raised_by": 5})]

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_a_count_and_a_policy_of_one_import_may_come_in_any_order(self, shop: Shop, order: tuple[int, ...]) -> None:
        shop.session.add(Stock(sku="A", on_hand=-3, policy="backorder"))
        shop.session.commit()
        events = [counted(A=7), stocked("tracked")]
        for place in order:
            shop.deliver("count-stock", events[place])
        stock = shop.session.get_one(Stock, "A")
        assert (stock.policy, stock.on_hand) == ("tracked", 7)
        assert sum(quantity for quantity, _ in movements(shop)) == 10
