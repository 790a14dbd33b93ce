from itertools import permutations
from uuid import uuid4

import pytest

from eventing.events.orders import OrderCancelled
from eventing.events.payments import PaymentAuthorized, PaymentCaptured, PaymentVoided
from eventing.events.stock import StockExpired
from functions.payments.providers.card_simulator import CardSimulatorProvider
from tests.support.operations.payments import (
    TOTAL_MINOR,
    a_captured_order,
    an_order,
    authorize,
    balances,
    cancel,
    payment,
    ship,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator

EARNED = {"receivable_from_provider": TOTAL_MINOR, "revenue": -TOTAL_MINOR}


class TestCapturePayment:
    def test_takes_what_was_set_aside(self, shop: Shop, network: CardSimulator) -> None:
        a_captured_order(shop)
        assert [(charge["state"], charge["captured_minor"]) for charge in network.charges()] == [
            ("captured", TOTAL_MINOR)
        ]
        assert balances(shop) == EARNED
        assert [event["amount_minor"] for event in shop.announced(PaymentCaptured)] == [TOTAL_MINOR]

    def test_a_second_delivery_does_nothing(self, shop: Shop, network: CardSimulator) -> None:
        order, event_id = an_order(shop), str(uuid4())
        authorize(shop, order)
        for _ in range(2):
            assert ship(shop, order, event_id=event_id).status_code == 204
        assert len(shop.announced(PaymentCaptured)) == 1

    def test_another_event_of_the_same_shipment_takes_nothing_more(self, shop: Shop, network: CardSimulator) -> None:
        order = a_captured_order(shop)
        assert ship(shop, order).status_code == 204
        assert network.calls("capture") == 1
        assert balances(shop) == EARNED
        assert len(shop.announced(PaymentCaptured)) == 2

    def test_a_late_authorisation_event_of_a_paid_order_says_nothing(self, shop: Shop, network: CardSimulator) -> None:
        order = a_captured_order(shop)
        authorize(shop, order)
        assert len(shop.announced(PaymentAuthorized)) == 1

    def test_waits_for_the_authorisation(self, shop: Shop, network: CardSimulator) -> None:
        order = an_order(shop)
        early = ship(shop, order)
        assert (early.status_code, early.json["type"]) == (409, "urn:cloudshop:problem:too-early")

    def test_an_answer_that_is_lost_after_success_takes_the_money_once(
        self, shop: Shop, network: CardSimulator
    ) -> None:
        shop.parts["provider"] = CardSimulatorProvider(network.url, answer_seconds=1.5)
        order = an_order(shop, "card_timeout_after_success")
        event_id = str(uuid4())
        for _ in range(2):
            authorize(shop, order, event_id=event_id)
        assert [ship(shop, order, event_id=event_id).status_code for _ in range(2)] == [503, 204]
        assert [charge["captured_minor"] for charge in network.charges()] == [TOTAL_MINOR]
        assert balances(shop) == EARNED

    def test_a_decline_at_capture_goes_to_the_staff_with_its_cause(self, shop: Shop, network: CardSimulator) -> None:
        order = an_order(shop, "card_declined_at_capture")
        authorize(shop, order)
        refused = ship(shop, order)
        assert (refused.status_code, refused.json["code"]) == (422, "card_declined")
        assert "refuses to capture" in refused.json["detail"]
        assert shop.announced(PaymentCaptured) == []

    def test_a_shipment_of_an_order_that_cannot_be_paid_goes_to_the_staff(
        self, shop: Shop, network: CardSimulator
    ) -> None:
        order = an_order(shop)
        cancel(shop, order)
        refused = ship(shop, order)
        assert refused.status_code == 422
        assert "its payment is barred" in refused.json["detail"]


class TestVoidPayment:
    @pytest.mark.parametrize("kind", [OrderCancelled, StockExpired])
    def test_frees_what_was_set_aside(self, shop: Shop, network: CardSimulator, kind: type[OrderCancelled]) -> None:
        order = an_order(shop)
        authorize(shop, order)
        event = kind.model_validate({"order_id": order.id, "number": order.number, "reason": "too late"})
        assert shop.deliver("void-payment", event).status_code == 204
        assert [charge["state"] for charge in network.charges()] == ["voided"]
        assert balances(shop) == {}
        assert [event["amount_minor"] for event in shop.announced(PaymentVoided)] == [TOTAL_MINOR]

    def test_cancelled_and_expired_frees_it_once(self, shop: Shop, network: CardSimulator) -> None:
        order = an_order(shop)
        authorize(shop, order)
        cancel(shop, order)
        assert shop.deliver("void-payment", StockExpired(order_id=order.id, reason="late")).status_code == 204
        assert network.calls("void") == 1
        assert len(shop.announced(PaymentVoided)) == 2

    def test_after_a_void_nothing_is_authorised_again(self, shop: Shop, network: CardSimulator) -> None:
        order = an_order(shop)
        authorize(shop, order)
        cancel(shop, order)
        authorize(shop, order)
        assert (network.calls("authorize"), len(shop.announced(PaymentAuthorized))) == (1, 1)

    def test_has_nothing_to_free_where_the_card_was_declined(self, shop: Shop, network: CardSimulator) -> None:
        order = an_order(shop, "card_declined")
        authorize(shop, order)
        assert cancel(shop, order).status_code == 204
        assert (network.calls("void"), shop.announced(PaymentVoided)) == (0, [])

    def test_twice_before_any_payment_bars_it_once(self, shop: Shop, network: CardSimulator) -> None:
        order = an_order(shop)
        assert [cancel(shop, order).status_code for _ in range(2)] == [204, 204]
        barred = payment(shop, order.id)
        assert barred is not None
        assert (barred.state, shop.announced(PaymentVoided)) == ("barred", [])

    def test_does_not_free_what_is_taken_already(self, shop: Shop, network: CardSimulator) -> None:
        order = a_captured_order(shop)
        refused = cancel(shop, order)
        assert refused.status_code == 422
        assert "refund it instead" in refused.json["detail"]
        assert balances(shop) == EARNED

    def test_an_answer_that_is_lost_after_success_frees_it_once(self, shop: Shop, network: CardSimulator) -> None:
        shop.parts["provider"] = CardSimulatorProvider(network.url, answer_seconds=1.5)
        order, event_id = an_order(shop, "card_timeout_after_success"), str(uuid4())
        for _ in range(2):
            authorize(shop, order, event_id=event_id)
        assert [cancel(shop, order).status_code for _ in range(2)] == [503, 204]
        assert (network.calls("void"), len(network.charges())) == (2, 1)
        assert balances(shop) == {}


STEPS = {"authorize": authorize, "cancel": cancel}


@pytest.mark.parametrize("steps", sorted(set(permutations(["authorize", "authorize", "cancel", "cancel"]))))
def test_an_order_that_is_cancelled_holds_no_money_in_whatever_order_events_come(
    shop: Shop, network: CardSimulator, steps: tuple[str, ...]
) -> None:
    order = an_order(shop)
    assert {STEPS[step](shop, order).status_code for step in steps} == {204}
    assert {charge["state"] for charge in network.charges()} <= {"voided"}
    assert balances(shop) == {}
    assert bool(shop.announced(PaymentVoided)) == bool(shop.announced(PaymentAuthorized)) == (steps[0] == "authorize")
