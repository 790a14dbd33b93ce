from datetime import timedelta
from typing import Any

import pytest

from tests.support.factories import ADDRESS
from tests.support.operations.orders import an_order
from tests.support.operations.shop import Shop


def search(shop: Shop, role: str = "staff", **query: Any) -> Any:
    return shop.call("search-orders", method="GET", query=query, role=role)


def found(shop: Shop, **query: Any) -> list[str]:
    answer = search(shop, **query)
    assert answer.status_code == 200, answer.json
    return [order["number"] for order in answer.json["orders"]]


def placed(shop: Shop, name: str = "Ada Lovelace", email: str = "ada@example.org", state: str = "confirmed") -> Any:
    shop.now += timedelta(minutes=1)
    return an_order(shop, state, email=email, address=ADDRESS | {"name": name})


class TestSearchOrders:
    def test_finds_a_number_however_it_is_typed(self, shop: Shop) -> None:
        number = placed(shop)["number"]
        placed(shop)
        for typed in (number, number.lower(), number.replace("-", " "), number[3:].replace("-", "")):
            assert found(shop, text=typed) == [number]

    def test_finds_all_orders_of_an_address_of_mail_the_newest_first(self, shop: Shop) -> None:
        first, other = placed(shop)["number"], placed(shop, email="grace@example.org")["number"]
        second = placed(shop, email="Ada@Example.org")["number"]
        assert found(shop, text="ADA@example.org") == [second, first]
        assert found(shop, text="grace@example.org") == [other]
        # A part of an address is none.
        assert found(shop, text="grace@example") == []

    @pytest.mark.parametrize("typed", ["Lovel", "ada lovelace", "ACE"])
    def test_finds_a_part_of_the_name(self, shop: Shop, typed: str) -> None:
        number = placed(shop)["number"]
        placed(shop, name="Jean Martin")
        assert found(shop, text=typed) == [number]

    def test_takes_percent_signs_for_what_they_are(self, shop: Shop) -> None:
        placed(shop)
        assert found(shop, text="%%%") == found(shop, text="___") == []

    def test_looks_for_no_name_without_letters(self, shop: Shop) -> None:
        placed(shop, name="A. - - - B.")
        assert found(shop, text="- - -") == []

    def test_finds_what_was_ordered_of_a_sku(self, shop: Shop) -> None:
        order = placed(shop)
        placed(shop)
        assert found(shop, text=order["lines"][0]["sku"]) == [order["number"]]

    def test_a_name_of_eight_letters_may_look_like_a_number(self, shop: Shop) -> None:
        number = placed(shop, name="Jean Hermande")["number"]
        assert found(shop, text="Hermande") == [number]

    def test_narrows_by_state_and_by_when_it_was_placed(self, shop: Shop) -> None:
        confirmed, shipped = placed(shop)["number"], placed(shop, state="shipped")["number"]
        at = shop.now
        assert found(shop, text="Lovelace", state="shipped") == [shipped]
        assert found(shop, since=at.isoformat()) == [shipped]
        assert found(shop, until=at.isoformat()) == [confirmed]

    def test_continues_where_a_page_ends(self, shop: Shop) -> None:
        numbers = [placed(shop)["number"] for _ in range(3)]
        page = search(shop, text="Lovelace", limit=2).json
        rest = search(shop, text="Lovelace", limit=2, cursor=page["next_cursor"]).json
        assert [order["number"] for order in page["orders"] + rest["orders"]] == numbers[::-1]
        assert rest["next_cursor"] is None

    def test_wants_three_letters(self, shop: Shop) -> None:
        refused = search(shop, text=" ab ")
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "text")

    def test_is_for_staff(self, shop: Shop) -> None:
        assert search(shop, "shopper", text="Lovelace").status_code == 403
