"""Defines the tables that record database maintenance."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table


class Backup(Table):
    """A complete backup, recorded by the Job `database-backup`."""

    __tablename__ = "backups"
    __table_args__ = (Index("ix_backups_finished_at", "finished_at"), {"schema": "maintenance"})

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, server_default="gen_random_uuid()")
    finished_at: Mapped[datetime]
    file: Mapped[str]
    bytes: Mapped[int] = mapped_column(BigInteger)


class RestoreRehearsal(Table):
    """A restore of the backups to a scratch volume, recorded by the Job `restore-rehearsal` once all rows were read."""

    __tablename__ = "restore_rehearsals"
    __table_args__ = ({"schema": "maintenance"},)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, server_default="gen_random_uuid()")
    finished_at: Mapped[datetime]
    # The time of the last transaction that was restored.
    restored_until: Mapped[datetime]
    seconds: Mapped[int] = mapped_column(BigInteger)
