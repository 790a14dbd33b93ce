import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from db.models.webhooks import Webhook
from eventing.times import LEASE, WEBHOOK_GIVE_UP_AFTER, WEBHOOK_PAUSE_MAX
from functions.messaging.webhooks import targets
from functions.messaging.webhooks.calls import Outcome, post
from functions.messaging.webhooks.targets import is_public
from functions.runtime.settings import settings
from functions.runtime.telemetry.metrics import metrics
from tests.support.operations.shop import Shop
from tests.support.webhooks import (
    Receiver,
    a_confirmed_order,
    change,
    create,
    deliveries,
    is_genuine,
    queue,
    send,
    webhooks,
)

NOTHING = {"delivered": 0, "owed": 0, "given_up": 0}


def counted(failure: str) -> float:
    """How many messages were counted as given up for the failure, by all tests so far."""
    return metrics().added().get(("cloudshop_webhooks_given_up_total", (failure,)), [0])[0]


@pytest.fixture
def anywhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Webhooks may go to this machine."""
    monkeypatch.setenv("WEBHOOK_TARGETS", "any")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def receiver(anywhere: None) -> Iterator[Receiver]:
    server = Receiver()
    yield server
    server.stop()


@pytest.fixture
def webhook(shop: Shop, receiver: Receiver) -> dict[str, Any]:
    """What `create-webhook` has answered; a message is owed to it."""
    created = create(shop, receiver.url).json
    queue(shop)
    return dict(created)


class TestSendWebhooks:
    def test_signs_what_it_sends(self, shop: Shop, receiver: Receiver, webhook: dict[str, Any]) -> None:
        assert send(shop) == {**NOTHING, "delivered": 1}
        ((headers, body),) = receiver.received
        assert is_genuine(webhook["secret"], headers, body)
        assert not is_genuine(webhook["secret"], headers, body + b" ")
        assert (headers["webhook-timestamp"], headers["content-type"]) == (
            str(int(shop.now.timestamp())),
            "application/json",
        )
        (delivered,) = deliveries(shop, webhook["webhook"]["id"])
        assert (delivered["state"], delivered["last_status"], delivered["id"]) == ("delivered", 204, *receiver.ids())
        assert send(shop) == NOTHING

    def test_signs_with_both_secrets_for_a_day(self, shop: Shop, receiver: Receiver, webhook: dict[str, Any]) -> None:
        changed = change(shop, webhook["webhook"]["id"], {"rotates_secret": True}).json
        send(shop)
        shop.now += timedelta(days=1)
        queue(shop)
        send(shop)
        first, second = receiver.received
        assert [is_genuine(each, *first) for each in (webhook["secret"], changed["secret"])] == [True, True]
        assert [is_genuine(each, *second) for each in (webhook["secret"], changed["secret"])] == [False, True]

    @pytest.mark.parametrize("status", [301, 400, 404, 500])
    def test_tries_again_what_was_not_accepted_with_the_same_id(
        self, shop: Shop, receiver: Receiver, webhook: dict[str, Any], status: int
    ) -> None:
        receiver.status = status
        assert send(shop) == {**NOTHING, "owed": 1}
        assert send(shop) == NOTHING
        shop.now += timedelta(seconds=5)
        receiver.status = 200
        assert send(shop) == {**NOTHING, "delivered": 1}
        assert len(set(receiver.ids())) == 1
        assert len(receiver.received) == 2
        assert webhooks(shop).json["items"][0]["failures"] == 0

    def test_gives_up_after_three_days_and_not_before(
        self, shop: Shop, receiver: Receiver, webhook: dict[str, Any]
    ) -> None:
        receiver.status = 503
        began = shop.now
        before = counted("status")
        while (sent := send(shop))["given_up"] == 0:
            assert sent["delivered"] == 0
            shop.now += timedelta(minutes=30)
        assert timedelta(days=2) < shop.now - began <= WEBHOOK_GIVE_UP_AFTER
        assert 10 < len(receiver.received) < 30
        assert counted("status") == before + 1
        (given_up,) = deliveries(shop, webhook["webhook"]["id"])
        assert (given_up["state"], given_up["last_status"], given_up["next_attempt_at"]) == ("given-up", 503, None)

    def test_lets_an_endpoint_that_fails_rest_and_tells_it_of_news_within_a_quarter_of_an_hour(
        self, shop: Shop, receiver: Receiver, webhook: dict[str, Any]
    ) -> None:
        receiver.status = 503
        for _ in range(8):
            send(shop)
            shop.now += timedelta(hours=6)
        send(shop)
        queue(shop)
        assert send(shop) == NOTHING
        receiver.status = 200
        shop.now += WEBHOOK_PAUSE_MAX
        assert send(shop) == {**NOTHING, "delivered": 1}

    def test_sends_one_message_after_the_other_until_its_time_is_over(
        self, shop: Shop, receiver: Receiver, webhook: dict[str, Any]
    ) -> None:
        shop.parts["run_seconds"] = 30
        shop.now += timedelta(seconds=1)
        queue(shop, a_confirmed_order("CS-2"))
        assert send(shop) == {**NOTHING, "delivered": 2}
        assert [each["data"]["order_number"] for each in receiver.messages] == ["CS-1", "CS-2"]

    def test_hands_on_what_is_due_and_leaves_the_waiting_to_the_sweep(
        self, shop: Shop, receiver: Receiver, webhook: dict[str, Any]
    ) -> None:
        calls: list[str] = []
        for name in ("trigger_webhooks", "trigger_sweep"):
            shop.parts[name] = lambda name=name: calls.append(name)
        queue(shop)
        calls.clear()
        send(shop)
        assert calls == ["trigger_webhooks"]
        receiver.status = 500
        send(shop)
        assert calls == ["trigger_webhooks", "trigger_sweep"]

    def test_sends_nothing_that_another_one_is_sending(
        self, shop: Shop, receiver: Receiver, webhook: dict[str, Any]
    ) -> None:
        claimed = shop.session.scalars(select(Webhook)).one()
        claimed.next_attempt_at = claimed.rests_until = shop.now + LEASE
        shop.session.commit()
        queue(shop)
        assert send(shop) == NOTHING
        shop.now += LEASE
        assert send(shop)["delivered"] == 1

    def test_sends_nothing_to_an_endpoint_that_is_paused(
        self, shop: Shop, receiver: Receiver, webhook: dict[str, Any]
    ) -> None:
        change(shop, webhook["webhook"]["id"], {"state": "paused"})
        assert send(shop) == NOTHING
        change(shop, webhook["webhook"]["id"], {"state": "active"})
        assert send(shop)["delivered"] == 1


class TestTheSweep:
    def test_has_due_webhooks_sent_but_none_of_an_endpoint_that_is_paused(self, shop: Shop) -> None:
        calls: list[str] = []
        create(shop)
        queue(shop)
        shop.parts["trigger_webhooks"] = lambda: calls.append("send")
        shop.call("sweep")
        assert calls == ["send"]
        webhook = shop.session.scalars(select(Webhook)).one()
        webhook.state = "paused"
        shop.session.commit()
        shop.call("sweep")
        assert calls == ["send"]

    def test_goes_on_while_a_webhook_is_due_soon(self, shop: Shop) -> None:
        calls: list[str] = []
        shop.parts["trigger_sweep"] = lambda: calls.append("sweep")
        create(shop)
        shop.call("sweep")
        assert calls == []
        queue(shop)
        shop.call("sweep")
        assert calls == ["sweep"]


class TestSendWebhooksAtOnce:
    def test_an_endpoint_that_is_slow_makes_no_other_wait(self, concurrent_shop: Shop, anywhere: None) -> None:
        shop, is_other_done = concurrent_shop, threading.Event()

        def slow_or_not(url: str, *_: Any) -> Outcome:
            if url.endswith("/slow"):
                assert is_other_done.wait(20)
            else:
                is_other_done.set()
            return Outcome(200, None)

        shop.parts["post"] = slow_or_not
        for path in ("slow", "quick"):
            create(shop, f"https://example.org/{path}")
        queue(shop)
        assert send(shop) == {**NOTHING, "delivered": 2}

    def test_no_transaction_is_open_while_an_endpoint_is_asked(self, concurrent_shop: Shop, engine: Engine) -> None:
        shop, open_ones = concurrent_shop, []
        idle = text("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND query ~ 'webhook'")

        def looks(*_: Any) -> Outcome:
            with engine.connect() as connection:
                open_ones.append(connection.execute(idle).scalar_one())
            return Outcome(200, None)

        shop.parts["post"] = looks
        create(shop)
        queue(shop)
        shop.session.rollback()
        send(shop)
        assert open_ones == [0]


class TestTargets:
    def test_no_request_goes_into_the_shop_s_own_network(self) -> None:
        assert post("https://localhost/", b"{}", {}) == Outcome(None, "not-public")

    def test_a_name_is_looked_up_once_and_what_was_checked_is_what_is_asked(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """DNS rebinding: the second answer would lead to this machine."""
        answers = iter([["93.184.216.34"], ["127.0.0.1"]])
        asked: list[str] = []

        def look_up(_host: str, port: int, _seconds: float) -> list[Any]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in next(answers)]

        def connect(address: tuple[str, int], *_: Any) -> socket.socket:
            asked.append(address[0])
            raise ConnectionRefusedError

        monkeypatch.setattr(targets, "resolved", look_up)
        monkeypatch.setattr(targets, "connect_within", connect)
        assert post("https://example.org/", b"{}", {}) == Outcome(None, "no-connection")
        assert asked == ["93.184.216.34"]

    def test_a_name_with_one_private_address_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = [(0, 0, 0, "", (each, 443)) for each in ("93.184.216.34", "10.0.0.1")]
        monkeypatch.setattr(targets, "resolved", lambda *_: found)
        assert post("https://example.org/", b"{}", {}) == Outcome(None, "not-public")

    @pytest.mark.parametrize(
        "address",
        [
            *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
            *("224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1"),
            *("::ffff:10.0.0.1", "::ffff:93.184.216.34", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:1::", "::10.0.0.1"),
            *("ff02::1", "2001:db8::1", "fec0::1"),
        ],
    )
    def test_which_addresses_are_not_of_the_internet(self, address: str) -> None:
        assert not is_public(address)

    @pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
    def test_which_are(self, address: str) -> None:
        assert is_public(address)


class TestEndpointsThatMisbehave:
    def test_one_that_drips_is_left_after_the_time_for_an_answer(
        self, anywhere: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("functions.messaging.webhooks.calls.WEBHOOK_ANSWER", timedelta(seconds=0.5))
        with socket.create_server(("127.0.0.1", 0)) as server:
            threading.Thread(target=_drip, args=(server,), daemon=True).start()
            began = time.monotonic()
            assert post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {}) == Outcome(None, "timeout")
            assert time.monotonic() - began < 5

    def test_one_without_a_certificate_for_its_name_is_not_told(self, anywhere: None, receiver: Receiver) -> None:
        assert post(receiver.url.replace("http://", "https://"), b"{}", {}) == Outcome(None, "certificate")

    def test_nobody_follows_a_redirect(self, anywhere: None, receiver: Receiver) -> None:
        receiver.status = 307
        assert post(receiver.url, b"{}", {}) == Outcome(307, "status")
        assert len(receiver.received) == 1

    def test_an_endless_answer_is_not_read(self, anywhere: None) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            threading.Thread(target=_flood, args=(server,), daemon=True).start()
            assert post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {}) == Outcome(200, None)


def _drip(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        for byte in b"HTTP/1.1 200 OK\r\n" * 1000:
            try:
                connection.send(bytes([byte]))
            except OSError:
                return
            time.sleep(0.1)


def _flood(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n")
        try:
            while True:
                connection.sendall(b"x" * 65536)
        except OSError:
            return
