"""Totals that the metrics exporter shows are kept as they change, and indexes for what changed lately.

Each change is a row of its own, which a sweep adds to its total: no two orders wait for each other's. Triggers, because
the release before writes too; they have the rights of the owner, because a context writes no table of another.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

# By table: the columns of which a change counts, whether rows are deleted, and by total its labels and its amount.
# What is purged has been sent all the same.
COUNTED = {
    "orders.orders": (
        ("state", "total_minor"),
        False,
        {"orders": ("state", "1"), "order-amounts": ("state, {row}.currency", "{row}.total_minor")},
    ),
    "payments.payments": (
        ("state", "captured_minor", "refunded_minor"),
        False,
        {
            "payments": ("state", "1"),
            "revenue": ("currency", "{row}.captured_minor"),
            "refunded": ("currency", "{row}.refunded_minor"),
        },
    ),
    "payments.refunds": (("state",), False, {"refunds": ("state", "1")}),
    "payments.disputes": (("state",), False, {"disputes": ("state", "1")}),
    "inventory.reservations": (("state",), False, {"reservations": ("state", "1")}),
    "messaging.dead_letters": (("state",), True, {"dead-letters": ("state, {row}.consumer", "1")}),
    "notifications.sent_mails": ((), False, {"mails": ("kind", "1")}),
}

_CHANGE = """
    IF TG_OP <> '{other}' THEN
        INSERT INTO messaging.total_changes (total, labels, amount)
        SELECT total, labels, {sign}amount FROM (VALUES {values}) changed (total, labels, amount) WHERE amount <> 0;
    END IF;"""
_FUNCTION = """
CREATE FUNCTION {schema}.count_{table}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN{changes}
    RETURN NULL;
END $$;
"""
_TRIGGER = """
CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION {function}();
"""

# An order is counted by why it was rejected or cancelled, from the transition to that state until one to another.
REASONS = """
CREATE FUNCTION orders.why_ended(transition orders.transitions) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN transition.state = 'cancelled' THEN CASE
            WHEN transition.actor = 'guest' OR transition.actor = (
                SELECT account_id::text FROM orders.orders WHERE id = transition.order_id) THEN 'by-shopper'
            ELSE 'by-staff' END
        WHEN transition.reason_code = 'out_of_stock' THEN 'out-of-stock'
        WHEN transition.reason_code IN ('not_paid_in_time', 'paid_too_late') THEN 'reservation-expired'
        ELSE 'payment-declined' END
$$;
CREATE FUNCTION orders.count_transitions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    before orders.transitions;
BEGIN
    INSERT INTO messaging.total_changes (total, labels, amount) VALUES ('transitions', ARRAY[NEW.state], 1);
    IF NEW.state NOT IN ('rejected', 'cancelled', 'refunded') THEN
        RETURN NULL;
    END IF;
    SELECT * INTO before FROM orders.transitions
    WHERE order_id = NEW.order_id AND sequence < NEW.sequence ORDER BY sequence DESC LIMIT 1;
    IF before.state IS DISTINCT FROM NEW.state AND NEW.state <> 'refunded' THEN
        INSERT INTO messaging.total_changes (total, labels, amount)
        VALUES ('order-reasons', ARRAY[NEW.state, orders.why_ended(NEW)], 1);
    END IF;
    IF before.state = 'cancelled' AND NEW.state <> 'cancelled' THEN
        SELECT * INTO before FROM orders.transitions
        WHERE order_id = NEW.order_id AND state = 'cancelled' ORDER BY sequence LIMIT 1;
        INSERT INTO messaging.total_changes (total, labels, amount)
        VALUES ('order-reasons', ARRAY[before.state, orders.why_ended(before)], -1);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_inserted AFTER INSERT ON orders.transitions
FOR EACH ROW EXECUTE FUNCTION orders.count_transitions();
"""

# A cart counts while it has items. Who changes its items holds a lock on it. Its items go before itself, so that their
# trigger still sees whose it was.
CARTS = """
CREATE FUNCTION cart.count_filled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO messaging.total_changes (total, labels, amount)
    SELECT 'carts', ARRAY[CASE WHEN c.account_id IS NULL THEN 'guest' ELSE 'account' END],
           CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END
    FROM (SELECT cart_id, array_agg(sku) AS skus FROM changed GROUP BY cart_id) touched
    JOIN cart.carts c ON c.id = touched.cart_id
    WHERE NOT EXISTS (SELECT FROM cart.items i WHERE i.cart_id = c.id AND i.sku <> ALL (touched.skus));
    RETURN NULL;
END $$;
CREATE TRIGGER count_inserted AFTER INSERT ON cart.items
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION cart.count_filled();
CREATE TRIGGER count_deleted AFTER DELETE ON cart.items
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION cart.count_filled();

CREATE FUNCTION cart.count_holders() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM cart.items WHERE cart_id = OLD.id;
        RETURN OLD;
    END IF;
    INSERT INTO messaging.total_changes (total, labels, amount)
    SELECT 'carts', ARRAY[holder], amount
    FROM (VALUES (OLD.account_id, -1), (NEW.account_id, 1)) changed (account_id, amount)
    CROSS JOIN LATERAL (SELECT CASE WHEN account_id IS NULL THEN 'guest' ELSE 'account' END) held (holder)
    WHERE EXISTS (SELECT FROM cart.items WHERE cart_id = NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER count_deleted BEFORE DELETE ON cart.carts FOR EACH ROW EXECUTE FUNCTION cart.count_holders();
CREATE TRIGGER count_updated AFTER UPDATE OF account_id ON cart.carts
FOR EACH ROW WHEN ((OLD.account_id IS NULL) <> (NEW.account_id IS NULL)) EXECUTE FUNCTION cart.count_holders();
"""

STOCK = """
CREATE FUNCTION inventory.count_sold_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO messaging.total_changes (total, labels, amount)
    VALUES ('sold-out', '{}', CASE WHEN TG_OP <> 'DELETE' AND NEW.orderable <= 0 THEN 1 ELSE -1 END);
    RETURN NULL;
END $$;
CREATE TRIGGER count_inserted AFTER INSERT ON inventory.stock
FOR EACH ROW WHEN (NEW.orderable <= 0) EXECUTE FUNCTION inventory.count_sold_out();
CREATE TRIGGER count_updated AFTER UPDATE ON inventory.stock
FOR EACH ROW WHEN ((OLD.orderable > 0) <> (NEW.orderable > 0)) EXECUTE FUNCTION inventory.count_sold_out();
CREATE TRIGGER count_deleted AFTER DELETE ON inventory.stock
FOR EACH ROW WHEN (OLD.orderable <= 0) EXECUTE FUNCTION inventory.count_sold_out();
"""

# The triggers keep writers out until they are committed, so that nothing is left out and nothing counted twice.
COUNT_OTHERS = """
SELECT 'transitions', ARRAY[state], count(*) FROM orders.transitions GROUP BY state
UNION ALL
SELECT 'order-reasons', ARRAY[state, why], count(*) FROM (
    SELECT DISTINCT ON (o.id) o.state, orders.why_ended(t) AS why
    FROM orders.orders o JOIN orders.transitions t ON t.order_id = o.id AND t.state = o.state
    WHERE o.state IN ('rejected', 'cancelled') ORDER BY o.id, t.sequence
) ended GROUP BY state, why
UNION ALL
SELECT 'carts', ARRAY[CASE WHEN account_id IS NULL THEN 'guest' ELSE 'account' END], count(*) FROM cart.carts c
WHERE EXISTS (SELECT FROM cart.items i WHERE i.cart_id = c.id) GROUP BY 2
UNION ALL
SELECT 'sold-out', '{}', count(*) FROM inventory.stock WHERE orderable <= 0
"""

_CHANGED_LATELY = ("orders.transitions", "payments.ledger", "inventory.movements")


def upgrade() -> None:
    _create_tables()
    op.execute(REASONS)
    op.execute(CARTS)
    op.execute(STOCK)
    for table, (columns, is_deleted, totals) in COUNTED.items():
        op.execute(_triggers(table, columns, is_deleted, totals))
    op.execute(f"INSERT INTO messaging.totals (total, labels, amount) {counts()}")
    _create_indexes()


def counts() -> str:
    """The query for all totals, from whole tables."""
    counted = [_count(table, name, *total) for table, (*_, totals) in COUNTED.items() for name, total in totals.items()]
    return " UNION ALL ".join([COUNT_OTHERS, *counted])


def _triggers(table: str, columns: tuple[str, ...], is_deleted: bool, totals: dict[str, tuple[str, str]]) -> str:
    schema, _, name = table.partition(".")
    function = f"{schema}.count_{name}"
    changes = [_change("INSERT", "-", "OLD", totals)] if columns or is_deleted else []
    changes.append(_change("DELETE", "", "NEW", totals))
    differs = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    triggers = {"count_inserted": ("INSERT", "")}
    if columns:
        triggers["count_updated"] = (f"UPDATE OF {', '.join(columns)}", f"WHEN ({differs})")
    if is_deleted:
        triggers["count_deleted"] = ("DELETE", "")
    return _FUNCTION.format(schema=schema, table=name, changes="".join(changes)) + "".join(
        _TRIGGER.format(name=trigger, event=event, table=table, condition=condition, function=function)
        for trigger, (event, condition) in triggers.items()
    )


def _change(other: str, sign: str, row: str, totals: dict[str, tuple[str, str]]) -> str:
    values = ", ".join(
        f"('{name}', ARRAY[{row}.{labels.format(row=row)}]::text[], {amount.format(row=row)}::bigint)"
        for name, (labels, amount) in totals.items()
    )
    return _CHANGE.format(other=other, sign=sign, values=values)


def _count(table: str, name: str, labels: str, amount: str) -> str:
    number = "count(*)" if amount == "1" else f"sum({amount.format(row='t')})"
    return f"SELECT '{name}', ARRAY[t.{labels.format(row='t')}]::text[], {number} FROM {table} t GROUP BY 2"


def _create_tables() -> None:
    for table in ("totals", "total_changes"):
        op.create_table(
            table,
            sa.Column("total", sa.Text(), nullable=False),
            sa.Column("labels", postgresql.ARRAY(sa.Text()), nullable=False),
            sa.Column("amount", sa.BigInteger(), nullable=False),
            *([sa.PrimaryKeyConstraint("total", "labels", name=op.f("pk_totals"))] if table == "totals" else []),
            schema="messaging",
        )


def _create_indexes() -> None:
    # Rows are added in the order of time, so a summary of each 32 pages is enough, and costs writers next to nothing.
    for table in _CHANGED_LATELY:
        schema, _, name = table.partition(".")
        op.create_index(
            f"ix_{name}_lately",
            name,
            ["at"],
            schema=schema,
            postgresql_using="brin",
            postgresql_with={"pages_per_range": 32, "autosummarize": True},
        )
    op.create_index(
        "ix_refunds_undone",
        "refunds",
        ["requested_at"],
        schema="payments",
        postgresql_where=sa.text("state IN ('requested', 'retrying')"),
    )
