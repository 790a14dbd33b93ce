from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from db.models.messaging import StaffAction
from db.models.order_refunds import OrderRefund
from db.models.orders import OrderTransition
from db.models.payments import LedgerEntry
from eventing.events.payments import RefundRequested
from tests.support.operations.payments import (
    TOTAL_MINOR,
    a_captured_order,
    an_order,
    authorize,
    request_refund,
    ship,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator


class TestRequestRefund:
    def test_asks_for_the_amount(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop)
        asked = request_refund(shop, order, TOTAL_MINOR)
        assert asked.status_code == 201
        assert (asked.json["amount_minor"], asked.json["state"]) == (TOTAL_MINOR, "requested")
        (event,) = shop.announced(RefundRequested)
        assert (event["refund_id"], event["amount_minor"]) == (asked.json["id"], TOTAL_MINOR)

    def test_records_who_asked(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order, staff_id = a_captured_order(shop), uuid4()
        request_refund(shop, order, 5_00, account_id=staff_id)
        (noted,) = shop.session.scalars(select(StaffAction))
        assert (noted.actor, noted.action, noted.subject) == (str(staff_id), "request-refund", order.number)
        assert noted.detail["amount_minor"] == 5_00

    def test_parts_never_come_to_more_than_was_captured(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop)
        assert request_refund(shop, order, 20_00).status_code == 201
        refused = request_refund(shop, order, 9_91)
        assert (refused.status_code, refused.json["refundable_minor"]) == (409, 9_90)
        assert request_refund(shop, order, 9_90).status_code == 201
        assert request_refund(shop, order).status_code == 409

    def test_what_was_given_back_counts_once(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop)
        request_refund(shop, order, 20_00)
        assert shop.deliver_announced("refund-payment", RefundRequested).status_code == 204
        refused = request_refund(shop, order, 9_91)
        assert (refused.status_code, refused.json["refundable_minor"]) == (409, 9_90)
        assert request_refund(shop, order, 9_90).status_code == 201

    def test_the_same_request_again_asks_once(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order, by = a_captured_order(shop), {"key": str(uuid4()), "account_id": uuid4()}
        first, again = (request_refund(shop, order, 5_00, **by) for _ in range(2))
        assert first.data == again.data
        assert len(shop.announced(RefundRequested)) == 1

    @pytest.mark.parametrize("card", ["card_ok", "card_declined"])
    def test_refunds_nothing_that_was_not_captured(self, shop: Shop, card_simulator: CardSimulator, card: str) -> None:
        order = an_order(shop, card)
        assert request_refund(shop, order).status_code == 409
        authorize(shop, order)
        assert request_refund(shop, order).status_code == 409
        authorized_only = request_refund(shop, order)
        assert authorized_only.json["type"] == "urn:cloudshop:problem:payment-not-in-state"
        assert shop.announced(RefundRequested) == []

    def test_counts_no_other_orders_refunds(self, shop: Shop, card_simulator: CardSimulator) -> None:
        assert request_refund(shop, a_captured_order(shop)).status_code == 201
        assert request_refund(shop, a_captured_order(shop)).json["amount_minor"] == TOTAL_MINOR

    def test_is_not_for_what_staff_ordered_themselves(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order, staff_id = a_captured_order(shop), uuid4()
        order.account_id = staff_id
        shop.session.commit()
        refused = request_refund(shop, order, account_id=staff_id)
        assert (refused.status_code, refused.json["type"]) == (403, "urn:cloudshop:problem:own-order")
        assert shop.announced(RefundRequested) == []
        assert request_refund(shop, order, account_id=uuid4()).status_code == 201

    def test_parts_never_come_to_more_than_the_role_may_give_back(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = a_captured_order(shop)
        limited: dict[str, Any] = {"permissions": {"payments.refund": 15_00}}
        assert request_refund(shop, order, 15_01, **limited).status_code == 403
        assert request_refund(shop, order, 10_00, **limited).status_code == 201
        refused = request_refund(shop, order, 5_01, **limited)
        assert (refused.status_code, refused.json["type"]) == (403, "urn:cloudshop:problem:refund-above-limit")
        assert refused.json["limit_minor"] == 15_00
        assert len(shop.announced(RefundRequested)) == 1
        assert request_refund(shop, order, 5_00, **limited).status_code == 201
        # Without a limit, the rest can be given back.
        assert request_refund(shop, order, TOTAL_MINOR - 15_00).status_code == 201

    def test_is_in_the_currency_of_the_order_and_so_is_the_ledger(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = an_order(shop)
        order.currency = "CHF"
        shop.session.commit()
        authorize(shop, order)
        ship(shop, order)
        assert request_refund(shop, order).json["currency"] == "CHF"
        (event,) = shop.announced(RefundRequested)
        assert event["currency"] == "CHF"
        assert set(shop.session.scalars(select(LedgerEntry.currency))) == {"CHF"}

    def test_is_for_the_version_of_the_order_that_staff_have_seen(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = a_captured_order(shop)
        step = OrderTransition(
            order_id=order.id, sequence=1, state="shipped", reason_code="shipped", actor="", at=shop.now
        )
        shop.session.add(step)
        shop.session.commit()
        missing, stale = (request_refund(shop, order, 5_00, if_match=field) for field in (None, '"0"'))
        assert (missing.status_code, stale.status_code) == (428, 412)
        assert shop.announced(RefundRequested) == []
        assert request_refund(shop, order, 5_00, if_match='"1"').status_code == 201

    def test_is_refused_while_the_order_does_not_show_another_one(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = a_captured_order(shop)
        first, second = (request_refund(shop, order, 5_00, if_match='"0"') for _ in range(2))
        assert (first.status_code, second.status_code) == (201, 412)
        shop.session.add(
            OrderRefund(refund_id=UUID(first.json["id"]), order_id=order.id, amount_minor=5_00, at=shop.now)
        )
        shop.session.commit()
        assert request_refund(shop, order, 5_00, if_match='"0"').status_code == 201

    @pytest.mark.parametrize("amount_minor", [None, 0, -1, 1.5, "5", 10**13, True])
    def test_refuses_amounts_that_are_none(self, shop: Shop, card_simulator: CardSimulator, amount_minor: Any) -> None:
        refused = request_refund(shop, a_captured_order(shop), amount_minor)
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json["errors"]] == ["amount_minor"]

    @pytest.mark.parametrize(("role", "status"), [(None, 401), ("shopper", 403), ("admin", 201)])
    def test_is_for_staff(self, shop: Shop, card_simulator: CardSimulator, role: str | None, status: int) -> None:
        assert request_refund(shop, a_captured_order(shop), role=role).status_code == status

    def test_an_unknown_number_is_not_found(self, shop: Shop) -> None:
        body, query = {"reason": "none", "amount_minor": 1}, {"number": "CS-0000-0000"}
        assert shop.call("request-refund", body, query=query, role="staff", key=str(uuid4())).status_code == 404
