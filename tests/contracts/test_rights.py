"""Every context's database role may do what its modules do, and reads no more of others than its queries read."""

import ast
import configparser

import pytest
import yaml

from codegen import event_schemas
from codegen.operations import ROOT
from db.emitters import EMITS, EMITS_ALL
from db.models.all import Table
from db.rights import (
    CONTEXTS,
    OBSERVED,
    READS,
    ROLES,
    RUNTIME_RIGHTS,
    SCHEMAS,
    TEST_ONLY,
    logins,
    schemas_owned,
    statements,
)
from tests.support.imports import imported_modules

EVENTS = event_schemas.events()
TABLES = {mapper.class_.__name__: str(mapper.local_table) for mapper in Table.registry.mappers}
SHOP_CONTEXTS = [context for context in CONTEXTS if context != "card_simulator"]


def used(context: str) -> set[str]:
    """The tables that the context's modules name."""
    return {
        TABLES[name]
        for path in ROOT.glob(f"functions/{context}/**/*.py")
        for module in imported_modules(path)
        if module.startswith("db.models.") and (name := module.rsplit(".", 1)[1]) in TABLES
    }


@pytest.mark.parametrize("context", SHOP_CONTEXTS)
def test_a_role_reads_of_others_what_its_modules_name(context: str) -> None:
    # The card simulator's tables are named by the simulator, which has a role of its own.
    owned = {*schemas_owned(context, SCHEMAS), "card_simulator"}
    foreign = {table for table in used(context) if table.split(".")[0] not in owned}
    assert set(READS.get(context, ())) == foreign - RUNTIME_RIGHTS.keys()


def announced(context: str) -> set[str]:
    """The types of the events that the context's modules make."""
    return {
        event.TYPE
        for path in ROOT.glob(f"functions/{context}/**/*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        for event in EVENTS
        if event.__name__ == call.func.id
    }


@pytest.mark.parametrize("context", SHOP_CONTEXTS)
def test_a_role_may_emit_the_events_that_its_modules_make(context: str) -> None:
    if context == EMITS_ALL:
        assert context not in EMITS
    else:
        assert set(EMITS.get(context, ())) == announced(context)


def test_each_event_is_emitted_by_one_context_or_by_the_sweep() -> None:
    assert sorted(event for events in EMITS.values() for event in events) == sorted(
        {event.TYPE for event in EVENTS} - announced(EMITS_ALL)
    )


def test_every_schema_with_tables_is_written_by_one_role() -> None:
    written = [schema for context in CONTEXTS for schema in schemas_owned(context, SCHEMAS)]
    assert sorted(written) == sorted({str(table.schema) for table in Table.metadata.tables.values()})


@pytest.mark.parametrize("role", ROLES)
def test_a_role_loses_what_it_no_longer_needs_before_it_gets_what_it_does(role: str) -> None:
    said = [each.split()[0] for each in statements(role, SCHEMAS, role) if not each.startswith("REVOKE UPDATE, DELETE")]
    assert said == sorted(said, key=["REVOKE", "GRANT", "ALTER"].index)


def test_the_observer_sees_no_personal_data() -> None:
    tables = {str(table): table for table in Table.metadata.tables.values()}
    seen = {
        f"{table}.{column}" for table, columns in OBSERVED.items() for column in columns or tables[table].columns.keys()
    }
    personal = ("email", "name", "address", "recipient", "token_sha256", "password_hash", "data", "attributes")
    assert {column for column in seen if column.rsplit(".", 1)[1] in personal} == set()
    assert not any(table.startswith("identity.") for table in OBSERVED)


@pytest.mark.parametrize("role", ROLES)
def test_pgbouncer_gives_a_statement_up_a_little_later_than_postgresql(role: str) -> None:
    settings = configparser.ConfigParser()
    settings.read(ROOT / "db/manifests/pgbouncer/pgbouncer.ini")
    users = {user: dict(each.split("=") for each in own.split()) for user, own in settings["users"].items()}
    for login in logins(role):
        pooled = int(users.get(login, {}).get("query_timeout", settings["pgbouncer"]["query_timeout"]))
        limited = [said for said in statements(role, SCHEMAS, login) if "statement_timeout" in said]
        assert 0 < pooled - int(limited[-1].split("'")[1].removesuffix("s")) <= 5


def test_the_job_that_gives_rights_lets_every_role_log_in_but_those_of_test_functions() -> None:
    jobs = yaml.safe_load_all((ROOT / "db/manifests/deploy.yaml").read_text())
    (container,) = next(each for each in jobs if each["kind"] == "Job")["spec"]["template"]["spec"]["containers"]
    said = {variable["name"]: variable.get("value") for variable in container["env"]}
    assert said["LOGINS"].split() == sorted({*ROLES} - {*TEST_ONLY})
