from typing import Any, get_args
from uuid import uuid4

import pytest

from db.models.order_codes import ReasonCode
from db.models.orders import OrderTransition
from tests.support.operations.orders import UNKNOWN, an_order, present, problem, shopper
from tests.support.operations.shop import Shop


def get(shop: Shop, number: str, **by: Any) -> Any:
    return shop.call("get-order", method="GET", query={"number": number}, **by)


class TestGetOrder:
    def test_shows_the_account_its_order_with_lines_and_timeline(self, shop: Shop) -> None:
        account_id = uuid4()
        placed = an_order(shop, "shipped", account_id=account_id)
        order = get(shop, placed["number"], **shopper(account_id)).json
        assert order["lines"] == [line | {"returnable": line["quantity"]} for line in placed["lines"]]
        assert [step["state"] for step in order["timeline"]] == ["placed", "reserved", "confirmed", "shipped"]
        assert "actor" not in order["timeline"][0]

    def test_shows_every_reason_that_a_release_may_write(self, shop: Shop) -> None:
        placed = an_order(shop)
        order = present(shop, placed)
        codes: tuple[ReasonCode, ...] = get_args(ReasonCode)
        for sequence, code in enumerate(codes, start=2):
            step = {"sequence": sequence, "state": "placed", "reason_code": code, "actor": "shop", "at": shop.now}
            order.timeline.append(OrderTransition(**step))
        shop.session.commit()
        shown = get(shop, placed["number"], role="staff").json["timeline"]
        assert [step["reason_code"] for step in shown] == ["ordered", *codes]

    def test_answers_for_another_shoppers_as_for_an_unknown_one(self, shop: Shop) -> None:
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
