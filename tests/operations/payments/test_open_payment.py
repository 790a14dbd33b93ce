from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from db.models.inventory import Reservation
from db.models.orders import Order
from eventing.events.payments import (
    PaymentAttempted,
    PaymentAuthorized,
    PaymentCaptured,
    PaymentDeclined,
    PaymentVoided,
)
from eventing.events.stock import StockExpired
from eventing.times import PAYMENT_MARGIN, RESERVATION
from functions.payments.providers.card_simulator import CardSimulatorProvider
from tests.support.operations.payments import (
    TOTAL_MINOR,
    a_reserved_order,
    an_order,
    authorize,
    balances,
    cancel,
    open_payment,
    payment,
    ship,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator
from tests.support.shop.inside_calls import CALL_KEY


def opened(shop: Shop, order: Order) -> Any:
    answer = open_payment(shop, order)
    assert answer.status_code == 200, answer.json
    return answer.json


def a_free_order(shop: Shop, **other: Any) -> Order:
    """An order that vouchers have paid for."""
    return a_reserved_order(shop, discount_minor=TOTAL_MINOR, total_minor=0, **other)


def report(shop: Shop, order: Order) -> Any:
    """The provider's webhook has arrived, and what it leads to."""
    return shop.deliver("authorize-payment", PaymentAttempted(order_id=order.id))


class TestOpenPayment:
    def test_returns_what_the_browser_needs(self, shop: Shop, card_simulator: CardSimulator) -> None:
        view = opened(shop, a_reserved_order(shop))
        assert (view["provider"], view["state"], view["element"]) == ("simulator", "open", None)
        assert (view["amount_minor"], view["currency"]) == (TOTAL_MINOR, "EUR")
        until = shop.now + RESERVATION - PAYMENT_MARGIN
        assert view["expires_at"] == until.isoformat().replace("+00:00", "Z")
        assert "minor units of EUR" in card_simulator.shows(view["page_url"]).text

    def test_is_the_same_payment_every_time(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_reserved_order(shop)
        assert opened(shop, order) == opened(shop, order)
        assert card_simulator.states() == ["open"]

    def test_moves_no_money_by_itself(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_reserved_order(shop)
        opened(shop, order)
        assert report(shop, order).status_code == 204
        assert authorize(shop, order).status_code == 204
        assert (card_simulator.states(), balances(shop), shop.announced(PaymentAuthorized)) == (["open"], {}, [])

    def test_is_for_the_order_s_customer(self, shop: Shop, card_simulator: CardSimulator) -> None:
        owner = uuid4()
        order = a_reserved_order(shop, account_id=owner)
        assert open_payment(shop, order, None, role="shopper", account_id=owner).status_code == 200
        for email, by in (
            (order.email, {}),
            (None, {"role": "shopper", "account_id": uuid4()}),
            (None, {"role": "staff"}),
        ):
            assert open_payment(shop, order, email, **by).status_code == 404

    def test_is_for_a_guest_who_knows_the_address(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_reserved_order(shop)
        assert open_payment(shop, order, order.email.upper()).status_code == 200
        assert open_payment(shop, order, "somebody.else@example.org").status_code == 404
        assert open_payment(shop, order, None).status_code == 404

    @pytest.mark.parametrize("state", ["rejected", "cancelled", "confirmed"])
    def test_is_not_for_an_order_that_is_decided(self, shop: Shop, card_simulator: CardSimulator, state: str) -> None:
        refused = open_payment(shop, a_reserved_order(shop, state=state))
        assert (refused.status_code, refused.json["order_state"]) == (409, state)
        assert card_simulator.states() == []

    def test_is_not_for_an_order_with_a_card(self, shop: Shop, card_simulator: CardSimulator) -> None:
        assert open_payment(shop, a_reserved_order(shop, payment_method="card_ok")).status_code == 409

    def test_waits_for_the_goods(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop, card="")
        assert open_payment(shop, order).status_code == 409
        shop.session.add(Reservation(order_id=order.id, state="expired", reason="", expires_at=shop.now + RESERVATION))
        shop.session.commit()
        assert open_payment(shop, order).status_code == 409

    def test_ends_before_the_reservation_does(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_reserved_order(shop)
        shop.now += RESERVATION - PAYMENT_MARGIN - timedelta(seconds=1)
        assert open_payment(shop, order).status_code == 200
        shop.now += timedelta(seconds=1)
        assert open_payment(shop, order).status_code == 409

    def test_is_asked_for_again_when_the_provider_is_down(self, shop: Shop) -> None:
        shop.parts["provider"] = CardSimulatorProvider("http://127.0.0.1:9/", [CALL_KEY])
        order = a_reserved_order(shop)
        assert open_payment(shop, order).status_code == 503
        assert payment(shop, order.id) is None


class TestWhatTheShopperDoesThere:
    def test_a_card_that_works_authorises_the_total_once(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_reserved_order(shop)
        card_simulator.pays(opened(shop, order)["page_url"])
        for _ in range(2):
            assert report(shop, order).status_code == 204
        assert balances(shop) == {"held_at_provider": TOTAL_MINOR, "set_aside_by_shoppers": -TOTAL_MINOR}
        assert [event["order_id"] for event in shop.announced(PaymentAuthorized)] == [str(order.id)] * 2

    @pytest.mark.parametrize(
        ("chosen", "code"),
        [
            ({"card": "card_insufficient_funds"}, "insufficient_funds"),
            ({"card": "card_challenge", "challenge": "failed"}, "authentication_required"),
        ],
    )
    def test_a_decline_leaves_the_order_open_for_another_card(
        self, shop: Shop, card_simulator: CardSimulator, chosen: dict[str, str], code: str
    ) -> None:
        order = a_reserved_order(shop)
        page_url = opened(shop, order)["page_url"]
        card_simulator.pays(page_url, **chosen)
        report(shop, order)
        assert shop.announced(PaymentDeclined) == []
        assert (opened(shop, order)["decline_code"], balances(shop)) == (code, {})
        assert code in card_simulator.shows(page_url).text
        card_simulator.pays(page_url)
        report(shop, order)
        assert (len(shop.announced(PaymentAuthorized)), card_simulator.states()) == (1, ["authorized"])

    def test_a_lost_webhook_is_made_up_for_by_the_shopper_s_return(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = a_reserved_order(shop)
        card_simulator.pays(opened(shop, order)["page_url"], webhook="lost")
        assert opened(shop, order)["state"] == "authorized"
        assert shop.deliver_announced("authorize-payment", PaymentAttempted).status_code == 204
        assert len(shop.announced(PaymentAuthorized)) == 1

    def test_a_lost_webhook_of_a_closed_tab_is_made_up_for_by_the_sweep(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        """It resumes the order, which announces again that its stock is reserved."""
        order = a_reserved_order(shop)
        card_simulator.pays(opened(shop, order)["page_url"], webhook="lost")
        assert authorize(shop, order).status_code == 204
        assert len(shop.announced(PaymentAuthorized)) == 1


class TestOrderThatEndsWhileItIsOpen:
    @pytest.mark.parametrize("is_paid", [False, True], ids=["not paid", "paid, and not known yet"])
    def test_nothing_is_held_nor_can_be_any_more(
        self, shop: Shop, card_simulator: CardSimulator, is_paid: bool
    ) -> None:
        order = a_reserved_order(shop)
        page_url = opened(shop, order)["page_url"]
        if is_paid:
            card_simulator.pays(page_url, webhook="lost")
        assert cancel(shop, order).status_code == 204
        assert "closed" in card_simulator.pays(page_url).text
        assert card_simulator.states() == ["voided"]
        for deliver in (report, authorize):
            assert deliver(shop, order).status_code == 204
        ended = payment(shop, order.id)
        assert (ended.state if ended else None, balances(shop)) == ("blocked", {})
        assert shop.announced(PaymentAuthorized) == shop.announced(PaymentVoided) == []
        assert open_payment(shop, order).status_code == 409

    def test_what_is_paid_is_freed_when_the_goods_are_gone(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_reserved_order(shop)
        card_simulator.pays(opened(shop, order)["page_url"])
        report(shop, order)
        assert shop.deliver("void-payment", StockExpired(order_id=order.id)).status_code == 204
        assert (card_simulator.states(), balances(shop)) == (["voided"], {})
        assert len(shop.announced(PaymentVoided)) == 1


class TestNothingToPay:
    @pytest.mark.parametrize("card", ["", "card_declined"])
    def test_is_authorised_and_captured_without_the_provider(
        self, shop: Shop, card_simulator: CardSimulator, card: str
    ) -> None:
        order = a_free_order(shop, payment_method=card)
        assert authorize(shop, order).status_code == 204
        assert ship(shop, order).status_code == 204
        assert [event["amount_minor"] for event in shop.announced(PaymentAuthorized)] == [0]
        assert [event["amount_minor"] for event in shop.announced(PaymentCaptured)] == [0]
        assert (card_simulator.charges(), balances(shop)) == ([], {})

    def test_is_voided_without_the_provider(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_free_order(shop)
        authorize(shop, order)
        assert cancel(shop, order).status_code == 204
        assert [event["amount_minor"] for event in shop.announced(PaymentVoided)] == [0]
        assert card_simulator.charges() == []

    def test_opens_no_payment(self, shop: Shop, card_simulator: CardSimulator) -> None:
        refused = open_payment(shop, a_free_order(shop))
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:payment-not-due")
        assert card_simulator.charges() == []
