from uuid import uuid4

from tests.support.operations.shop import Shop
from tests.support.people import refusal
from tests.support.webhooks import create, end, queue, send, webhooks


class TestEndWebhook:
    def test_sends_what_is_still_owed_to_nobody(self, shop: Shop) -> None:
        shop.parts["post"] = None
        webhook_id = create(shop).json["webhook"]["id"]
        queue(shop)
        assert end(shop, webhook_id).status_code == 204
        assert webhooks(shop).json["items"] == []
        assert send(shop) == {"delivered": 0, "owed": 0, "given_up": 0}

    def test_knows_no_other(self, shop: Shop) -> None:
        assert refusal(end(shop, str(uuid4()))) == (404, "webhook-unknown")

    def test_needs_the_permission(self, shop: Shop) -> None:
        assert refusal(end(shop, str(uuid4()), permissions={"webhooks.read": None})) == (403, "permission-missing")
