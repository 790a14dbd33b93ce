"""Who sees which order: an account its own, a guest theirs by number and e-mail address, staff all."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from functions.orders.store.pages import OrderPosition
from tests.support.operations.orders import an_order
from tests.support.operations.shop import Shop

UNKNOWN = "CS-0000-0000"
BAD_CURSORS = ["", "%", "bm90IGpzb24", "e30", "a" * 1001]


def get(shop: Shop, number: str, **by: Any) -> Any:
    return shop.call("get-order", method="GET", query={"number": number}, **by)


def shopper(account_id: UUID) -> dict[str, Any]:
    return {"role": "shopper", "account_id": account_id}


def problem(refused: Any, number: str) -> dict[str, Any]:
    """What a refusal says, apart from what the caller said."""
    told = {name: value for name, value in refused.json.items() if name != "request_id"}
    return {**told, "detail": told["detail"].replace(number, "…"), "headers": sorted(refused.headers.keys())}


class TestGetOrder:
    def test_shows_the_account_its_order_with_lines_and_timeline(self, shop: Shop) -> None:
        account_id = uuid4()
        placed = an_order(shop, "shipped", account_id=account_id)
        order = get(shop, placed["number"], **shopper(account_id)).json
        assert order["lines"] == placed["lines"]
        assert [step["state"] for step in order["timeline"]] == ["placed", "reserved", "confirmed", "shipped"]
        assert "actor" not in order["timeline"][0]

    def test_answers_for_somebody_elses_as_for_an_unknown_one(self, shop: Shop) -> None:
        number = an_order(shop, account_id=uuid4())["number"]
        me = shopper(uuid4())
        others, unknown = get(shop, number, **me), get(shop, UNKNOWN, **me)
        assert (others.status_code, unknown.status_code) == (404, 404)
        assert problem(others, number) == problem(unknown, UNKNOWN)

    def test_shows_no_guests_order_to_an_account(self, shop: Shop) -> None:
        assert get(shop, an_order(shop)["number"], **shopper(uuid4())).status_code == 404

    @pytest.mark.parametrize("role", ["staff", "admin"])
    def test_shows_staff_any(self, shop: Shop, role: str) -> None:
        for order in (an_order(shop), an_order(shop, account_id=uuid4())):
            assert get(shop, order["number"], role=role).status_code == 200

    def test_asks_a_guest_to_sign_in(self, shop: Shop) -> None:
        assert get(shop, an_order(shop)["number"]).status_code == 401

    @pytest.mark.parametrize("number", ["", "1", "CS-0000-000I", "cs-0000-0000", "CS-0000-0000' OR 1=1"])
    def test_refuses_what_is_no_number(self, shop: Shop, number: str) -> None:
        refused = get(shop, number, **shopper(uuid4()))
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "number")


class TestLookUpOrder:
    def look_up(self, shop: Shop, number: str, email: str, **by: Any) -> Any:
        return shop.call("look-up-order", {"number": number, "email": email}, **by)

    def test_shows_a_guest_their_order_however_the_address_is_written(self, shop: Shop) -> None:
        number = an_order(shop, email="Ada@Example.org")["number"]
        assert self.look_up(shop, number, "ada@example.ORG").json["number"] == number

    def test_answers_for_a_wrong_pair_as_for_an_unknown_number(self, shop: Shop) -> None:
        number = an_order(shop, email="ada@example.org")["number"]
        wrong = self.look_up(shop, number, "eve@example.org")
        unknown = self.look_up(shop, UNKNOWN, "ada@example.org")
        assert (wrong.status_code, unknown.status_code) == (404, 404)
        assert problem(wrong, number) == problem(unknown, UNKNOWN)

    def test_leaves_an_accounts_order_to_whoever_signs_in(self, shop: Shop) -> None:
        number = an_order(shop, account_id=uuid4(), email="ada@example.org")["number"]
        assert self.look_up(shop, number, "ada@example.org").status_code == 404

    def test_reads_no_pattern_in_an_address(self, shop: Shop) -> None:
        number = an_order(shop, email="ada@example.org")["number"]
        assert self.look_up(shop, number, "%@example.org").status_code == 404


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
