"""Defines the base of all tables: names of constraints, and column types."""

import os
import time
from datetime import datetime
from typing import Annotated, Any, get_args
from uuid import UUID

from sqlalchemy import CHAR, BigInteger, CheckConstraint, DateTime, MetaData, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

Currency = Annotated[str, mapped_column(CHAR(3))]
MinorUnits = Annotated[int, mapped_column(BigInteger)]
Texts = Annotated[list[str], mapped_column(ARRAY(Text))]

# A small (BRIN) index by time, for tables whose rows are added in the order of time.
BY_TIME = {"pages_per_range": 32, "autosummarize": True}


def new_key() -> UUID:
    """A new UUID of version 7 (RFC 9562), which begins with the time, so that an index grows only at its end.

    PostgreSQL logs a whole page of an index at its first change after a checkpoint; random keys would change most
    pages.
    """
    milliseconds, random = time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10), "big")
    version, variant = 7 << 76, 2 << 62
    return UUID(int=milliseconds << 80 | version | (random >> 68) << 64 | variant | random & (1 << 62) - 1)


def one_of(column: str, values: Any) -> CheckConstraint:
    """A constraint, named after the column, that permits only the values of a Literal type."""
    allowed = ", ".join(f"'{value}'" for value in get_args(values))
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


class Table(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy at class creation
        str: Text,
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[str]: ARRAY(Text),
        list[dict[str, Any]]: JSONB,
    }
