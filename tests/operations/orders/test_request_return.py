from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from db.models.order_codes import STATES
from db.models.orders import Order
from eventing.events.returns import ReturnRequested
from functions.orders import rules
from functions.orders.returns.rules import WITHDRAWAL_PERIOD
from tests.support.operations.orders import UNKNOWN, act, actions, an_order, last, problem, shopper
from tests.support.operations.shop import Shop

RETURN = {"reason": "too small"}


class TestRequestReturn:
    @pytest.mark.parametrize("state", ["shipped", "delivered"])
    def test_notes_the_wish_and_its_reason(self, shop: Shop, state: str) -> None:
        account_id = uuid4()
        number = an_order(shop, state, account_id=account_id)["number"]
        asked = act(shop, "request-return", number, RETURN, **shopper(account_id))
        assert (asked.status_code, asked.json["state"]) == (200, "return_requested")
        assert last(asked) == ("return_requested_by_shopper", "too small")
        assert [event["number"] for event in shop.announced(ReturnRequested)] == [number]

    @pytest.mark.parametrize("state", sorted(set(STATES) - {"shipped", "delivered", "return_requested"}))
    def test_is_for_items_that_were_shipped(self, shop: Shop, state: str) -> None:
        number = an_order(shop, state)["number"]
        refused = act(shop, "request-return", number, RETURN, role="staff")
        assert (refused.status_code, refused.json["state"]) == (409, state)

    def test_ends_with_the_period_after_delivery(self, shop: Shop) -> None:
        account_id = uuid4()
        number = an_order(shop, "shipped", account_id=account_id)["number"]
        shop.now += timedelta(days=20)
        act(shop, "mark-order-delivered", number, role="staff")
        shop.now += rules.RETURN_PERIOD + timedelta(seconds=1)
        late = act(shop, "request-return", number, RETURN, **shopper(account_id))
        assert late.status_code == 409
        assert late.json["type"] == "urn:cloudshop:problem:return-period-over"
        assert late.json["returnable_until"] == (shop.now - timedelta(seconds=1)).isoformat()
        assert shop.announced(ReturnRequested) == []
        shop.now -= timedelta(seconds=1)
        assert act(shop, "request-return", number, RETURN, **shopper(account_id)).status_code == 200

    def test_keeps_the_first_request_when_asked_again(self, shop: Shop) -> None:
        number = an_order(shop, "delivered", email="ada@example.org")["number"]
        for reason in ("too small", "too blue"):
            asked = act(shop, "request-return", number, {"reason": reason, "email": "ada@example.org"})
            assert last(asked) == ("return_requested_by_shopper", "too small")
        assert len(shop.announced(ReturnRequested)) == 1

    def test_is_written_down_when_staff_asks_for_a_shopper(self, shop: Shop) -> None:
        number = an_order(shop, "delivered")["number"]
        assert act(shop, "request-return", number, RETURN, role="staff").json["state"] == "return_requested"
        assert actions(shop) == [("request-return", number)]

    def test_needs_no_reason_and_is_a_withdrawal_for_fourteen_days(self, shop: Shop) -> None:
        number = an_order(shop, "delivered", email="ada@example.org")["number"]
        shop.now += WITHDRAWAL_PERIOD
        asked = act(shop, "request-return", number, {"email": "ada@example.org"})
        (returned,) = asked.json["returns"]
        assert (returned["state"], returned["is_withdrawal"], last(asked)[1]) == ("approved", True, None)

    def test_after_that_staff_decide(self, shop: Shop) -> None:
        number = an_order(shop, "delivered", email="ada@example.org")["number"]
        shop.now += WITHDRAWAL_PERIOD + timedelta(seconds=1)
        (returned,) = act(shop, "request-return", number, {"email": "ada@example.org"}).json["returns"]
        assert (returned["state"], returned["is_withdrawal"]) == ("requested", False)

    def test_is_of_lines(self, shop: Shop) -> None:
        placed = an_order(shop, "delivered", email="ada@example.org", quantity=3)
        sku, number = placed["lines"][0]["sku"], placed["number"]
        body = {"email": "ada@example.org", "lines": [{"sku": sku, "quantity": 2}]}
        asked = act(shop, "request-return", number, body)
        assert [(line["sku"], line["quantity"]) for line in asked.json["returns"][0]["lines"]] == [(sku, 2)]
        (event,) = shop.announced(ReturnRequested)
        assert event["lines"] == [{"sku": sku, "quantity": 2}]
        assert act(shop, "request-return", number, body).status_code == 200
        other = act(shop, "request-return", number, body | {"lines": [{"sku": sku, "quantity": 1}]})
        assert (other.status_code, other.json["type"]) == (409, "urn:cloudshop:problem:return-open")

    def test_of_a_business_is_no_withdrawal_so_staff_decide(self, shop: Shop) -> None:
        number = an_order(shop, "delivered", email="ada@example.org")["number"]
        shop.session.execute(update(Order).where(Order.number == number).values(vat_number="DE136695976"))
        (returned,) = act(shop, "request-return", number, {"email": "ada@example.org"}).json["returns"]
        assert (returned["is_withdrawal"], returned["state"]) == (False, "requested")

    @pytest.mark.parametrize("line", [{"quantity": 2}, {"quantity": 1, "sku": "ANOTHER"}], ids=str)
    def test_is_of_no_more_than_was_bought(self, shop: Shop, line: dict[str, Any]) -> None:
        placed = an_order(shop, "delivered", email="ada@example.org")
        body = {"email": "ada@example.org", "lines": [{"sku": placed["lines"][0]["sku"]} | line]}
        refused = act(shop, "request-return", placed["number"], body)
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:items-not-returnable")

    def test_answers_a_stranger_as_if_there_were_no_such_order(self, shop: Shop) -> None:
        number = an_order(shop, "delivered")["number"]
        me = shopper(uuid4())
        stranger, unknown = (
            act(shop, "request-return", number, RETURN, **me),
            act(shop, "request-return", UNKNOWN, RETURN, **me),
        )
        assert stranger.status_code == 404
        assert problem(stranger, number) == problem(unknown, UNKNOWN)
