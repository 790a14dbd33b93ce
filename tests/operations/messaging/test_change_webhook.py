from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.webhooks import Webhook
from tests.support.operations.shop import Shop
from tests.support.people import refusal
from tests.support.webhooks import change, create, deliveries, queue, webhooks


class TestChangeWebhook:
    def test_changes_of_what_the_endpoint_is_told(self, shop: Shop) -> None:
        webhook_id = create(shop).json["webhook"]["id"]
        changed = change(shop, webhook_id, {"event_types": ["order.shipped"]}).json
        assert (changed["webhook"]["event_types"], changed["secret"]) == (["order.shipped"], None)
        queue(shop)
        assert deliveries(shop, webhook_id) == []

    def test_pauses_an_endpoint_which_then_is_told_of_nothing_new(self, shop: Shop) -> None:
        webhook_id = create(shop).json["webhook"]["id"]
        assert change(shop, webhook_id, {"state": "paused"}).json["webhook"]["state"] == "paused"
        queue(shop)
        assert deliveries(shop, webhook_id) == []

    def test_has_what_is_owed_sent_when_an_endpoint_is_active_again(self, shop: Shop) -> None:
        calls: list[str] = []
        shop.parts["trigger_webhooks"] = lambda: calls.append("send")
        webhook_id = create(shop).json["webhook"]["id"]
        change(shop, webhook_id, {"state": "paused"})
        shop.now += timedelta(hours=1)
        changed = change(shop, webhook_id, {"state": "active"}).json["webhook"]
        assert changed["next_attempt_at"] is not None
        assert calls == ["send"]

    def test_gives_another_secret_beside_which_the_one_before_is_good_for_a_day(self, shop: Shop) -> None:
        created = create(shop).json
        changed = change(shop, created["webhook"]["id"], {"rotates_secret": True}).json
        assert changed["secret"] not in (None, created["secret"])
        webhook = shop.session.scalars(select(Webhook)).one()
        assert webhook.previous_until == shop.now + timedelta(days=1)
        assert changed["secret"] not in webhooks(shop).text

    @pytest.mark.parametrize(
        "body", [{"rotates_secret": True}, {"state": "paused"}, {"event_types": ["order.shipped"]}]
    )
    def test_changes_only_what_its_author_saw(self, shop: Shop, body: dict[str, object]) -> None:
        webhook = create(shop).json["webhook"]
        version = f'"{webhook["revision"]}"'
        changed = change(shop, webhook["id"], body, if_match=version).json["webhook"]
        second = change(shop, webhook["id"], {"rotates_secret": True}, if_match=version)
        assert refusal(second) == (412, "changed-meanwhile")
        (listed,) = webhooks(shop).json["items"]
        assert listed == changed
        assert change(shop, webhook["id"], {"state": "active"}, if_match=f'"{listed["revision"]}"').status_code == 200

    def test_asks_for_the_version(self, shop: Shop) -> None:
        webhook = create(shop).json["webhook"]
        assert refusal(change(shop, webhook["id"], {"state": "paused"}, if_match=None)) == (428, "version-missing")
        assert webhooks(shop).json["items"] == [webhook]

    def test_knows_no_other(self, shop: Shop) -> None:
        assert refusal(change(shop, str(uuid4()), {})) == (404, "webhook-unknown")

    @pytest.mark.parametrize("body", [{"event_types": []}, {"state": "ended"}, {"url": "https://example.com/"}])
    def test_refuses_all_else(self, shop: Shop, body: dict[str, object]) -> None:
        webhook_id = create(shop).json["webhook"]["id"]
        assert refusal(change(shop, webhook_id, body)) == (422, "invalid-request")

    def test_needs_the_permission(self, shop: Shop) -> None:
        only_reads = {"webhooks.read": None, "webhooks.resend": None}
        assert refusal(change(shop, str(uuid4()), {}, permissions=only_reads)) == (403, "permission-missing")
