"""The relay is triggered when there is something to send, also while it is being replaced."""

import socket

import pytest

from functions.runtime.adapters import relay_trigger
from functions.runtime.adapters.relay_trigger import reach
from functions.runtime.settings import settings
from tests.support.servers import bad_peers
from tests.support.servers.functions import Behaviour, Functions, answering, dying, no_server, sleeping
from tests.support.waiting import eventually

PAUSES_SECONDS = (0.01, 0.01)
HANGS = {
    "tarpit": bad_peers.tarpit,
    "frozen": bad_peers.frozen,
    "dripping": bad_peers.dripping(b"HTTP/1.1 200 OK\r\n", b"x-more: yes\r\n"),
}


def test_a_relay_is_called_once(functions: Functions) -> None:
    assert reach("relay-outbox", functions.url, PAUSES_SECONDS)
    assert [call.method for call in functions.calls("relay-outbox")] == ["POST"]


@pytest.mark.parametrize("failure", [no_server, dying])
def test_one_that_is_being_replaced_is_called_again(functions: Functions, failure: Behaviour) -> None:
    functions.on("relay-outbox", failure, failure, answering(200, {}))
    assert reach("relay-outbox", functions.url, PAUSES_SECONDS)
    assert len(functions.calls("relay-outbox")) == 3


def test_one_that_stays_away_is_left_to_the_sweep(functions: Functions) -> None:
    functions.on("relay-outbox", no_server)
    assert not reach("relay-outbox", functions.url, PAUSES_SECONDS)
    assert len(functions.calls("relay-outbox")) == 3


class TestOneThatDoesNotAnswer:
    @pytest.fixture(autouse=True)
    def soon(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(relay_trigger, "ANSWER_SECONDS", 0.3)

    @pytest.mark.parametrize("behave", HANGS.values(), ids=HANGS.keys())
    def test_is_left_to_the_sweep_after_one_call(self, behave: bad_peers.Behaviour) -> None:
        connections: list[int] = []

        def counted(peer: socket.socket, stopped: object) -> None:
            connections.append(peer.fileno())
            behave(peer, stopped)  # type: ignore[arg-type]

        with bad_peers.bad_peer(counted) as port:
            assert not reach("relay-outbox", f"http://127.0.0.1:{port}/{{operation}}", PAUSES_SECONDS)
        assert len(connections) == 1

    def test_is_not_taken_for_reached_because_packets_are_dropped(self, full: socket.socket) -> None:
        url = f"http://127.0.0.1:{full.getsockname()[1]}/{{operation}}"
        assert not reach("relay-outbox", url, PAUSES_SECONDS)

    def test_has_the_sweep_called(self, functions: Functions, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FUNCTION_URL", functions.url)
        settings.cache_clear()
        functions.on("relay-outbox", sleeping)
        functions.on("sweep", answering(200, {}))
        relay_trigger.trigger_relay()
        eventually(lambda: functions.calls("sweep"), seconds=20, what="the sweep is called")
        assert len(functions.calls("relay-outbox")) == 1
        settings.cache_clear()
