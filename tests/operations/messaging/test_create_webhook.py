import base64
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from db.models.webhooks import Webhook
from functions.runtime.settings import settings
from tests.support.operations.shop import Shop
from tests.support.people import refusal
from tests.support.webhooks import URL, create, webhooks


@pytest.fixture
def trying_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("WEBHOOK_TARGETS", "any")
    settings.cache_clear()
    yield
    settings.cache_clear()


class TestCreateWebhook:
    def test_shows_the_secret_once(self, shop: Shop) -> None:
        created = create(shop, URL, "order.shipped", "order.confirmed", "order.shipped")
        assert created.status_code == 201
        secret = base64.b64decode(created.json["secret"].removeprefix("whsec_"))
        assert shop.session.scalars(select(Webhook.secret)).all() == [secret]
        assert len(secret) == 32
        listed = webhooks(shop)
        assert listed.json["items"] == [created.json["webhook"]]
        assert created.json["webhook"]["event_types"] == ["order.confirmed", "order.shipped"]
        assert "secret" not in listed.text.replace("previous_secret_until", "")

    @pytest.mark.parametrize(
        "url",
        [
            "http://example.org/",
            "https://ada:secret@example.org/",
            "https://example.org:8443/",
            "https://example.org/#here",
            "https://example.org/a b",
            "https://localhost/",
            "https://[::1]/",
            "https:///hooks",
            "ftp://example.org/",
            f"https://{'a' * 250}.org/",
        ],
    )
    def test_refuses_what_is_no_server_of_the_internet(self, shop: Shop, url: str) -> None:
        assert refusal(create(shop, url)) == (422, "invalid-request")
        assert webhooks(shop).json["items"] == []

    @pytest.mark.usefixtures("trying_out")
    def test_goes_to_any_server_where_the_shop_is_only_tried_out(self, shop: Shop) -> None:
        assert create(shop, "http://localhost:8000/hooks").status_code == 201

    def test_refuses_events_that_there_are_not(self, shop: Shop) -> None:
        assert refusal(create(shop, URL, "order.placed")) == (422, "invalid-request")

    def test_makes_no_more_than_a_shop_can_have(self, shop: Shop) -> None:
        for _ in range(10):
            assert create(shop).status_code == 201
        assert refusal(create(shop)) == (409, "webhooks-too-many")

    def test_needs_the_permission_and_a_second_factor_of_now(self, shop: Shop) -> None:
        assert refusal(create(shop, permissions={"webhooks.read": None})) == (403, "permission-missing")
        an_hour_ago = int(time.time()) - 3600
        assert refusal(create(shop, factor_at=an_hour_ago)) == (403, "second-factor-needed")

    def test_is_in_the_activity_log_without_the_secret(self, shop: Shop) -> None:
        secret = create(shop).json["secret"]
        logged = shop.call("list-staff-actions", method="GET", role="staff")
        assert [each["subject"] for each in logged.json["actions"]] == [URL]
        assert secret not in logged.text
