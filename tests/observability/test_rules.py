"""The rules say what is in the catalog, every alert has been seen to fire and to keep silent, and a runbook."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from codegen.operations import ROOT, operation_modules
from tests.support.observability.expressions import alerts, known, names, rule_files, rules, selectors
from tests.support.observability.programs import ProgramMissing, program

CASES = sorted((Path(__file__).parent / "rules").glob("*.yaml"))
RUNBOOK = ROOT / "docs/alerts.md"
# It fires always: that is its purpose.
NEVER_SILENT = {"Watchdog"}


@pytest.fixture
def promtool() -> Path:
    try:
        return program("promtool")
    except ProgramMissing as missing:
        pytest.skip(str(missing))


def run(*command: object) -> None:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.xdist_group("promtool")
class TestPromtool:
    @pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
    def test_fires_as_the_cases_say(self, case: Path, promtool: Path, tmp_path: Path) -> None:
        for name, file in rule_files().items():
            (tmp_path / name).write_text(yaml.safe_dump(file))
        shutil.copy(case, tmp_path / "cases.yaml")
        run(promtool, "test", "rules", tmp_path / "cases.yaml")

    @pytest.mark.parametrize("name", rule_files())
    def test_finds_no_fault_in_the_rules(self, name: str, promtool: Path, tmp_path: Path) -> None:
        (tmp_path / name).write_text(yaml.safe_dump(rule_files()[name]))
        run(promtool, "check", "rules", "--lint=all", "--lint-fatal", tmp_path / name)


def expected() -> dict[str, list[Any]]:
    """What the cases expect of each alert, one after the other."""
    found: dict[str, list[Any]] = {}
    for path in CASES:
        for test in yaml.safe_load(path.read_text())["tests"]:
            for case in test.get("alert_rule_test", []):
                found.setdefault(case["alertname"], []).append(case["exp_alerts"])
    return found


class TestAlerts:
    def test_have_each_been_seen_to_fire_and_to_keep_silent(self) -> None:
        cases = expected()
        assert {name for name, seen in cases.items() if any(seen)} == alerts().keys()
        assert {name for name, seen in cases.items() if [] in seen} == alerts().keys() - NEVER_SILENT

    def test_have_each_a_section_in_the_runbook_that_they_link_to(self) -> None:
        sections = re.findall(r"^### (\w+)$", RUNBOOK.read_text(), re.MULTILINE)
        assert sorted(sections) == sorted(alerts())
        for name, alert in alerts().items():
            assert alert["annotations"]["runbook"] == f"docs/alerts.md#{name.lower()}"

    def test_say_whether_an_operator_must_come_at_once(self) -> None:
        severities = {name: alert["labels"]["severity"] for name, alert in alerts().items()}
        assert set(severities.values()) == {"page", "ticket", "none"}
        assert [name for name, severity in severities.items() if severity == "none"] == ["Watchdog"]

    @pytest.mark.parametrize("name", ["StockOversold", "LedgerUnbalanced", "OrderUnpaid"])
    def test_wait_for_nothing_where_it_must_be_impossible(self, name: str) -> None:
        assert "for" not in alerts()[name]
        assert alerts()[name]["labels"]["severity"] == "page"


class TestExpressions:
    def test_ask_for_metrics_that_a_source_offers(self) -> None:
        asked = {name for rule in rules() for name in names(rule["expr"])}
        assert asked - known() == set()

    def test_name_operations_that_exist(self) -> None:
        named = {
            operation
            for rule in rules()
            for selector in selectors(rule["expr"])
            for matcher in selector.matchers.matchers
            if matcher.name == "operation"
            for operation in matcher.value.split("|")
        }
        assert "place-order" in named
        assert named - operation_modules().keys() == set()
