"""Defines the table of customers with cards stored at the payment provider."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table
from db.models.payments import SCHEMA


class Customer(Table):
    """The provider's id for an account whose owner may store cards; guests have none."""

    __tablename__ = "customers"
    __table_args__ = (SCHEMA,)

    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str]
    created_at: Mapped[datetime]
