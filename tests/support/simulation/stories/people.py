"""Accounts and sessions of shoppers, and carts."""

from datetime import timedelta
from typing import Any

from functions.runtime.security.link_tokens import link_keys, link_token
from tests.support.passkeys.authenticator import Authenticator
from tests.support.simulation.settling import settle
from tests.support.simulation.stories.steps import EMAIL, ask, ask_as_staff, place, state
from tests.support.simulation.world.world import World

PASSWORD = "a long walk by the sea"
NEW_EMAIL = "ada@new.example"
# After this time, guests' carts and ended sessions are deleted.
LONG_AFTER = timedelta(days=31)
# An order of a closed account that has ended is erased a day later, when the sweep looks at it.
ERASED_AFTER = timedelta(days=2)


def account(world: World) -> None:
    credentials = {"email": EMAIL, "password": PASSWORD}
    ask(world, "register-account", credentials)
    session = ask(world, "log-in", credentials).json
    session = ask(world, "refresh-session", {"refresh_token": session["refresh_token"]}).json
    ((owner,),) = world.query("SELECT id FROM identity.accounts")
    confirmation = {"token": mailed_token(world, "confirm-address"), "password": PASSWORD}
    ask(world, "confirm-address", confirmation, may_be=(404,))
    ask(world, "read-profile", role="shopper", account=owner, method="GET")
    ask(world, "change-profile", {"name": "Ada"}, role="shopper", account=owner, method="PATCH")
    ask(world, "change-password", _new_password(), role="shopper", account=owner, method="PUT", may_be=(403,))
    ask(world, "log-in", {**credentials, "password": _new_password()["new_password"]})
    ask(world, "list-sessions", role="shopper", account=owner, method="GET")
    ask(world, "end-sessions", {}, role="shopper", account=owner)
    ask(world, "log-out", {"refresh_token": session["refresh_token"]})
    ask(world, "list-revocations", method="GET")
    ask(world, "request-password-reset", {"email": EMAIL})
    reset = {"token": mailed_token(world, "reset-password"), "new_password": PASSWORD}
    ask(world, "reset-password", reset, method="PUT", may_be=(404,))
    ask(world, "log-in", credentials)
    # Mails that are a month late are given up.
    settle(world)
    _much_later(world)


def passkey(world: World) -> None:
    credentials, key = {"email": EMAIL, "password": PASSWORD}, Authenticator("http://shop.example")
    ask(world, "register-account", credentials)
    ((owner,),) = world.query("SELECT id FROM identity.accounts")
    confirmation = {"token": mailed_token(world, "confirm-address"), "password": PASSWORD}
    ask(world, "confirm-address", confirmation, may_be=(404,))
    by: dict[str, Any] = {"role": "shopper", "account": owner}
    made = key.made_for(ask(world, "begin-passkey", {"password": PASSWORD}, **by).json)
    # A kill may have lost the answer, and what has happened is refused a second time.
    ask(world, "add-passkey", made, **by, may_be=(409,))
    ask(world, "log-in-with-passkey", key.answer_to(ask(world, "begin-passkey", {}).json), may_be=(403,))
    assert world.query("SELECT FROM identity.sessions") != []
    (added,) = ask(world, "list-sessions", method="GET", **by).json["passkeys"]
    ask(world, "remove-passkey", {"password": PASSWORD}, f"id={added['id']}", **by, may_be=(404,))
    assert world.query("SELECT FROM identity.passkeys") == []
    settle(world)


def address(world: World) -> None:
    credentials = {"email": EMAIL, "password": PASSWORD}
    ask(world, "register-account", credentials)
    ((owner,),) = world.query("SELECT id FROM identity.accounts")
    confirmation = {"token": mailed_token(world, "confirm-address"), "password": PASSWORD}
    ask(world, "confirm-address", confirmation, may_be=(404,))
    ask(world, "request-address-change", {**credentials, "email": NEW_EMAIL}, role="shopper", account=owner)
    change = {"token": mailed_token(world, "change-address"), "password": PASSWORD}
    ask(world, "change-address", change, may_be=(404,))
    ask(world, "log-in", {**credentials, "email": NEW_EMAIL})


def closed(world: World) -> None:
    """A shopper closes the account; what was on its way goes on as a guest's order, and is erased once it has ended."""
    credentials = {"email": EMAIL, "password": PASSWORD}
    ask(world, "register-account", credentials)
    ((owner,),) = world.query("SELECT id FROM identity.accounts")
    by: dict[str, Any] = {"role": "shopper", "account": owner}
    ask(world, "put-cart-item", {"quantity": 1}, "sku=JAR", method="PUT", **by)
    number = place(world, **by)
    settle(world)
    ask(world, "export-account", {"password": PASSWORD}, **by)
    # A kill may have lost the answer, and the account is gone then.
    ask(world, "close-account", {"password": PASSWORD}, **by, may_be=(401,))
    settle(world)
    for table in ("identity.accounts", "identity.sessions", "identity.mail_links", "cart.carts"):
        assert world.query(f"SELECT FROM {table}") == []
    ((account, address),) = world.query("SELECT account_id, email FROM orders.orders")
    assert (account, address) == (None, EMAIL)
    ask(world, "cancel-order", {"email": EMAIL}, f"number={number}")
    settle(world)
    for _ in range(2):
        # What a kill has left is for the next day's.
        world.clock.advance(ERASED_AFTER)
        world.sweep()
        settle(world)
    assert world.query("SELECT DISTINCT email, address FROM orders.orders") == [("", {})]
    (certificate,) = ask_as_staff(world, "list-closures", method="GET").json["items"]
    assert [each["context"] for each in certificate["contexts"] if each["answered_at"] is None] == []
    ask(world, "register-account", credentials)


def mailed_token(world: World, purpose: str) -> str:
    """The token of a link for this purpose, as its mail has it; a kill may have left two."""
    ((link_id,), *_) = world.query("SELECT id FROM identity.mail_links WHERE purpose = %s", purpose)
    return link_token(link_keys()[0], link_id)


def _new_password() -> dict[str, str]:
    return {"current_password": PASSWORD, "new_password": f"{PASSWORD} again"}


def cart(world: World) -> None:
    filled = ask(world, "put-cart-item", {"quantity": 3}, "sku=MUG", method="PUT").json
    holding = {"cart_token": filled["cart_token"]}
    ask(world, "put-cart-item", {"quantity": 1}, "sku=JAR", method="PUT", **holding)
    ask(world, "remove-cart-item", None, "sku=JAR", method="DELETE", **holding)
    number = place(world, quantity=2, cart_id=filled["cart_id"], **holding)
    settle(world)
    assert state(world, number) == "confirmed"
    left = ask(world, "read-cart", method="GET", **holding).json["items"]
    assert [(item["sku"], item["quantity"]) for item in left] == [("MUG", 1)]
    _much_later(world)


def _much_later(world: World) -> None:
    world.clock.advance(LONG_AFTER)
    world.purge()
    # What a kill has left is for the next day's.
    world.purge()
    settle(world)
