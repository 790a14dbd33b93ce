from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from functions.orders.store.pages import OrderPosition
from tests.support.operations.orders import an_order, shopper
from tests.support.operations.shop import Shop

BAD_CURSORS = ["", "%", "bm90IGpzb24", "e30", "a" * 1001]


class TestListOrders:
    def page(self, shop: Shop, account_id: UUID, **query: Any) -> Any:
        return shop.call("list-orders", method="GET", query=query, **shopper(account_id))

    def test_lists_own_orders_only_newest_first(self, shop: Shop) -> None:
        account_id = uuid4()
        numbers = []
        for _ in range(3):
            shop.now += timedelta(minutes=1)
            numbers.append(an_order(shop, account_id=account_id)["number"])
        an_order(shop, account_id=uuid4())
        an_order(shop)
        page = self.page(shop, account_id).json
        assert [order["number"] for order in page["orders"]] == numbers[::-1]
        assert page["next_cursor"] is None

    @pytest.mark.parametrize("limit", [1, 2, 5])
    def test_gives_every_order_once_over_all_pages_whatever_comes_in_between(self, shop: Shop, limit: int) -> None:
        account_id = uuid4()
        # Some at the very same moment: then the id decides.
        numbers = {an_order(shop, account_id=account_id)["number"] for _ in range(5)}
        seen, cursor = [], None
        for _ in range(6):
            page = self.page(shop, account_id, limit=limit, **({"cursor": cursor} if cursor else {})).json
            seen += [order["number"] for order in page["orders"]]
            shop.now += timedelta(seconds=1)
            an_order(shop, account_id=account_id)
            if (cursor := page["next_cursor"]) is None:
                break
        assert sorted(seen) == sorted(numbers)

    @pytest.mark.parametrize("cursor", BAD_CURSORS)
    def test_refuses_a_bad_cursor_by_its_field(self, shop: Shop, cursor: str) -> None:
        refused = self.page(shop, uuid4(), cursor=cursor)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "cursor")

    @pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
    def test_takes_a_cursor_at_the_end_of_time(self, shop: Shop, moment: str) -> None:
        position = OrderPosition.model_validate_json(f'{{"placed_at": "{moment}", "id": "{uuid4()}"}}')
        assert self.page(shop, uuid4(), cursor=position.text()).status_code == 200

    @pytest.mark.parametrize("limit", [0, -1, 101, "many", 1.5])
    def test_bounds_the_page(self, shop: Shop, limit: Any) -> None:
        refused = self.page(shop, uuid4(), limit=limit)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "limit")

    def test_asks_a_guest_to_sign_in(self, shop: Shop) -> None:
        assert shop.call("list-orders", method="GET").status_code == 401
