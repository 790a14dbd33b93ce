"""Orders are limited by what they name: nobody tries out many cards, or reserves a product without paying."""

import ipaddress
import json
from typing import Any
from uuid import uuid4

import pytest
from joserfc.jwk import OKPKey

from functions.orders.place_order import PlaceOrder
from gateway.access.limits import RateLimitStatus
from gateway.access.orders import ADVICE, PAUSE_SECONDS_MAX, Counted, OrderLimits, counted_of, pause_seconds
from gateway.errors import Busy
from gateway.http.named_values import WHITE_SPACE, digest
from gateway.peers.messages import BYTES_MAX, Messages
from gateway.peers.shared_limits import SharedLimits
from gateway.settings import GatewaySettings, Policy, policies
from tests.support.gateway.gateway import Gateway, Start, slug
from tests.support.gateway.keys import a_token, bearer
from tests.support.gateway.own_reading import read_by
from tests.support.servers.functions import Functions, answering

LOCAL = (ipaddress.ip_network("127.0.0.0/8"),)
KEY = "a-key-of-16-characters"
# All but one of the policies leave room for what a test orders.
LIMITS = {"ordering": "ordering=4/1000", "card": "card=4/1000", "goods": "goods=20/1000"}


def order(
    gateway: Gateway,
    *,
    email: str = "",
    card: str | None = None,
    address: str = "198.51.100.1",
    headers: dict[str, str] | None = None,
    **sent: Any,
) -> Any:
    """An order for a mailbox of its own, unless the test names one."""
    order.number += 1  # type: ignore[attr-defined]
    body = {"email": email or f"{order.number}@example.org", "payment_method": card, **sent}  # type: ignore[attr-defined]
    headers = {"x-forwarded-for": address, "idempotency-key": KEY, **(headers or {})}
    return gateway.client.post("/api/orders", json=body, headers=headers)


order.number = 0  # type: ignore[attr-defined]


def statuses(answers: list[Any]) -> list[int]:
    return [answer.status_code for answer in answers]


@pytest.fixture
def limited(start: Start, functions: Functions, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Starts a gateway with one of the policies, which makes nobody wait."""
    monkeypatch.setattr("gateway.access.orders.PAUSE_SECONDS_MAX", 0.0)
    functions.on("place-order", answering(201, {}))
    return lambda policy: start(limits=policies(LIMITS[policy]), trusted_proxies=LOCAL)


class TestOrdersForOneMailbox:
    def test_are_counted_together_wherever_they_come_from(self, limited: Start) -> None:
        gateway = limited("ordering")
        typed = ["ada@straße.example", " Ada@STRAßE.example", "ada@xn--strae-oqa.example", "ada@straße.example"]
        answers = [order(gateway, email=email, address=f"198.51.100.{n}") for n, email in enumerate([*typed, typed[0]])]
        assert statuses(answers) == [201] * 4 + [429]
        refused = answers[-1]
        assert (slug(refused), refused.headers["retry-after"]) == ("too-many-orders", "250")
        assert refused.json()["detail"].startswith(f"Nothing was ordered. {ADVICE['ordering']}")
        assert order(gateway, email="grace@example.org").status_code == 201
        assert gateway.counted("cloudshop_gateway_limited_total") == {("ordering",): 1}
        assert gateway.counted("cloudshop_security_events_total") == {("limit",): 1}

    def test_do_not_use_up_the_quota_of_who_is_logged_in(self, limited: Start, key: OKPKey) -> None:
        gateway = limited("ordering")
        assert statuses([order(gateway, email="ada@example.org") for _ in range(5)])[-1] == 429
        headers = bearer(a_token(key)) | {"idempotency-key": KEY}
        answer = gateway.client.post("/api/orders", json={"email": "ada@example.org"}, headers=headers)
        assert answer.status_code == 201


class TestOrdersWithACard:
    def test_are_counted_by_the_card_wherever_they_come_from(self, limited: Start) -> None:
        gateway = limited("card")
        answers = [order(gateway, card="pm_stolen", address=f"198.51.100.{n}") for n in range(5)]
        assert statuses(answers) == [201] * 4 + [429]
        assert order(gateway, card="pm_other").status_code == 201

    def test_are_counted_by_the_address_whatever_cards_they_name(self, limited: Start) -> None:
        gateway = limited("card")
        assert statuses([order(gateway, card=f"pm_{n}") for n in range(5)]) == [201] * 4 + [429]
        assert order(gateway).status_code == 201
        assert order(gateway, card="pm_0", address="203.0.113.7").status_code == 201

    def test_of_the_simulator_are_not_one_card_to_all(self, limited: Start) -> None:
        gateway = limited("card")
        assert statuses([order(gateway, card="card_ok", address=f"198.51.100.{n}") for n in range(6)]) == [201] * 6

    def test_leave_out_what_was_not_ordered(self, limited: Start, functions: Functions) -> None:
        gateway = limited("card")
        problem = "application/problem+json"
        for status, headers in ((409, {}), (503, {"retry-after": "1"}), (201, {"idempotent-replayed": "true"})):
            functions.on(
                "place-order", answering(status, {}, headers, problem if status != 201 else "application/json")
            )
            assert statuses([order(gateway, card=f"pm_{n}") for n in range(3)]) == [status] * 3
        functions.on("place-order", answering(201, {}))
        assert statuses([order(gateway, card=f"pm_{n}") for n in range(5)]) == [201] * 4 + [429]


class TestOrdersOfOneSku:
    def test_are_counted_by_quantity_and_address(self, limited: Start) -> None:
        gateway = limited("goods")
        lines = [{"sku": "MUG-1", "quantity": 8}]
        refused = [order(gateway, lines=lines) for _ in range(3)]
        assert statuses(refused) == [201, 201, 429]
        assert refused[-1].json()["detail"] == (
            "Nothing was ordered. Order fewer items, or contact the shop about a large order. "
            "Or wait 200 seconds, then try again."
        )
        assert order(gateway, lines=[{"sku": "MUG-1", "quantity": 4}]).status_code == 201
        assert order(gateway, lines=[{"sku": "MUG-2", "quantity": 8}]).status_code == 201
        assert order(gateway, lines=lines, address="203.0.113.7").status_code == 201

    def test_are_counted_by_account_of_who_is_logged_in(self, limited: Start, key: OKPKey) -> None:
        gateway, lines = limited("goods"), [{"sku": "MUG-1", "quantity": 20}]
        assert statuses([order(gateway, lines=lines) for _ in range(2)]) == [201, 429]
        one, other = (bearer(a_token(key, sub=str(uuid4()))) for _ in range(2))
        answers = [order(gateway, lines=lines, headers=caller) for caller in (one, one, other)]
        assert statuses(answers) == [201, 429, 201]
        assert order(gateway, lines=lines, headers=one, address="203.0.113.7").status_code == 429

    def test_count_nothing_of_an_order_that_was_refused(self, limited: Start) -> None:
        gateway = limited("goods")
        one, other = {"sku": "MUG-1", "quantity": 15}, {"sku": "MUG-2", "quantity": 15}
        assert statuses([order(gateway, lines=[one]), order(gateway, lines=[other, one])]) == [201, 429]
        assert order(gateway, lines=[other]).status_code == 201

    def test_leave_the_mailbox_of_an_order_that_was_refused_its_quota(self, start: Start, functions: Functions) -> None:
        functions.on("place-order", answering(201, {}))
        gateway = start(limits=policies("ordering=1/1000 goods=20/1000"), trusted_proxies=LOCAL)
        lines = [{"sku": "MUG-1", "quantity": 20}]
        assert statuses([order(gateway, lines=lines), order(gateway, lines=lines, email="ada@example.org")]) == [
            201,
            429,
        ]
        assert order(gateway, email="ada@example.org").status_code == 201

    def test_may_be_more_than_the_quota_if_they_are_the_first(self, limited: Start) -> None:
        gateway, lines = limited("goods"), [{"sku": "MUG-1", "quantity": 99}]
        assert statuses([order(gateway, lines=lines) for _ in range(2)]) == [201, 429]

    def test_share_the_quotas_of_a_network(self, limited: Start) -> None:
        gateway, lines = limited("goods"), [{"sku": "MUG-1", "quantity": 20}]
        answers = [order(gateway, lines=lines, address=f"2001:db8:0:{n:x}::1") for n in range(5)]
        assert statuses(answers) == [201] * 4 + [429]


class TestAPause:
    @pytest.mark.parametrize(("left", "part"), [(10, 0), (5, 0), (4, 0.2), (1, 0.8), (0, 1)])
    def test_grows_while_the_second_half_of_the_quota_is_used_up(self, left: int, part: float) -> None:
        status = RateLimitStatus(Policy("card", 10, 600), allowed=True, remaining=left, reset_seconds=1)
        assert pause_seconds(status) == pytest.approx(part * PAUSE_SECONDS_MAX)

    def test_is_made_before_the_order_is_placed(
        self, start: Start, functions: Functions, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waited: list[float] = []

        async def wait(_: object, seconds: float) -> None:
            waited.append(seconds)

        monkeypatch.setattr("gateway.access.slots.Slots.wait", wait)
        functions.on("place-order", answering(201, {}))
        gateway = start(limits=policies("ordering=10/600"), trusted_proxies=LOCAL)
        # Two declined cards, and a third.
        answers = [order(gateway, email="ada@example.org") for _ in range(3)]
        assert (statuses(answers), waited) == ([201] * 3, [])
        assert statuses([order(gateway, email="ada@example.org") for _ in range(7)]) == [201] * 7
        assert waited == pytest.approx([1.0, 2.0, 3.0, 4.0, 5.0])

    async def test_that_nobody_has_time_for_takes_nothing(self) -> None:
        limits = SharedLimits(GatewaySettings("", "", limits=policies("ordering=1/1000")))

        async def wait(_: float) -> None:
            raise Busy("Try again in a moment.")

        orders = OrderLimits(limits, wait, lambda _: None)
        body = b'{"email": "ada@example.org"}'
        for _ in range(3):
            with pytest.raises(Busy):
                await orders.admit("198.51.100.1", "", body)
        (taken,) = counted_of("198.51.100.1", "", body)
        status = await limits.count(*taken)
        assert status is not None
        assert status.allowed


class TestWhatAnOrderTakes:
    @pytest.mark.parametrize(
        "body",
        [
            b"", b"{", b"[]", b"7", b"{}", b'{"email": 7, "payment_method": 7, "lines": 7}', b'{"lines": [7, {}]}',
            b'{"lines": [{"sku": "A", "quantity": "7"}, {"sku": "A", "quantity": -1}]}', b"[" * 9999,
        ],
    )  # fmt: skip
    def test_is_nothing_of_what_cannot_be_read(self, body: bytes) -> None:
        assert list(counted_of("198.51.100.1", "", body)) == []

    def test_is_the_quantity_of_all_its_lines_of_a_sku(self) -> None:
        body = b'{"lines": [{"sku": "A", "quantity": 2}, {"sku": "B", "quantity": 1}, {"sku": "A", "quantity": 3}]}'
        assert list(counted_of("a", "", body)) == [
            Counted("goods", "a", [(5, digest("A")[:16]), (1, digest("B")[:16])])
        ]

    @pytest.mark.parametrize("padding", [" ", " " * 300, WHITE_SPACE], ids=["a space", "300 spaces", "all white space"])
    def test_is_the_same_with_white_space_that_the_operation_removes(self, padding: str) -> None:
        plain: dict[str, Any] = {
            "email": "ada@example.org",
            "payment_method": "pm_stolen",
            "lines": [{"sku": "MUG-1", "quantity": 2}],
        }
        padded = plain | {name: f"{padding}{plain[name]}{padding}" for name in ("email", "payment_method")}
        for name in ("email", "payment_method"):
            assert read_by(PlaceOrder, name, padded[name]) == plain[name]
        one, same = (list(counted_of("a", "", json.dumps(each).encode())) for each in (plain, padded))
        assert one == same
        assert [each.policy for each in one] == ["ordering", "card", "card", "goods"]

    def test_fits_into_one_question_to_another_gateway_if_it_names_fifty_skus(self) -> None:
        lines = [{"sku": "\U0001f600" * (number + 1), "quantity": 1000} for number in range(50)]
        client = "2001:db8:1111:1111::/64"
        (goods,) = counted_of(client, "", json.dumps({"lines": lines}).encode())
        assert len(goods.things) == 50
        assert len(Messages(KEY, b"question").written([2**31, ["count", *goods]])) <= BYTES_MAX

    def test_has_short_names_whatever_it_names(self) -> None:
        text = "\U0001f600" * 5000
        body = {"email": text, "payment_method": text, "lines": [{"sku": text, "quantity": 2}]}
        taken = list(counted_of("a", "", json.dumps(body).encode()))
        assert [each.policy for each in taken] == ["ordering", "card", "card", "goods"]
        assert max(len(text) for each in taken for text in (each.client, *(about for _, about in each.things))) == 32
