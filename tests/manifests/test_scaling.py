"""The autoscaling settings are valid, fit the cluster and the database, and are what Kustomize writes."""

import functools
import itertools
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from codegen.operations import ROOT
from functions.messaging.outbox.senders import WORKERS
from ops.scaling import budget, manifests, schedules, table
from ops.scaling.columns import NEW_ROW, PATHS, Row, written
from ops.scaling.facts import Function
from rollouts.__main__ import SCHEDULES
from tests.support.manifests.builds import OVERLAYS, built, functions, pod_spec

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")

SERVICES = sorted(ROOT.glob("knative/base/services/*/*.yaml"))
ANNOTATION = "autoscaling.knative.dev/"

facts = functools.cache(manifests.facts)


def rows(overlay: str) -> dict[str, Row]:
    found, wrong = table.read((ROOT / manifests.table_path(overlay)).read_text(), manifests.function_names(overlay))
    assert wrong == []
    return found


def scale(function: Any) -> Row:
    """What the function's manifest says."""
    said = function["spec"]["template"]["metadata"]["annotations"]
    return Row(
        min=int(said[f"{ANNOTATION}min-scale"]),
        max=int(said[f"{ANNOTATION}max-scale"]),
        concurrency=pod_spec(function)["containerConcurrency"],
        target=int(said[f"{ANNOTATION}target-utilization-percentage"]),
        window=said[f"{ANNOTATION}window"],
        retention=said[f"{ANNOTATION}scale-to-zero-pod-retention-period"],
        rollout=function["metadata"]["annotations"]["cloudshop.dev/rollout"],
    )


def name(each: Any) -> str:
    return str(each["metadata"]["name"])


def env(function: Any) -> dict[str, str]:
    return {variable["name"]: variable.get("value") for variable in pod_spec(function)["containers"][0]["env"]}


@pytest.mark.parametrize("overlay", OVERLAYS)
class TestTables:
    def test_are_what_every_function_gets(self, overlay: str) -> None:
        assert {name: scale(each) for name, each in functions(overlay).items()} == rows(overlay)

    def test_bring_their_schedules_to_the_pod_that_keeps_them(self, overlay: str) -> None:
        objects = built(f"argocd/{overlay}/20-backend")
        (pod,) = (pod_spec(each) for each in objects if (each["kind"], name(each)) == ("Deployment", "rollouts"))
        (mount,), (volume,) = pod["containers"][0]["volumeMounts"], pod["volumes"]
        (config,) = (
            each for each in objects if (each["kind"], name(each)) == ("ConfigMap", volume["configMap"]["name"])
        )
        text = (ROOT / manifests.table_path(overlay)).read_text()
        assert list(schedules.problems(text, rows(overlay))) == []
        assert {str(Path(mount["mountPath"]) / key): said for key, said in config["data"].items()} == {
            str(SCHEDULES): schedules.written(text)
        }

    def test_are_within_what_there_is(self, overlay: str) -> None:
        assert budget.findings(rows(overlay), facts(overlay)) == []

    def test_leave_room_for_ten_more_operations_in_every_context(self, overlay: str) -> None:
        known, contexts = facts(overlay), {path.parent.name for path in SERVICES}
        more = {f"{context}-{number}": context for context in contexts for number in range(10)}
        pod = known.functions["place-order"].pod
        grown = replace(known, functions={**known.functions, **{name: Function(pod, more[name]) for name in more}})
        assert budget.findings({**rows(overlay), **dict.fromkeys(more, NEW_ROW)}, grown) == []

    def test_stand_in_the_order_of_the_folders(self, overlay: str) -> None:
        contexts = {path.stem: path.parent.name for path in SERVICES}
        stand = [context for context, _ in itertools.groupby(contexts.get(name, "gateway") for name in rows(overlay))]
        assert stand == ["gateway", *sorted({*contexts.values()})]

    def test_give_as_many_threads_as_requests_at_once(self, overlay: str) -> None:
        for name, each in functions(overlay).items():
            wanted = None if name == "gateway" else str(pod_spec(each)["containerConcurrency"])
            assert env(each).get("THREADS") == wanted, name

    def test_let_everything_sleep_but_productions_gateway(self, overlay: str) -> None:
        awake = {name for name, row in rows(overlay).items() if row.min}
        assert awake == ({"gateway"} if overlay == "production" else set())


def test_the_relay_says_how_many_connections_its_senders_take() -> None:
    assert int(env(functions("kind")["relay-outbox"])["CONNECTIONS_PER_REQUEST"]) == WORKERS + 1


def test_an_edit_of_the_table_alone_reaches_the_manifest(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "knative", tmp_path / "knative")
    edited = tmp_path / manifests.table_path("kind")
    wanted = Row(min=2, max=9, concurrency=5, target=60, window="7s", retention="0s", rollout="canary 5% 10m")  # type: ignore[arg-type]
    document = yaml.safe_load(edited.read_text())
    document["schedules"] = lines = "daily 10:50-12:00 place-order 3\nmon-fri 18:00-22:00 list-products 1\n"
    document["operations"]["place-order"] = {
        column: int(cell) if cell.isdigit() else cell
        for column in PATHS
        for cell in [written(column, getattr(wanted, column))]
    }
    edited.write_text(yaml.safe_dump(document))
    objects = built(str(edited.parent))
    (config,) = (each for each in objects if each["kind"] == "ConfigMap")
    assert config["data"] == {"schedules": lines}
    found = {each["metadata"]["name"]: each for each in objects if "serving" in each["apiVersion"]}
    assert scale(found["place-order"]) == wanted
    assert env(found["place-order"])["THREADS"] == "5"
    assert scale(found["quote-order"]) == rows("kind")["quote-order"]


class TestCommands:
    def test_check_says_that_the_tables_are_sound(self) -> None:
        said = subprocess.run(
            [sys.executable, "-m", "ops.scaling", "check"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=100,
            check=True,
        ).stdout
        assert said.count(" functions, valid") == len(OVERLAYS)

    def test_diff_refuses_what_is_no_commit_in_one_line(self) -> None:
        result = subprocess.run(
            [sys.executable, "-m", "ops.scaling", "diff", "no-such-commit"],
            cwd=ROOT, capture_output=True, text=True, timeout=100, check=False,
        )  # fmt: skip
        assert result.returncode == 1
        assert "Traceback" not in result.stderr
        assert "no-such-commit" in result.stderr
