from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from db.models.customers import Customer
from eventing.events.closures import AccountClosed
from functions.runtime.settings import settings
from tests.support.operations.accounts import EMAIL, answer, closed
from tests.support.operations.payments import a_reserved_order, open_payment
from tests.support.operations.shop import Shop
from tests.support.servers.stripe_server import SECRET_KEY, StripeServer

ACCOUNT = uuid4()


@pytest.fixture
def server() -> Iterator[StripeServer]:
    server = StripeServer().start()
    yield server
    server.stop()


@pytest.fixture
def stripe_shop(shop: Shop, server: StripeServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """The shop with Stripe, at which the account has a customer with a card."""
    known = {"PAYMENT_PROVIDER": "stripe", "STRIPE_URL": server.url, "STRIPE_SECRET_KEY": SECRET_KEY}
    for name, value in {**known, "STRIPE_STORED_CARDS": "offered"}.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    _opened(shop, ACCOUNT)
    yield shop
    monkeypatch.undo()
    settings.cache_clear()


def _opened(shop: Shop, account_id: UUID) -> None:
    order = a_reserved_order(shop, account_id=account_id)
    assert open_payment(shop, order, None, role="shopper", account_id=account_id).status_code == 200


def accounts(shop: Shop) -> list[UUID]:
    shop.session.expire_all()
    return list(shop.session.scalars(select(Customer.account_id)))


class TestEraseAccountCards:
    def test_has_the_provider_delete_the_customer_with_its_cards(self, stripe_shop: Shop, server: StripeServer) -> None:
        _opened(stripe_shop, other := uuid4())
        closed(stripe_shop, "erase-account-cards", ACCOUNT)
        assert list(server.customers.cards) == ["cus_1"]
        assert accounts(stripe_shop) == [other]
        payments = {"data": "payments", "rows": 1, "reason": "books", "until": None}
        assert answer(stripe_shop, ACCOUNT) == {
            "context": "payments",
            "erased": {"stored_cards": 1},
            "kept": [payments],
        }

    def test_forgets_cards_from_before_the_shop_stopped_storing_them(
        self, stripe_shop: Shop, server: StripeServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("STRIPE_STORED_CARDS")
        settings.cache_clear()
        closed(stripe_shop, "erase-account-cards", ACCOUNT)
        assert list(server.customers.cards) == []

    def test_succeeds_if_the_provider_has_no_such_customer_any_more(
        self, stripe_shop: Shop, server: StripeServer
    ) -> None:
        server.customers.delete_all()
        closed(stripe_shop, "erase-account-cards", ACCOUNT)
        assert accounts(stripe_shop) == []

    def test_is_tried_again_while_the_provider_does_not_answer(self, stripe_shop: Shop, server: StripeServer) -> None:
        server.is_down = True
        event = AccountClosed(account_id=ACCOUNT, email=EMAIL, closed_at=stripe_shop.now)
        assert stripe_shop.deliver("erase-account-cards", event).status_code == 503
        assert accounts(stripe_shop) == [ACCOUNT]
        server.is_down = False
        closed(stripe_shop, "erase-account-cards", ACCOUNT)
        assert accounts(stripe_shop) == []

    def test_answers_for_an_account_that_has_stored_and_paid_nothing(self, shop: Shop) -> None:
        closed(shop, "erase-account-cards", ACCOUNT)
        assert answer(shop, ACCOUNT) == {"context": "payments", "erased": {}, "kept": []}
