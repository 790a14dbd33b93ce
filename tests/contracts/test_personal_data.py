"""Every column is decided on: what is personal is erased when an account is closed, or kept for a reason."""

import pytest

from codegen.operations import operation_modules
from db.models.all import Table
from db.personal_data import DELETED, EMPTIED, IMPERSONAL, IMPERSONAL_SCHEMAS, KEPT, decided

TABLES = {str(table): table for table in Table.metadata.tables.values() if table.schema not in IMPERSONAL_SCHEMAS}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_each_column_of_a_table_has_one_decision(name: str) -> None:
    if name in DELETED:
        assert decided(name) == [], "its rows are deleted as a whole"
    else:
        assert sorted(decided(name)) == sorted(TABLES[name].columns.keys()), "decide in db/personal_data.py"


def test_no_decision_is_about_a_table_that_is_gone() -> None:
    assert {*DELETED, *EMPTIED, *KEPT, *IMPERSONAL} <= set(TABLES)


def test_what_erases_is_an_operation() -> None:
    named = {*DELETED.values(), *(by for columns in EMPTIED.values() for by in columns.values())}
    assert named <= set(operation_modules())
