"""Defines the indexes by which staff find orders; no operation refers to them, so none imports this."""

from sqlalchemy import Index, func

from db.models.orders import Order, OrderLine

Index("ix_orders_placed_at", Order.placed_at, Order.id)
Index("ix_orders_email", func.lower(Order.email), Order.placed_at)
Index("ix_lines_sku", OrderLine.sku, OrderLine.order_id)
# Staff search by parts of a name. A search also reads the index's pending list, which is limited to this size in kB.
Index(
    "ix_orders_name",
    func.lower(Order.address["name"].astext).label("name"),
    postgresql_using="gin",
    postgresql_ops={"name": "gin_trgm_ops"},
    postgresql_with={"gin_pending_list_limit": 128},
)
