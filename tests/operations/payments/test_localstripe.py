"""The adapter for Stripe, against a stand-in that this project did not write, for what that can do.

A proxy leaves out what localstripe 1.15.10 does not know: automatic and allowed payment methods,
`error_on_requires_action`, and the period of a list. Beyond that it has no idempotency keys, no disputes and no
`amount_received`; it declines no card whose amount is only held, and refunds more than was captured.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from queue import Queue
from uuid import uuid4

import httpx
import pytest
from werkzeug import Request, Response

from functions.payments.errors import ProviderRefused
from functions.payments.providers.port import Authorized, Declined, Purchase
from functions.payments.providers.stripe import Stripe
from functions.payments.providers.stripe_element import Shown
from functions.payments.providers.webhooks import StripeSignature
from tests.support.servers.http_server import HttpServer
from tests.support.servers.localstripe import LocalstripeMissing, localstripe, tolerant

KEY, SECRET = "sk_test_of_this_test", "whsec_of_this_test"
CHALLENGED = {"number": "4000002500003155", "exp_month": "12", "exp_year": "2030", "cvc": "123"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    try:
        with localstripe() as address:
            yield address
    except LocalstripeMissing as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def stripe(address: str) -> Iterator[Stripe]:
    with tolerant(address) as url:
        yield Stripe(url, KEY, Shown("https://js.stripe.test", "pk_test"), answer_seconds=10)


def a_purchase(card: str = "pm_card_visa") -> Purchase:
    return Purchase(uuid4(), 29_90, "EUR", card)


def authorized(stripe: Stripe) -> str:
    answer = stripe.authorize(a_purchase(), uuid4().hex)
    assert isinstance(answer, Authorized)
    return answer.reference


def ask(address: str, path: str, **form: str) -> httpx.Response:
    """What the shopper's browser does at Stripe."""
    return httpx.post(f"{address}/v1/{path}", data=form, headers={"authorization": f"Bearer {KEY}"})


def status_of(address: str, reference: str) -> str:
    answer = httpx.get(f"{address}/v1/payment_intents/{reference}", headers={"authorization": f"Bearer {KEY}"})
    return str(answer.json()["status"])


def test_holds_takes_and_refunds_the_amount(stripe: Stripe, address: str) -> None:
    reference = authorized(stripe)
    assert stripe.look_up(reference).state == "authorized"
    stripe.capture(reference, 29_90, "capture")
    assert status_of(address, reference) == "succeeded"
    for _ in range(2):
        stripe.refund(reference, 5_00, "refund-1")
    made = httpx.get(
        f"{address}/v1/refunds", params={"payment_intent": reference}, headers={"authorization": f"Bearer {KEY}"}
    ).json()["data"]
    assert [(refund["amount"], refund["metadata"]) for refund in made] == [(5_00, {"key": "refund-1"})]


def test_frees_what_was_held(stripe: Stripe, address: str) -> None:
    reference = authorized(stripe)
    stripe.void(reference, "void")
    assert (stripe.look_up(reference).state, status_of(address, reference)) == ("ended", "canceled")
    with pytest.raises(ProviderRefused):
        stripe.capture("pi_of_nobody", 29_90, "capture")


def test_a_card_that_wants_a_challenge_is_declined_while_nobody_is_there(stripe: Stripe, address: str) -> None:
    card = ask(
        address, "payment_methods", type="card", **{f"card[{name}]": value for name, value in CHALLENGED.items()}
    )
    assert stripe.authorize(a_purchase(card.json()["id"]), uuid4().hex) == Declined("requires_action")


def test_a_payment_is_opened_for_its_shopper_and_ended(stripe: Stripe) -> None:
    intent = stripe.open(a_purchase(card=""), uuid4().hex)
    assert (intent.state, stripe.look_up(intent.reference)) == ("open", intent)
    assert intent.element is not None
    assert intent.element.client_secret.startswith(f"{intent.reference}_secret_")
    stripe.void(intent.reference, "void")
    assert stripe.look_up(intent.reference).state == "ended"


def test_what_was_opened_is_listed(stripe: Stripe) -> None:
    references = {authorized(stripe) for _ in range(3)}
    day = timedelta(days=1)
    assert references <= set(stripe.opened_between(datetime.now(UTC) - day, datetime.now(UTC) + day))


def test_its_webhooks_are_authentic_and_name_the_order(stripe: Stripe, address: str) -> None:
    received: Queue[tuple[dict[str, str], bytes]] = Queue()

    def receive(request: Request) -> Response:
        received.put(({name.lower(): value for name, value in request.headers.items()}, request.get_data()))
        return Response(status=204)

    receiver = HttpServer(Request.application(receive))
    try:
        wanted = {"url": receiver.url, "secret": SECRET, "events": ["payment_intent.succeeded"]}
        httpx.post(f"{address}/_config/webhooks/shop", json=wanted).raise_for_status()
        purchase = a_purchase()
        paid = stripe.authorize(purchase, uuid4().hex)
        assert isinstance(paid, Authorized)
        stripe.capture(paid.reference, 29_90, "capture")
        # Payments of other tests may be reported first.
        while str(purchase.order_id).encode() not in (sent := received.get(timeout=30))[1]:
            pass
    finally:
        receiver.stop()
    notice = StripeSignature([SECRET]).verified(*sent, datetime.now(UTC))
    assert (notice.kind, notice.order_id) == ("payment_intent.succeeded", str(purchase.order_id))
