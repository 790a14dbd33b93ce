"""The rules of the house that a linter can check: imports, writes, and sizes."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from codegen.operations import ROOT, operation_modules
from db.models.all import Table
from tests.support.imports import imported_modules

MODULES = operation_modules()
OPERATION_LINES_MAX, LINES_MAX, FUNCTION_LINES_MAX, MANIFEST_LINES_MAX = 100, 120, 40, 20
TOPS = ("codegen", "db/models", "demo", "eventing", "functions", "gateway", "local", "observability", "ops", "rollouts")
CODE = sorted(path for top in TOPS for path in ROOT.glob(f"{top}/**/*.py"))
OPERATIONS = {module.path for module in MODULES.values()}
SCHEMA_OF = {mapper.class_.__name__: mapper.local_table.schema for mapper in Table.registry.mappers}
NAMES = ast.Name | ast.Attribute
# Pictures that had to be explained, where the field has a word.
PRIVATE_WORDS = frozenset(
    {"catalogue", "corked", "courier", "fences", "hasten", "nudge", "patience", "tell", "vouching", "witness"}
)
# Whose tables a context writes: its own. Every operation writes messaging, through the runtime.
OWNED = {
    "payments": {"payments", "card_simulator", "messaging"},
    "orders": {"orders", "shipping", "taxes", "promotions", "messaging"},
}


def test_the_import_contracts_hold() -> None:
    linted = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_imports_an_operation(path: Path) -> None:
    operations = {".".join(module.path.relative_to(ROOT).with_suffix("").parts) for module in MODULES.values()}
    assert operations & set(imported_modules(path)) == set()


def test_nothing_that_answers_requests_runs_a_program_or_text() -> None:
    dangerous = {"subprocess", "os.system", "os.popen", "pty", "pickle"}
    for path in (path for top in ("functions", "gateway") for path in ROOT.glob(f"{top}/**/*.py")):
        names = {ast.unparse(node) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, NAMES)}
        assert names & {"eval", "exec", "compile", *dangerous} == set(), path
        assert dangerous & set(imported_modules(path)) == set(), path


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= (OPERATION_LINES_MAX if path in OPERATIONS else LINES_MAX)
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
        if node.end_lineno - node.lineno + 1 > FUNCTION_LINES_MAX
    }
    assert long == {}


def test_names_are_words_of_the_field() -> None:
    """A word of ours has to be explained first. `catalogue` is for people; code says `catalog`."""
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in CODE
        for name in (path.stem, *names_in(path))
        if PRIVATE_WORDS & {word.lower() for word in re.findall("[A-Z]?[a-z]+", name)}
    }
    assert found == set()


def names_in(path: Path) -> Iterator[str]:
    """The names of the module's functions and classes."""
    nodes = ast.walk(ast.parse(path.read_text()))
    return (node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef))


def test_what_is_stored_expires_by_the_database_s_clock() -> None:
    """These read the process's clock, and say for what in docs/decisions/0018-the-database-s-clock.md."""
    readers = {
        str(path.relative_to(ROOT / "functions"))
        for path in ROOT.glob("functions/**/*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"datetime.now", "time.time", "date.today"}
    }
    assert readers == {
        "catalog/pictures/bucket.py",
        "messaging/outbox/broker_client.py",
        "orders/taxes/vat_checks.py",
        "payments/card_simulator/webhook_sender.py",
        "payments/simulate_cards.py",
        "runtime/adapters/dependencies.py",
        "runtime/callers.py",
        "runtime/http/event_signatures.py",
        "runtime/security/call_signatures.py",
        "runtime/security/caller_identity.py",
        "runtime/telemetry/context.py",
    }


@pytest.mark.parametrize("path", sorted(ROOT.glob("knative/base/services/*/*.yaml")), ids=lambda path: path.stem)
def test_manifests_stay_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MANIFEST_LINES_MAX


def foreign_tables_outside_queries(context: str) -> set[tuple[str, str]]:
    """Module and table, for every import of another context's table outside its queries."""
    owned = OWNED.get(context, {context, "messaging"})
    return {
        (path.name, name)
        for path in ROOT.glob(f"functions/{context}/**/*.py")
        if "queries" not in path.stem
        for module in imported_modules(path)
        if module.startswith("db.models.")
        if (name := module.rsplit(".", 1)[1]) in SCHEMA_OF and SCHEMA_OF[name] not in owned
    }


@pytest.mark.parametrize("context", sorted({module.context for module in MODULES.values()}))
def test_a_context_touches_other_contexts_tables_only_to_read_them_in_its_queries(context: str) -> None:
    assert foreign_tables_outside_queries(context) == set()
