"""A member of the staff with an authenticator app."""

import base64
from datetime import timedelta
from typing import Any

from db.models.identity import Account
from functions.identity.factors.totp import STEP_SECONDS, code_at, step_at
from tests.support.operations.accounts import PASSWORD, log_in, session_id_in
from tests.support.operations.shop import Shop


class Member:
    """A member of the staff, logged in; `secret` is what their app has."""

    def __init__(self, shop: Shop, account: Account, password: str = PASSWORD) -> None:
        self.shop, self.account, self.secret = shop, account, b""
        self.opened: dict[str, Any] = log_in(shop, account.email, password).json

    @property
    def by(self) -> dict[str, Any]:
        return {"role": "staff", "account_id": self.account.id, "session_id": session_id_in(self.opened)}

    def enrol(self, password: str = PASSWORD, factor_at: int | None = None) -> Any:
        """Begins to enrol an app, which then has the secret."""
        answer = self.shop.call("enrol-second-factor", {"password": password}, factor_at=factor_at, **self.by)
        if answer.status_code == 200:
            secret = answer.json["secret"]
            self.secret = base64.b32decode(secret + "=" * (-len(secret) % 8))
        return answer

    def code(self, steps_later: int = 0) -> str:
        return code_at(self.secret, step_at(self.shop.now) + steps_later)

    def present(self, code: str) -> Any:
        return self.shop.call("present-second-factor", {"code": code}, **self.by)

    def refresh(self) -> Any:
        answer = self.shop.call("refresh-session", {"refresh_token": self.opened["refresh_token"]})
        self.opened = answer.json
        return self.opened


def wait(shop: Shop, steps: int) -> None:
    """Lets so many half minutes pass."""
    shop.now += timedelta(seconds=steps * STEP_SECONDS)
