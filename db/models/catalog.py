"""What is for sale. Import columns that the shop has no use for stay in `merchant_columns`, to be exported again."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Currency, MinorUnits, Table

SCHEMA = {"schema": "catalog"}

# The immutable functions are made by the first migration: unaccent and array_to_string are only stable.
TITLE_KEY = '"left"(catalog.plain(title), 60)'
SEARCH_TEXT = "catalog.search_text(title, vendor, product_type, tags)"
SEARCH_VECTOR = "catalog.search_vector(title, vendor, product_type, tags, description)"


class Product(Table):
    __tablename__ = "products"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'published', 'archived')", name="state"),
        Index("ix_products_search", "search", postgresql_using="gin"),
        Index(
            "ix_products_search_text",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
        Index("ix_products_category", "category", "state"),
        *(
            Index(f"ix_products_{sort}", column, "id", postgresql_where=text("state = 'published'"))
            for sort, column in (("newest", "created_at"), ("price", "price_from_minor"), ("title", "title_key"))
        ),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    handle: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    description: Mapped[str]
    vendor: Mapped[str]
    product_type: Mapped[str]
    category: Mapped[str]
    tags: Mapped[list[str]]
    option_names: Mapped[list[str]]
    state: Mapped[str]
    # The cheapest variant's, kept here by whoever writes variants: lists are sorted and filtered by it.
    price_from_minor: Mapped[MinorUnits]
    merchant_columns: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    title_key: Mapped[str] = mapped_column(Computed(TITLE_KEY, persisted=True))
    search_text: Mapped[str] = mapped_column(Computed(SEARCH_TEXT, persisted=True))
    search: Mapped[Any] = mapped_column(TSVECTOR, Computed(SEARCH_VECTOR, persisted=True))

    variants: Mapped[list["Variant"]] = relationship(
        order_by="Variant.position", lazy="raise", cascade="all, delete-orphan"
    )
    images: Mapped[list["Image"]] = relationship(order_by="Image.position", lazy="raise", cascade="all, delete-orphan")


class Variant(Table):
    """What is put into a cart: one SKU with its options and price."""

    __tablename__ = "variants"
    __table_args__ = (CheckConstraint("price_minor >= 0", name="price_not_negative"), SCHEMA)

    sku: Mapped[str] = mapped_column(primary_key=True)
    product_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("catalog.products.id"), index=True)
    position: Mapped[int]
    option_values: Mapped[list[str]]
    price_minor: Mapped[MinorUnits]
    compare_at_price_minor: Mapped[MinorUnits | None]
    currency: Mapped[Currency]
    grams: Mapped[int]
    barcode: Mapped[str]
    merchant_columns: Mapped[dict[str, Any]]


class Image(Table):
    __tablename__ = "images"
    __table_args__ = SCHEMA

    product_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("catalog.products.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]
    alternative_text: Mapped[str]
    merchant_columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
