"""Defines the tables of second factors, recovery codes, and passkeys, which are both factors at once."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table, new_key

SCHEMA = {"schema": "identity"}


class SecondFactor(Table):
    """The secret from which an account's authenticator app computes codes; `new_secret` is being enrolled."""

    __tablename__ = "second_factors"
    __table_args__ = (SCHEMA,)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identity.accounts.id"), primary_key=True)
    secret: Mapped[bytes | None]
    new_secret: Mapped[bytes | None]
    # The half minute of the code used last, so that no code is used twice.
    last_step: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    # Wrong codes since the last right one.
    failures: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    failed_at: Mapped[datetime | None]


class RecoveryCode(Table):
    """The SHA-256 of a code that replaces the app once."""

    __tablename__ = "recovery_codes"
    __table_args__ = (SCHEMA,)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identity.accounts.id"), primary_key=True)
    code_sha256: Mapped[bytes] = mapped_column(primary_key=True)


class Passkey(Table):
    """A passkey by which its owner logs in: its public key, and the name that its owner gave it."""

    __tablename__ = "passkeys"
    __table_args__ = (SCHEMA,)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identity.accounts.id"), index=True)
    # By which the authenticator names it.
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    # In COSE's format (RFC 9052).
    public_key: Mapped[bytes]
    # As the authenticator counts; 0 if it does not.
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    # When the challenge was issued that it answered last: only later ones are accepted, so that none counts twice.
    challenged_at: Mapped[datetime | None]
    added_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
