"""CI runs what every developer can run, with actions that no third party can exchange and only rights that it needs."""

import re
from typing import Any

import pytest
import yaml

from codegen.operations import ROOT

WORKFLOWS = sorted(ROOT.glob(".github/workflows/*.yml"))
VERBS = set(re.findall(r"^([a-z0-9-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def jobs(path: Any) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text())["jobs"]
    return found


def test_there_is_one() -> None:
    assert WORKFLOWS
    assert {step["run"] for job in jobs(WORKFLOWS[0]).values() for step in job["steps"] if "run" in step} >= {
        "make test",
        "make e2e-cluster",
        "make scan REQUIRE_DATABASE=1",
    }


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
class TestWorkflow:
    def test_pins_every_action_by_its_commit_and_says_which_release_that_is(self, path: Any) -> None:
        used = [line.strip().removeprefix("- ") for line in path.read_text().splitlines() if "uses:" in line]
        assert [line for line in used if not PINNED.match(line)] == []

    def test_one_action_has_one_commit(self, path: Any) -> None:
        pins = set(re.findall(r"uses: ([\w./-]+)@(\w+)", path.read_text()))
        assert len(pins) == len({action for action, _ in pins})

    def test_runs_nothing_but_verbs(self, path: Any) -> None:
        for job in jobs(path).values():
            for run in (step["run"] for step in job["steps"] if "run" in step):
                made = re.fullmatch(r"make ([a-z0-9-]+)( [A-Z_]+=\w+)*", run)
                assert made is not None, run
                assert made[1] in VERBS

    def test_may_only_read_and_ends_by_itself(self, path: Any) -> None:
        workflow = yaml.safe_load(path.read_text())
        assert workflow["permissions"] == {"contents": "read"}
        for job in workflow["jobs"].values():
            assert "permissions" not in job
            assert job["timeout-minutes"] <= 90
            assert job["steps"][0]["with"]["persist-credentials"] is False

    def test_takes_nothing_of_a_pull_request_into_a_command(self, path: Any) -> None:
        assert "pull_request_target" not in path.read_text()
        assert "secrets." not in path.read_text()
