"""Limits hold however many gateways there are: each client is counted by one of them."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import pytest

from gateway.peers import questions
from gateway.peers.messages import Messages
from gateway.peers.owners import ranked
from gateway.peers.questions import ANSWER_SECONDS
from gateway.peers.shared_limits import SharedLimits
from gateway.settings import GatewaySettings, policies
from tests.support.gateway.gateway import Start
from tests.support.servers.functions import Functions

LIMITS = policies("browsing=100/60 target=20/60")
SECONDS = 180
KEY = "a-key-of-gateways"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def ports(number: int) -> list[int]:
    """Free ports for datagrams."""
    sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(number)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    found = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return found


def peers(own: int, others: list[int]) -> tuple[tuple[str, int], ...]:
    return tuple(("127.0.0.1", port) for port in [own, *(port for port in others if port != own)])


@asynccontextmanager
async def gateways(number: int, clock: Clock, keys: tuple[str, ...] = ()) -> AsyncIterator[list[SharedLimits]]:
    """The limits of so many gateways, with one clock and, unless named, one key."""
    found = ports(number)
    settings = [
        GatewaySettings("", keys[index] if keys else KEY, limits=LIMITS, peers=peers(port, found))
        for index, port in enumerate(found)
    ]
    running = [SharedLimits(each, clock) for each in settings]
    for each in running:
        await each.open()
    try:
        yield running
    finally:
        for each in running:
            await each.close()


async def allowed(running: list[SharedLimits], clock: Clock, clients: list[str]) -> dict[str, int]:
    """How many requests of each client pass that send ten a second, each to a gateway at random."""
    chosen, passed = random.Random(1), dict.fromkeys(clients, 0)
    clock.now = 1000.0
    for _ in range(SECONDS * 10):
        clock.now += 0.1
        for client in clients:
            status = await chosen.choice(running).count("browsing", client)
            assert status is not None
            passed[client] += status.allowed
    return passed


class TestLimits:
    @pytest.fixture(autouse=True)
    def all_answer_in_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A busy machine takes its time, and a gateway that was too late would be left out."""
        monkeypatch.setattr(questions, "ANSWER_SECONDS", 20.0)

    @pytest.mark.parametrize("number", [1, 2, 4])
    async def test_hold_within_a_tenth_with_any_number_of_gateways(self, number: int) -> None:
        clock, clients = Clock(), ["198.51.100.1", "2001:db8:0:1::/64", "an-account"]
        due = 100 + SECONDS * 100 / 60
        async with gateways(number, clock) as running:
            for client, passed in (await allowed(running, clock, clients)).items():
                assert abs(passed - due) <= due / 10, client

    async def test_hold_for_a_burst_at_all_gateways_at_once(self) -> None:
        clock = Clock()
        async with gateways(4, clock) as running:
            statuses = await asyncio.gather(*(running[n % 4].count("browsing", "burst") for n in range(400)))
        assert sum(status.allowed for status in statuses if status is not None) == 100

    async def test_make_attempts_at_a_target_wait_for_their_turn_at_all_of_them(self) -> None:
        clock = Clock()
        async with gateways(4, clock) as running:
            waited = [await running[n % 4].turn_seconds("target", "ada", wait_seconds_max=10) for n in range(24)]
        assert waited == pytest.approx([*[0.0] * 20, 3.0, 6.0, 9.0, None])

    async def test_get_back_what_had_no_effect_wherever_it_was_counted(self) -> None:
        clock = Clock()
        async with gateways(4, clock) as running:
            for number in range(200):
                status = await running[number % 4].count("browsing", "shopper", [(3, "MUG-1")])
                assert status is not None
                assert status.remaining == 97
                await running[(number + 1) % 4].give_back("browsing", "shopper", [(3, "MUG-1")])

    async def test_count_the_networks_of_a_provider_s_customer_at_one_gateway(self) -> None:
        clock = Clock()
        async with gateways(4, clock) as running:
            statuses = [
                await running[number % 4].count("browsing", f"2001:db8:0:{number:x}::/64", [(20, "")])
                for number in range(40)
            ]
        # A /48 has sixteen quotas, of which no /56 has more than four.
        assert sum(status.allowed for status in statuses if status is not None) == 20


class TestAGatewayThatDoesNotAnswer:
    async def test_is_replaced_by_the_same_one_for_all(self) -> None:
        clock = Clock()
        async with gateways(4, clock) as running:
            clients = [f"client-{n}" for n in range(8)]
            await asyncio.gather(*(each.count("browsing", client) for each in running for client in clients))
            await running.pop().close()
            for client in clients:
                statuses = [await running[n % 3].count("browsing", client) for n in range(150)]
                passed = sum(status.allowed for status in statuses if status is not None)
                assert 96 <= passed <= 100

    async def test_is_waited_for_once_and_then_asked_again_in_the_background(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("gateway.peers.membership.PAUSE_SECONDS", 0.2)
        monkeypatch.setattr("gateway.peers.membership.PAUSE_SECONDS_MAX", 0.4)
        found = ports(2)
        running = [
            SharedLimits(GatewaySettings("", KEY, limits=LIMITS, peers=peers(port, found)), Clock()) for port in found
        ]
        await running[0].open()
        loop, waits = asyncio.get_running_loop(), 0
        until = loop.time() + 2
        while loop.time() < until:
            begun = loop.time()
            await asyncio.gather(*(running[0].count("browsing", f"client-{n}") for n in range(8)))
            waits += loop.time() - begun > ANSWER_SECONDS / 2
            await asyncio.sleep(0.01)
        assert waits == 1
        await running[1].open()
        for _ in range(200):
            await running[0].count("browsing", "client-0")
            if len(running[0]._present()) == 2:
                break
            await asyncio.sleep(0.01)
        assert len(running[0]._present()) == 2
        for each in running:
            await each.close()

    async def test_never_keeps_a_request_from_being_served(self) -> None:
        clock = Clock()
        async with gateways(1, clock) as (alone,):
            found = ports(3)
        settings = GatewaySettings("", KEY, limits=LIMITS, peers=peers(found[0], found))
        alone = SharedLimits(settings, clock)
        await alone.open()
        statuses = [await alone.count("browsing", "shopper") for _ in range(101)]
        await alone.close()
        assert [status.allowed for status in statuses if status is not None] == [True] * 100 + [False]

    async def test_may_be_all_of_them_where_names_are_unknown_which_is_no_fault(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        alone = SharedLimits(GatewaySettings("", KEY, limits=LIMITS, peers=(("nobody.invalid", ports(1)[0]),)), Clock())
        await alone.open()
        status = await alone.count("browsing", "shopper")
        await alone.close()
        assert status is not None
        assert status.allowed
        assert "looked up" not in capsys.readouterr().out


class TestDatagrams:
    async def test_that_no_gateway_would_read_make_none_one_that_does_not_answer(self) -> None:
        clock, text = Clock(), "\U0001f600" * 300
        async with gateways(4, clock) as running:
            for number in range(8):
                assert await running[0].count("browsing", f"client-{number}", [(1, text)]) is not None
            assert len(running[0]._present()) == 4
            statuses = [await running[n % 4].count("browsing", "client") for n in range(101)]
        assert [status.allowed for status in statuses if status is not None] == [True] * 100 + [False]

    async def test_of_unknown_kinds_count_and_give_back_nothing(self) -> None:
        alone = SharedLimits(GatewaySettings("", KEY, limits=LIMITS), Clock())
        await alone.count("browsing", "shopper")
        with pytest.raises(ValueError, match="another"):
            alone._answer(["another", "browsing", "shopper", 1, ""])
        status = await alone.count("browsing", "shopper")
        assert status is not None
        assert status.remaining == 98

    async def test_of_strangers_count_nothing(self) -> None:
        clock = Clock()
        async with gateways(2, clock, (KEY, "another key")) as running:
            for number in range(150):
                await running[1].count("browsing", f"client-{number % 2}")
            for client in ("client-0", "client-1"):
                status = await running[0].count("browsing", client)
                assert status is not None
                assert status.remaining == 99

    @pytest.mark.parametrize("datagram", [b"", b"x", b"x" * 16, b"x" * 40, b"[]", b"x" * 4000])
    def test_that_no_gateway_wrote_are_not_read(self, datagram: bytes) -> None:
        assert Messages(KEY, b"question").read(datagram) is None

    def test_of_questions_are_no_answers(self) -> None:
        written = Messages(KEY, b"question").written([1, ["count"]])
        assert Messages(KEY, b"question").read(written) == [1, ["count"]]
        assert Messages(KEY, b"answer").read(written) is None
        assert Messages("another key", b"question").read(written) is None
        assert Messages(KEY, b"question").read(written[:-1] + b" ") is None


class TestOwners:
    def test_stay_the_same_unless_their_gateway_goes(self) -> None:
        all_of_them = [(f"10.0.0.{n}", 9465) for n in range(6)]
        moved, shares = 0, dict.fromkeys(all_of_them, 0)
        for number in range(600):
            first, second, *_ = ranked(f"client-{number}", all_of_them)
            shares[first] += 1
            rest = [each for each in all_of_them if each != all_of_them[0]]
            assert ranked(f"client-{number}", rest)[0] == (second if first == all_of_them[0] else first)
            moved += first == all_of_them[0]
        assert moved == shares[all_of_them[0]]
        assert all(60 <= share <= 140 for share in shares.values())


class TestTwoGateways:
    def test_share_a_quota_over_http(self, start: Start, functions: Functions) -> None:
        found = ports(2)
        two: list[Any] = [start(limits=policies("browsing=10/1000"), peers=peers(port, found)) for port in found]
        for gateway in two:
            gateway.client.get("/api/orders")
        numbers = count()
        statuses = [two[next(numbers) % 2].client.get("/api/products").status_code for _ in range(14)]
        assert (statuses.count(200), statuses.count(429)) == (8, 6)
