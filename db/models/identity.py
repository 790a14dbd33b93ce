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


class RefreshToken(Table):
    """One link of a family of refresh tokens; only its SHA-256 is kept."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index("ix_refresh_tokens_family_id", "family_id"), SCHEMA)

    token_sha256: Mapped[bytes] = mapped_column(primary_key=True)
    family_id: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identity.accounts.id"), index=True)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
