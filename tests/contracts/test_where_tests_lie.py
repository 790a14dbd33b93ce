"""Tests are where an operation's name leads, and what several of them share is in tests/support."""

import ast
from pathlib import Path

import pytest

from codegen.operations import ROOT, Module, operation_modules
from tests.support.imports import imported_modules

TESTS = sorted((ROOT / "tests").rglob("*.py"))
ROOMS = {
    *("unit", "operations", "gateway", "local", "observability", "ops", "contracts", "manifests", "e2e", "web"),
    *("cluster", "simulation", "scale", "support"),
}
# What every function does, whatever its context.
SHARED = {"runtime"}
# Functions that return the time, by the last part of their names.
CLOCKS = {"time", "now", "today", "monotonic"}


def calls(code: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(code) if isinstance(node, ast.Call)]


def is_test(module: str) -> bool:
    """Whether pytest takes the module for tests or for their fixtures."""
    parts = module.split(".")
    return parts[0] == "tests" and any(part == "conftest" or part.startswith("test_") for part in parts)


def is_support(module: str) -> bool:
    return module.split(".")[:2] == ["tests", "support"]


def test_there_is_no_other_room() -> None:
    assert {path.relative_to(ROOT / "tests").parts[0] for path in TESTS if path.parent != ROOT / "tests"} == ROOMS


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_imports_a_test(path: Path) -> None:
    imported = {module for module in imported_modules(path) if module.split(".")[0] == "tests"}
    assert {module for module in imported if is_test(module)} == set()
    assert {module for module in imported if not is_support(module)} == set()


def test_no_name_of_a_test_has_the_time_of_its_collection() -> None:
    """Processes that share the tests collect them in different seconds, and give up if their names differ."""
    lists = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in TESTS
        for call in calls(ast.parse(path.read_text()))
        if ast.unparse(call.func) == "pytest.mark.parametrize"
        and any(isinstance(each.func, ast.Attribute) and each.func.attr in CLOCKS for each in calls(call))
    ]
    assert lists == []


@pytest.mark.xdist_group("alone")
def test_tests_of_a_group_run_in_one_process(request: pytest.FixtureRequest) -> None:
    """pytest-xdist loses groups without a word under a pytest it does not know; each process makes their fixtures."""
    if not request.config.getoption("loadgroup", default=False):
        pytest.skip("tests are not distributed by their groups: make test")
    assert request.node.nodeid.endswith("@alone")


def test_benchmarks_import_of_the_tests_their_support_alone() -> None:
    imported = {module for path in (ROOT / "benchmarks").rglob("*.py") for module in imported_modules(path)}
    assert {module for module in imported if module.split(".")[0] == "tests" and not is_support(module)} == set()


@pytest.mark.parametrize("module", operation_modules().values(), ids=operation_modules().keys())
def test_an_operation_has_a_test_file_of_its_name(module: Module) -> None:
    assert (ROOT / f"tests/operations/{module.context}/test_{module.path.stem}.py").exists()


def test_the_tests_of_operations_lie_in_contexts() -> None:
    contexts = {module.context for module in operation_modules().values()}
    folder = ROOT / "tests/operations"
    rooms = {path.relative_to(folder).parts[0] for path in folder.rglob("test_*.py")}
    assert rooms == contexts | SHARED
