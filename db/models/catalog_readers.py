"""Defines the tables that triggers maintain for readers of the catalog (migration 0011)."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Computed, ForeignKey, Index
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import MinorUnits, Table

SCHEMA = {"schema": "catalog"}


class CategoryCount(Table):
    """The number of a category's published products with a product type."""

    __tablename__ = "category_counts"
    __table_args__ = SCHEMA

    category: Mapped[str] = mapped_column(primary_key=True)
    product_type: Mapped[str] = mapped_column(primary_key=True)
    products: Mapped[int] = mapped_column(BigInteger)


class CatalogVersion(Table):
    """A single row, `products`, whose number grows with each change of a product."""

    __tablename__ = "version"
    __table_args__ = SCHEMA

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)


class SearchEntry(Table):
    """The words and facets of a published product, and the columns by which results are filtered and sorted."""

    __tablename__ = "search_entries"
    __table_args__ = (
        Index("ix_search_entries_words", "words", postgresql_using="gin"),
        Index("ix_search_entries_facets", "facets", postgresql_using="gin"),
        SCHEMA,
    )

    product_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("catalog.products.id", ondelete="CASCADE"), primary_key=True
    )
    category: Mapped[str]
    price_from_minor: Mapped[MinorUnits]
    created_at: Mapped[datetime]
    title_key: Mapped[str]
    words: Mapped[Any] = mapped_column(TSVECTOR)
    # Such as `category=mugs`, `vendor=Acme`, `option=Size=L` and `reduced`; a trigger sets them (migration 0033).
    facets: Mapped[list[str]] = mapped_column(server_default="{}")


class Word(Table):
    """A word that some product has or had; misspelt words are corrected to such words."""

    __tablename__ = "words"
    __table_args__ = (Index("ix_words_deletions", "deletions", postgresql_using="gin"), SCHEMA)

    word: Mapped[str] = mapped_column(primary_key=True)
    deletions: Mapped[list[str]] = mapped_column(Computed("catalog.deletions(word, 2)", persisted=True))
