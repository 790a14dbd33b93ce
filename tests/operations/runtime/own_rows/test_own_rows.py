"""A transaction for a shopper sees, changes and deletes only what is the shopper's; any other sees everything."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from codegen.operations import Module, operation_modules
from db.models.all import Table
from db.models.cart import Cart, CartItem
from db.models.customers import Customer
from db.models.identity import Account, KnownDevice, LoginSession, MailLink
from db.models.orders import Order
from db.own_rows import OWN_ROWS
from db.shopper_roles import CONTEXTS
from functions.runtime.callers import Staff
from functions.runtime.database.own_rows import Shopper, limited_to
from functions.runtime.http.guest_requests import GuestRequest
from tests.support.factories import ADDRESS, MOMENT
from tests.support.postgres import empty_tables

ANN, CART, GUESTS_CART = uuid4(), uuid4(), uuid4()
# What a person may type has to be quoted.
EMAIL = "o'neill\\@example.org"
OTHER = Shopper(str(uuid4()), "bob@example.org", "cd" * 32)
# The shopper whose each row is.
OWNERS = {"account": Shopper(account=str(ANN)), "guest": Shopper(email=EMAIL.upper(), cart="ab" * 32)}
OF_GUESTS = ("cart.carts", "cart.items", "orders.orders")
# Tables whose rows refer to those of the first, without being deleted with them.
REFERRING = {"identity.accounts": ("identity.known_devices", "identity.mail_links", "identity.sessions")}


def an_order(**other: Any) -> Order:
    amounts = {"subtotal_minor": 1, "shipping_minor": 0, "total_minor": 1}
    return Order(
        number=str(uuid4()),
        state="placed",
        currency="EUR",
        address=ADDRESS,
        payment_method="",
        placed_at=MOMENT,
        email=EMAIL,
        **amounts,
        **other,
    )


def rows() -> list[Table]:
    """A row of the account in each table, and of the guest in those where a guest may have one."""
    shared = {"account_id": ANN}
    return [
        Account(id=ANN, email="ann@example.org", name="", password_hash="", created_at=MOMENT),
        LoginSession(**shared, token_sha256=b"", started_at=MOMENT, expires_at=MOMENT),
        KnownDevice(**shared, device="", last_log_in_at=MOMENT),
        MailLink(**shared, purpose="reset-password", email="", requested_at=MOMENT, expires_at=MOMENT),
        Customer(**shared, reference="", created_at=MOMENT),
        Cart(**shared, id=CART, changed_at=MOMENT),
        Cart(id=GUESTS_CART, token_sha256=bytes.fromhex("ab" * 32), changed_at=MOMENT),
        *(CartItem(cart_id=each, sku="MUG", quantity=1, added_at=MOMENT) for each in (CART, GUESTS_CART)),
        an_order(**shared),
        an_order(),
    ]


@pytest.fixture(scope="module", autouse=True)
def _stored(engine: Engine) -> Iterator[None]:
    with Session(engine) as session:
        for row in rows():
            session.add(row)
            session.flush()
        session.commit()
    yield
    empty_tables(engine)


def tried(logins: dict[str, Engine], table: str, shopper: Shopper | None) -> list[int]:
    """The numbers of rows that the shopper sees, changes and deletes."""
    column = next(iter(Table.metadata.tables[table].columns)).name
    with limited_to(shopper), logins[table.partition(".")[0]].connect() as connection:
        seen = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        changed = connection.execute(text(f"UPDATE {table} SET {column} = {column}")).rowcount
        for other in REFERRING.get(table, ()):
            connection.execute(text(f"DELETE FROM {other}"))
        deleted = connection.execute(text(f"DELETE FROM {table}")).rowcount
        connection.rollback()
        return [seen, changed, deleted]


@pytest.mark.parametrize("table", OWN_ROWS)
class TestATable:
    def test_shows_a_shopper_nothing_of_others(self, logins: dict[str, Engine], table: str) -> None:
        assert tried(logins, table, OTHER) == [0, 0, 0]
        assert tried(logins, table, Shopper()) == [0, 0, 0]

    def test_shows_a_shopper_what_is_theirs(self, logins: dict[str, Engine], table: str) -> None:
        assert tried(logins, table, OWNERS["account"]) == [1, 1, 1]

    def test_shows_everything_to_work_that_is_not_for_a_shopper(self, logins: dict[str, Engine], table: str) -> None:
        stored = 2 if table in OF_GUESTS else 1
        # The connection's transaction before is limited.
        tried(logins, table, OTHER)
        assert tried(logins, table, None) == [stored, stored, stored]


@pytest.mark.parametrize("table", OF_GUESTS)
def test_a_guest_sees_what_their_proof_is_for(logins: dict[str, Engine], table: str) -> None:
    assert tried(logins, table, OWNERS["guest"]) == [1, 1, 1]


@pytest.mark.parametrize("context", ["invoices", "payments"])
def test_other_contexts_that_read_orders_are_limited_too(logins: dict[str, Engine], context: str) -> None:
    for shopper, seen in ((OTHER, 0), (OWNERS["account"], 1), (OWNERS["guest"], 1), (None, 2)):
        with limited_to(shopper), logins[context].connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM orders.orders")).scalar_one() == seen


def test_no_context_takes_the_role_of_another(logins: dict[str, Engine]) -> None:
    with logins["cart"].connect() as connection, pytest.raises(ProgrammingError, match="permission denied"):
        connection.execute(text("SET LOCAL ROLE orders_shopper"))


def for_shoppers() -> dict[str, Module]:
    """The operations of these contexts that shoppers may call, and that say who calls or whose order it is."""
    http = {name: each for name, each in operation_modules().items() if each.kind == "http"}
    return {
        name: each
        for name, each in http.items()
        if each.context in CONTEXTS and not issubclass(each.operation().caller, Staff)
    }


class TestOperations:
    def test_of_shoppers_see_all_rows_only_where_a_reason_says_so(self) -> None:
        declared = {name: each.operation() for name, each in for_shoppers().items()}
        assert {name for name, each in declared.items() if each.sees_all_rows} == {
            "change-address",
            "request-address-change",
        }
        # Its number may be that of no other order.
        assert {name for name, each in declared.items() if each.idempotent} == {"place-order"}

    def test_of_staff_need_no_exception(self) -> None:
        others = [each for name, each in operation_modules().items() if name not in for_shoppers()]
        assert not any(each.operation().sees_all_rows for each in others if each.kind == "http")

    def test_find_a_guests_order_by_the_address_in_the_request(self) -> None:
        declared = {name: each.operation() for name, each in for_shoppers().items()}
        by_email = {name for name, each in declared.items() if each.request and issubclass(each.request, GuestRequest)}
        with_email = {name for name, each in declared.items() if _takes(each, "email") and _takes(each, "number")}
        assert by_email == with_email


def _takes(operation: Any, name: str) -> bool:
    return operation.request is not None and name in operation.request.model_fields
