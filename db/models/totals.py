"""Defines the tables of totals for the metrics exporter, which triggers maintain as tables change (migration 0050)."""

from sqlalchemy import BigInteger, Column, Text
from sqlalchemy import Table as CoreTable
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table


class Total(Table):
    """A total by its labels, without the changes that were not added to it yet."""

    __tablename__ = "totals"
    __table_args__ = ({"schema": "messaging"},)

    total: Mapped[str] = mapped_column(primary_key=True)
    labels: Mapped[list[str]] = mapped_column(ARRAY(Text), primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)


# Only added to, and taken away by a sweep: no two writers wait for each other, and no key is needed.
total_changes = CoreTable(
    "total_changes",
    Table.metadata,
    Column("total", Text, nullable=False),
    Column("labels", ARRAY(Text), nullable=False),
    Column("amount", BigInteger, nullable=False),
    schema="messaging",
)
