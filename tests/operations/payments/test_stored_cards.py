"""Shoppers with an account may have Stripe store their cards: what the shop asks Stripe for, and keeps."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from db.models.customers import Customer
from db.models.orders import Order
from functions.runtime.settings import settings
from tests.support.operations.at_once import at_once
from tests.support.operations.payments import a_reserved_order, open_payment
from tests.support.operations.shop import Shop
from tests.support.servers.stripe_customers import Customers
from tests.support.servers.stripe_server import SECRET_KEY, StripeServer

FEATURES = "components[payment_element][features]"


@pytest.fixture
def server() -> Iterator[StripeServer]:
    server = StripeServer().start()
    yield server
    server.stop()


@pytest.fixture
def chosen() -> dict[str, str]:
    """The settings of Stripe, as the operator chose them."""
    return {"STRIPE_STORED_CARDS": "offered"}


@pytest.fixture
def configured(server: StripeServer, chosen: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = {"PAYMENT_PROVIDER": "stripe", "STRIPE_URL": server.url, "STRIPE_SECRET_KEY": SECRET_KEY}
    for name, value in {**known, **chosen}.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def stripe_shop(shop: Shop, configured: None) -> Shop:
    return shop


def element(shop: Shop, order: Order, owner: UUID | None = None) -> Any:
    by = {"role": "shopper", "account_id": owner} if owner else {}
    answer = open_payment(shop, order, None if owner else order.email, **by)
    assert answer.status_code == 200, answer.json
    return answer.json["element"]


def sent(server: StripeServer, path: str) -> list[dict[str, str]]:
    return [form for asked, form, _ in server.requests if asked == path]


def kept(shop: Shop) -> dict[UUID, str]:
    shop.session.expire_all()
    return {each.account_id: each.reference for each in shop.session.scalars(select(Customer))}


class TestAShopperWithAnAccount:
    def test_is_offered_to_store_cards_and_shown_those_that_are_stored(
        self, stripe_shop: Shop, server: StripeServer
    ) -> None:
        owner = uuid4()
        assert element(stripe_shop, a_reserved_order(stripe_shop, account_id=owner), owner)["cards_secret"] == "cuss_0"
        assert kept(stripe_shop) == {owner: "cus_0"}
        (session,) = sent(server, "/v1/customer_sessions")
        assert session["customer"] == "cus_0"
        features = {name: session[f"{FEATURES}[payment_method_{name}]"] for name in ("save", "redisplay", "remove")}
        assert features == dict.fromkeys(features, "enabled")
        assert session[f"{FEATURES}[payment_method_save_usage]"] == "on_session"
        (intent,) = server.intents.values()
        assert intent["customer"] == "cus_0"
        # Whether the card is stored, the shopper says in the form.
        assert "setup_future_usage" not in intent["form"]

    def test_is_the_same_customer_for_each_order_and_stripe_learns_nothing_else(
        self, stripe_shop: Shop, server: StripeServer
    ) -> None:
        owner = uuid4()
        for _ in range(2):
            element(stripe_shop, a_reserved_order(stripe_shop, account_id=owner), owner)
        assert sent(server, "/v1/customers") == [{"metadata[account_id]": str(owner)}]
        assert [intent["customer"] for intent in server.intents.values()] == ["cus_0"] * 2

    def test_gets_the_same_payment_and_a_fresh_secret_each_time(self, stripe_shop: Shop, server: StripeServer) -> None:
        owner = uuid4()
        order = a_reserved_order(stripe_shop, account_id=owner)
        one, other = element(stripe_shop, order, owner), element(stripe_shop, order, owner)
        assert one["client_secret"] == other["client_secret"]
        assert (one["cards_secret"], other["cards_secret"]) == ("cuss_0", "cuss_1")
        assert len(server.intents) == 1

    def test_is_one_customer_though_the_shop_forgot_that_it_asked(
        self, stripe_shop: Shop, server: StripeServer
    ) -> None:
        owner = uuid4()
        order = a_reserved_order(stripe_shop, account_id=owner)
        # The customer is made, and no answer comes about the payment.
        server.failures = [500, 0]
        assert open_payment(stripe_shop, order, None, role="shopper", account_id=owner).status_code == 503
        element(stripe_shop, order, owner)
        assert list(server.customers.cards) == ["cus_0"]
        assert kept(stripe_shop) == {owner: "cus_0"}

    def test_is_known_anew_after_the_customer_was_deleted_at_stripe(
        self, stripe_shop: Shop, server: StripeServer
    ) -> None:
        owner = uuid4()
        element(stripe_shop, a_reserved_order(stripe_shop, account_id=owner), owner)
        server.customers.delete_all()
        shown = element(stripe_shop, a_reserved_order(stripe_shop, account_id=owner), owner)
        assert server.customers.sessions[shown["cards_secret"]] == kept(stripe_shop)[owner] == "cus_1"

    def test_can_pay_for_an_order_whose_customer_was_deleted_meanwhile(
        self, stripe_shop: Shop, server: StripeServer
    ) -> None:
        owner = uuid4()
        order = a_reserved_order(stripe_shop, account_id=owner)
        element(stripe_shop, order, owner)
        server.customers.delete_all()
        shown = element(stripe_shop, order, owner)
        assert [(each["status"], each["customer"]) for each in server.intents.values()] == [
            ("canceled", "cus_0"),
            ("requires_payment_method", "cus_1"),
        ]
        assert shown["client_secret"] == "pi_1_secret"
        assert element(stripe_shop, order, owner)["client_secret"] == "pi_1_secret"

    def test_is_not_asked_about_cards_once_the_order_is_paid(self, stripe_shop: Shop, server: StripeServer) -> None:
        owner = uuid4()
        order = a_reserved_order(stripe_shop, account_id=owner)
        element(stripe_shop, order, owner)
        server.confirm("pi_0", "pm_card_visa")
        server.customers.delete_all()
        assert element(stripe_shop, order, owner)["cards_secret"] is None
        assert list(server.intents) == ["pi_0"]

    def test_pays_a_payment_that_was_opened_before_cards_were_stored(
        self, stripe_shop: Shop, server: StripeServer
    ) -> None:
        owner = uuid4()
        order = a_reserved_order(stripe_shop, account_id=owner)
        element(stripe_shop, order, owner)
        server.intents["pi_0"]["customer"] = None
        shown = element(stripe_shop, order, owner)
        assert (shown["client_secret"], shown["cards_secret"]) == ("pi_0_secret", None)


class TestTwoTabsAtOnce:
    def test_open_payments_of_one_customer(
        self, concurrent_shop: Shop, engine: Engine, server: StripeServer, configured: None
    ) -> None:
        shop, owner = concurrent_shop, uuid4()
        orders = [a_reserved_order(shop, account_id=owner) for _ in range(2)]
        by: Any = {"role": "shopper", "account_id": owner}
        answers = at_once(
            engine, writing_customers, *[partial(open_payment, shop, each, None, **by) for each in orders]
        )
        assert [answer.status_code for answer in answers] == [200, 200]
        assert kept(shop) == {owner: "cus_0"}
        assert [*server.customers.sessions.values()] == ["cus_0"] * 2


def writing_customers(holder: Session) -> None:
    """Reads of the table go on, writes wait."""
    holder.execute(text("LOCK TABLE payments.customers IN SHARE MODE"))


class TestAGuest:
    @pytest.mark.parametrize("is_logged_in", [False, True])
    def test_has_nothing_stored_even_if_they_log_in_to_pay(
        self, stripe_shop: Shop, server: StripeServer, is_logged_in: bool
    ) -> None:
        order = a_reserved_order(stripe_shop)
        by: Any = {"role": "shopper", "account_id": uuid4()} if is_logged_in else {}
        assert open_payment(stripe_shop, order, order.email, **by).json["element"]["cards_secret"] is None
        assert (server.customers, kept(stripe_shop)) == (Customers(), {})
        assert "customer" not in server.intents["pi_0"]["form"]


class TestTheOperator:
    @pytest.mark.parametrize("chosen", [{}, {"STRIPE_STORED_CARDS": "none"}])
    def test_has_cards_stored_only_if_they_say_so(self, stripe_shop: Shop, server: StripeServer) -> None:
        owner = uuid4()
        shown = element(stripe_shop, a_reserved_order(stripe_shop, account_id=owner), owner)
        assert (shown["cards_secret"], server.customers, kept(stripe_shop)) == (None, Customers(), {})

    @pytest.mark.parametrize(
        ("chosen", "wallets"),
        [
            ({}, []),
            ({"STRIPE_WALLETS": "none"}, []),
            ({"STRIPE_WALLETS": "apple-google"}, ["apple_pay", "google_pay"]),
            ({"STRIPE_WALLETS": "apple-google-link"}, ["apple_pay", "google_pay", "link"]),
        ],
    )
    def test_chooses_the_wallets(self, stripe_shop: Shop, wallets: list[str]) -> None:
        assert element(stripe_shop, a_reserved_order(stripe_shop))["wallets"] == wallets
