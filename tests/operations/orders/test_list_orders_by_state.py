from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.operations.orders import an_order
from tests.support.operations.shop import Shop


class TestListOrdersByState:
    def page(self, shop: Shop, role: str = "staff", **query: Any) -> Any:
        return shop.call("list-orders-by-state", method="GET", query=query, role=role)

    def test_lists_what_waits_longest_first_and_the_newest_first_when_asked(self, shop: Shop) -> None:
        first = an_order(shop, "confirmed", account_id=uuid4())["number"]
        shop.now += timedelta(minutes=1)
        second = an_order(shop, "confirmed")["number"]
        an_order(shop, "shipped")
        for query, expected in (({}, [first, second]), ({"newest_first": "true"}, [second, first])):
            page = self.page(shop, state="confirmed", limit=1, **query).json
            rest = self.page(shop, state="confirmed", cursor=page["next_cursor"], **query).json
            assert [order["number"] for order in page["orders"] + rest["orders"]] == expected
            assert rest["next_cursor"] is None

    @pytest.mark.parametrize("query", [{}, {"state": "lost"}])
    def test_refuses_a_state_there_is_not(self, shop: Shop, query: dict[str, Any]) -> None:
        refused = self.page(shop, **query)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "state")

    def test_is_for_staff(self, shop: Shop) -> None:
        assert self.page(shop, "shopper", state="placed").status_code == 403
        assert shop.call("list-orders-by-state", method="GET", query={"state": "placed"}).status_code == 401
