from uuid import uuid4

from sqlalchemy import select

from db.models.payments import Refund
from eventing.events.payments import PaymentRefunded, RefundRequested
from functions.payments.providers.card_simulator import CardSimulatorProvider
from tests.support.operations.payments import (
    EARNED,
    TOTAL_MINOR,
    a_captured_order,
    an_order,
    authorize,
    balances,
    payment,
    request_refund,
    ship,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator
from tests.support.shop.inside_calls import CALL_KEY


class TestRefundPayment:
    def test_refunds_in_parts(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop)
        for amount_minor in (5_00, 24_90):
            request_refund(shop, order, amount_minor)
            for event in shop.announced(RefundRequested):
                shop.deliver("refund-payment", RefundRequested.model_validate(event))
        assert [charge["refunded_minor"] for charge in card_simulator.charges()] == [TOTAL_MINOR]
        paid = payment(shop, order.id)
        assert paid is not None
        assert (paid.captured_minor, paid.refunded_minor) == (TOTAL_MINOR, TOTAL_MINOR)
        assert balances(shop) == {"refunds": TOTAL_MINOR, "revenue": -TOTAL_MINOR}

    def test_the_same_refund_again_refunds_nothing_more(self, shop: Shop, card_simulator: CardSimulator) -> None:
        request_refund(shop, a_captured_order(shop), 5_00)
        (event,) = shop.announced(RefundRequested)
        for _ in range(2):
            assert shop.deliver("refund-payment", RefundRequested.model_validate(event)).status_code == 204
        assert (card_simulator.calls("refund"), card_simulator.charges()[0]["refunded_minor"]) == (1, 5_00)
        assert len(shop.announced(PaymentRefunded)) == 2
        assert "a broken cup" not in str(shop.announced(PaymentRefunded))
        assert shop.session.scalars(select(Refund.state)).all() == ["done"]

    def test_an_answer_that_is_lost_after_success_refunds_it_once(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        shop.parts["provider"] = CardSimulatorProvider(card_simulator.url, [CALL_KEY], answer_seconds=1.5)
        order, event_id = an_order(shop, "card_timeout_after_success"), str(uuid4())
        for _ in range(2):
            authorize(shop, order, event_id=event_id)
        for _ in range(2):
            ship(shop, order, event_id=event_id)
        request_refund(shop, order, 5_00)
        (event,) = shop.announced(RefundRequested)
        refunds = [shop.deliver("refund-payment", RefundRequested.model_validate(event)).status_code for _ in range(2)]
        assert refunds == [503, 204]
        assert [charge["refunded_minor"] for charge in card_simulator.charges()] == [5_00]

    def test_a_refund_without_a_request_is_poison(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop)
        made_up = RefundRequested(order_id=order.id, refund_id=uuid4(), amount_minor=1, currency="EUR")
        assert shop.deliver("refund-payment", made_up).status_code == 422
        assert card_simulator.calls("refund") == 0

    def test_a_refund_of_another_order_is_poison(self, shop: Shop, card_simulator: CardSimulator) -> None:
        requested, other = a_captured_order(shop), a_captured_order(shop)
        refund_id = request_refund(shop, requested, 5_00).json["id"]
        mixed_up = RefundRequested(order_id=other.id, refund_id=refund_id, amount_minor=5_00, currency="EUR")
        assert shop.deliver("refund-payment", mixed_up).status_code == 422
        assert card_simulator.calls("refund") == 0

    def test_what_the_provider_refuses_is_not_booked_and_blocks_nothing(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = a_captured_order(shop, "card_refund_refused")
        request_refund(shop, order, if_match='"0"')
        assert shop.deliver_announced("refund-payment", RefundRequested).status_code == 204
        refund = shop.session.scalars(select(Refund)).one()
        assert (refund.state, refund.refusal_code) == ("refused", "refund_refused")
        assert (balances(shop), shop.announced(PaymentRefunded)) == (EARNED, [])
        # The amount may be asked for again, and the order's version does not wait for it.
        assert request_refund(shop, order, TOTAL_MINOR, if_match='"0"').status_code == 201
