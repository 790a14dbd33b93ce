from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.orders import Order
from db.models.payments import Refund
from eventing.events.payments import PaymentRefunded, RefundRequested
from eventing.events.returns import ReturnReceived
from eventing.events.shipments import OrderRestReleased
from tests.support.operations.payments import (
    TOTAL_MINOR,
    a_captured_order,
    an_order,
    authorize,
    carry_out_refund,
    request_refund,
    resolve,
    shown_payment,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator


def received(order: Order, amount_minor: int) -> ReturnReceived:
    return ReturnReceived(
        order_id=order.id,
        number=order.number,
        return_id=uuid4(),
        lines=[],
        shipping_minor=0,
        amount_minor=amount_minor,
        currency="EUR",
    )


def released(order: Order, refund_minor: int) -> OrderRestReleased:
    return OrderRestReleased(
        order_id=order.id,
        number=order.number,
        release_id=uuid4(),
        lines=[],
        amount_minor=5_00,
        refund_minor=refund_minor,
        currency="EUR",
    )


def requested(shop: Shop) -> list[int]:
    return [event["amount_minor"] for event in shop.announced(RefundRequested)]


class TestRefundReturn:
    def test_requests_what_the_lines_cost(self, shop: Shop, card_simulator: CardSimulator) -> None:
        event = received(a_captured_order(shop), 12_50)
        assert shop.deliver("refund-return", event).status_code == 204
        (refund,) = shop.session.scalars(select(Refund))
        assert (refund.id, refund.amount_minor, refund.state) == (event.return_id, 12_50, "requested")
        assert requested(shop) == [12_50]

    def test_requests_what_was_taken_for_what_is_not_shipped(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop)
        for refund_minor in (0, 5_00):
            assert shop.deliver("refund-return", released(order, refund_minor)).status_code == 204
        assert requested(shop) == [5_00]

    def test_waits_for_no_capture_where_nothing_was_taken(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        assert shop.deliver("refund-return", released(order, 0)).status_code == 204
        authorize(shop, order)
        assert shop.deliver("refund-return", released(order, 5_00)).status_code == 409

    def test_requests_no_more_than_is_left(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop)
        request_refund(shop, order, TOTAL_MINOR - 1_00)
        shop.deliver("refund-return", received(order, 12_50))
        assert sorted(requested(shop)) == [1_00, TOTAL_MINOR - 1_00]
        assert shop.deliver("refund-return", received(order, 12_50)).status_code == 204
        assert len(requested(shop)) == 2

    @pytest.mark.parametrize("way", [None, "bank transfer of 29 November"])
    def test_a_refusal_of_the_provider_is_for_staff_to_decide(
        self, shop: Shop, card_simulator: CardSimulator, way: str | None
    ) -> None:
        order = a_captured_order(shop, "card_refund_refused")
        event = received(order, 12_50)
        shop.deliver("refund-return", event)
        carry_out_refund(shop, str(event.return_id))
        (shown,) = shown_payment(shop, order)["refunds"]
        assert (shown["id"], shown["state"]) == (str(event.return_id), "refused")
        assert resolve(shop, order, shown["id"], way).status_code == 200
        announced = [(each["refund_id"], each["amount_minor"]) for each in shop.announced(PaymentRefunded)]
        assert announced == ([] if way is None else [(shown["id"], 12_50)])
        assert requested(shop) == ([12_50, 12_50] if way is None else [12_50])

    def test_waits_until_the_payment_is_captured(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        authorize(shop, order)
        assert shop.deliver("refund-return", received(order, 12_50)).status_code == 409
