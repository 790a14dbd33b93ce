"""What is sent to Stripe and read from it is held against Stripe's own OpenAPI description, where there is a copy.

The stand-in (tests/support/servers/stripe_server.py) is held against it, too: whatever the adapter is tested to read is
a field that Stripe has.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from werkzeug import Request, Response

from functions.payments.errors import ProviderRefused
from functions.payments.providers.port import Purchase
from functions.payments.providers.stripe import Stripe
from functions.payments.providers.stripe_element import Shown
from functions.payments.providers.webhook_kinds import CHANGES, WAITING
from tests.support.servers.stripe_description import Description
from tests.support.servers.stripe_server import SECRET_KEY, StripeServer

PLACE = os.environ.get("STRIPE_OPENAPI", "")
pytestmark = pytest.mark.skipif(
    not PLACE, reason="STRIPE_OPENAPI names no copy of openapi/spec3.json of github.com/stripe/openapi"
)
OF_THE_SIMULATOR = ("payment.", "dispute.")
# A dispute and a balance as Stripe has them.
DISPUTE = {
    **{"id": "dp_1", "object": "dispute", "amount": 29_90, "reason": "fraudulent", "status": "needs_response"},
    **{"evidence_details": {"due_by": 1796000000}, "balance_transactions": [{"fee": 15_00}]},
}
CHARGE = {"id": "ch_1", "object": "charge", "balance_transaction": {"id": "txn_1", "fee": 67}}


@pytest.fixture(scope="module")
def description() -> Description:
    return Description(PLACE)


class DescribedStripe(StripeServer):
    """Notes what Stripe would not have been sent, or would not have answered."""

    description: Description
    wrong: list[str]
    asked: set[tuple[str, str]]

    def reply(self, request: Request) -> Response:
        answer = super().reply(request)
        sent = request.args.to_dict() if request.method == "GET" else request.form.to_dict()
        self.asked.add((request.method, request.path))
        self.wrong += self.description.wrong_in_request(request.method, request.path, sent)
        said = self.description.wrong_in_answer(request.method, request.path, answer.status_code, answer.json)
        self.wrong += said
        return answer


@pytest.fixture
def server(description: Description) -> Iterator[DescribedStripe]:
    server = DescribedStripe()
    server.description, server.wrong, server.asked = description, [], set()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def stripe(server: DescribedStripe) -> Stripe:
    return Stripe(server.url, SECRET_KEY, Shown("https://js.stripe.test", "pk_test"))


def a_purchase(card: str = "") -> Purchase:
    return Purchase(uuid4(), 29_90, "EUR", card)


def test_every_payment_asks_and_is_answered_as_stripe_describes_it(stripe: Stripe, server: DescribedStripe) -> None:
    reference = stripe.open(a_purchase(), "open").reference
    server.confirm(reference, "pm_card_visa_chargeDeclined")
    stripe.look_up(reference)
    server.confirm(reference, "pm_card_visa")
    stripe.capture(reference, 29_90, "capture")
    stripe.refund(reference, 5_00, "refund")
    server.intents[reference]["latest_charge"] = CHARGE
    server.disputes.append({**DISPUTE, "payment_intent": reference})
    statement = stripe.statement(reference)
    assert (statement.fee_minor, statement.captured_minor, statement.refunded_minor) == (15_67, 29_90, 5_00)
    hour = timedelta(hours=1)
    assert stripe.opened_between(datetime.now(UTC) - hour, datetime.now(UTC) + hour) == [reference]
    assert server.wrong == []


def test_so_does_one_with_stored_cards(server: DescribedStripe) -> None:
    stripe = Stripe(server.url, SECRET_KEY, Shown("https://js.stripe.test", "pk_test", stores_cards=True))
    cards = stripe.stored_cards
    assert cards is not None
    purchase, account = a_purchase(), uuid4()
    intent, customer = cards.open(purchase, "open", account, customer=None, reference=None)
    server.customers.delete_all()
    intent, renewed = cards.open(purchase, "open", account, customer=customer, reference=intent.reference)
    assert renewed != customer
    assert server.wrong == []


@pytest.mark.parametrize("card", ["pm_card_visa", "pm_card_visa_chargeDeclined", "pm_of_nobody"])
def test_so_does_one_on_a_card_that_is_known(stripe: Stripe, server: DescribedStripe, card: str) -> None:
    purchase = a_purchase(card)
    stripe.authorize(purchase, "authorize")
    stripe.retract(purchase, "authorize")
    stripe.retract(purchase, "unused")
    assert server.wrong == []


def test_so_does_what_stripe_refuses(stripe: Stripe, server: DescribedStripe) -> None:
    reference = stripe.open(a_purchase(), "open").reference
    stripe.void(reference, "void")
    with pytest.raises(ProviderRefused):
        stripe.capture(reference, 29_90, "capture")
    with pytest.raises(ProviderRefused):
        stripe.refund(reference, 29_90, "refund")
    with pytest.raises(ProviderRefused):
        stripe.look_up("pi_of_nobody")
    assert server.wrong == []


def test_webhooks_are_about_what_stripe_sends_and_name_order_or_payment(description: Description) -> None:
    of_stripe = {kind for kind in {*WAITING, *CHANGES} if not kind.startswith(OF_THE_SIMULATOR)}
    assert of_stripe - description.event_types() == set()
    for kind in of_stripe:
        resource = next(
            name
            for prefix, name in {
                "payment_intent.": "payment_intent",
                "charge.dispute.": "dispute",
                "charge.refund.": "refund",
                "refund.": "refund",
                "charge.": "charge",
            }.items()
            if kind.startswith(prefix)
        )
        assert {"metadata", "payment_intent"} & description.fields(resource) == (
            {"metadata"} if resource == "payment_intent" else {"metadata", "payment_intent"}
        )


def test_the_description_is_one_that_finds_faults(description: Description) -> None:
    assert description.wrong_in_request("POST", "/v1/refunds", {"amount": "ten", "metadata[key]": "a"}) == [
        "POST /v1/refunds: amount=ten"
    ]
    assert description.wrong_in_request("POST", "/v1/payment_intents/pi_1/cancel", {"why": "because"}) == [
        "POST /v1/payment_intents/pi_1/cancel: why=because"
    ]
    assert description.wrong_in_answer("GET", "/v1/refunds", 200, {"data": [{"status": 1, "sum": 2}]}) != []
