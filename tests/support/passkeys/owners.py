"""The owners of accounts, who add passkeys, log in with them, and remove them."""

from datetime import timedelta
from typing import Any

from db.models.identity import Account
from tests.support.operations.accounts import PASSWORD, log_in, session_id_in
from tests.support.operations.shop import Shop
from tests.support.passkeys.authenticator import Authenticator


class Owner:
    """The owner of a confirmed account, logged in by the password."""

    def __init__(self, shop: Shop, account: Account) -> None:
        self.shop, self.account = shop, account
        account.email_confirmed_at = shop.now
        shop.session.commit()
        self.opened: dict[str, Any] = log_in(shop, account.email).json

    @property
    def by(self) -> dict[str, Any]:
        role = "shopper" if self.account.staff_role is None else "staff"
        return {"role": role, "account_id": self.account.id, "session_id": session_id_in(self.opened)}

    def begin(self, password: str = PASSWORD, **other: Any) -> Any:
        return self.shop.call("begin-passkey", {"password": password}, **{**self.by, **other})

    def add(self, authenticator: Authenticator, name: str = "Phone", **other: Any) -> Any:
        begun = self.begin(**other)
        assert begun.status_code == 200, begun.json
        return self.send(authenticator.made_for(begun.json, name))

    def send(self, body: dict[str, Any]) -> Any:
        return self.shop.call("add-passkey", body, **self.by)

    def remove(self, passkey_id: str, password: str = PASSWORD, **other: Any) -> Any:
        query = {"id": passkey_id}
        return self.shop.call("remove-passkey", {"password": password}, query=query, **{**self.by, **other})

    def passkeys(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self.shop.call("list-sessions", method="GET", **self.by).json["passkeys"]
        return listed


def begin_log_in(shop: Shop) -> dict[str, Any]:
    """A challenge for whoever logs in, a moment later than all before."""
    shop.now += timedelta(milliseconds=1)
    begun: dict[str, Any] = shop.call("begin-passkey", {}).json
    return begun


def log_in_with(shop: Shop, authenticator: Authenticator) -> Any:
    return shop.call("log-in-with-passkey", authenticator.answer_to(begin_log_in(shop)))
