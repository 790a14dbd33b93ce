"""Defines the table of keys of programs that act for staff."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table, new_key

SCHEMA = {"schema": "identity"}


class ApiKey(Table):
    """A program's key, as its SHA-256; the program acts for the account that created it."""

    __tablename__ = "api_keys"
    __table_args__ = (SCHEMA,)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identity.accounts.id"), index=True)
    name: Mapped[str]
    # The first characters of the key, for people.
    begins_with: Mapped[str]
    key_sha256: Mapped[bytes] = mapped_column(unique=True)
    # The permissions of the key; its owner must still have each of them.
    permissions: Mapped[list[str]] = mapped_column(JSONB)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    # The session of the key's tokens, which ends with the key; null before its first use and after that session's end.
    session_id: Mapped[uuid.UUID | None]
