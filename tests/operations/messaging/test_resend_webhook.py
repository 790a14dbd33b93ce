from datetime import timedelta
from uuid import uuid4

from eventing.times import WEBHOOK_GIVE_UP_AFTER
from functions.messaging.webhooks.calls import Outcome
from tests.support.operations.shop import Shop
from tests.support.people import refusal
from tests.support.webhooks import create, deliveries, end, queue, resend, send


class TestResendWebhook:
    def test_sends_the_same_message_again_under_its_own_id(self, shop: Shop) -> None:
        sent: list[tuple[str, bytes]] = []

        def post(_url: str, body: bytes, headers: dict[str, str]) -> Outcome:
            sent.append((headers["webhook-id"], body))
            return Outcome(200, None)

        shop.parts["post"] = post
        webhook_id = create(shop).json["webhook"]["id"]
        queue(shop)
        send(shop)
        (delivered,) = deliveries(shop, webhook_id)
        shop.now += timedelta(days=7)
        assert resend(shop, delivered["id"]).json["state"] == "owed"
        send(shop)
        assert len(sent) == 2
        assert sent[0] == sent[1]

    def test_has_it_sent_at_once(self, shop: Shop) -> None:
        calls: list[str] = []
        shop.parts["trigger_webhooks"] = lambda: calls.append("send")
        webhook_id = create(shop).json["webhook"]["id"]
        queue(shop)
        (owed,) = deliveries(shop, webhook_id)
        resend(shop, owed["id"])
        assert calls == ["send", "send"]

    def test_gives_the_endpoint_as_long_as_at_first(self, shop: Shop) -> None:
        shop.parts["post"] = lambda *_: Outcome(500, "status")
        webhook_id = create(shop).json["webhook"]["id"]
        queue(shop)
        (owed,) = deliveries(shop, webhook_id)
        shop.now += WEBHOOK_GIVE_UP_AFTER
        assert send(shop)["given_up"] == 1
        shop.now += timedelta(minutes=15)
        resend(shop, owed["id"])
        assert send(shop)["owed"] == 1

    def test_knows_none_of_an_endpoint_that_has_ended(self, shop: Shop) -> None:
        webhook_id = create(shop).json["webhook"]["id"]
        queue(shop)
        (owed,) = deliveries(shop, webhook_id)
        end(shop, webhook_id)
        assert refusal(resend(shop, owed["id"])) == (404, "webhook-delivery-unknown")
        assert refusal(resend(shop, str(uuid4()))) == (404, "webhook-delivery-unknown")

    def test_needs_the_permission(self, shop: Shop) -> None:
        assert refusal(resend(shop, str(uuid4()), permissions={"webhooks.read": None})) == (403, "permission-missing")
