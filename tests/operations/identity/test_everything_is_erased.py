"""An account that has left something everywhere is closed, and every column is searched for it afterwards."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import LargeBinary, text

from db.models.all import Table
from db.models.api_keys import ApiKey
from db.models.customers import Customer
from db.models.identity import Account
from db.models.notifications import SentMail
from db.models.ordered_carts import OrderedCart
from db.models.orders import Order
from db.models.promotions import AccountUses, Claim, Promotion
from db.models.returns import Return
from db.models.second_factors import Passkey, RecoveryCode, SecondFactor
from db.personal_data import DELETED, EMPTIED, KEPT
from eventing.events.accounts import AccountAddressConfirmed
from eventing.events.closures import AccountClosed
from eventing.subscribers import SUBSCRIBERS
from functions.orders.rules import RETURN_PERIOD
from functions.runtime.database.insert import insert_if_absent
from tests.support.operations.accounts import PASSWORD, answers, log_in, registered
from tests.support.operations.orders import act, an_order, present, shopper
from tests.support.operations.shop import Shop

WORD = "unmistakable"
EMAIL = f"{WORD}@example.org"
ADDRESS = {
    "name": f"Ada {WORD}",
    "street": f"1 {WORD} Street",
    "postal_code": "75001",
    "city": "Paris",
    "country": "FR",
}


@pytest.fixture
def account_id(shop: Shop) -> UUID:
    """A shopper who has left something in every table that can have something of a person."""
    account = registered(shop, EMAIL, name=WORD)
    account_id = account.id
    assert log_in(shop, EMAIL).status_code == 201
    by = shopper(account_id)
    assert shop.call("change-profile", {"address": ADDRESS}, method="PATCH", **by).status_code == 200
    _secrets(shop, account)
    order = an_order(shop, "delivered", account_id=account_id, email=EMAIL, address=ADDRESS)
    _traces(shop, present(shop, order), account_id)
    note = {"text": f"The {WORD} one called"}
    assert act(shop, "add-order-note", order["number"], note, key=str(uuid4()), role="staff").status_code == 201
    sku = order["lines"][0]["sku"]
    assert shop.call("put-cart-item", {"quantity": 1}, method="PUT", query={"sku": sku}, **by).status_code == 200
    shop.now += RETURN_PERIOD + timedelta(days=2)
    return account_id


def _secrets(shop: Shop, account: Account) -> None:
    times: dict[str, Any] = {"created_at": shop.now, "expires_at": shop.now + timedelta(days=400)}
    passkey = {"credential_id": b"4", "public_key": b"5", "sign_count": 0, "challenged_at": shop.now}
    key = {"name": WORD, "begins_with": "k", "key_sha256": b"3" * 32, "permissions": []}
    shop.session.add_all(
        (
            SecondFactor(account_id=account.id, secret=b"1" * 20),
            RecoveryCode(account_id=account.id, code_sha256=b"2" * 32),
            Passkey(account_id=account.id, name=WORD, added_at=shop.now, **passkey),
            ApiKey(account_id=account.id, **key, **times),
            Customer(account_id=account.id, reference=f"cus_{WORD}", created_at=shop.now),
            SentMail(subject="any", kind="any", recipient=EMAIL, sent_at=shop.now),
        )
    )
    shop.session.commit()


def _traces(shop: Shop, order: Order, account_id: UUID) -> None:
    order.vat_number, order.vat_check = f"FR{WORD}", {"name": WORD}
    order.timeline[0].note = WORD
    promotion = Promotion(kind="free_shipping", names={"en": "Free"}, valid_from=shop.now, created_at=shop.now)
    shop.session.add(promotion)
    shop.session.flush()
    declined = {"state": "declined", "is_withdrawal": False, "announced_at": shop.now, "decided_at": shop.now}
    shop.session.add_all(
        (
            AccountUses(promotion_id=promotion.id, account_id=account_id, uses=1),
            Claim(order_id=order.id, promotion_id=promotion.id, account_id=account_id),
            Return(order_id=order.id, reply=f"Dear {WORD}", **declined),
        )
    )
    insert_if_absent(shop.session, OrderedCart, cart_id=uuid4(), order_id=order.id, at=shop.now)
    shop.session.commit()


def columns_with(shop: Shop, account_id: UUID) -> set[tuple[str, str]]:
    """Every column of every table in which the word or the account's id is found."""
    found = set()
    for table in Table.metadata.tables.values():
        names = [name for name, column in table.columns.items() if not isinstance(column.type, LargeBinary)]
        looked = ", ".join(f"coalesce(bool_or(\"{name}\"::text ~* '{WORD}|{account_id}'), false)" for name in names)
        hits = shop.session.execute(text(f"SELECT {looked} FROM {table}")).one()
        found |= {(str(table), name) for name, hit in zip(names, hits, strict=True) if hit}
    return found


def rows(shop: Shop, table: str, where: str = "true") -> int:
    return int(shop.session.execute(text(f"SELECT count(*) FROM {table} WHERE {where}")).scalar_one())


def close(shop: Shop, account_id: UUID) -> None:
    shop.acknowledge_everything()
    assert shop.call("close-account", {"password": PASSWORD}, **shopper(account_id)).status_code == 200
    for consumer in SUBSCRIBERS[AccountClosed.TYPE]:
        assert shop.deliver_announced(consumer, AccountClosed).status_code == 204
    shop.session.expire_all()


def is_personal(column: str) -> str:
    return f"coalesce({column}::text, '') NOT IN ('', '{{}}')"


class TestAClosedAccount:
    def test_leaves_no_row_where_rows_are_deleted(self, shop: Shop, account_id: UUID) -> None:
        assert [table for table in DELETED if rows(shop, table) == 0] == [], "the test has to leave something there"
        close(shop, account_id)
        left = {table: rows(shop, table) for table in DELETED}
        # The answer to staff is not the shopper's.
        assert left == {**dict.fromkeys(DELETED, 0), "messaging.idempotency_keys": 1}

    def test_leaves_nothing_in_the_columns_that_are_emptied(self, shop: Shop, account_id: UUID) -> None:
        columns = [(table, column) for table, named in EMPTIED.items() for column in named]
        empty = [each for each in columns if rows(shop, each[0], is_personal(each[1])) == 0]
        assert empty == [], "the test has to leave something there"
        close(shop, account_id)
        assert [each for each in columns if rows(shop, each[0], is_personal(each[1]))] == []

    def test_is_found_nowhere_else_than_where_a_reason_says_so(self, shop: Shop, account_id: UUID) -> None:
        confirmed = AccountAddressConfirmed(account_id=account_id, email=EMAIL, confirmed_at=shop.now)
        assert shop.deliver("claim-guest-orders", confirmed).status_code == 204
        close(shop, account_id)
        kept = {(table, column) for table, named in KEPT.items() for column in named}
        assert columns_with(shop, account_id) - kept == set()

    def test_is_answered_for_by_every_context(self, shop: Shop, account_id: UUID) -> None:
        close(shop, account_id)
        assert sorted(each["context"] for each in answers(shop, account_id)) == [
            *("cart", "invoices", "messaging", "notifications", "orders", "payments")
        ]
