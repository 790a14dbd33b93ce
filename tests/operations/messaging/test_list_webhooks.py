from functions.messaging.webhooks.contract import CONTRACT
from tests.support.operations.shop import Shop
from tests.support.people import refusal
from tests.support.webhooks import create, webhooks


class TestListWebhooks:
    def test_says_of_which_events_an_endpoint_can_be_told(self, shop: Shop) -> None:
        assert webhooks(shop).json["event_types"] == sorted(told.name for told in CONTRACT.values())

    def test_shows_the_oldest_first(self, shop: Shop) -> None:
        for url in ("https://a.example/", "https://b.example/"):
            create(shop, url)
        assert [each["url"] for each in webhooks(shop).json["items"]] == ["https://a.example/", "https://b.example/"]

    def test_needs_the_permission(self, shop: Shop) -> None:
        assert refusal(webhooks(shop, permissions={"orders.read": None})) == (403, "permission-missing")
