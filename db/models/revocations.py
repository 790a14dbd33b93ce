"""Defines the table of sessions that ended early."""

import uuid
from datetime import datetime

from sqlalchemy import Index, func
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table

SCHEMA = {"schema": "identity"}


class Revocation(Table):
    """A session that ended early; a trigger writes the row, whatever ends the session (migration 0013).

    From then on, its access tokens are refused for as long as they would have been valid.
    """

    __tablename__ = "revocations"
    __table_args__ = (Index("ix_revocations_revoked_at", "revoked_at"), SCHEMA)

    session_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    revoked_at: Mapped[datetime] = mapped_column(server_default=func.now())
