from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from eventing.events.payments import PaymentAuthorized, PaymentDeclined, RefundRequested
from functions.payments.errors import ProviderRefused
from functions.payments.providers.configured import payment_provider
from functions.payments.providers.port import Authorized, Declined, Element, Purchase
from functions.payments.providers.stripe import API_VERSION, Stripe
from functions.payments.providers.stripe_element import SCRIPT_URL, Shown
from functions.runtime.errors import Unavailable
from functions.runtime.settings import settings
from tests.support.operations.payments import (
    TOTAL_MINOR,
    a_reserved_order,
    an_order,
    authorize,
    balances,
    cancel,
    open_payment,
    ship,
)
from tests.support.operations.shop import Shop
from tests.support.servers.stripe_server import SECRET_KEY, StripeServer

SHOWN = Shown("https://js.stripe.test", "pk_test")


@pytest.fixture
def server() -> Iterator[StripeServer]:
    server = StripeServer().start()
    yield server
    server.stop()


@pytest.fixture
def stripe(server: StripeServer) -> Stripe:
    return Stripe(server.url, SECRET_KEY, SHOWN, answer_seconds=1.5)


def a_purchase(card: str = "pm_card_visa", currency: str = "EUR") -> Purchase:
    return Purchase(uuid4(), 29_90, currency, card)


def authorized(stripe: Stripe, purchase: Purchase) -> str:
    answer = stripe.authorize(purchase, "key")
    assert isinstance(answer, Authorized)
    return answer.reference


def statuses(server: StripeServer) -> list[str]:
    return [intent["status"] for intent in server.intents.values()]


class TestStripe:
    def test_sets_the_amount_aside_and_names_the_order(self, stripe: Stripe, server: StripeServer) -> None:
        purchase = a_purchase()
        assert stripe.authorize(purchase, "key") == Authorized("pi_0")
        ((path, form, headers),) = server.requests
        assert (path, headers["idempotency-key"]) == ("/v1/payment_intents", "key")
        assert headers["stripe-version"] == "2026-10-28.endive"
        assert headers["content-type"] == "application/x-www-form-urlencoded"
        assert (form["amount"], form["currency"], form["confirm"]) == ("2990", "eur", "true")
        assert form["metadata[order_id]"] == str(purchase.order_id)

    def test_answers_a_repeated_key_with_the_same_intent(self, stripe: Stripe, server: StripeServer) -> None:
        purchase = a_purchase()
        assert stripe.authorize(purchase, "key") == stripe.authorize(purchase, "key")
        assert len(server.intents) == 1

    @pytest.mark.parametrize(
        ("card", "code"),
        [
            ("pm_card_visa_chargeDeclined", "generic_decline"),
            ("pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds"),
            ("pm_card_authenticationRequired", "authentication_required"),
            ("pm_of_nobody", "resource_missing"),
        ],
    )
    def test_a_card_that_says_no_is_a_decline(self, stripe: Stripe, card: str, code: str) -> None:
        assert stripe.authorize(a_purchase(card), "key") == Declined(code)

    def test_a_name_of_the_card_simulator_s_is_declined_and_never_sent(
        self, stripe: Stripe, server: StripeServer
    ) -> None:
        purchase = a_purchase("card_ok")
        assert stripe.authorize(purchase, "key") == Declined("unknown_card")
        stripe.retract(purchase, "key")
        assert server.requests == []

    def test_its_script_is_of_the_release_of_its_api(self) -> None:
        assert f"/{API_VERSION.partition('.')[2]}/" in SCRIPT_URL

    def test_an_intent_that_holds_nothing_yet_is_a_decline(
        self, stripe: Stripe, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Stripe, "_create", lambda *_, **__: {"id": "pi_0", "status": "processing"})
        assert stripe.authorize(a_purchase(), "key") == Declined("processing")

    def test_a_request_that_makes_no_sense_is_refused_for_good(self, stripe: Stripe) -> None:
        with pytest.raises(ProviderRefused):
            stripe.authorize(a_purchase(currency="XXX"), "key")

    @pytest.mark.parametrize("status", [401, 403, 409, 429, 500, 502, 503])
    def test_what_may_pass_is_asked_again(self, stripe: Stripe, server: StripeServer, status: int) -> None:
        server.failures = [status]
        with pytest.raises(Unavailable):
            stripe.authorize(a_purchase(), "key")

    def test_a_wrong_secret_key_is_not_shown_in_the_error(self, server: StripeServer) -> None:
        with pytest.raises(Unavailable) as raised:
            Stripe(server.url, "sk_secret", SHOWN).authorize(a_purchase(), "key")
        assert "sk_secret" not in str(raised.value)

    def test_an_answer_that_is_lost_is_found_again_with_the_key(self, stripe: Stripe, server: StripeServer) -> None:
        server.hangs.set()
        purchase = a_purchase()
        with pytest.raises(Unavailable):
            stripe.authorize(purchase, "key")
        assert stripe.authorize(purchase, "key") == Authorized("pi_0")
        assert len(server.intents) == 1

    def test_a_page_of_a_proxy_is_no_answer(self, stripe: Stripe, server: StripeServer) -> None:
        server.is_behind_a_proxy = True
        with pytest.raises(Unavailable):
            stripe.authorize(a_purchase(), "key")

    def test_a_server_that_is_not_there_is_asked_again(self) -> None:
        with pytest.raises(Unavailable):
            Stripe("http://127.0.0.1:9", SECRET_KEY, SHOWN).authorize(a_purchase(), "key")


class TestPaymentByTheShopper:
    def test_is_opened_for_any_method_and_holds_nothing_yet(self, stripe: Stripe, server: StripeServer) -> None:
        purchase = a_purchase(card="")
        intent = stripe.open(purchase, "key")
        assert (intent.state, intent.page_url) == ("open", None)
        assert intent.element == Element("https://js.stripe.test", "pk_test", "pi_0_secret")
        ((_, form, headers),) = server.requests
        assert (form["automatic_payment_methods[enabled]"], form["capture_method"]) == ("true", "manual")
        assert (form["amount"], form["metadata[order_id]"]) == ("2990", str(purchase.order_id))
        assert headers["idempotency-key"] == "key"
        assert stripe.open(purchase, "key") == intent
        assert len(server.intents) == 1

    def test_stays_open_after_a_card_that_says_no(self, stripe: Stripe, server: StripeServer) -> None:
        reference = stripe.open(a_purchase(card=""), "key").reference
        server.confirm(reference, "pm_card_visa_chargeDeclinedInsufficientFunds")
        declined = stripe.look_up(reference)
        assert (declined.state, declined.decline_code) == ("open", "insufficient_funds")
        server.confirm(reference, "pm_card_visa")
        paid = stripe.look_up(reference)
        assert (paid.state, paid.decline_code) == ("authorized", None)
        stripe.capture(reference, 29_90, "capture")
        assert statuses(server) == ["succeeded"]

    def test_a_failed_challenge_is_called_as_that_of_a_card_that_is_known(
        self, stripe: Stripe, server: StripeServer
    ) -> None:
        reference = stripe.open(a_purchase(card=""), "key").reference
        failed = {"type": "invalid_request_error", "code": "payment_intent_authentication_failure"}
        server.intents[reference]["last_payment_error"] = failed
        assert stripe.look_up(reference).decline_code == "authentication_required"

    @pytest.mark.parametrize("is_paid", [False, True])
    def test_is_ended_whether_it_is_paid_or_not(self, stripe: Stripe, server: StripeServer, is_paid: bool) -> None:
        reference = stripe.open(a_purchase(card=""), "key").reference
        if is_paid:
            server.confirm(reference, "pm_card_visa")
        stripe.void(reference, "void")
        assert stripe.look_up(reference).state == "ended"

    def test_is_refused_where_stripe_does_not_know_it(self, stripe: Stripe) -> None:
        with pytest.raises(ProviderRefused):
            stripe.look_up("pi_nothing")


class TestWhatWasSetAside:
    def test_is_taken(self, stripe: Stripe, server: StripeServer) -> None:
        stripe.capture(authorized(stripe, a_purchase()), 29_90, "capture")
        assert [(intent["status"], intent["amount_received"]) for intent in server.intents.values()] == [
            ("succeeded", 29_90)
        ]

    def test_may_have_been_taken_in_part_in_stripes_dashboard(self, stripe: Stripe, server: StripeServer) -> None:
        reference = authorized(stripe, a_purchase())
        assert stripe.capture(reference, 12_00, "by the dashboard") == 12_00
        assert stripe.capture(reference, 29_90, "capture") == 12_00

    def test_is_taken_once_even_when_stripe_has_forgotten_the_key(self, stripe: Stripe, server: StripeServer) -> None:
        reference = authorized(stripe, a_purchase())
        stripe.capture(reference, 29_90, "capture")
        server.forget_keys()
        stripe.capture(reference, 29_90, "capture")
        assert statuses(server) == ["succeeded"]

    def test_is_freed_once_even_when_stripe_has_forgotten_the_key(self, stripe: Stripe, server: StripeServer) -> None:
        reference = authorized(stripe, a_purchase())
        stripe.void(reference, "void")
        server.forget_keys()
        stripe.void(reference, "void")
        assert statuses(server) == ["canceled"]

    def test_cannot_be_taken_after_it_was_freed(self, stripe: Stripe) -> None:
        reference = authorized(stripe, a_purchase())
        stripe.void(reference, "void")
        with pytest.raises(ProviderRefused, match="payment_intent_unexpected_state"):
            stripe.capture(reference, 29_90, "capture")

    def test_is_refunded_in_parts_and_never_more(self, stripe: Stripe, server: StripeServer) -> None:
        reference = authorized(stripe, a_purchase())
        stripe.capture(reference, 29_90, "capture")
        stripe.refund(reference, 20_00, "refund-1")
        stripe.refund(reference, 20_00, "refund-1")
        with pytest.raises(ProviderRefused, match="charge_already_refunded"):
            stripe.refund(reference, 9_91, "refund-2")
        assert server.intents[reference]["refunded"] == 20_00

    def test_is_refunded_once_even_when_stripe_has_forgotten_the_key(
        self, stripe: Stripe, server: StripeServer
    ) -> None:
        reference = authorized(stripe, a_purchase())
        stripe.capture(reference, 29_90, "capture")
        stripe.refund(reference, 5_00, "refund-1")
        server.forget_keys()
        stripe.refund(reference, 5_00, "refund-1")
        assert server.intents[reference]["refunded"] == 5_00

    def test_is_not_refunded_where_stripe_says_that_it_failed(self, stripe: Stripe, server: StripeServer) -> None:
        reference = authorized(stripe, a_purchase())
        stripe.capture(reference, 29_90, "capture")
        stripe.refund(reference, 5_00, "refund-1")
        server.refunds[0]["status"] = "failed"
        with pytest.raises(ProviderRefused, match="failed"):
            stripe.refund(reference, 5_00, "refund-1")

    def test_what_stripe_does_not_know_is_refused(self, stripe: Stripe) -> None:
        with pytest.raises(ProviderRefused, match="resource_missing"):
            stripe.void("pi_of_nobody", "void")


class TestRetract:
    def test_frees_what_was_set_aside_under_the_key(self, stripe: Stripe, server: StripeServer) -> None:
        purchase = a_purchase()
        authorized(stripe, purchase)
        for _ in range(2):
            stripe.retract(purchase, "key")
        assert statuses(server) == ["canceled"]

    def test_uses_an_unused_key_up_and_sets_nothing_aside(self, stripe: Stripe, server: StripeServer) -> None:
        purchase = a_purchase()
        stripe.retract(purchase, "key")
        assert statuses(server) == ["canceled"]
        assert all("confirm" not in form for path, form, _ in server.requests if path == "/v1/payment_intents")
        assert stripe.authorize(purchase, "key") == Declined("idempotency_error")
        assert statuses(server) == ["canceled"]

    @pytest.mark.parametrize("card", ["pm_card_visa_chargeDeclined", "pm_of_nobody"])
    def test_has_nothing_to_free_where_the_card_said_no(self, stripe: Stripe, server: StripeServer, card: str) -> None:
        purchase = a_purchase(card)
        stripe.authorize(purchase, "key")
        stripe.retract(purchase, "key")
        assert "requires_capture" not in statuses(server)


def a_dispute(status: str, fee: int = 15_00) -> dict[str, Any]:
    return {
        **{"id": "dp_1", "payment_intent": "pi_0", "amount": 29_90, "reason": "fraudulent", "status": status},
        **{"evidence_details": {"due_by": 1796000000}, "balance_transactions": [{"fee": fee}]},
    }


class TestStatement:
    @pytest.fixture
    def reference(self, stripe: Stripe, server: StripeServer) -> str:
        reference = authorized(stripe, a_purchase())
        stripe.capture(reference, 29_90, "capture")
        server.intents[reference] |= {
            **{"amount": 29_90, "currency": "eur", "metadata": {"order_id": "an order"}},
            "latest_charge": {"balance_transaction": {"fee": 67}},
        }
        return reference

    def test_has_what_was_taken_and_given_back_and_the_fee(
        self, stripe: Stripe, server: StripeServer, reference: str
    ) -> None:
        stripe.refund(reference, 5_00, "key of a refund")
        stripe.refund(reference, 6_00, "another key")
        server.refunds[0] |= {"status": "failed", "failure_reason": "lost_or_stolen_card"}
        statement = stripe.statement(reference)
        assert (statement.order_id, statement.currency) == ("an order", "EUR")
        assert (statement.captured_minor, statement.refunded_minor, statement.fee_minor) == (29_90, 6_00, 67)
        codes = {refund.key: refund.failure_code for refund in statement.refunds}
        assert codes == {"key of a refund": "lost_or_stolen_card", "another key": None}

    def test_has_no_fee_before_it_is_settled(self, stripe: Stripe, server: StripeServer, reference: str) -> None:
        server.intents[reference]["latest_charge"] = {"balance_transaction": None}
        assert stripe.statement(reference).fee_minor == 0
        server.intents[reference]["latest_charge"] = None
        assert stripe.statement(reference).fee_minor == 0

    @pytest.mark.parametrize(
        ("status", "state"),
        [
            ("warning_needs_response", "asked"),
            ("appeal_needs_response", "open"),
            ("appeal_under_review", "open"),
            ("warning_closed", "won"),
            ("needs_response", "open"),
            ("under_review", "open"),
            ("a status of tomorrow", "open"),
            ("won", "won"),
            ("lost", "lost"),
        ],
    )
    def test_has_the_disputes_and_their_fees(
        self, stripe: Stripe, server: StripeServer, reference: str, status: str, state: str
    ) -> None:
        server.disputes.append(a_dispute(status))
        statement = stripe.statement(reference)
        (dispute,) = statement.disputes
        assert (dispute.state, dispute.amount_minor, dispute.reason) == (state, 29_90, "fraudulent")
        assert dispute.answer_by == datetime.fromtimestamp(1796000000, UTC)
        assert statement.fee_minor == 67 + 15_00

    def test_a_payment_that_stripe_does_not_know_is_refused(self, stripe: Stripe) -> None:
        with pytest.raises(ProviderRefused):
            stripe.statement("pi_of_nobody")


@pytest.fixture
def shop_with_stripe(shop: Shop, server: StripeServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setenv("PAYMENT_PROVIDER", "stripe")
    monkeypatch.setenv("STRIPE_URL", server.url)
    monkeypatch.setenv("STRIPE_SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("STRIPE_PUBLISHABLE_KEY", "pk_test_51H")
    settings.cache_clear()
    yield shop
    monkeypatch.undo()
    settings.cache_clear()


class TestShopWithStripe:
    """The operations know nothing of the provider: one setting, and the whole path runs on Stripe."""

    def test_gives_the_page_what_stripe_s_form_needs_and_keeps_the_secret_key(self, shop_with_stripe: Shop) -> None:
        view = open_payment(shop_with_stripe, a_reserved_order(shop_with_stripe)).json
        script = "https://js.stripe.com/endive/stripe.js"
        element: Any = {"script_url": script, "publishable_key": "pk_test_51H", "client_secret": "pi_0_secret"}
        element |= {"wallets": [], "cards_secret": None}
        assert (view["provider"], view["element"], view["page_url"]) == ("stripe", element, None)
        assert SECRET_KEY not in str(view)

    def test_sells_ships_and_refunds(self, shop_with_stripe: Shop, server: StripeServer) -> None:
        shop, order = shop_with_stripe, an_order(shop_with_stripe, "pm_card_visa")
        assert (authorize(shop, order).status_code, ship(shop, order).status_code) == (204, 204)
        asked: Any = {"query": {"number": order.number}, "role": "staff", "key": str(uuid4())}
        assert (
            shop.call("request-refund", {"reason": "a broken cup", "amount_minor": TOTAL_MINOR}, **asked).status_code
            == 201
        )
        assert shop.deliver_announced("refund-payment", RefundRequested).status_code == 204
        assert server.intents["pi_0"]["refunded"] == TOTAL_MINOR
        assert balances(shop) == {"refunds": TOTAL_MINOR, "revenue": -TOTAL_MINOR}

    def test_frees_what_a_cancelled_order_had_set_aside(self, shop_with_stripe: Shop, server: StripeServer) -> None:
        shop, order = shop_with_stripe, an_order(shop_with_stripe, "pm_card_visa")
        assert (authorize(shop, order).status_code, cancel(shop, order).status_code) == (204, 204)
        assert statuses(server) == ["canceled"]
        assert len(shop.announced(PaymentAuthorized)) == 1

    def test_never_sets_anything_aside_for_an_order_that_was_cancelled_before(
        self, shop_with_stripe: Shop, server: StripeServer
    ) -> None:
        shop, order = shop_with_stripe, an_order(shop_with_stripe, "pm_card_visa")
        assert (cancel(shop, order).status_code, authorize(shop, order).status_code) == (204, 204)
        assert statuses(server) == ["canceled"]
        assert shop.announced(PaymentAuthorized) == []

    def test_reports_why_the_card_was_declined(self, shop_with_stripe: Shop) -> None:
        order = an_order(shop_with_stripe, "pm_card_visa_chargeDeclinedInsufficientFunds")
        authorize(shop_with_stripe, order)
        assert [event["reason_code"] for event in shop_with_stripe.announced(PaymentDeclined)] == ["insufficient_funds"]

    def test_a_provider_that_the_shop_does_not_know_is_named(
        self, monkeypatch: pytest.MonkeyPatch, shop_with_stripe: Shop
    ) -> None:
        monkeypatch.setenv("PAYMENT_PROVIDER", "barter")
        settings.cache_clear()
        with pytest.raises(ValueError, match="barter"):
            payment_provider()
