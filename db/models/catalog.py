"""Defines the tables of the catalog; `merchant_columns` are the other columns of imported files, for exports."""

import uuid
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Currency, MinorUnits, Table, new_key

SCHEMA = {"schema": "catalog"}
ProductState = Literal["draft", "published", "archived"]
# The class decides which VAT rate of a country applies; `none` is for products without VAT, such as gift cards.
TaxClass = Literal["standard", "reduced", "none"]

# The first migration creates these functions as immutable, because unaccent and array_to_string are only stable.
TITLE_KEY = '"left"(catalog.plain(title), 60)'
SEARCH_TEXT = "catalog.search_text(title, vendor, product_type, tags)"
PUBLISHED = "state = 'published'"
WITH_PRICE: Any = {"postgresql_include": ["price_from_minor"]}
UPLOADED = text("url LIKE '/api/pictures/%'")  # Like functions/catalog/pictures/names.py.
# Spreads products evenly over the parts of the sitemap.
DIGEST = '"left"(md5(handle), 3)'
SEARCH_VECTOR = "catalog.search_vector(title, vendor, product_type, tags, description)"


class Product(Table):
    __tablename__ = "products"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'published', 'archived')", name="state"),
        CheckConstraint("tax_class IN ('standard', 'reduced', 'none')", name="tax_class"),
        Index("ix_products_search", "search", postgresql_using="gin"),
        Index(
            "ix_products_search_text",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
        # Includes the handle, so that the sitemap needs no lookup in the table.
        Index("ix_products_digest", text(DIGEST), postgresql_include=["handle"], postgresql_where=text(PUBLISHED)),
        Index("ix_products_category", "category", "state"),
        Index("ix_products_category_price", "category", "price_from_minor", "id", postgresql_where=text(PUBLISHED)),
        Index("ix_products_price", "price_from_minor", "id", postgresql_where=text(PUBLISHED)),
        # Includes the price, so that a price range is searched within the index.
        *(
            Index(f"ix_products_{name}", *columns, "id", postgresql_where=text(PUBLISHED), **WITH_PRICE)
            for name, columns in (
                ("category_newest", ("category", "created_at")),
                ("category_title", ("category", "title_key")),
                ("newest", ("created_at",)),
                ("title", ("title_key",)),
            )
        ),
        # For staff, who see products of every state.
        Index("ix_products_changed", "updated_at", "id"),
        Index("ix_products_state_changed", "state", "updated_at", "id"),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    handle: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    description: Mapped[str]
    vendor: Mapped[str]
    product_type: Mapped[str]
    category: Mapped[str]
    tags: Mapped[list[str]]
    option_names: Mapped[list[str]]
    state: Mapped[ProductState] = mapped_column(Text)
    tax_class: Mapped[TaxClass] = mapped_column(Text, default="standard", server_default="standard")
    # The price of the cheapest variant, updated with the variants: lists are sorted and filtered by it.
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
    """A variant of a product: a SKU with its options and price, to which carts and orders refer."""

    __tablename__ = "variants"
    __table_args__ = (
        CheckConstraint("price_minor >= 0", name="price_not_negative"),
        Index("ix_variants_barcode", "barcode", postgresql_where=text("barcode <> ''")),
        SCHEMA,
    )

    sku: Mapped[str] = mapped_column(primary_key=True)
    product_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("catalog.products.id"), index=True)
    position: Mapped[int]
    option_values: Mapped[list[str]]
    price_minor: Mapped[MinorUnits]
    compare_at_price_minor: Mapped[MinorUnits | None]
    # The lowest price of the 30 days before this one began, if it had one then; a trigger computes it.
    lowest_price_before_minor: Mapped[MinorUnits | None]
    currency: Mapped[Currency]
    grams: Mapped[int]
    barcode: Mapped[str]
    merchant_columns: Mapped[dict[str, Any]]


class Image(Table):
    __tablename__ = "images"
    __table_args__ = (Index("ix_images_uploaded", "url", postgresql_where=UPLOADED), SCHEMA)

    product_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("catalog.products.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]
    alternative_text: Mapped[str]
    merchant_columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
