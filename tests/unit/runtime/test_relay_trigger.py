"""The relay is triggered when there is something to send, also while it is being replaced."""

import pytest

from functions.runtime.adapters.relay_trigger import reach
from tests.support.servers.functions import Behaviour, Functions, answering, dying, no_server

PAUSES_SECONDS = (0.01, 0.01)


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
