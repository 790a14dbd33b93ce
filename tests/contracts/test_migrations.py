"""The migrations make exactly the tables that the models describe, and only expand what is there."""

import io
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory

from db import schema
from local.host.operations import ROOT
from local.postgres.database import check, migrate
from local.postgres.postgres import Postgres
from tests.support.postgres import StartPostgres

# Of the time before the rule; the third renames a schema, and the fourth checks rows under a lock.
FIRST_CHECKED = "0005"


def revisions() -> list[tuple[str, str]]:
    """Each revision to check, after the one before it."""
    found = ScriptDirectory.from_config(schema.alembic_config()).walk_revisions()
    return [(str(each.down_revision), each.revision) for each in found if each.revision >= FIRST_CHECKED]


def statements(before: str, revision: str) -> str:
    config = schema.alembic_config()
    config.output_buffer = io.StringIO()
    command.upgrade(config, f"{before}:{revision}", sql=True)
    return config.output_buffer.getvalue()


def squawk(sql: str) -> "subprocess.CompletedProcess[str]":
    """The linter of PostgreSQL migrations, with this project's rules."""
    program, rules = Path(sys.executable).with_name("squawk"), ROOT / ".squawk.toml"
    command = [str(program), "--config", str(rules), "--reporter", "gcc"]
    return subprocess.run(command, input=sql, capture_output=True, text=True, timeout=60, check=False)


def test_the_models_have_nothing_that_no_migration_makes(postgres: Postgres) -> None:
    check(postgres.url)


def test_migrating_again_changes_nothing(postgres: Postgres) -> None:
    migrate(postgres.url)


@pytest.mark.parametrize(("before", "revision"), revisions())
def test_a_migration_only_expands_so_that_the_release_before_runs_on(before: str, revision: str) -> None:
    checked = squawk(statements(before, revision))
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE orders.orders DROP COLUMN email",
        "ALTER TABLE orders.orders RENAME COLUMN email TO mail",
        "ALTER TABLE orders.orders ADD COLUMN colour text NOT NULL",
        "ALTER TABLE orders.orders ALTER COLUMN total_minor TYPE int",
        "DROP TABLE orders.notes",
    ],
)
def test_the_linter_sees_what_would_break_the_release_before(statement: str) -> None:
    timeouts = "SET lock_timeout = '4s'; SET statement_timeout = '60s'"
    assert squawk(f"{timeouts}; BEGIN; {statement}; COMMIT;").returncode == 1


def test_a_schema_of_a_later_release_is_left_as_it_is(start_postgres: StartPostgres) -> None:
    with start_postgres() as server, psycopg.connect(server.url.replace("+psycopg", "")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        assert schema.migrate(server.url) == "9999"
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


def test_no_migration_has_a_way_back_that_nobody_tries() -> None:
    for each in ScriptDirectory.from_config(schema.alembic_config()).walk_revisions():
        assert not hasattr(each.module, "downgrade"), each.revision
