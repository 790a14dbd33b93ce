"""Every table says how long it keeps its rows; what is purged is found by an index, and by a role that may purge it."""

import pytest

from db.models.all import Table
from db.retention import RETENTION, Purged, purged, rights

TABLES = {str(table): table for table in Table.metadata.tables.values()}
RULES = [pytest.param(table, rule, id=f"{table}-{rule.only}") for table, rule in purged()]


def test_every_table_says_how_long_it_keeps_its_rows_and_no_other_does() -> None:
    assert set(RETENTION) == set(TABLES)


@pytest.mark.parametrize(("table", "rule"), RULES)
def test_a_rule_names_columns_of_its_table(table: str, rule: Purged) -> None:
    assert {rule.column, *rule.erases} <= set(TABLES[table].columns.keys())


@pytest.mark.parametrize(("table", "rule"), RULES)
def test_what_is_purged_is_found_by_an_index_that_begins_with_its_time(table: str, rule: Purged) -> None:
    conditions = {
        str(where) if (where := index.dialect_options["postgresql"]["where"]) is not None else "true"
        for index in TABLES[table].indexes
        if next(iter(index.columns.keys()), None) == rule.column
    }
    assert conditions & {"true", rule.only}


def test_an_erased_column_is_not_found_again() -> None:
    """Otherwise the same rows would be erased again, for ever."""
    for table, rule in purged():
        assert all(column in rule.only for column in list(rule.erases)[:1]), table


def test_a_table_that_keeps_its_rows_is_not_given_away() -> None:
    assert rights("payments.ledger") == ""
    assert rights("cart.carts") == "SELECT, DELETE"
    assert rights("orders.orders") == "SELECT, UPDATE (address, email, vat_check, vat_number)"
