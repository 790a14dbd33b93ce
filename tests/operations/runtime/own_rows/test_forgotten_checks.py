"""An operation that forgets to check whose rows these are shows none and changes none: the database checks, too."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from db.models.cart import CartItem
from db.models.identity import Account, LoginSession
from functions.identity.accounts.passwords import Passwords
from local.host.operations import operations
from tests.support.factories import MOMENT, a_product
from tests.support.invoices import an_invoiced_order
from tests.support.mutants.mutant import ROOT, Mutant, defects
from tests.support.operations import carts
from tests.support.operations.orders import act, an_order, shopper
from tests.support.operations.shop import Shop

ANN, STRANGER = uuid4(), uuid4()
OTHER_EMAIL, PASSWORD = "bob@example.org", "a password of a stranger"


@dataclass(frozen=True)
class Rows:
    """What belongs to Ann, and to a guest whose address the stranger does not know."""

    order: str
    guests_order: str
    session_id: UUID


@pytest.fixture
def rows(concurrent_shop: Shop) -> Rows:
    order = an_invoiced_order(concurrent_shop, account_id=ANN)
    guests_order = an_invoiced_order(concurrent_shop)
    session_id = _add_accounts(concurrent_shop)
    a_product(concurrent_shop.session, "MUG-1")
    for by in (carts.signed_in(ANN), {}):
        assert carts.put(concurrent_shop, **by).status_code == 200
    return Rows(order["number"], guests_order["number"], session_id)


def _add_accounts(shop: Shop) -> UUID:
    hashed, session_id = Passwords().hash(PASSWORD), uuid4()
    for account_id in (ANN, STRANGER):
        email = f"{account_id}@example.org"
        shop.session.add(Account(id=account_id, email=email, name="", password_hash=hashed, created_at=MOMENT))
    shop.session.flush()
    until = shop.now.replace(year=2100)
    session = LoginSession(id=session_id, account_id=ANN, token_sha256=b"", started_at=MOMENT, expires_at=until)
    shop.session.add(session)
    shop.session.commit()
    return session_id


def status(answer: Any) -> int:
    return int(answer.status_code)


def read_order(shop: Shop, rows: Rows) -> Any:
    return status(act(shop, "get-order", rows.order, method="GET", **shopper(STRANGER)))


def cancel_order(shop: Shop, rows: Rows) -> Any:
    return status(act(shop, "cancel-order", rows.order, {}, **shopper(STRANGER)))


def look_up_guests_order(shop: Shop, rows: Rows) -> Any:
    return status(shop.call("look-up-order", {"number": rows.guests_order, "email": OTHER_EMAIL}))


def look_up_account_order(shop: Shop, rows: Rows) -> Any:
    return status(shop.call("look-up-order", {"number": rows.order, "email": "ada@example.org"}))


def list_orders(shop: Shop, _rows: Rows) -> Any:
    return shop.call("list-orders", method="GET", **shopper(STRANGER)).json


def list_invoices(shop: Shop, _rows: Rows) -> Any:
    return shop.call("list-invoices", {}, **shopper(STRANGER)).json


def list_guests_invoices(shop: Shop, rows: Rows) -> Any:
    return shop.call("list-invoices", {"number": rows.guests_order, "email": OTHER_EMAIL}).json


def pay(shop: Shop, rows: Rows) -> Any:
    return status(act(shop, "open-payment", rows.guests_order, {"email": OTHER_EMAIL}))


def list_sessions(shop: Shop, _rows: Rows) -> Any:
    return shop.call("list-sessions", method="GET", **shopper(STRANGER)).json


def end_session(shop: Shop, rows: Rows) -> Any:
    return _end_sessions(shop, {"id": str(rows.session_id)})


def end_all_sessions(shop: Shop, _rows: Rows) -> Any:
    return _end_sessions(shop, {})


def _end_sessions(shop: Shop, which: dict[str, str]) -> Any:
    assert shop.call("end-sessions", which, **shopper(STRANGER)).status_code == 204
    return _count(shop, LoginSession)


def download(shop: Shop, _rows: Rows) -> Any:
    return shop.call("export-account", {"password": PASSWORD}, **shopper(STRANGER)).json["sessions"]


def read_guests_cart(shop: Shop, _rows: Rows) -> Any:
    return carts.contents(carts.read(shop, **carts.holding("another token")))


def read_account_cart(shop: Shop, _rows: Rows) -> Any:
    return carts.contents(carts.read(shop, **carts.signed_in(STRANGER)))


def remove_item(shop: Shop, _rows: Rows) -> Any:
    assert carts.put(shop, **carts.signed_in(STRANGER)).status_code == 200
    assert carts.remove(shop, **carts.signed_in(STRANGER)).status_code == 200
    return _count(shop, CartItem)


def _count(shop: Shop, table: type[Any]) -> int:
    shop.session.rollback()
    return shop.session.scalar(select(func.count()).select_from(table)) or 0


# By mutant: the context whose function has the defect, and what a stranger tries.
TRIED: dict[str, tuple[str, Callable[[Shop, Rows], Any]]] = {
    "a shopper reads another shopper's order": ("orders", read_order),
    "a list of orders shows those of all accounts": ("orders", list_orders),
    "a guest's order is found without its address": ("orders", look_up_guests_order),
    "an account's order is found by its address alone": ("orders", look_up_account_order),
    "an account lists the invoices of others": ("invoices", list_invoices),
    "every guest may pay every order": ("payments", pay),
    "a shopper sees the sessions of others": ("identity", list_sessions),
    "a shopper ends the sessions of others": ("identity", end_session),
    "a changed password ends the sessions of all accounts": ("identity", end_all_sessions),
    "a download has the sessions of others": ("identity", download),
    "all guests share one cart": ("cart", read_guests_cart),
    "an account gets another account's cart": ("cart", read_account_cart),
    "removing an item removes it from all carts": ("cart", remove_item),
}
MUTANTS = {mutant.breaks: mutant for mutant in defects()}


def forget(monkeypatch: pytest.MonkeyPatch, folder: Path, mutant: Mutant) -> None:
    """Puts the defect into the function, or into the file from which an operation is loaded."""
    source = mutant.mutated((ROOT / mutant.path).read_text())
    known = operations()
    operation = next((name for name, each in known.items() if each.source == mutant.path), None)
    if operation is not None:
        changed = folder / Path(mutant.path).name
        changed.write_text(source)
        others = {**known, operation: replace(known[operation], source=str(changed))}
        monkeypatch.setattr("tests.support.operations.shop.operations", lambda: others)
        return
    module = importlib.import_module(mutant.path.removesuffix(".py").replace("/", "."))
    names = dict(vars(module))
    exec(compile(source, mutant.path, "exec"), names)
    monkeypatch.setattr(module, mutant.function, names[mutant.function])


@pytest.mark.parametrize("breaks", TRIED)
def test_a_forgotten_check_leaks_nothing(
    breaks: str,
    rows: Rows,
    concurrent_shop: Shop,
    shop_of: Callable[[str], Shop],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    context, attempt = TRIED[breaks]
    refused = attempt(concurrent_shop, rows)
    forget(monkeypatch, tmp_path, MUTANTS[breaks])
    assert attempt(shop_of(context), rows) == refused
    # The owner of the tables is not limited: there, the defect leaks.
    unlimited = Shop(concurrent_shop.session, concurrent_shop.parts)
    assert attempt(unlimited, rows) != refused


def test_what_is_forgotten_about_a_cancellation_cancels_nothing(
    rows: Rows, shop_of: Callable[[str], Shop], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    forget(monkeypatch, tmp_path, MUTANTS["a shopper reads another shopper's order"])
    assert cancel_order(shop_of("orders"), rows) == 404


class TestWhoeverMay:
    def test_act_as_before(self, rows: Rows, concurrent_shop: Shop, shop_of: Callable[[str], Shop]) -> None:
        order = an_order(concurrent_shop, "confirmed", account_id=ANN)
        orders = shop_of("orders")
        assert status(act(orders, "get-order", order["number"], method="GET", **shopper(ANN))) == 200
        assert status(act(orders, "get-order", order["number"], method="GET", role="staff")) == 200
        assert status(orders.call("look-up-order", {"number": rows.guests_order, "email": "Ada@Example.org"})) == 200
        # It announces an event, too.
        assert status(act(orders, "cancel-order", order["number"], {}, **shopper(ANN))) == 200

    def test_a_new_guest_gets_a_cart(self, rows: Rows, shop_of: Callable[[str], Shop]) -> None:
        put = carts.put(shop_of("cart"))
        assert carts.contents(put) == {"MUG-1": 1}
        token = put.json["cart_token"]
        assert carts.contents(carts.read(shop_of("cart"), **carts.signed_in(STRANGER, token))) == {"MUG-1": 1}
