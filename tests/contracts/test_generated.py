"""Every generated file is what `make generate` would write; the web shop's client is compared in frontend/tests."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from codegen.__main__ import generated, stale
from codegen.cold_start_budget import ALL, PYTHON, renewed
from codegen.operations import ROOT

FILES = generated()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_generated_file_is_what_it_is_made_from(path: Path) -> None:
    assert path.read_text() == FILES[path], "run `make generate`"


def test_nothing_is_left_of_what_is_no_longer_generated() -> None:
    assert stale(FILES) == [], "run `make generate`"


OLD, NEW = {"modules": 1, "instructions": 10}, {"modules": 2, "instructions": 20}
BUDGET = {"python": "3.0", "operations": {"log-in": OLD, "log-out": OLD}}


def count(names: Collection[str]) -> dict[str, dict[str, Any]]:
    """Every operation loads two modules with twenty instructions: NEW."""
    return {name: {"modules": ["a", "b"], "instructions": 20} for name in names}


class TestColdStartBudget:
    def test_of_an_existing_operation_stays_however_much_more_it_loads(self) -> None:
        assert renewed(BUDGET, ["log-in", "log-out"], (), count) == BUDGET

    def test_of_a_new_operation_is_what_it_loads(self) -> None:
        found = renewed(BUDGET, ["log-in", "log-out", "read-profile"], (), count)
        assert found["operations"] == {"log-in": OLD, "log-out": OLD, "read-profile": NEW}

    def test_of_an_operation_that_is_gone_goes_with_it(self) -> None:
        assert renewed(BUDGET, ["log-in"], (), count)["operations"] == {"log-in": OLD}

    def test_is_raised_for_the_operation_that_is_named_and_no_other(self) -> None:
        found = renewed(BUDGET, ["log-in", "log-out"], ["log-in"], count)
        assert found == {"python": "3.0", "operations": {"log-in": NEW, "log-out": OLD}}

    def test_belongs_to_another_python_only_when_all_are_counted_anew(self) -> None:
        found = renewed(BUDGET, ["log-in", "log-out"], [ALL], count)
        assert found == {"python": PYTHON, "operations": {"log-in": NEW, "log-out": NEW}}
