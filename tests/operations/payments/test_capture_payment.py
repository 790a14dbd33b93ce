from uuid import uuid4

from eventing.events.payments import PaymentAuthorized, PaymentCaptured, PaymentRefunded
from functions.payments.providers.card_simulator import CardSimulatorProvider
from tests.support.operations.payments import (
    EARNED,
    TOTAL_MINOR,
    a_captured_order,
    an_order,
    authorize,
    balances,
    cancel,
    refund,
    request_refund,
    ship,
    shown_payment,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator
from tests.support.shop.inside_calls import CALL_KEY


class TestCapturePayment:
    def test_takes_what_was_set_aside(self, shop: Shop, card_simulator: CardSimulator) -> None:
        a_captured_order(shop)
        assert [(charge["state"], charge["captured_minor"]) for charge in card_simulator.charges()] == [
            ("captured", TOTAL_MINOR)
        ]
        assert balances(shop) == EARNED
        assert [event["amount_minor"] for event in shop.announced(PaymentCaptured)] == [TOTAL_MINOR]

    def test_books_what_was_really_taken_where_that_is_less(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order, taken = a_captured_order(shop, "card_captured_by_half"), TOTAL_MINOR // 2
        assert balances(shop) == {"receivable_from_provider": taken, "revenue": -taken}
        assert [event["amount_minor"] for event in shop.announced(PaymentCaptured)] == [taken]
        seen = shown_payment(shop, order)
        assert (seen["amount_minor"], seen["captured_minor"]) == (TOTAL_MINOR, taken)
        assert request_refund(shop, order).json["refundable_minor"] == taken
        refund(shop, order, taken)
        assert [event["left_minor"] for event in shop.announced(PaymentRefunded)] == [0]

    def test_takes_only_what_is_shipped(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        authorize(shop, order)
        assert ship(shop, order, capture_minor=TOTAL_MINOR - 5_00).status_code == 204
        assert [charge["captured_minor"] for charge in card_simulator.charges()] == [TOTAL_MINOR - 5_00]
        taken = TOTAL_MINOR - 5_00
        assert balances(shop) == {"receivable_from_provider": taken, "revenue": -taken}

    def test_a_second_delivery_does_nothing(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order, event_id = an_order(shop), str(uuid4())
        authorize(shop, order)
        for _ in range(2):
            assert ship(shop, order, event_id=event_id).status_code == 204
        assert len(shop.announced(PaymentCaptured)) == 1

    def test_another_event_of_the_same_shipment_takes_nothing_more(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = a_captured_order(shop)
        assert ship(shop, order).status_code == 204
        assert card_simulator.calls("capture") == 1
        assert balances(shop) == EARNED
        assert len(shop.announced(PaymentCaptured)) == 2

    def test_a_late_authorisation_event_of_a_paid_order_says_nothing(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = a_captured_order(shop)
        authorize(shop, order)
        assert len(shop.announced(PaymentAuthorized)) == 1

    def test_waits_for_the_authorisation(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        early = ship(shop, order)
        assert (early.status_code, early.json["type"]) == (409, "urn:cloudshop:problem:too-early")

    def test_an_answer_that_is_lost_after_success_takes_the_money_once(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        shop.parts["provider"] = CardSimulatorProvider(card_simulator.url, [CALL_KEY], answer_seconds=1.5)
        order = an_order(shop, "card_timeout_after_success")
        event_id = str(uuid4())
        for _ in range(2):
            authorize(shop, order, event_id=event_id)
        assert [ship(shop, order, event_id=event_id).status_code for _ in range(2)] == [503, 204]
        assert [charge["captured_minor"] for charge in card_simulator.charges()] == [TOTAL_MINOR]
        assert balances(shop) == EARNED

    def test_a_decline_at_capture_goes_to_the_staff_with_its_cause(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = an_order(shop, "card_declined_at_capture")
        authorize(shop, order)
        refused = ship(shop, order)
        assert (refused.status_code, refused.json["code"]) == (422, "card_declined")
        assert "refuses to capture" in refused.json["detail"]
        assert shop.announced(PaymentCaptured) == []

    def test_a_shipment_of_an_order_that_cannot_be_paid_goes_to_the_staff(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = an_order(shop)
        cancel(shop, order)
        refused = ship(shop, order)
        assert refused.status_code == 422
        assert "its payment is blocked" in refused.json["detail"]
