"""Who tries out cards is slowed and then stopped; a shopper who looks for a card that works is not."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

from db.models.orders import Order
from eventing.events.payments import PaymentAttempted, PaymentDeclined
from functions.payments.declines.rules import FREE, OF_A_PAYMENT_MAX, PERIOD
from functions.runtime.security.signatures import sign
from tests.support.operations.payments import a_reserved_order, balances, open_payment, payment
from tests.support.operations.shop import KEY, Shop
from tests.support.servers.card_simulator import CardSimulator


def decline(shop: Shop, order: Order, times: int = 1, *, kind: str = "payment.declined", identity: str = "") -> None:
    """The provider reports that cards were declined, and the shop looks at what that means."""
    for _ in range(times):
        content, sent = json.dumps({"type": kind, "data": {"order_id": str(order.id)}}).encode(), shop.now.timestamp()
        identity_of = identity or f"msg_{uuid4().hex}"
        signature = sign([KEY], f"{identity_of}.{int(sent)}.".encode() + content)
        headers = {"webhook-id": identity_of, "webhook-timestamp": str(int(sent)), "webhook-signature": signature}
        assert shop.call("receive-payment-webhook", content, headers=headers).status_code == 204
        assert shop.deliver("authorize-payment", PaymentAttempted(order_id=order.id)).status_code == 204


def opened(shop: Shop, **about: Any) -> Order:
    order = a_reserved_order(shop, **about)
    assert open_payment(shop, order).status_code == 200
    return order


class TestAShopper:
    def test_tries_another_card_after_two_declines_without_waiting(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = opened(shop)
        decline(shop, order, 2)
        view = open_payment(shop, order)
        assert view.status_code == 200
        card_simulator.pays(view.json["page_url"])
        shop.deliver("authorize-payment", PaymentAttempted(order_id=order.id))
        assert open_payment(shop, order).json["detail"] == "The payment is decided already."

    def test_waits_longer_after_each_of_many_declines(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = opened(shop)
        decline(shop, order, FREE)
        assert open_payment(shop, order).status_code == 200
        for seconds in (60, 120, 240, 480, 480):
            decline(shop, order)
            refused = open_payment(shop, order)
            assert (refused.status_code, refused.json["type"]) == (429, "urn:cloudshop:problem:too-many-declines")
            assert refused.headers["retry-after"] == str(seconds)
            assert "Ask your bank" in refused.json["detail"]
            shop.now += timedelta(seconds=seconds)
            assert open_payment(shop, order).status_code == 200

    def test_waits_no_longer_than_their_declines_are_counted(self, shop: Shop, card_simulator: CardSimulator) -> None:
        decline(shop, opened(shop), FREE + 1)
        shop.now += PERIOD
        opened(shop)

    def test_who_is_a_guest_waits_for_no_declines_of_other_orders(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        """A stranger may have named the address in them."""
        for _ in range(2):
            order = opened(shop)
            decline(shop, order, OF_A_PAYMENT_MAX - 1)
            assert open_payment(shop, order).status_code == 429
        assert open_payment(shop, a_reserved_order(shop)).status_code == 200

    def test_with_an_account_waits_wherever_they_order_to(self, shop: Shop, card_simulator: CardSimulator) -> None:
        account = {"role": "shopper", "account_id": uuid4()}
        order = _order_of(shop, account)
        assert open_payment(shop, order, None, **account).status_code == 200
        decline(shop, order, FREE + 1)
        again = _order_of(shop, account, email="other@example.org")
        assert open_payment(shop, again, None, **account).status_code == 429
        other = {"role": "shopper", "account_id": uuid4()}
        assert open_payment(shop, _order_of(shop, other), None, **other).status_code == 200

    def test_sees_a_payment_that_is_made_whatever_was_declined_before(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = a_reserved_order(shop)
        page_url = open_payment(shop, order).json["page_url"]
        decline(shop, order, FREE + 1)
        card_simulator.pays(page_url)
        assert open_payment(shop, order).json["state"] == "authorized"

    def test_has_each_report_counted_once(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = opened(shop)
        decline(shop, order, FREE + 1, identity="msg_again")
        assert open_payment(shop, order).status_code == 200

    def test_waits_for_no_other_reports(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = opened(shop)
        decline(shop, order, FREE + 1, kind="payment.authorized")
        assert open_payment(shop, order).status_code == 200


class TestAPayment:
    def test_ends_with_its_order_after_very_many_declines(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = opened(shop)
        decline(shop, order, OF_A_PAYMENT_MAX - 1)
        assert (shop.announced(PaymentDeclined), card_simulator.states()) == ([], ["open"])
        decline(shop, order)
        (declined,) = shop.announced(PaymentDeclined)
        assert (declined["order_id"], declined["reason_code"]) == (str(order.id), "card_declined")
        ended = payment(shop, order.id)
        assert ended is not None
        assert (ended.state, balances(shop), card_simulator.states()) == ("declined", {}, ["voided"])
        shop.now += PERIOD
        assert open_payment(shop, order).status_code == 409

    def test_that_was_made_meanwhile_does_not_end(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_reserved_order(shop)
        page_url = open_payment(shop, order).json["page_url"]
        decline(shop, order, OF_A_PAYMENT_MAX - 1)
        card_simulator.pays(page_url)
        decline(shop, order)
        assert (shop.announced(PaymentDeclined), card_simulator.states()) == ([], ["authorized"])


def _order_of(shop: Shop, account: dict[str, Any], **about: Any) -> Order:
    return a_reserved_order(shop, account_id=account["account_id"], **about)
