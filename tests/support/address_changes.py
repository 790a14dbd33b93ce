"""Changes a shopper's e-mail address, and reads the mails about it."""

from typing import Any
from uuid import UUID

from db.models.identity import Account
from tests.support.operations.account_mails import newest_token, token_of
from tests.support.operations.accounts import EMAIL, PASSWORD, account_of, registered
from tests.support.operations.shop import Shop

NEW_EMAIL = "ada@new.example"


def confirmed(shop: Shop, email: str = EMAIL) -> Account:
    """The account of a shopper who has confirmed the address."""
    registered(shop, email)
    confirmation = {"token": newest_token(shop), "password": PASSWORD}
    assert shop.call("confirm-address", confirmation).status_code == 204
    return account_of(shop, email)


def request_change(shop: Shop, account: Account, email: str = NEW_EMAIL, password: str = PASSWORD) -> Any:
    sent = {"email": email, "password": password}
    return shop.call("request-address-change", sent, role="shopper", account_id=account.id)


def change(shop: Shop, token: str, password: str = PASSWORD, **caller: Any) -> Any:
    return shop.call("change-address", {"token": token, "password": password}, **caller)


def changed(shop: Shop, account: Account, email: str = NEW_EMAIL, session_id: UUID | None = None) -> str:
    """Changes the address; the token that gives the former one back."""
    assert request_change(shop, account, email).status_code == 202
    caller: dict[str, Any] = {"role": "shopper", "account_id": account.id, "session_id": session_id}
    assert change(shop, newest_token(shop), **caller).status_code == 204
    return token_of(shop, "restore-address")
