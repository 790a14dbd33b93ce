"""Every unique and every check constraint refuses what it is there for, and nothing else would."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Engine,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    Uuid,
    insert,
    text,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.exc import IntegrityError

from db.models.all import Table

Key = UniqueConstraint | PrimaryKeyConstraint
Constraint = CheckConstraint | Key | Index

VALUES: dict[type, Any] = {
    str: "EUR", int: 1, bool: True, bytes: b"x", dict: {}, list: [], UUID: UUID(int=1),
    datetime: datetime(2026, 11, 1, tzinfo=UTC), date: date(2026, 11, 1), time: time(14),
}  # fmt: skip
VALUES_2: dict[type, Any] = {str: "USD", int: 2, UUID: UUID(int=2)}
# A row that every check accepts, where a value of the column's type is not enough.
VALID: dict[str, dict[str, Any]] = {
    "cart.carts": {"account_id": UUID(int=1)},
    "catalog.products": {"state": "draft", "tax_class": "standard"},
    "catalog.pictures": {"state": "ready"},
    "catalog.planned_prices": {"state": "planned", "ends_at": datetime(2026, 11, 2, tzinfo=UTC)},
    "identity.accounts": {"role": "shopper"},
    "inventory.movements": {"kind": "sold"},
    "invoices.documents": {"kind": "invoice"},
    "inventory.reservations": {"state": "held"},
    "inventory.stock": {"policy": "tracked"},
    "messaging.dead_letters": {"state": "open"},
    "messaging.webhook_messages": {"state": "owed"},
    "messaging.webhooks": {"state": "active"},
    "payments.disputes": {"state": "open"},
    "orders.orders": {
        "state": "placed",
        "subtotal_minor": 1,
        "shipping_minor": 1,
        "discount_minor": 1,
        "shipping_discount_minor": 0,
        "total_minor": 1,
    },
    "orders.return_lines": {"quantity": 2},
    "orders.returns": {"state": "requested"},
    "orders.transitions": {"state": "placed", "reason_code": "ordered"},
    "payments.payments": {"state": "captured", "amount_minor": 2, "captured_minor": 2, "refunded_minor": 2},
    "payments.refunds": {"state": "done"},
    "promotions.promotions": {"kind": "free_shipping", "audience": "everyone", "uses": 1, "uses_max": 1},
    "shipping.methods": {"days_min": 2, "days_max": 2},
    "taxes.rates": {"tax_class": "standard"},
}
# What each check must refuse, by one value each that is just too much.
REFUSED: dict[str, list[dict[str, Any]]] = {
    "ck_carts_one_holder": [{"account_id": None}, {"token_sha256": b"x"}],
    "ck_items_quantity_positive": [{"quantity": 0}],
    "ck_products_state": [{"state": "hidden"}],
    "ck_products_tax_class": [{"tax_class": "luxury"}],
    "ck_pictures_failed_has_problem": [{"state": "failed"}, {"problem": "missing"}],
    "ck_pictures_problem": [{"state": "failed", "problem": "forgotten"}],
    "ck_pictures_state": [{"state": "forgotten"}],
    "ck_planned_prices_ends_after_it_starts": [{"ends_at": datetime(2026, 11, 1, tzinfo=UTC)}],
    "ck_planned_prices_price_not_negative": [{"price_minor": -1}],
    "ck_planned_prices_state": [{"state": "forgotten"}],
    "ck_variants_price_not_negative": [{"price_minor": -1}],
    "ck_accounts_role": [{"role": "owner"}],
    "ck_permissions_amount_minor_max": [{"amount_minor_max": 0}],
    "ck_movements_kind": [{"kind": "stolen"}],
    "ck_stock_never_oversold": [
        {"on_hand": 1, "reserved": 2},
        {"on_hand": 1, "reserved": -1},
        {"policy": "backorder", "reserved": -1},
    ],
    "ck_stock_policy": [{"policy": "hidden"}],
    "ck_reservation_lines_quantity_positive": [{"quantity": 0}],
    "ck_reservations_state": [{"state": "gone"}],
    "ck_documents_kind": [{"kind": "receipt"}],
    "ck_dead_letters_state": [{"state": "lost"}],
    "ck_webhook_messages_state": [{"state": "lost"}],
    "ck_webhooks_state": [{"state": "ended"}],
    "ck_orders_state": [{"state": "lost"}],
    "ck_orders_total_is_the_sum": [{"total_minor": 3}, {"total_minor": 0}],
    "ck_orders_tax_reason": [{"tax_reason": "luck"}],
    "ck_lines_quantity_positive": [{"quantity": 0}],
    "ck_lines_tax_reason": [{"tax_reason": "luck"}],
    "ck_returns_state": [{"state": "lost"}],
    "ck_parcel_lines_quantity_positive": [{"quantity": 0}],
    "ck_release_lines_quantity_positive": [{"quantity": 0}],
    "ck_releases_taken_or_not": [{"taken_minor": 2}],
    "ck_return_lines_quantity_positive": [{"quantity": 0, "resellable": 0, "damaged": 0}],
    "ck_return_lines_lost_value_not_negative": [{"lost_value_minor": -1}],
    "ck_return_lines_no_more_arrived": [{"resellable": 2}, {"resellable": -1}, {"damaged": -1}],
    "ck_transitions_reason_code": [{"reason_code": "because"}],
    "ck_payments_state": [{"state": "lost"}],
    "ck_payments_never_more_than_paid": [{"refunded_minor": 3}, {"captured_minor": 3}, {"refunded_minor": -1}],
    "payments.ck_refunds_state": [{"state": "lost"}],
    "ck_methods_days": [{"days_min": -1}, {"days_max": 1}],
    "ck_rates_price_not_negative": [{"price_minor": -1}],
    "ck_rates_rate_is_a_share": [{"rate_basis_points": -1}, {"rate_basis_points": 10_001}],
    "ck_rates_tax_class": [{"tax_class": "none"}],
    "ck_promotions_kind": [{"kind": "lottery"}],
    "ck_promotions_audience": [{"audience": "friends"}],
    "ck_promotions_terms_of_kind": [
        {"kind": "percentage"},
        {"kind": "percentage", "share_basis_points": 10_001},
        {"kind": "fixed_amount", "amount_minor": 0},
        {"kind": "buy_x_get_y", "buy_quantity": 1},
        {"kind": "buy_x_get_y", "buy_quantity": 0, "free_quantity": 1},
    ],
    "ck_promotions_never_overused": [{"uses": 2}, {"uses": -1}],
    "ck_account_uses_uses_not_negative": [{"uses": -1}],
    "payments.ck_disputes_state": [{"state": "settled"}],
    "payments.ck_refunds_amount_positive": [{"amount_minor": 0}],
}


def constraints() -> Iterator[tuple[SqlTable, Constraint]]:
    for table in Table.metadata.sorted_tables:
        unique = [index for index in table.indexes if index.unique]
        named = [each for each in table.constraints if isinstance(each, CheckConstraint | Key)]
        for found in sorted([*named, *unique], key=lambda each: str(each.name)):
            if not (isinstance(found, PrimaryKeyConstraint) and is_made_up(found)):
                yield table, found


def is_made_up(key: PrimaryKeyConstraint) -> bool:
    """Whether the key is a random id, which is never used twice."""
    return all(column.default is not None or column.server_default is not None for column in key.columns)


ALL = list(constraints())


def refused(table: SqlTable, name: str) -> list[dict[str, Any]]:
    return REFUSED.get(name) or REFUSED[f"{table.schema}.{name}"]


def a_value(column: Column[Any]) -> Any:
    if isinstance(column.type, TSVECTOR):
        return ""
    kind: Any = UUID if isinstance(column.type, Uuid) else column.type.python_type
    return VALUES[kind]


def a_row(table: SqlTable, **other: Any) -> dict[str, Any]:
    needed = [column for column in table.columns if column.computed is None and not column.nullable]
    return {column.name: a_value(column) for column in needed} | VALID.get(table.fullname, {}) | other


def cases(table: SqlTable, constraint: Constraint) -> list[list[dict[str, Any]]]:
    """Rows that the constraint must refuse together."""
    if isinstance(constraint, CheckConstraint):
        return [[a_row(table, **values)] for values in refused(table, str(constraint.name))]
    same = key_of(constraint)
    first = a_row(table, **{name: a_value(table.columns[name]) for name in same} | VALID.get(table.fullname, {}))
    first |= {"account_id": None} if same == {"token_sha256"} else {}
    return [[first, first | {name: VALUES_2[type(first[name])] for name in other_keys(table, same) if first.get(name)}]]


def key_of(constraint: Constraint) -> set[str]:
    return {"email"} if constraint.name == "uq_accounts_email" else {column.name for column in constraint.columns}


def other_keys(table: SqlTable, same: set[str]) -> set[str]:
    keys = [key for key in table.constraints if isinstance(key, Key)]
    return {column.name for key in keys for column in key.columns} - same


def add(connection: Connection, table: SqlTable, added: list[dict[str, Any]]) -> None:
    with connection.begin_nested():
        for row in added:
            connection.execute(insert(table), row)


def drop(connection: Connection, table: SqlTable, constraint: Constraint) -> None:
    if isinstance(constraint, Index):
        connection.execute(text(f"DROP INDEX {table.schema}.{constraint.name}"))
    else:
        connection.execute(text(f"ALTER TABLE {table.fullname} DROP CONSTRAINT {constraint.name} CASCADE"))


@pytest.mark.parametrize(("table", "constraint"), ALL, ids=[f"{table.schema}-{found.name}" for table, found in ALL])
def test_what_a_constraint_refuses_is_accepted_without_it(
    table: SqlTable, constraint: Constraint, engine: Engine
) -> None:
    for case in cases(table, constraint):
        with engine.connect() as connection:
            # Rows of other tables that these refer to need not exist.
            connection.execute(text("SET session_replication_role = replica"))
            with pytest.raises(IntegrityError, match=f'"{constraint.name}"'):
                add(connection, table, case)
            drop(connection, table, constraint)
            add(connection, table, case)
            connection.rollback()


def test_the_database_has_the_constraints_of_the_models_and_no_other(engine: Engine) -> None:
    query = text("""
        SELECT n.nspname || '.' || c.conname FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
        WHERE c.contype IN ('c', 'u', 'p', 'x') AND n.nspname = ANY(:schemas)""")
    with engine.connect() as connection:
        found = set(connection.scalars(query, {"schemas": sorted({str(table.schema) for table, _ in ALL})}))
    declared = {
        f"{table.schema}.{each.name}"
        for table in Table.metadata.sorted_tables
        for each in table.constraints
        if isinstance(each, CheckConstraint | Key)
    }
    assert found <= declared
    assert {f"{table.schema}.{each.name}" for table, each in ALL if not isinstance(each, Index)} <= found
