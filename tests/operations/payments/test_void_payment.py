from uuid import uuid4

import pytest
from sqlalchemy import text

from eventing.events.orders import OrderCancelled
from eventing.events.payments import PaymentAuthorized, PaymentVoided
from eventing.events.stock import StockExpired
from functions.payments.providers.card_simulator import CardSimulatorProvider
from tests.support.operations.payments import (
    EARNED,
    TOTAL_MINOR,
    a_captured_order,
    an_order,
    authorize,
    balances,
    cancel,
    payment,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator
from tests.support.shop.inside_calls import CALL_KEY


class TestVoidPayment:
    @pytest.mark.parametrize("kind", [OrderCancelled, StockExpired])
    def test_frees_what_was_set_aside(
        self, shop: Shop, card_simulator: CardSimulator, kind: type[OrderCancelled]
    ) -> None:
        order = an_order(shop)
        authorize(shop, order)
        event = kind.model_validate({"order_id": order.id, "number": order.number})
        assert shop.deliver("void-payment", event).status_code == 204
        assert [charge["state"] for charge in card_simulator.charges()] == ["voided"]
        assert balances(shop) == {}
        assert [event["amount_minor"] for event in shop.announced(PaymentVoided)] == [TOTAL_MINOR]

    def test_cancelled_and_expired_frees_it_once(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        authorize(shop, order)
        cancel(shop, order)
        assert shop.deliver("void-payment", StockExpired(order_id=order.id)).status_code == 204
        assert card_simulator.calls("void") == 1
        assert len(shop.announced(PaymentVoided)) == 2

    def test_after_a_void_nothing_is_authorised_again(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        authorize(shop, order)
        cancel(shop, order)
        authorize(shop, order)
        assert (card_simulator.calls("authorize"), len(shop.announced(PaymentAuthorized))) == (1, 1)

    def test_has_nothing_to_free_where_the_card_was_declined(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop, "card_declined")
        authorize(shop, order)
        assert cancel(shop, order).status_code == 204
        assert (card_simulator.calls("void"), shop.announced(PaymentVoided)) == (0, [])

    def test_twice_before_any_payment_blocks_it_once(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        assert [cancel(shop, order).status_code for _ in range(2)] == [204, 204]
        blocked = payment(shop, order.id)
        assert blocked is not None
        assert (blocked.state, shop.announced(PaymentVoided)) == ("blocked", [])

    @pytest.mark.parametrize("state", ["blocked", "barred"])
    def test_what_it_blocked_stays_so_whatever_the_release_before_called_it(
        self, shop: Shop, card_simulator: CardSimulator, state: str
    ) -> None:
        order = an_order(shop)
        cancel(shop, order)
        shop.session.execute(text("UPDATE payments.payments SET state = :state"), {"state": state})
        shop.session.commit()
        assert authorize(shop, order).status_code == 204
        # What an earlier try may have authorised is taken back, under the key that it had.
        assert (card_simulator.calls("authorize"), card_simulator.charges(), shop.announced(PaymentAuthorized)) == (
            1,
            [],
            [],
        )

    def test_does_not_free_what_is_taken_already(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop)
        refused = cancel(shop, order)
        assert refused.status_code == 422
        assert "refund it instead" in refused.json["detail"]
        assert balances(shop) == EARNED

    def test_an_answer_that_is_lost_after_success_frees_it_once(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        shop.parts["provider"] = CardSimulatorProvider(card_simulator.url, [CALL_KEY], answer_seconds=1.5)
        order, event_id = an_order(shop, "card_timeout_after_success"), str(uuid4())
        for _ in range(2):
            authorize(shop, order, event_id=event_id)
        assert [cancel(shop, order).status_code for _ in range(2)] == [503, 204]
        assert (card_simulator.calls("void"), len(card_simulator.charges())) == (2, 1)
        assert balances(shop) == {}
