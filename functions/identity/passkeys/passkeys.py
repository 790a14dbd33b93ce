"""Finds the passkeys of an account."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.second_factors import Passkey
from functions.identity.passkeys.rules import PASSKEYS_MAX


def passkeys_of(session: Session, account_id: UUID) -> Sequence[Passkey]:
    """The account's passkeys, the oldest first."""
    own = select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.added_at, Passkey.id)
    return session.scalars(own.limit(PASSKEYS_MAX)).all()
