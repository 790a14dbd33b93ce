"""Defines the tables of accounts, their sessions, and the links that are mailed to their owners."""

import uuid
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table, new_key
from db.models.roles import StaffRole

SCHEMA = {"schema": "identity"}
Role = Literal["shopper", "staff", "admin"]
LinkPurpose = Literal["reset-password", "confirm-address", "change-address", "restore-address", "invitation"]


class Account(Table):
    """An account; `email` is stored as entered and unique regardless of case."""

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("role IN ('shopper', 'staff', 'admin')", name="role"), SCHEMA)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    email: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[Role] = mapped_column(Text, default="shopper")
    # In which its owner reads; null if that is not known.
    language: Mapped[str | None]
    # What a member of the staff is permitted; null for shoppers. Where an operation or the release before changes
    # `role` alone, a trigger gives the one that means the same (migration 0028).
    staff_role: Mapped[str | None] = mapped_column(ForeignKey(StaffRole.name))
    # What the person gets by following the link of their invitation.
    invited_role: Mapped[str | None] = mapped_column(ForeignKey(StaffRole.name))
    # The parts of `delivery_address` that the release before reads and writes; null if it has not all five of them.
    address: Mapped[dict[str, Any] | None]
    delivery_address: Mapped[dict[str, Any] | None]
    # To choose from at the checkout; `delivery_address` is not among them.
    other_addresses: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    # Since when its owner has a second factor; null if they have none.
    second_factor_at: Mapped[datetime | None]
    # When its owner last showed that they read the mails of this address; until then, anyone may have registered it.
    email_confirmed_at: Mapped[datetime | None]


Index("uq_accounts_email", func.lower(Account.email), unique=True)
Index(
    "ix_accounts_people",
    Account.created_at,
    Account.id,
    postgresql_where=text("staff_role IS NOT NULL OR invited_role IS NOT NULL"),
)


class LoginSession(Table):
    """A session and the SHA-256 of its two newest refresh tokens.

    Each token contains its session's id, so that any older one is recognized as used before.
    """

    __tablename__ = "sessions"
    __table_args__ = (Index("ix_sessions_expires_at", "expires_at"), SCHEMA)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identity.accounts.id"), index=True)
    token_sha256: Mapped[bytes]
    used_token_sha256: Mapped[bytes | None]
    used_at: Mapped[datetime | None]
    # What its log-in came from, such as `Firefox · Android`; null if that is unknown.
    device: Mapped[str | None]
    # When the second factor was presented last; null if it was not.
    factor_at: Mapped[datetime | None]
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class KnownDevice(Table):
    """A device with which an account was logged in, by the name in its sessions, which is empty if unknown."""

    __tablename__ = "known_devices"
    __table_args__ = (Index("ix_known_devices_last_log_in_at", "last_log_in_at"), SCHEMA)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identity.accounts.id"), primary_key=True)
    device: Mapped[str] = mapped_column(primary_key=True)
    last_log_in_at: Mapped[datetime]


class MailLink(Table):
    """A one-time link that is sent by mail. Its token is derived from its id with a key, and not stored.

    A request for an address without an account also has a row, without an account.
    """

    __tablename__ = "mail_links"
    __table_args__ = (
        Index("ix_mail_links_expires_at", "expires_at"),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    purpose: Mapped[LinkPurpose] = mapped_column(Text)
    # Where the link is sent: it proves that its user reads the mails of this address.
    email: Mapped[str]
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("identity.accounts.id"), index=True)
    requested_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    # Of a registration for an address that has an account, which is not confirmed: what it becomes by this link.
    password_hash: Mapped[str | None]
    name: Mapped[str | None]
    # Of its mail, and of the account that it becomes.
    language: Mapped[str | None]


Index("ix_mail_links_email", func.lower(MailLink.email), MailLink.requested_at)
