"""Reads the actions of staff from the activity log."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from db.models.identity import Account
from db.models.messaging import StaffAction, StaffActionName
from tests.support.operations.shop import Shop


def acted(
    shop: Shop,
    email: str,
    action: StaffActionName,
    subject: str,
    detail: dict[str, Any] | None = None,
    *,
    name: str = "Ada",
    hours_ago: int = 0,
) -> None:
    """An entry of the log, of an account that is made with it if it is new."""
    account = shop.session.scalar(select(Account).where(Account.email == email))
    if account is None:
        account = Account(email=email, name=name, password_hash="", role="staff", created_at=shop.now)
        shop.session.add(account)
        shop.session.flush()
    at = shop.now - timedelta(hours=hours_ago)
    entry = StaffAction(actor=str(account.id), action=action, subject=subject, detail=detail or {}, at=at)
    shop.session.add(entry)
    shop.session.commit()
