"""A shopper buys, over the public address only, and everything that belongs to it happens."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import httpx
import pytest

from tests.support.invariants.checks import under_way
from tests.support.operations.account_mails import content
from tests.support.shop.running_shop import RunningShop, an_order
from tests.support.waiting import eventually

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="module")
def sku(shop: RunningShop) -> str:
    return shop.sells("MUG-1", on_hand=1000)


def placed(client: httpx.Client, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/api/orders", json=body, headers={"idempotency-key": str(uuid4())})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def ended(client: httpx.Client, number: str, email: str, *, state: str, reason: str | None = None) -> dict[str, Any]:
    """The order, as a guest looks it up, once it is in the state, and in it for the reason."""

    def looked_up() -> dict[str, Any] | None:
        order = client.post("/api/order-look-ups", json={"number": number, "email": email}).json()
        is_for_it = reason is None or order["timeline"][-1]["reason_code"] == reason
        return order if order["state"] == state and is_for_it else None

    return dict(eventually(looked_up, seconds=30, what=f"{number} is {state}"))


def opened_payment(client: httpx.Client, number: str, email: str) -> dict[str, Any]:
    answer = client.post(f"/api/orders/{number}/payment", json={"email": email})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def pays(client: httpx.Client, page_url: str, **chosen: str) -> None:
    """Sends the form of the card simulator's page."""
    address = urlsplit(page_url)
    page = {"charge_id": address.path.rpartition("/")[2], **dict(parse_qsl(address.query))}
    assert client.post("/api/card-simulator/payments", data={**page, **chosen}).status_code == 200


def states(order: dict[str, Any]) -> list[str]:
    return [step["state"] for step in order["timeline"]]


class TestBrowsing:
    def test_a_new_shop_has_something_to_sell_with_pictures(self, shop: RunningShop) -> None:
        with shop.client() as client:
            assert len(client.get("/api/categories").json()["categories"]) >= 6
            found = client.get("/api/products", params={"search": "mug"}).json()["products"]
            picture = client.get(found[0]["image"]["url"])
            assert picture.headers["content-type"] == "image/svg+xml"

            def in_stock() -> bool:
                return any(product["available"] for product in client.get("/api/products").json()["products"])

            eventually(in_stock, seconds=30, what="the demo stock has arrived")


class TestBuying:
    def test_a_guest_buys_and_gets_a_mail(self, shop: RunningShop, sku: str) -> None:
        email = "guest@example.org"
        with shop.client() as client:
            order = placed(client, an_order(sku, quantity=2, email=email))
            order = ended(client, order["number"], email, state="confirmed")
        assert states(order) == ["placed", "reserved", "confirmed"]
        assert all(step["reason_code"] and step["at"] for step in order["timeline"])
        mail = eventually(
            lambda: next((mail for mail in shop.mails() if email in mail), None), seconds=30, what="the mail is there"
        )
        assert order["number"] in content(mail)

    def test_a_registered_shopper_fills_a_cart_and_buys_it(self, shop: RunningShop, sku: str) -> None:
        email = f"{uuid4().hex}@example.org"
        with shop.client() as client:
            assert client.post("/api/accounts", json={"email": email, "password": PASSWORD}).status_code == 202
            session = client.post("/api/sessions", json={"email": email, "password": PASSWORD}).json()
            client.headers["authorization"] = f"Bearer {session['access_token']}"
            cart = client.put(f"/api/cart/items/{sku}", json={"quantity": 3}).json()
            order = placed(client, {**an_order(sku, quantity=3, email=email), "cart_id": cart["cart_id"]})

            def confirmed() -> bool:
                return bool(client.get(f"/api/orders/{order['number']}").json()["state"] == "confirmed")

            eventually(confirmed, seconds=30, what="the order is confirmed")
            listed = client.get("/api/orders").json()["orders"]
            assert [entry["number"] for entry in listed] == [order["number"]]
            eventually(lambda: not client.get("/api/cart").json()["items"], seconds=30, what="the cart is empty")

    @pytest.mark.parametrize("card", ["card_declined", "card_insufficient_funds"])
    def test_a_declined_card_rejects_the_order_and_frees_the_stock(
        self, shop: RunningShop, sku: str, card: str
    ) -> None:
        email = f"{card}@example.org".replace("_", "-")
        with shop.client() as client:
            order = placed(client, an_order(sku, card=card, email=email))
            assert states(ended(client, order["number"], email, state="rejected"))[-1] == "rejected"

    @pytest.mark.parametrize("card", ["card_slow", "card_timeout_after_success", "card_twice", "card_error_once"])
    def test_a_card_simulator_that_misbehaves_is_charged_once(self, shop: RunningShop, sku: str, card: str) -> None:
        email = f"{card}@example.org".replace("_", "-")
        with shop.client() as client:
            order = placed(client, an_order(sku, card=card, email=email))
            ended(client, order["number"], email, state="confirmed")

    def test_a_cancelled_order_stays_cancelled_and_its_payment_is_released(self, shop: RunningShop, sku: str) -> None:
        email = "cancels@example.org"
        with shop.client() as client:
            order = placed(client, an_order(sku, email=email))
            ended(client, order["number"], email, state="confirmed")
            assert client.post(f"/api/orders/{order['number']}/cancel", json={"email": email}).is_success
            order = ended(client, order["number"], email, state="cancelled", reason="payment_voided")
        assert states(order) == ["placed", "reserved", "confirmed", "cancelled", "cancelled"]

    def test_staff_ship_an_order_and_the_money_is_taken(self, shop: RunningShop, sku: str) -> None:
        email = "ships@example.org"
        with shop.client() as client, shop.client("staff") as staff:
            order = placed(client, an_order(sku, email=email))
            ended(client, order["number"], email, state="confirmed")
            shipped = staff.post(
                f"/api/staff/orders/{order['number']}/ship", json={"carrier": "DHL", "tracking_code": "T1"}
            )
            assert shipped.is_success, shipped.text
            ended(client, order["number"], email, state="shipped")
        taken = "SELECT captured_minor FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id"
        eventually(
            lambda: shop.query(f"{taken} WHERE o.number = %s", order["number"]) == [(order["total_minor"],)],
            seconds=30,
            what="the money is taken",
        )

    def test_a_guest_pays_at_the_provider_with_the_second_card(self, shop: RunningShop, sku: str) -> None:
        email = "payer@example.org"
        with shop.client() as client:
            order = placed(client, {**an_order(sku, email=email), "payment_method": None})
            number = order["number"]
            assert ended(client, number, email, state="reserved")["awaits_payment"]
            page_url = opened_payment(client, number, email)["page_url"]
            assert client.get(page_url).headers["content-security-policy"].startswith("default-src 'none'")
            pays(client, page_url, card="card_challenge", challenge="failed")
            assert opened_payment(client, number, email)["decline_code"] == "authentication_required"
            pays(client, page_url, card="card_challenge", challenge="passed", webhook="twice")
            order = ended(client, number, email, state="confirmed")
        assert states(order) == ["placed", "reserved", "confirmed"]
        assert not order["awaits_payment"]

    def test_a_shopper_whose_webhook_is_lost_returns_and_is_confirmed(self, shop: RunningShop, sku: str) -> None:
        email = "returner@example.org"
        with shop.client() as client:
            number = placed(client, {**an_order(sku, email=email), "payment_method": None})["number"]
            ended(client, number, email, state="reserved")
            pays(client, opened_payment(client, number, email)["page_url"], card="card_ok", webhook="lost")
            assert opened_payment(client, number, email)["state"] == "authorized"
            ended(client, number, email, state="confirmed")

    def test_the_same_key_places_one_order(self, shop: RunningShop, sku: str) -> None:
        key = {"idempotency-key": str(uuid4())}
        with shop.client() as client:
            first, second = (client.post("/api/orders", json=an_order(sku), headers=key) for _ in range(2))
        assert first.content == second.content
        assert second.headers["idempotent-replayed"] == "true"


class TestBrowsers:
    """Clients that keep cookies, as a browser's tabs do: each has a copy of what the browser has when it calls."""

    @pytest.fixture
    def tab(self, shop: RunningShop) -> Iterator[httpx.Client]:
        with shop.client() as tab:
            tab.headers["session-transport"] = "cookie"
            assert tab.post("/api/sessions", json=shop.run["logins"]["shopper"]).status_code == 201
            yield tab

    def test_stay_logged_in_without_seeing_a_token(self, shop: RunningShop, tab: httpx.Client) -> None:
        assert tab.get("/api/me").json()["email"] == shop.run["logins"]["shopper"]["email"]
        renewed = tab.post("/api/sessions/refresh")
        assert (renewed.status_code, renewed.json()["role"]) == (200, "shopper")
        assert not any(cookie.value in renewed.text for cookie in tab.cookies.jar if cookie.value)
        assert tab.get("/api/me").status_code == 200

    def test_stay_logged_in_when_many_tabs_refresh_at_once(self, tab: httpx.Client) -> None:
        sent = {**tab.headers, "cookie": "; ".join(f"{name}={value}" for name, value in tab.cookies.items())}
        with ThreadPoolExecutor(8) as tabs:
            answers = list(
                tabs.map(lambda _: httpx.post(f"{tab.base_url}/api/sessions/refresh", headers=sent), range(8))
            )
        assert [answer.status_code for answer in answers] == [200] * 8
        assert len({answer.cookies["cloudshop-refresh"] for answer in answers}) == 1
        # Whichever came last, the browser goes on from there.
        tab.cookies.update(answers[-1].cookies)
        assert tab.post("/api/sessions/refresh").status_code == 200
        assert tab.get("/api/me").status_code == 200

    def test_are_logged_out_for_good(self, tab: httpx.Client) -> None:
        refresh_token = tab.cookies["cloudshop-refresh"]
        assert tab.post("/api/sessions/log-out").status_code == 204
        assert not tab.cookies
        assert tab.get("/api/me").status_code == 401
        tab.cookies.set("cloudshop-refresh", refresh_token)
        assert tab.post("/api/sessions/refresh").json()["type"].endswith(":session-ended")


class TestEdge:
    def test_no_event_operation_can_be_reached(self, shop: RunningShop) -> None:
        forged = {"ce-id": "1", "ce-type": "shop.payment.authorized.v1", "ce-source": "/x", "ce-specversion": "1.0"}
        with shop.client() as client:
            for path in ("/", "/local/shop", "/reserve-stock", "/api/reserve-stock", "/commit-stock/"):
                # What is not the API's is the web shop's, and that takes no posts.
                assert client.post(path, json={}, headers=forged).status_code in (404, 405)

    def test_the_web_shop_has_every_other_path(self, shop: RunningShop) -> None:
        with shop.client() as client:
            page, picture = client.get("/cart"), client.get("/pictures/knitted-mittens.svg")
            # Where it has not been built yet, it says how.
            assert page.status_code == 200 or "make run" in page.text
            for answer in (page, picture):
                assert "script-src 'self';" in answer.headers["content-security-policy"]
            assert client.get("/api/nothing").headers["content-type"] == "application/problem+json"
            assert client.get("/.well-known/jwks.json").json()["keys"]

    def test_one_request_is_found_in_every_log_that_follows_it(self, shop: RunningShop, sku: str) -> None:
        request_id = uuid4().hex
        headers = {"idempotency-key": str(uuid4()), "x-request-id": request_id}
        with shop.client() as client:
            assert client.post("/api/orders", json=an_order(sku), headers=headers).status_code == 201

        def logged() -> set[str]:
            lines = (shop.home / "shop.log").read_text().splitlines()
            entries = [json.loads(line) for line in lines if line.startswith("{") and request_id in line]
            return {entry["message"] for entry in entries if entry["request_id"] == request_id}

        wanted = {"POST /api/orders", "place_order", "reserve_stock", "authorize_payment", "confirm_order"}
        eventually(lambda: wanted <= logged(), seconds=30, what="the trace is whole")


class TestAfterwards:
    def test_the_books_are_right(self, shop: RunningShop) -> None:
        eventually(lambda: under_way(shop) == 0, seconds=60, what="everything has ended")
        assert shop.query("SELECT booking FROM payments.ledger GROUP BY booking HAVING sum(amount_minor) <> 0") == []
        assert shop.query("SELECT event_type, consumer, cause FROM messaging.dead_letters") == []
