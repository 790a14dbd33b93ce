"""Every mutant can be tried: its change applies, and its tests exist. `make mutants` tries them all."""

import ast
import subprocess
import sys
from collections import Counter

import pytest
import yaml

from codegen.operations import ROOT
from tests.support.mutants.locks import PROOFS, locks
from tests.support.mutants.mutant import Mutant, defects
from tests.support.named_tests import exists

DEFECTS, LOCKS = defects(), locks()
ALL = [*DEFECTS, *LOCKS]


def name(mutant: Mutant) -> str:
    return f"{mutant.domain}: {mutant.breaks}"


@pytest.mark.parametrize("mutant", ALL, ids=name)
def test_a_mutant_changes_one_place_into_other_code(mutant: Mutant) -> None:
    source = (ROOT / mutant.path).read_text()
    mutated = mutant.mutated(source)
    assert mutated != source
    compile(mutated, mutant.path, "exec")


@pytest.mark.parametrize("mutant", ALL, ids=name)
def test_a_mutant_has_tests_that_should_notice_it(mutant: Mutant) -> None:
    assert mutant.tests, "write the test that fails, and name it"
    assert [test for test in mutant.tests if not exists(ROOT, test)] == []


def test_a_mutant_is_known_by_what_it_breaks() -> None:
    assert [breaks for breaks, number in Counter(mutant.breaks for mutant in ALL).items() if number > 1] == []


def test_no_proof_is_left_of_a_lock_that_is_gone() -> None:
    assert yaml.safe_load(PROOFS.read_text()).keys() == {lock.breaks for lock in LOCKS}


def test_no_lock_is_hidden_in_the_text_of_a_statement() -> None:
    statements = ("FOR UPDATE", "FOR SHARE", "FOR NO KEY", "LOCK TABLE", "pg_advisory", "pg_try_advisory")
    literals = [
        (path, node.value)
        for path in (ROOT / "functions").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [(path, text) for path, text in literals if any(lock in text for lock in statements)] == []


def test_a_lock_that_is_taken_away_is_missed() -> None:
    """One of them; all are tried by `make mutants`."""
    only = ["--only", "inventory/queries.py::locked_stock without FOR UPDATE", "--again", "--workers", "1"]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.support.mutants", "locks", *only],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert "] caught: locks: functions/inventory/queries.py::locked_stock" in ran.stdout, ran.stdout + ran.stderr
