"""Who shops and who works here."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table

SCHEMA = {"schema": "identity"}


class Account(Table):
    """A person with a password; `email` is kept as given and unique without regard to case."""

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("role IN ('shopper', 'staff', 'admin')", name="role"), SCHEMA)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    email: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(default="shopper")
    address: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


Index("uq_accounts_email", func.lower(Account.email), unique=True)


class LoginSession(Table):
    """One log-in and its family of refresh tokens, of which the newest and the one before it are known.

    Only SHA-256 of tokens are kept. A token names its session, so that any other of the family shows itself
    as used before.
    """

    __tablename__ = "sessions"
    __table_args__ = SCHEMA

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identity.accounts.id"), index=True)
    token_sha256: Mapped[bytes]
    used_token_sha256: Mapped[bytes | None]
    used_at: Mapped[datetime | None]
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
