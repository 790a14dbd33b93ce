import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from db.models.payments import LedgerEntry
from eventing.events.payments import PaymentAuthorized, PaymentDeclined, PaymentVoided
from eventing.events.stock import StockReserved
from functions.payments.providers.card_simulator import CardSimulatorProvider
from functions.payments.providers.port import Declined
from functions.payments.queries import purchase_of
from tests.support.operations.payments import TOTAL_MINOR, an_order, authorize, balances, cancel, payment
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator
from tests.support.shop.inside_calls import CALL_KEY


class TestAuthorizePayment:
    def test_sets_the_orders_total_aside(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        assert authorize(shop, order).status_code == 204
        assert [charge["state"] for charge in card_simulator.charges()] == ["authorized"]
        assert balances(shop) == {"held_at_provider": TOTAL_MINOR, "set_aside_by_shoppers": -TOTAL_MINOR}
        (event,) = shop.announced(PaymentAuthorized)
        assert (event["order_id"], event["amount_minor"], event["currency"]) == (str(order.id), TOTAL_MINOR, "EUR")

    @pytest.mark.parametrize(
        ("card", "code"),
        [
            ("card_declined", "card_declined"),
            ("card_insufficient_funds", "insufficient_funds"),
            ("card_that_nobody_knows", "unknown_card"),
        ],
    )
    def test_reports_why_a_card_is_declined(
        self, shop: Shop, card_simulator: CardSimulator, card: str, code: str
    ) -> None:
        assert authorize(shop, an_order(shop, card)).status_code == 204
        assert [event["reason_code"] for event in shop.announced(PaymentDeclined)] == [code]
        assert (card_simulator.charges(), balances(shop)) == ([], {})

    def test_a_second_delivery_does_nothing(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order, event_id = an_order(shop), str(uuid4())
        for _ in range(2):
            assert authorize(shop, order, event_id=event_id).status_code == 204
        assert card_simulator.calls("authorize") == 1
        assert len(shop.announced(PaymentAuthorized)) == 1

    @pytest.mark.parametrize(("card", "kind"), [("card_ok", PaymentAuthorized), ("card_declined", PaymentDeclined)])
    def test_the_same_order_again_gets_the_same_decision(
        self, shop: Shop, card_simulator: CardSimulator, card: str, kind: type[PaymentAuthorized]
    ) -> None:
        order = an_order(shop, card)
        for _ in range(2):
            authorize(shop, order)
        assert card_simulator.calls("authorize") == 1
        assert len(shop.announced(kind)) == 2

    @pytest.mark.parametrize("card", ["card_ok", "card_slow", "card_twice"])
    def test_takes_every_card_that_works(self, shop: Shop, card_simulator: CardSimulator, card: str) -> None:
        assert authorize(shop, an_order(shop, card)).status_code == 204
        assert len(shop.announced(PaymentAuthorized)) == 1

    def test_an_unknown_order_is_poison(self, shop: Shop, card_simulator: CardSimulator) -> None:
        assert shop.deliver("authorize-payment", StockReserved(order_id=uuid4())).status_code == 422


class TestProviderThatFails:
    def test_an_answer_that_is_lost_after_success_charges_once(self, shop: Shop, card_simulator: CardSimulator) -> None:
        shop.parts["provider"] = CardSimulatorProvider(card_simulator.url, [CALL_KEY], answer_seconds=1.5)
        order, event_id = an_order(shop, "card_timeout_after_success"), str(uuid4())
        lost = authorize(shop, order, event_id=event_id)
        assert (lost.status_code, lost.headers["retry-after"]) == (503, "2")
        assert (payment(shop, order.id), shop.announced(PaymentAuthorized)) == (None, [])
        assert authorize(shop, order, event_id=event_id).status_code == 204
        assert (len(card_simulator.charges()), card_simulator.calls("authorize")) == (1, 2)
        assert balances(shop)["held_at_provider"] == TOTAL_MINOR
        assert len(shop.announced(PaymentAuthorized)) == 1

    def test_an_error_is_tried_again(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order, event_id = an_order(shop, "card_error_once"), str(uuid4())
        assert [authorize(shop, order, event_id=event_id).status_code for _ in range(2)] == [503, 204]
        assert len(card_simulator.charges()) == 1

    def test_a_provider_that_is_down_is_asked_again_later(self, shop: Shop) -> None:
        shop.parts["provider"] = CardSimulatorProvider("http://127.0.0.1:9/", [CALL_KEY])
        order = an_order(shop)
        assert authorize(shop, order).status_code == 503
        assert payment(shop, order.id) is None

    def test_the_same_key_for_another_amount_is_refused(self, shop: Shop, card_simulator: CardSimulator) -> None:
        shop.parts["provider"] = CardSimulatorProvider(card_simulator.url, [CALL_KEY], answer_seconds=1.5)
        order, event_id = an_order(shop, "card_timeout_after_success"), str(uuid4())
        authorize(shop, order, event_id=event_id)
        order.shipping_minor, order.total_minor = order.shipping_minor + 1, order.total_minor + 1
        shop.session.commit()
        refused = authorize(shop, order, event_id=event_id)
        assert (refused.status_code, refused.json["code"]) == (422, "key_reused")


class TestOrderThatEndsBeforeItIsPaid:
    def test_nothing_is_authorised_any_more(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        assert cancel(shop, order).status_code == 204
        assert authorize(shop, order).status_code == 204
        assert (card_simulator.charges(), balances(shop)) == ([], {})
        assert shop.announced(PaymentAuthorized) == shop.announced(PaymentVoided) == []

    def test_frees_what_was_set_aside_by_a_try_whose_answer_was_lost(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        shop.parts["provider"] = CardSimulatorProvider(card_simulator.url, [CALL_KEY], answer_seconds=1.5)
        order, event_id = an_order(shop, "card_timeout_after_success"), str(uuid4())
        assert authorize(shop, order, event_id=event_id).status_code == 503
        assert cancel(shop, order).status_code == 204
        assert [charge["state"] for charge in card_simulator.charges()] == ["authorized"]
        assert authorize(shop, order, event_id=event_id).status_code == 204
        assert [charge["state"] for charge in card_simulator.charges()] == ["voided"]

    def test_a_call_that_arrives_after_all_is_declined(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        cancel(shop, order)
        authorize(shop, order)
        late = CardSimulatorProvider(card_simulator.url, [CALL_KEY]).authorize(
            purchase_of(shop.session, order.id), f"{order.id}:authorize:v1"
        )
        assert late == Declined("retracted")


class TestManyAtOnce:
    def test_one_order_is_paid_once(self, committed_shop: Shop, card_simulator: CardSimulator) -> None:
        shops = [Shop(Session(committed_shop.session.bind), committed_shop.parts) for _ in range(6)]
        order = an_order(committed_shop)
        with ThreadPoolExecutor(len(shops)) as pool:
            answers = [answer.status_code for answer in pool.map(lambda shop: authorize(shop, order), shops)]
        for shop in shops:
            shop.session.close()
        assert set(answers) <= {204, 503}
        assert 204 in answers
        assert len(card_simulator.charges()) == 1
        assert balances(committed_shop)["held_at_provider"] == TOTAL_MINOR


class TestCancellationMeanwhile:
    def test_waits_for_the_answer_and_then_frees_it(self, committed_shop: Shop, card_simulator: CardSimulator) -> None:
        shop = committed_shop
        order = an_order(shop, "card_timeout_after_success")
        authorizing = threading.Thread(target=authorize, args=(shop, order))
        authorizing.start()
        card_simulator.await_webhooks(1)
        assert cancel(Shop(shop.session, shop.parts), order).status_code == 503
        card_simulator.released.set()
        authorizing.join(10)
        assert cancel(shop, order).status_code == 204
        assert [charge["state"] for charge in card_simulator.charges()] == ["voided"]
        assert len(shop.announced(PaymentVoided)) == 1
        assert balances(shop) == {}


def test_an_entry_is_posted_once(shop: Shop, card_simulator: CardSimulator) -> None:
    order = an_order(shop)
    authorize(shop, order)
    names = [entry.booking for entry in shop.session.query(LedgerEntry)]
    assert names == [f"{order.id}:authorize"] * 2
