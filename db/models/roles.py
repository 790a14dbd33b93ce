"""Defines the tables of the roles of staff, and of their permissions."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table

SCHEMA = {"schema": "identity"}


class StaffRole(Table):
    """A role that staff may have, such as `order-desk`."""

    __tablename__ = "roles"
    __table_args__ = (SCHEMA,)

    name: Mapped[str] = mapped_column(primary_key=True)


class RolePermission(Table):
    """A permission of a role; a trigger ends the sessions of people who lose one."""

    __tablename__ = "permissions"
    __table_args__ = (CheckConstraint("amount_minor_max > 0", name="amount_minor_max"), SCHEMA)

    role: Mapped[str] = mapped_column(ForeignKey("identity.roles.name"), primary_key=True)
    # One of functions/runtime/permissions.py; any other permits nothing.
    permission: Mapped[str] = mapped_column(primary_key=True)
    # The highest amount that it is for, in minor units; null for any.
    amount_minor_max: Mapped[int | None] = mapped_column(BigInteger)
