"""Orders have parcels, and releases of what will not be shipped; carriers are data of the merchant.

An order that was shipped before has one parcel with all of its lines.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

CARRIERS = """
INSERT INTO shipping.carriers (code, name, tracking_url) VALUES
    ('chronopost', 'Chronopost', 'https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT={code}'),
    ('colissimo', 'Colissimo', 'https://www.laposte.fr/outils/suivre-vos-envois?code={code}'),
    ('dhl', 'DHL', 'https://www.dhl.com/global-en/home/tracking.html?submit=1&tracking-id={code}'),
    ('fedex', 'FedEx', 'https://www.fedex.com/fedextrack/?trknbr={code}'),
    ('gls', 'GLS', 'https://gls-group.eu/EU/en/parcel-tracking?match={code}'),
    ('la-poste', 'La Poste', 'https://www.laposte.fr/outils/suivre-vos-envois?code={code}'),
    ('ups', 'UPS', 'https://www.ups.com/track?tracknum={code}')
"""
# A code of other characters would have to be written otherwise in an address.
SENT_BEFORE = """
INSERT INTO orders.parcels (id, order_id, carrier, tracking_code, tracking_url, sent_at)
SELECT gen_random_uuid(), o.id, coalesce(o.carrier, ''), coalesce(o.tracking_code, ''), (
    SELECT replace(c.tracking_url, '{code}', o.tracking_code) FROM shipping.carriers c
    WHERE o.tracking_code ~ '^[A-Za-z0-9]+$'
      AND (lower(o.carrier) = lower(c.name) OR starts_with(lower(o.carrier), lower(c.name) || ' '))
    ORDER BY length(c.name) DESC LIMIT 1), t.at
FROM orders.orders o JOIN (
    SELECT order_id, min(at) AS at FROM orders.transitions WHERE state = 'shipped' GROUP BY order_id
) t ON t.order_id = o.id
"""
SENT_LINES = """
INSERT INTO orders.parcel_lines (parcel_id, sku, quantity)
SELECT p.id, l.sku, sum(l.quantity) FROM orders.parcels p JOIN orders.lines l USING (order_id) GROUP BY p.id, l.sku
"""


def upgrade() -> None:
    op.create_table(
        "carriers",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tracking_url", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_carriers"),
        schema="shipping",
    )
    _parcels()
    _releases()
    op.execute(CARRIERS)
    op.execute(SENT_BEFORE)
    op.execute(SENT_LINES)


def _parcels() -> None:
    op.create_table(
        "parcels",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("tracking_code", sa.Text(), nullable=False),
        sa.Column("tracking_url", sa.Text()),
        sa.Column("corrections", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.orders.id"], name=op.f("fk_parcels_order_id_orders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcels")),
        schema="orders",
    )
    op.create_index("ix_parcels_order_id", "parcels", ["order_id", "sent_at"], schema="orders")
    _lines("parcel")


def _releases() -> None:
    op.create_table(
        "releases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("taken_minor", sa.BigInteger(), nullable=False),
        sa.Column("taxes", JSONB()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("taken_minor IN (0, amount_minor)", name=op.f("ck_releases_taken_or_not")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.orders.id"], name=op.f("fk_releases_order_id_orders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        schema="orders",
    )
    op.create_index("ix_releases_order_id", "releases", ["order_id", "at"], schema="orders")
    _lines("release")


def _lines(of: str) -> None:
    table = f"{of}_lines"
    op.create_table(
        table,
        sa.Column(f"{of}_id", sa.Uuid(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f(f"ck_{table}_quantity_positive")),
        sa.ForeignKeyConstraint([f"{of}_id"], [f"orders.{of}s.id"], name=op.f(f"fk_{table}_{of}_id_{of}s")),
        sa.PrimaryKeyConstraint(f"{of}_id", "sku", name=op.f(f"pk_{table}")),
        schema="orders",
    )
