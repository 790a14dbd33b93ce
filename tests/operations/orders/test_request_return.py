from datetime import timedelta
from uuid import uuid4

import pytest

from db.models.order_codes import STATES
from eventing.events.orders import ReturnRequested
from functions.orders import rules
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

    def test_needs_a_reason(self, shop: Shop) -> None:
        refused = act(shop, "request-return", an_order(shop, "delivered")["number"])
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "reason")

    def test_answers_a_stranger_as_if_there_were_no_such_order(self, shop: Shop) -> None:
        number = an_order(shop, "delivered")["number"]
        me = shopper(uuid4())
        stranger, unknown = (
            act(shop, "request-return", number, RETURN, **me),
            act(shop, "request-return", UNKNOWN, RETURN, **me),
        )
        assert stranger.status_code == 404
        assert problem(stranger, number) == problem(unknown, UNKNOWN)
