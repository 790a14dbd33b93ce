from typing import Any
from uuid import uuid4

import pytest

from db.models.order_codes import State
from eventing.events.orders import OrderCancelled, OrderShipped
from eventing.events.shipments import OrderRestReleased
from functions.orders.queries import order_by_number
from tests.support.operations.orders import SHIPMENT, UNKNOWN, act, actions, an_order, last, move_to, problem, shopper
from tests.support.operations.shop import Shop


class TestCancelOrder:
    @pytest.mark.parametrize("state", ["placed", "reserved", "confirmed"])
    def test_ends_an_order_that_is_not_on_its_way(self, shop: Shop, state: str) -> None:
        account_id = uuid4()
        number = an_order(shop, state, account_id=account_id)["number"]
        cancelled = act(shop, "cancel-order", number, {"reason": "found it cheaper"}, **shopper(account_id))
        assert (cancelled.status_code, cancelled.json["state"]) == (200, "cancelled")
        assert last(cancelled) == ("cancelled_by_shopper", "found it cheaper")
        assert [event["reason_code"] for event in shop.announced(OrderCancelled)] == ["cancelled_by_shopper"]

    @pytest.mark.parametrize("state", ["shipped", "delivered", "rejected", "return_requested", "refunded"])
    def test_is_too_late_for_one_that_has_gone_or_ended(self, shop: Shop, state: str) -> None:
        account_id = uuid4()
        number = an_order(shop, state, account_id=account_id)["number"]
        refused = act(shop, "cancel-order", number, **shopper(account_id))
        assert (refused.status_code, refused.json["state"]) == (409, state)
        assert refused.json["type"] == "urn:cloudshop:problem:order-not-in-state"
        assert shop.announced(OrderCancelled) == []

    @pytest.mark.parametrize("state", ["cancelled", "refunded"])
    def test_succeeds_again_without_doing_anything_again(self, shop: Shop, state: State) -> None:
        """The release before calls it refunded once its payment is voided."""
        account_id = uuid4()
        number = an_order(shop, "cancelled", account_id=account_id)["number"]
        if state == "refunded":
            move_to(shop, order_by_number(shop.session, number), state)
            shop.session.commit()
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

    def test_of_some_lines_takes_them_out_before_anything_is_shipped(self, shop: Shop) -> None:
        placed = an_order(shop, "confirmed", quantity=3, email="ada@example.org")
        number, sku = placed["number"], placed["lines"][0]["sku"]
        body = {"email": "ada@example.org", "lines": [{"sku": sku, "quantity": 1}]}
        assert act(shop, "cancel-order", number, body, if_match=None).status_code == 428
        refused = act(shop, "cancel-order", number, body, if_match='"3"')
        assert (refused.status_code, refused.json["refund_minor"]) == (409, 12_50)
        agreed = body | {"expected_amount_minor": 12_50}
        changed = act(shop, "cancel-order", number, agreed, if_match='"3"')
        assert (changed.status_code, changed.json["state"], last(changed)[0]) == (200, "confirmed", "items_removed")
        assert (changed.json["lines"][0]["to_ship"], changed.json["shipping_minor"]) == (2, 4_90)
        (event,) = shop.announced(OrderRestReleased)
        assert (event["by_shopper"], event["refund_minor"], event["amount_minor"]) == (True, 0, 12_50)
        # What was sent twice takes out nothing again.
        assert act(shop, "cancel-order", number, agreed, if_match='"3"').status_code == 412
        act(shop, "ship-order", number, SHIPMENT, role="staff")
        assert [each["capture_minor"] for each in shop.announced(OrderShipped)] == [29_90]
        late = act(shop, "cancel-order", number, agreed)
        assert (late.status_code, late.json["state"]) == (409, "shipped")

    def test_of_all_lines_is_no_taking_out(self, shop: Shop) -> None:
        placed = an_order(shop, "confirmed", quantity=2, email="ada@example.org")
        lines = [{"sku": placed["lines"][0]["sku"], "quantity": 2}]
        body = {"email": "ada@example.org", "lines": lines, "expected_amount_minor": 25_00}
        refused = act(shop, "cancel-order", placed["number"], body)
        assert (refused.status_code, "cancel the order" in refused.json["detail"]) == (409, True)

    def test_is_for_a_guest_who_knows_the_address(self, shop: Shop) -> None:
        number = an_order(shop, email="ada@example.org")["number"]
        assert act(shop, "cancel-order", number, {"email": "ADA@example.org"}).json["state"] == "cancelled"

    def test_is_for_staff_and_written_down(self, shop: Shop) -> None:
        number = an_order(shop)["number"]
        assert last(act(shop, "cancel-order", number, role="staff")) == ("cancelled_by_shop", None)
        assert actions(shop) == [("cancel-order", number)]

    def test_is_refused_to_staff_whose_role_only_reads(self, shop: Shop) -> None:
        number = an_order(shop)["number"]
        refused = act(shop, "cancel-order", number, role="staff", permissions={"orders.read": None})
        assert (refused.status_code, refused.json["permission"]) == (403, "orders.cancel")

    def test_needs_a_program_to_be_permitted_it_for_its_owners_orders_too(self, shop: Shop) -> None:
        account_id = uuid4()
        number = an_order(shop, "confirmed", account_id=account_id)["number"]
        program: dict[str, Any] = {"role": "program", "account_id": account_id}
        refused = act(shop, "cancel-order", number, permissions={"orders.read": None}, **program)
        assert (refused.status_code, refused.json["permission"]) == (403, "orders.cancel")
        assert (actions(shop), shop.announced(OrderCancelled)) == ([], [])

    def test_knows_no_order_of_others_for_staff_who_may_not_read_orders(self, shop: Shop) -> None:
        """Who prices products is a shopper like all others here, and may cancel what they ordered themselves."""
        clerk: dict[str, Any] = {"role": "staff", "account_id": uuid4(), "permissions": {"orders.cancel": None}}
        assert act(shop, "cancel-order", an_order(shop)["number"], **clerk).status_code == 404
        own = an_order(shop, account_id=clerk["account_id"])["number"]
        assert last(act(shop, "cancel-order", own, **clerk)) == ("cancelled_by_shopper", None)

    def test_of_their_own_order_makes_staff_a_shopper(self, shop: Shop) -> None:
        clerk: dict[str, Any] = {"role": "staff", "account_id": uuid4()}
        number = an_order(shop, account_id=clerk["account_id"])["number"]
        assert last(act(shop, "cancel-order", number, **clerk)) == ("cancelled_by_shopper", None)

    def test_shows_only_staff_what_staff_typed(self, shop: Shop) -> None:
        account_id = uuid4()
        number = an_order(shop, account_id=account_id)["number"]
        note = {"reason": "looks like a stolen card"}
        assert last(act(shop, "cancel-order", number, note, role="staff")) == ("cancelled_by_shop", note["reason"])
        shown = shop.call("get-order", method="GET", query={"number": number}, **shopper(account_id))
        assert last(shown) == ("cancelled_by_shop", None)
        shown = shop.call("get-order", method="GET", query={"number": number}, role="staff")
        assert last(shown) == ("cancelled_by_shop", note["reason"])
        assert note["reason"] not in str(shop.announced(OrderCancelled))

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
