"""Rights that are withdrawn end within seconds, over HTTP: at the shop's own gateway, and at a second one."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import uuid4

import httpx
import pytest

from gateway.server import GatewayServer, create_app
from gateway.settings import GatewaySettings
from local.secrets import signing_keys
from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually

PASSWORD = "a long walk by the sea"


@contextmanager
def second_gateway(shop: RunningShop) -> Iterator[str]:
    """The address of another gateway in front of the shop's functions, with the same settings."""
    keys = signing_keys(shop.home / "secrets")
    settings = GatewaySettings(shop.run["functions"], keys["GATEWAY_KEY"], revocation_keys=(keys["REVOCATION_KEYS"],))
    server = GatewayServer(create_app(settings), "127.0.0.1", 0)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def gateways(shop: RunningShop) -> Iterator[list[httpx.Client]]:
    with ExitStack() as stack:
        addresses = [shop.run["shop"], stack.enter_context(second_gateway(shop))]
        yield [stack.enter_context(httpx.Client(base_url=address, timeout=30)) for address in addresses]


class Person:
    """A person with an account and a session, who uses both gateways."""

    def __init__(self, shop: RunningShop, gateways: list[httpx.Client], role: str = "shopper") -> None:
        self._shop, self._gateways = shop, gateways
        self._login = {"email": f"{uuid4()}@example.org", "password": PASSWORD}
        assert gateways[0].post("/api/accounts", json=self._login).status_code == 202
        self.change_account(f"role = '{role}'")
        self.session = self.log_in()

    def log_in(self) -> dict[str, str]:
        return dict(self._gateways[0].post("/api/sessions", json=self._login).raise_for_status().json())

    def change_account(self, change: str) -> None:
        """Changes the account as an operator does, who has only SQL."""
        self._shop.query(f"UPDATE identity.accounts SET {change} WHERE email = %s RETURNING 1", self._login["email"])

    def statuses(self, method: str, path: str, body: object = None) -> list[int]:
        """What both gateways answer."""
        return [self._status(gateway, method, path, body) for gateway in self._gateways]

    def _status(self, gateway: httpx.Client, method: str, path: str, body: object) -> int:
        headers = {"authorization": f"Bearer {self.session['access_token']}", "idempotency-key": str(uuid4())}
        return gateway.request(method, path, headers=headers, json=body).status_code

    def is_refused_everywhere(self, method: str, path: str, body: object = None) -> None:
        """Waits until both gateways refuse: far less than the ten minutes for which the token is valid."""
        eventually(lambda: self.statuses(method, path, body) == [401, 401], seconds=60, what="both gateways refuse")


class TestShoppers:
    def test_a_session_that_was_logged_out_ends_everywhere(
        self, shop: RunningShop, gateways: list[httpx.Client]
    ) -> None:
        person = Person(shop, gateways)
        assert person.statuses("GET", "/api/orders") == [200, 200]
        gateways[0].post("/api/sessions/log-out", json={"refresh_token": person.session["refresh_token"]})
        person.is_refused_everywhere("GET", "/api/orders")

    def test_other_sessions_end_when_the_password_changes(
        self, shop: RunningShop, gateways: list[httpx.Client]
    ) -> None:
        person = Person(shop, gateways)
        current = person.log_in()
        change = {"current_password": PASSWORD, "new_password": "another long walk"}
        changed = gateways[0].put(
            "/api/me/password",
            json={**change, "refresh_token": current["refresh_token"]},
            headers={"authorization": f"Bearer {current['access_token']}"},
        )
        assert changed.status_code == 204
        person.is_refused_everywhere("GET", "/api/orders")
        person.session = current
        assert person.statuses("GET", "/api/orders") == [200, 200]


class TestStaff:
    @pytest.mark.parametrize("change", ["role = 'shopper'", "disabled_at = now()"], ids=["demoted", "disabled"])
    def test_can_neither_change_nor_see_the_shop_s_data_once_dismissed(
        self, shop: RunningShop, gateways: list[httpx.Client], change: str
    ) -> None:
        person = Person(shop, gateways, role="staff")
        sku = shop.sells(f"SKU-{uuid4().hex[:8]}", on_hand=1)
        movement = "POST", f"/api/staff/stock/{sku}/movements", {"quantity": 1, "reason": "delivered"}
        assert person.statuses(*movement) == [201, 201]
        person.change_account(change)
        person.is_refused_everywhere(*movement)
        assert person.statuses("GET", "/api/staff/orders") == [401, 401]
        refreshed = gateways[0].post("/api/sessions/refresh", json={"refresh_token": person.session["refresh_token"]})
        assert refreshed.status_code == 401
