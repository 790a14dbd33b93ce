"""The base of all tables: names of constraints, and column types."""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import CHAR, BigInteger, DateTime, MetaData, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

Currency = Annotated[str, mapped_column(CHAR(3))]
MinorUnits = Annotated[int, mapped_column(BigInteger)]
Texts = Annotated[list[str], mapped_column(ARRAY(Text))]


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
