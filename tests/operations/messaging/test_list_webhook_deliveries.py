from datetime import timedelta
from typing import Any
from uuid import uuid4

from functions.messaging.webhooks.calls import Outcome
from tests.support.operations.shop import Shop
from tests.support.people import refusal
from tests.support.webhooks import a_confirmed_order, create, deliveries, queue, send


class TestListWebhookDeliveries:
    def test_shows_the_newest_first_in_pages(self, shop: Shop) -> None:
        webhook_id = create(shop).json["webhook"]["id"]
        for number in ("CS-1", "CS-2", "CS-3"):
            shop.now += timedelta(seconds=1)
            queue(shop, a_confirmed_order(number))
        query = {"id": webhook_id, "limit": "2"}
        first = shop.call("list-webhook-deliveries", method="GET", query=query, role="staff").json
        query["cursor"] = first["next_cursor"]
        rest = shop.call("list-webhook-deliveries", method="GET", query=query, role="staff").json
        bodies = [each["body"] for each in first["items"] + rest["items"]]
        assert [number for body in bodies for number in ("CS-1", "CS-2", "CS-3") if number in body] == [
            "CS-3",
            "CS-2",
            "CS-1",
        ]
        assert rest["next_cursor"] is None

    def test_says_what_came_of_each(self, shop: Shop) -> None:
        shop.parts["post"] = lambda *_: Outcome(500, "status")
        webhook_id = create(shop).json["webhook"]["id"]
        queue(shop)
        send(shop)
        (failed,) = deliveries(shop, webhook_id, state="owed")
        assert (failed["attempts"], failed["last_status"], failed["last_failure"]) == (1, 500, "status")
        assert failed["next_attempt_at"] > failed["last_attempt_at"]
        assert deliveries(shop, webhook_id, state="delivered") == []
        assert deliveries(shop, str(uuid4())) == []

    def test_needs_the_permission(self, shop: Shop) -> None:
        by: dict[str, Any] = {"role": "staff", "permissions": {"webhooks.resend": None}}
        refused = shop.call("list-webhook-deliveries", method="GET", query={"id": str(uuid4())}, **by)
        assert refusal(refused) == (403, "permission-missing")
