"""Tables of shipping, with the merchant's own data: the countries served, in zones."""

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table

SCHEMA = {"schema": "shipping"}


class Country(Table):
    """A country that the shop delivers to, by its ISO 3166-1 code; `zone` is what its shipping costs go by."""

    __tablename__ = "countries"
    __table_args__ = SCHEMA

    code: Mapped[str] = mapped_column(primary_key=True)
    zone: Mapped[str]
