import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.messaging import OutboxEvent
from db.models.payments import Payment
from db.models.provider_webhooks import WebhookDelivery
from eventing.events.payments import PaymentAttempted, PaymentChangesReported
from eventing.events.stock import StockReserved
from functions.runtime.security.signatures import sign
from functions.runtime.settings import settings
from tests.support.operations.payments import TOTAL_MINOR, a_reserved_order, an_order, authorize, open_payment, payment
from tests.support.operations.shop import KEY, Shop
from tests.support.servers.card_simulator import CardSimulator

OTHER_KEY = base64.b64encode(b"somebody else's key, long enough").decode()
STRIPE_SECRET = "whsec_a_secret_of_stripe"


def body(order_id: str = "order", kind: str = "payment.authorized") -> bytes:
    return json.dumps({"type": kind, "data": {"order_id": order_id}}).encode()


def signed(shop: Shop, content: bytes, identity: str = "msg_1", key: str = KEY, age: int = 0) -> dict[str, str]:
    sent = str(int(shop.now.timestamp()) - age)
    signature = sign([key], f"{identity}.{sent}.".encode() + content)
    return {"webhook-id": identity, "webhook-timestamp": sent, "webhook-signature": signature}


def send(shop: Shop, content: bytes, headers: dict[str, str]) -> Any:
    return shop.call("receive-payment-webhook", content, headers=headers)


def owed_late(shop: Shop, order_id: str = "order", consumer: str = "authorize-payment") -> OutboxEvent:
    """An event that the relay will only send again in ten minutes."""
    event = OutboxEvent(
        type=StockReserved.TYPE,
        subject=order_id,
        occurred_at=shop.now,
        data={},
        traceparent="",
        request_id="",
        awaiting=[consumer],
        next_attempt_at=shop.now + timedelta(minutes=10),
    )
    shop.session.add(event)
    shop.session.commit()
    return event


def due(shop: Shop, event: OutboxEvent) -> datetime:
    shop.session.expire_all()
    return event.next_attempt_at


def without(headers: dict[str, str], name: str) -> dict[str, str]:
    return {given: value for given, value in headers.items() if given != name}


class TestReceivePaymentWebhook:
    @pytest.mark.parametrize(
        ("kind", "consumer"),
        [
            ("payment.authorized", "authorize-payment"),
            ("payment.declined", "authorize-payment"),
            ("payment.captured", "capture-payment"),
            ("payment.voided", "void-payment"),
            ("payment.refunded", "refund-payment"),
        ],
    )
    def test_has_the_consumer_that_waits_for_the_answer_ask_again_soon(
        self, shop: Shop, kind: str, consumer: str
    ) -> None:
        waiting, other = owed_late(shop, consumer=consumer), owed_late(shop, "another order", consumer)
        content = body(kind=kind)
        assert send(shop, content, signed(shop, content)).status_code == 204
        assert due(shop, waiting) == shop.now + timedelta(seconds=5)
        assert due(shop, other) == shop.now + timedelta(minutes=10)

    def test_wakes_the_relay_only_where_a_consumer_waits(self, shop: Shop) -> None:
        triggers: list[str] = []
        shop.parts["trigger_relay"] = lambda: triggers.append("triggered")
        content = body()
        send(shop, content, signed(shop, content, "msg_0"))
        assert triggers == []
        owed_late(shop)
        send(shop, content, signed(shop, content, "msg_1"))
        assert triggers == ["triggered"]

    def test_fifty_times_the_same_has_one_effect(self, shop: Shop) -> None:
        waiting, content = owed_late(shop), body()
        assert send(shop, content, signed(shop, content)).status_code == 204
        later = waiting.next_attempt_at = shop.now + timedelta(minutes=20)
        shop.session.commit()
        assert {send(shop, content, signed(shop, content, age=age)).status_code for age in range(49)} == {204}
        assert due(shop, waiting) == later
        assert shop.session.scalars(select(WebhookDelivery.id)).all() == ["msg_1"]

    def test_changes_nothing_about_what_is_settled_already(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        authorize(shop, order)
        for number, kind in enumerate(("payment.refunded", "payment.voided", "payment.captured", "payment.authorized")):
            content = body(str(order.id), kind)
            assert send(shop, content, signed(shop, content, f"msg_{number}")).status_code == 204
        paid = payment(shop, order.id)
        assert paid is not None
        assert (paid.state, card_simulator.calls("authorize")) == ("authorized", 1)

    @pytest.mark.parametrize("kind", ["payment.authorized", "payment.declined"])
    def test_has_the_provider_asked_about_a_payment_that_is_open(
        self, shop: Shop, card_simulator: CardSimulator, kind: str
    ) -> None:
        order = a_reserved_order(shop)
        open_payment(shop, order)
        content = body(str(order.id), kind)
        for _ in range(2):
            assert send(shop, content, signed(shop, content)).status_code == 204
        assert shop.announced(PaymentAttempted) == [{"order_id": str(order.id)}]

    @pytest.mark.parametrize(
        "kind", ["payment.fees", "refund.failed", "dispute.opened", "dispute.updated", "dispute.closed"]
    )
    def test_has_the_provider_asked_what_it_did_by_itself(
        self, shop: Shop, card_simulator: CardSimulator, kind: str
    ) -> None:
        order = an_order(shop)
        authorize(shop, order)
        for number, about in enumerate((str(order.id), str(order.id), str(uuid4()), "no id")):
            content = body(about, kind)
            assert send(shop, content, signed(shop, content, f"msg_{number}")).status_code == 204
        assert shop.announced(PaymentChangesReported) == [{"order_id": str(order.id)}] * 2

    @pytest.mark.parametrize("kind", ["payment.discussed", ""])
    def test_takes_and_ignores_kinds_it_does_not_know(self, shop: Shop, kind: str) -> None:
        waiting, content = owed_late(shop), body(kind=kind)
        assert send(shop, content, signed(shop, content)).status_code == 204
        assert due(shop, waiting) == shop.now + timedelta(minutes=10)

    def test_takes_what_the_card_simulator_really_sends(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        authorize(shop, order)
        (sent,) = card_simulator.await_webhooks(1)
        shop.now = datetime.fromtimestamp(int(sent.headers["webhook-timestamp"]), shop.now.tzinfo)
        waiting = owed_late(shop, str(order.id))
        assert send(shop, sent.body, sent.headers).status_code == 204
        assert due(shop, waiting) == shop.now + timedelta(seconds=5)

    def test_any_of_several_signatures_and_keys_may_fit(self, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("WEBHOOK_KEYS", f"{OTHER_KEY} {KEY}")
        settings.cache_clear()
        content = body()
        headers = signed(shop, content)
        headers["webhook-signature"] = f"v1a,bm90aGluZw== v1,bm90aGluZw== {headers['webhook-signature']}"
        answered = send(shop, content, headers)
        settings.cache_clear()
        assert answered.status_code == 204


MUTATIONS: dict[str, Callable[[Shop, dict[str, str]], tuple[bytes, dict[str, str]]]] = {
    "no id": lambda shop, good: (body(), without(good, "webhook-id")),
    "no time": lambda shop, good: (body(), without(good, "webhook-timestamp")),
    "no signature": lambda shop, good: (body(), without(good, "webhook-signature")),
    "another id": lambda shop, good: (body(), {**good, "webhook-id": "msg_2"}),
    "an id that reaches into the time": lambda shop, good: (body(), {**good, "webhook-id": "msg_1.1"}),
    "another time": lambda shop, good: (body(), {**good, "webhook-timestamp": str(int(shop.now.timestamp()) - 1)}),
    "a time in words": lambda shop, good: (body(), {**good, "webhook-timestamp": "now"}),
    "another body": lambda shop, good: (body("another order"), good),
    "a body laid out anew": lambda shop, good: (body().replace(b": ", b":"), good),
    "another key": lambda shop, good: (body(), signed(shop, body(), key=OTHER_KEY)),
    "another version": lambda shop, good: (
        body(),
        {**good, "webhook-signature": good["webhook-signature"].replace("v1,", "v0,")},
    ),
    "half a signature": lambda shop, good: (body(), {**good, "webhook-signature": good["webhook-signature"][:-8]}),
    "an empty signature": lambda shop, good: (body(), {**good, "webhook-signature": "v1,"}),
    "a signature that is not base64": lambda shop, good: (body(), {**good, "webhook-signature": "v1,~~~é"}),
    "too old": lambda shop, good: (body(), signed(shop, body(), age=301)),
    "from the future": lambda shop, good: (body(), signed(shop, body(), age=-301)),
    "a body that is no object": lambda shop, good: (b"[]", signed(shop, b"[]")),
    "a body that is no JSON": lambda shop, good: (b"{", signed(shop, b"{")),
}


class TestForgedWebhook:
    @pytest.mark.parametrize("mutation", MUTATIONS)
    def test_is_refused_and_has_no_effect(self, shop: Shop, mutation: str) -> None:
        waiting = owed_late(shop)
        content, headers = MUTATIONS[mutation](shop, signed(shop, body()))
        assert send(shop, content, headers).status_code == 400
        assert due(shop, waiting) == shop.now + timedelta(minutes=10)
        assert shop.session.scalars(select(WebhookDelivery)).all() == []


@pytest.fixture
def by_stripe(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PAYMENT_PROVIDER", "stripe")
    monkeypatch.setenv("WEBHOOK_KEYS", STRIPE_SECRET)
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def stripe_event(kind: str = "payment_intent.amount_capturable_updated") -> bytes:
    intent = {"id": "pi_1", "object": "payment_intent", "metadata": {"order_id": "order"}}
    return json.dumps({"id": f"evt_{uuid4().hex}", "type": kind, "data": {"object": intent}}).encode()


def stripe_signature(shop: Shop, content: bytes, secret: str = STRIPE_SECRET, age: int = 0) -> str:
    sent = int(shop.now.timestamp()) - age
    return f"t={sent},v1={hmac.new(secret.encode(), f'{sent}.'.encode() + content, hashlib.sha256).hexdigest()}"


@pytest.mark.usefixtures("by_stripe")
class TestStripeWebhook:
    @pytest.mark.parametrize(
        ("kind", "consumer"),
        [
            ("payment_intent.amount_capturable_updated", "authorize-payment"),
            ("payment_intent.succeeded", "capture-payment"),
            ("payment_intent.canceled", "void-payment"),
            ("charge.refunded", "refund-payment"),
        ],
    )
    def test_is_taken_by_its_own_signature(self, shop: Shop, kind: str, consumer: str) -> None:
        waiting, content = owed_late(shop, consumer=consumer), stripe_event(kind)
        for _ in range(2):
            answered = send(shop, content, {"stripe-signature": stripe_signature(shop, content)})
            assert answered.status_code == 204
        assert due(shop, waiting) == shop.now + timedelta(seconds=5)
        assert len(shop.session.scalars(select(WebhookDelivery)).all()) == 1

    @pytest.mark.parametrize("kind", ["charge.dispute.created", "charge.refund.updated", "charge.updated"])
    def test_about_a_payment_that_it_names_by_its_intent_alone(self, shop: Shop, kind: str) -> None:
        order = an_order(shop)
        amounts = {"amount_minor": TOTAL_MINOR, "currency": "EUR"}
        shop.session.add(
            Payment(
                **{"order_id": order.id, "state": "captured", "provider": "stripe", "provider_reference": "pi_1"},
                **amounts,
                created_at=shop.now,
            )
        )
        shop.session.commit()
        for reference in ("pi_1", "pi_of_another_shop", None):
            about: dict[str, Any] = {"id": "dp_1", "payment_intent": reference, "metadata": {}}
            content = json.dumps({"id": f"evt_{reference}", "type": kind, "data": {"object": about}}).encode()
            assert send(shop, content, {"stripe-signature": stripe_signature(shop, content)}).status_code == 204
        assert shop.announced(PaymentChangesReported) == [{"order_id": str(order.id)}]

    def test_is_taken_while_secrets_are_exchanged(self, shop: Shop) -> None:
        content = stripe_event()
        both = f"{stripe_signature(shop, content, 'the old one')},v1={'0' * 64},{stripe_signature(shop, content)[13:]}"
        assert send(shop, content, {"stripe-signature": both}).status_code == 204

    @pytest.mark.parametrize(
        "forge",
        [
            lambda shop, content: "",
            lambda shop, content: "nonsense",
            lambda shop, content: stripe_signature(shop, content, "another secret"),
            lambda shop, content: stripe_signature(shop, content + b" "),
            lambda shop, content: stripe_signature(shop, content, age=301),
            lambda shop, content: stripe_signature(shop, content).replace("v1=", "v0="),
            lambda shop, content: stripe_signature(shop, content)[:-1],
            lambda shop, content: stripe_signature(shop, content).partition(",")[2],
            lambda shop, content: stripe_signature(shop, content).replace("t=", "t=1"),
            lambda shop, content: stripe_signature(shop, content) + "é",
        ],
    )
    def test_is_refused_when_forged(self, shop: Shop, forge: Any) -> None:
        content = stripe_event()
        assert send(shop, content, {"stripe-signature": forge(shop, content)}).status_code == 400

    def test_is_not_taken_by_the_other_scheme(self, shop: Shop) -> None:
        assert send(shop, body(), signed(shop, body())).status_code == 400
