"""The table of customers at the payment provider, who have cards stored there."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table
from db.models.payments import SCHEMA


class Customer(Table):
    """What the provider calls an account whose owner may store cards; guests have none."""

    __tablename__ = "customers"
    __table_args__ = (SCHEMA,)

    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reference: Mapped[str]
    created_at: Mapped[datetime]
