"""What shoppers and staff may still do to an order."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from db.models.messaging import StaffAction
from db.models.orders import STATES
from eventing.events.orders import OrderCancelled, OrderDelivered, OrderShipped, ReturnRequested
from functions.orders import rules
from functions.orders.queries import order_by_number
from tests.operations.orders.test_reading_orders import UNKNOWN, problem, shopper
from tests.support.operations.orders import an_order
from tests.support.operations.shop import Shop

SHIPMENT = {"carrier": "La Poste", "tracking_code": "6A123"}
RETURN = {"reason": "too small"}


def act(shop: Shop, operation: str, number: str, body: Any = None, **by: Any) -> Any:
    return shop.call(operation, body, query={"number": number}, **by)


def actions(shop: Shop) -> list[tuple[str, str]]:
    return [(row.action, row.subject) for row in shop.session.scalars(select(StaffAction))]


class TestCancelOrder:
    @pytest.mark.parametrize("state", ["placed", "reserved", "confirmed"])
    def test_ends_an_order_that_is_not_on_its_way(self, shop: Shop, state: str) -> None:
        account_id = uuid4()
        number = an_order(shop, state, account_id=account_id)["number"]
        cancelled = act(shop, "cancel-order", number, {"reason": "found it cheaper"}, **shopper(account_id))
        assert (cancelled.status_code, cancelled.json["state"]) == (200, "cancelled")
        assert cancelled.json["timeline"][-1]["reason"] == "found it cheaper"
        assert [event["reason"] for event in shop.announced(OrderCancelled)] == ["found it cheaper"]

    @pytest.mark.parametrize("state", ["shipped", "delivered", "rejected", "return_requested"])
    def test_is_too_late_for_one_that_has_gone_or_ended(self, shop: Shop, state: str) -> None:
        account_id = uuid4()
        number = an_order(shop, state, account_id=account_id)["number"]
        refused = act(shop, "cancel-order", number, **shopper(account_id))
        assert (refused.status_code, refused.json["state"]) == (409, state)
        assert refused.json["type"] == "urn:cloudshop:problem:order-not-in-state"
        assert shop.announced(OrderCancelled) == []

    @pytest.mark.parametrize("state", ["cancelled", "refunded"])
    def test_succeeds_again_without_doing_anything_again(self, shop: Shop, state: str) -> None:
        account_id = uuid4()
        number = an_order(shop, state, account_id=account_id)["number"]
        again = act(shop, "cancel-order", number, **shopper(account_id))
        assert (again.status_code, again.json["state"]) == (200, state)
        assert shop.announced(OrderCancelled) == []

    def test_takes_the_deadline_off(self, shop: Shop) -> None:
        account_id = uuid4()
        number = an_order(shop, account_id=account_id)["number"]
        assert order_by_number(shop.session, number).deadline_at is not None
        act(shop, "cancel-order", number, **shopper(account_id))
        shop.session.expire_all()
        assert order_by_number(shop.session, number).deadline_at is None

    def test_is_for_a_guest_who_knows_the_address(self, shop: Shop) -> None:
        number = an_order(shop, email="ada@example.org")["number"]
        assert act(shop, "cancel-order", number, {"email": "ADA@example.org"}).json["state"] == "cancelled"

    def test_is_for_staff_and_written_down(self, shop: Shop) -> None:
        number = an_order(shop)["number"]
        cancelled = act(shop, "cancel-order", number, role="staff").json
        assert cancelled["timeline"][-1]["reason"] == "cancelled by the shop"
        assert actions(shop) == [("cancel-order", number)]

    @pytest.mark.parametrize("body", [None, {}, {"email": "eve@example.org"}])
    def test_answers_a_stranger_as_if_there_were_no_such_order(self, shop: Shop, body: Any) -> None:
        guests = an_order(shop, email="ada@example.org")["number"]
        accounts = an_order(shop, account_id=uuid4(), email="ada@example.org")["number"]
        for by in ({}, shopper(uuid4())):
            unknown = act(shop, "cancel-order", UNKNOWN, body, **by)
            assert unknown.status_code == 404
            for number in (guests, accounts):
                assert problem(act(shop, "cancel-order", number, body, **by), number) == problem(unknown, UNKNOWN)
        assert shop.announced(OrderCancelled) == []

    def test_opens_no_accounts_order_by_its_address(self, shop: Shop) -> None:
        number = an_order(shop, account_id=uuid4(), email="ada@example.org")["number"]
        assert act(shop, "cancel-order", number, {"email": "ada@example.org"}).status_code == 404

    @pytest.mark.parametrize("body", [{"state": "shipped"}, {"reason": ""}, {"reason": "x" * 201}, {"email": "nobody"}])
    def test_names_the_field_that_is_wrong(self, shop: Shop, body: dict[str, str]) -> None:
        refused = act(shop, "cancel-order", an_order(shop)["number"], body)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, next(iter(body)))


class TestRequestReturn:
    @pytest.mark.parametrize("state", ["shipped", "delivered"])
    def test_notes_the_wish_and_its_reason(self, shop: Shop, state: str) -> None:
        account_id = uuid4()
        number = an_order(shop, state, account_id=account_id)["number"]
        asked = act(shop, "request-return", number, RETURN, **shopper(account_id))
        assert (asked.status_code, asked.json["state"]) == (200, "return_requested")
        assert asked.json["timeline"][-1]["reason"] == "too small"
        assert [event["number"] for event in shop.announced(ReturnRequested)] == [number]

    @pytest.mark.parametrize("state", sorted(set(STATES) - {"shipped", "delivered", "return_requested"}))
    def test_is_for_goods_that_were_sent(self, shop: Shop, state: str) -> None:
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
            assert asked.json["timeline"][-1]["reason"] == "too small"
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


class TestShipOrder:
    def test_sends_a_confirmed_order_and_tells_with_whom(self, shop: Shop) -> None:
        number = an_order(shop, "confirmed")["number"]
        shipped = act(shop, "ship-order", number, SHIPMENT, role="staff").json
        assert (shipped["state"], shipped["carrier"], shipped["tracking_code"]) == ("shipped", "La Poste", "6A123")
        assert shipped["timeline"][-1]["state"] == "shipped"
        (event,) = shop.announced(OrderShipped)
        assert (event["number"], event["carrier"], event["tracking_code"]) == (number, "La Poste", "6A123")
        assert actions(shop) == [("ship-order", number)]

    @pytest.mark.parametrize("state", sorted(set(STATES) - {"confirmed"}))
    def test_sends_no_other(self, shop: Shop, state: str) -> None:
        number = an_order(shop, state)["number"]
        refused = act(shop, "ship-order", number, SHIPMENT, role="staff")
        assert (refused.status_code, refused.json["state"]) == (409, state)
        assert shop.announced(OrderShipped) == []
        assert actions(shop) == []

    @pytest.mark.parametrize("missing", sorted(SHIPMENT))
    def test_asks_for_everything_the_shopper_needs(self, shop: Shop, missing: str) -> None:
        number = an_order(shop, "confirmed")["number"]
        refused = act(shop, "ship-order", number, {**SHIPMENT, missing: " "}, role="staff")
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, missing)


class TestMarkOrderDelivered:
    def test_ends_the_way_of_a_shipped_order(self, shop: Shop) -> None:
        number = an_order(shop, "shipped")["number"]
        delivered = act(shop, "mark-order-delivered", number, role="staff").json
        assert [step["state"] for step in delivered["timeline"]][-2:] == ["shipped", "delivered"]
        assert [event["number"] for event in shop.announced(OrderDelivered)] == [number]
        assert actions(shop) == [("mark-order-delivered", number)]

    @pytest.mark.parametrize("state", sorted(set(STATES) - {"shipped"}))
    def test_delivers_no_other(self, shop: Shop, state: str) -> None:
        refused = act(shop, "mark-order-delivered", an_order(shop, state)["number"], role="staff")
        assert (refused.status_code, refused.json["state"]) == (409, state)


@pytest.mark.parametrize(("operation", "body"), [("ship-order", SHIPMENT), ("mark-order-delivered", None)])
class TestStaffOnly:
    def test_refuses_everybody_else(self, shop: Shop, operation: str, body: Any) -> None:
        account_id: UUID = uuid4()
        number = an_order(shop, "confirmed", account_id=account_id)["number"]
        assert act(shop, operation, number, body).status_code == 401
        assert act(shop, operation, number, body, **shopper(account_id)).status_code == 403

    def test_knows_no_order_that_there_is_not(self, shop: Shop, operation: str, body: Any) -> None:
        assert act(shop, operation, UNKNOWN, body, role="staff").status_code == 404
