"""The simulator's commands, in a small copy of the repository in which one setting is another than in its commit."""

import argparse
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from gateway.routing.next_steps import read_next_steps
from ops.scaling.simulator.commands import day, imports, preview, prewarming
from ops.scaling.simulator.traffic import trace_file
from tests.support.ops.simulated_shops import ROOT, commit, takes, trace

FILES = (
    "knative/base",
    "knative/components/function-defaults",
    "knative/overlays/kind/scaling.yaml",
    "knative/overlays/production/scaling.yaml",
    "knative/platform/settings",
    "eventing/schedules",
    "eventing/triggers",
    "gateway/routes.yaml",
    "benchmarks/results/cold-start.json",
    "ops/scaling/assumptions.yaml",
)
VISIT = ((0, "list-products"), (10, "get-product"))
TABLE = "knative/overlays/production/scaling.yaml"
TRAFFIC = trace(*((second, "list-products", 2) for second in range(5, 900, 90)), seconds=900, gateway=takes(0.001))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    commit(tmp_path)
    table = (tmp_path / TABLE).read_text()
    (tmp_path / TABLE).write_text(re.sub(r"(list-products: +)\{min: 0", r"\1{min: 1", table))
    trace_file.write(TRAFFIC, tmp_path / "trace.jsonl.gz")
    return tmp_path


def run(repository: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    for each in (preview, prewarming, day, imports):
        each.add_to(commands)
    chosen = parser.parse_args(arguments)
    return int(chosen.run(chosen, repository))


class TestPreview:
    def previewed(self, repository: Path, base: str = "HEAD") -> int:
        trace, folder = str(repository / "trace.jsonl.gz"), repository / "written"
        outputs = ("--markdown", str(folder), "--json", str(repository / "preview.json"))
        return run(repository, "preview", "--base", base, "--trace", trace, "--seeds", "2", *outputs)

    def test_compares_a_commit_with_the_files_as_they_are(
        self, repository: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.previewed(repository) == 0
        assert "list-products: min 0 → 1" in capsys.readouterr().out
        assert (repository / "written/preview.md").exists()
        read = json.loads((repository / "preview.json").read_text())
        assert read["compared"]["list-products"]["metrics"]["cold_percent"]["now"] == 0

    @pytest.mark.parametrize(("most", "expected"), [(100, 0), (0.001, 1)])
    def test_fails_where_a_bound_would_be_broken(self, repository: Path, most: float, expected: int) -> None:
        with (repository / TABLE).open("a") as table:
            table.write(f"bounds: {{cost_per_day: {most}}}\n")
        assert self.previewed(repository) == expected

    def test_says_what_is_wrong_with_the_table(self, repository: Path) -> None:
        table = (repository / TABLE).read_text()
        (repository / TABLE).write_text(table.replace("{min: 1", "{min: 99"))
        with pytest.raises(ValueError, match="list-products: `min: 99`"):
            self.previewed(repository)

    def test_says_that_there_is_no_such_commit(self, repository: Path) -> None:
        with pytest.raises(ValueError, match="nowhere"):
            self.previewed(repository, "nowhere")


class TestDay:
    def test_writes_a_trace_that_can_be_previewed(self, repository: Path) -> None:
        path = repository / "day.jsonl.gz"
        assert run(repository, "day", "--visitors", "20", "--mail", "11:30", "--to", str(path)) == 0
        made = trace_file.read(path)
        nginx = ", without what Nginx answers"
        assert made.source == f"generated: 20 visitors, 30 more after a mail at 11:00, 12 visits of staff{nginx}"
        assert run(repository, "preview", "--base", "HEAD", "--trace", str(path), "--seeds", "1") == 0


class TestImport:
    def test_writes_a_trace_of_operations_of_the_shop(self, repository: Path) -> None:
        (repository / "calls.csv").write_text("app,func,end_timestamp,duration\na,f,100.0,0.1\na,f,110.0,0.1\n")
        path = repository / "azure.jsonl.gz"
        assert run(repository, "import", "azure-invocations", str(repository / "calls.csv"), "--to", str(path)) == 0
        assert trace_file.read(path).calls() == 2

    def test_refuses_operations_that_the_shop_has_not(self, repository: Path) -> None:
        (repository / "calls.csv").write_text("app,func,end_timestamp,duration\na,f,100.0,0.1\n")
        arguments = (str(repository / "calls.csv"), "--operations", "sell-shoes", "--to", str(repository / "t"))
        with pytest.raises(ValueError, match="no sell-shoes"):
            run(repository, "import", "azure-invocations", *arguments)

    def test_reads_a_locust_report_by_the_gateways_routes(self, repository: Path) -> None:
        head = "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,100%,Total Request Count"
        rows = ("1700000000,2,GET,/api/products,0,0,N/A,N/A,0", "1700000009,2,GET,/api/products,0,0,10,20,7")
        (repository / "history.csv").write_text("\n".join((head, *rows)))
        path = repository / "locust.jsonl.gz"
        assert run(repository, "import", "locust", str(repository / "history.csv"), "--to", str(path)) == 0
        assert {each.operation for each in trace_file.read(path).arrivals} == {"list-products"}


class TestWakes:
    @pytest.fixture
    def visits(self, repository: Path) -> Path:
        """A visit every quarter of an hour, from the list to a product within ten seconds."""
        steps = ((second + pause, name, 1) for second in range(5, 9000, 900) for pause, name in VISIT)
        traffic = trace(*steps, seconds=9000, gateway=takes(0.001))
        path = repository / "visits.jsonl.gz"
        trace_file.write(replace(traffic, next_steps={"list-products": {"get-product": 10}}), path)
        return path

    def test_proposes_a_change_and_leaves_the_file(
        self, repository: Path, visits: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(repository, "wakes", "--trace", str(visits), "--budget", "50") == 0
        shown = capsys.readouterr().out
        assert "+list-products: [get-product]" in shown
        assert "Together:" in shown
        assert not (repository / "gateway/next_steps.yaml").exists()

    def test_writes_what_the_gateway_reads(self, repository: Path, visits: Path) -> None:
        assert run(repository, "wakes", "--trace", str(visits), "--budget", "50", "--write") == 0
        assert read_next_steps(repository / "gateway/next_steps.yaml") == {"list-products": ["get-product"]}
