"""A provider that answers slowly, or never, holds a payment for one deadline, whatever the action takes."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from functions.payments.providers.card_simulator import CardSimulatorProvider
from functions.payments.providers.port import Provider, Purchase
from functions.payments.providers.stripe import Stripe
from functions.payments.providers.stripe_element import Shown
from functions.runtime.errors import Unavailable
from tests.support.servers.bad_peers import Behaviour, bad_peer, dripping, frozen, tarpit
from tests.support.servers.functions import Functions, answering, slowly
from tests.support.shop.inside_calls import CALL_KEY

PURCHASE = Purchase(uuid4(), 29_90, "EUR", "pm_card_visa")
SHOWN = Shown("https://js.stripe.test", "pk")
HANGS = {
    "tarpit": tarpit,
    "frozen": frozen,
    "dripping headers": dripping(b"HTTP/1.1 200 OK\r\n", b"x-more: yes\r\n"),
    "dripping body": dripping(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n{", b" "),
}
SECONDS = 1.5
USED_KEY = {"error": {"type": "idempotency_error"}}


@pytest.fixture
def functions() -> Iterator[Functions]:
    functions = Functions()
    yield functions
    functions.stop()


@pytest.mark.parametrize(
    "provider", [CardSimulatorProvider, lambda url, _, **named: Stripe(url, "key", SHOWN, **named)]
)
@pytest.mark.parametrize("behave", HANGS.values(), ids=HANGS.keys())
def test_is_asked_again_later(provider: type[CardSimulatorProvider], behave: Behaviour) -> None:
    with bad_peer(behave) as port:
        asked: Provider = provider(f"http://127.0.0.1:{port}", [CALL_KEY], answer_seconds=0.5)
        for act in (lambda: asked.authorize(PURCHASE, "key"), lambda: asked.refund("id", 1, "key")):
            with pytest.raises(Unavailable):
                act()


def test_all_calls_of_an_action_have_one_deadline_together(functions: Functions) -> None:
    # Each answer alone would come in time.
    functions.on("v1", slowly(answering(400, USED_KEY), 0.6 * SECONDS))
    stripe = Stripe(functions.url.format(operation=""), "key", SHOWN, answer_seconds=SECONDS)
    with pytest.raises(Unavailable):
        stripe.retract(PURCHASE, "key")
    assert len(functions.received) == 2
