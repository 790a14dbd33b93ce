"""Records of database maintenance."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table


class Backup(Table):
    """A complete and verified dump, recorded by the backup Job."""

    __tablename__ = "backups"
    __table_args__ = (Index("ix_backups_finished_at", "finished_at"), {"schema": "maintenance"})

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, server_default="gen_random_uuid()")
    finished_at: Mapped[datetime]
    file: Mapped[str]
    bytes: Mapped[int] = mapped_column(BigInteger)
