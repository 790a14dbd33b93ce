"""Invoices and credit notes, with counters of their numbers; no release before this one issued any."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

# The period for which sales are kept ends with the buyer's name and address being erased; nothing else ever changes.
_TRIGGER = """
CREATE FUNCTION invoices.refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.buyer = '{}' AND to_jsonb(NEW) - 'buyer' = to_jsonb(OLD) - 'buyer' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'invoices.documents is append-only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON invoices.documents
FOR EACH ROW EXECUTE FUNCTION invoices.refuse_to_rewrite();
CREATE FUNCTION invoices.refuse_to_skip() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.last - OLD.last IN (0, 1) AND (NEW.series, NEW.year) = (OLD.series, OLD.year) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'invoices.counters only counts on';
END $$;
CREATE TRIGGER counts_on BEFORE UPDATE OR DELETE ON invoices.counters
FOR EACH ROW EXECUTE FUNCTION invoices.refuse_to_skip();
"""


def upgrade() -> None:
    op.execute("CREATE SCHEMA invoices")
    op.create_table(
        "counters",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_counters")),
        schema="invoices",
    )
    _documents()
    op.execute(_TRIGGER)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("taxes", JSONB(), nullable=False),
        sa.Column("buyer", JSONB(), nullable=False),
        sa.Column("content", JSONB(), nullable=False),
        sa.CheckConstraint("kind IN ('invoice', 'credit_note')", name=op.f("ck_documents_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("number", name=op.f("uq_documents_number")),
        sa.UniqueConstraint("series", "year", "sequence", name=op.f("uq_documents_series_year_sequence")),
        sa.UniqueConstraint("about_id", name=op.f("uq_documents_about_id")),
        schema="invoices",
    )
    op.create_index("ix_documents_order_id", "documents", ["order_id", "issued_at"], schema="invoices")
    op.create_index("ix_documents_issued_at", "documents", ["issued_at"], schema="invoices")
    op.create_index(
        "ix_documents_personal",
        "documents",
        ["issued_at"],
        schema="invoices",
        postgresql_where=sa.text("buyer <> '{}'"),
    )
