"""A shopper buys in a shop that sleeps, and it goes back to sleep."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.cluster.shop import ClusterShop
from tests.support.operations.account_mails import content
from tests.support.shop.running_shop import an_order
from tests.support.waiting import eventually

ENDED_SECONDS = 120
PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="module")
def sku(shop: ClusterShop) -> str:
    return shop.sells(f"MUG-{uuid4().hex[:8]}", on_hand=1000)


@pytest.fixture
def sleeping(shop: ClusterShop) -> ClusterShop:
    shop.all_asleep()
    return shop


def placed(client: httpx.Client, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/api/orders", json=body, headers={"idempotency-key": str(uuid4())})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


@pytest.mark.timeout(600)
class TestBuyingFromASleepingShop:
    def test_a_guest_buys_and_everything_goes_back_to_sleep(self, sleeping: ClusterShop, sku: str) -> None:
        email = f"{uuid4().hex}@example.org"
        with sleeping.client() as client:
            order = placed(client, an_order(sku, quantity=2, email=email))

            def confirmed() -> dict[str, Any] | None:
                found = client.post("/api/order-look-ups", json={"number": order["number"], "email": email}).json()
                return dict(found) if found["state"] == "confirmed" else None

            order = eventually(confirmed, seconds=ENDED_SECONDS, what="the order is confirmed", every=1)
        assert [step["state"] for step in order["timeline"]] == ["placed", "reserved", "confirmed"]
        assert all(step["reason_code"] and step["at"] for step in order["timeline"])
        mail = eventually(
            lambda: next((mail for mail in sleeping.mails() if email in mail), None),
            seconds=ENDED_SECONDS, what="the mail is there", every=1,
        )  # fmt: skip
        assert order["number"] in content(mail)
        sleeping.all_asleep()

    def test_a_registered_shopper_buys_what_is_in_the_cart(self, sleeping: ClusterShop, sku: str) -> None:
        email = f"{uuid4().hex}@example.org"
        with sleeping.client() as client:
            assert client.post("/api/accounts", json={"email": email, "password": PASSWORD}).status_code == 202
            session = client.post("/api/sessions", json={"email": email, "password": PASSWORD}).json()
            client.headers["authorization"] = f"Bearer {session['access_token']}"
            cart = client.put(f"/api/cart/items/{sku}", json={"quantity": 3}).json()
            order = placed(client, {**an_order(sku, quantity=3, email=email), "cart_id": cart["cart_id"]})

            def confirmed() -> bool:
                return bool(client.get(f"/api/orders/{order['number']}").json()["state"] == "confirmed")

            eventually(confirmed, seconds=ENDED_SECONDS, what="the order is confirmed", every=1)
            eventually(
                lambda: not client.get("/api/cart").json()["items"], seconds=60, what="the cart is empty", every=1
            )
