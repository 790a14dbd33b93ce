"""How Argo CD judges what it holds: our checks, run by a real Lua on what a cluster says."""

from typing import Any

import pytest
from lupa.lua51 import LuaRuntime

from codegen.operations import ROOT

CHECKS = ROOT / "argocd/install/health"
OLD, NEW = "a" * 40, "b" * 40


def judged(check: str, thing: Any) -> tuple[str, str]:
    # Version 5.1 is what Argo CD's own interpreter speaks.
    lua = LuaRuntime(unpack_returned_tuples=True)
    lua.globals().obj = lua.table_from(thing, recursive=True)
    found = lua.execute((CHECKS / f"{check}.lua").read_text())
    return found["status"], found["message"]


def knative(*conditions: dict[str, Any], seen: int = 2) -> Any:
    return {"metadata": {"generation": 2}, "status": {"observedGeneration": seen, "conditions": list(conditions)}}


class TestKnative:
    def test_is_healthy_once_the_current_generation_is_ready(self) -> None:
        ready = {"type": "Ready", "status": "True"}
        assert judged("knative", knative({"type": "RoutesReady", "status": "True"}, ready))[0] == "Healthy"
        assert judged("knative", knative(ready, seen=1))[0] == "Progressing"

    def test_is_under_way_before_the_first_look_and_while_it_is_unknown(self) -> None:
        assert judged("knative", {"metadata": {"generation": 1}})[0] == "Progressing"
        waits = {"type": "Ready", "status": "Unknown", "reason": "Deploying", "message": "one moment"}
        assert judged("knative", knative(waits)) == ("Progressing", "one moment")
        assert judged("knative", knative({"type": "RoutesReady", "status": "True"}))[0] == "Progressing"

    def test_is_degraded_with_the_reason_that_knative_gives(self) -> None:
        broken = {
            "type": "Ready",
            "status": "False",
            "reason": "RevisionFailed",
            "message": 'Revision "place-order-00002" failed with message: no such image.',
        }
        status, message = judged("knative", knative({"type": "RoutesReady", "status": "True"}, broken))
        assert status == "Degraded"
        assert message.startswith("RevisionFailed: ")
        assert "no such image" in message

    def test_is_not_degraded_by_another_condition(self) -> None:
        asleep = {"type": "Active", "status": "False", "reason": "NoTraffic"}
        assert judged("knative", knative(asleep, {"type": "Ready", "status": "True"}))[0] == "Healthy"


def rolled_out(newest_percent: int, plan: str = "canary 5% 10m", **said: str) -> Any:
    annotations = {f"cloudshop.dev/rollout-{name}": text for name, text in said.items()}
    service = knative({"type": "Ready", "status": "True"})
    service["metadata"]["annotations"] = {"cloudshop.dev/rollout": plan, **annotations}
    service["status"]["latestReadyRevisionName"] = "f-00002"
    service["status"]["traffic"] = [
        {"revisionName": "f-00001", "percent": 100 - newest_percent},
        {"revisionName": "f-00002", "percent": newest_percent},
    ]
    return service


class TestRollouts:
    def test_are_over_when_the_newest_revision_has_all_traffic(self) -> None:
        assert judged("knative", rolled_out(100, revision="f-00002", phase="done"))[0] == "Healthy"

    def test_are_under_way_until_then(self) -> None:
        # Also before the controller has seen the new revision.
        assert judged("knative", rolled_out(0, revision="f-00001", phase="taken-back"))[0] == "Progressing"
        status, message = judged("knative", rolled_out(5, revision="f-00002", phase="runs", message="5 % of it"))
        assert (status, message) == ("Progressing", "5 % of it")

    def test_are_degraded_with_the_reason_when_the_newest_revision_was_taken_back(self) -> None:
        found = judged("knative", rolled_out(0, revision="f-00002", phase="taken-back", message="too slow"))
        assert found == ("Degraded", "too slow")

    def test_are_of_no_concern_without_a_plan(self) -> None:
        assert judged("knative", rolled_out(0, plan="all"))[0] == "Healthy"


def application(sync: str, health: str, *, compared: str = NEW, **status: Any) -> Any:
    source = {"path": "argocd/kind/20-backend", "repoURL": "git://git-server/shop.git"}
    return {
        "metadata": {"name": "20-backend"},
        "spec": {"source": {**source, "targetRevision": NEW}},
        "status": {
            "sync": {
                "status": sync,
                "revision": compared,
                "comparedTo": {"source": {**source, "targetRevision": compared}},
            },
            "health": {"status": health},
            **status,
        },
    }


def failed(revision: str) -> Any:
    return {"phase": "Failed", "message": "one task failed", "syncResult": {"revision": revision}}


class TestLayers:
    @pytest.mark.parametrize("health", ["Healthy", "Progressing", "Degraded", "Missing"])
    def test_are_as_healthy_as_what_they_hold(self, health: str) -> None:
        assert judged("application", application("Synced", health))[0] == health

    def test_are_not_healthy_by_what_was_said_about_the_commit_before(self) -> None:
        assert judged("application", application("Synced", "Healthy", compared=OLD))[0] == "Progressing"

    def test_are_not_healthy_before_they_hold_what_git_says(self) -> None:
        assert judged("application", application("OutOfSync", "Healthy"))[0] == "Progressing"

    def test_are_under_way_when_they_are_new(self) -> None:
        new = application("Synced", "Healthy")
        del new["status"]
        assert judged("application", new)[0] == "Progressing"
        assert judged("application", {**new, "status": {}})[0] == "Progressing"

    def test_are_degraded_when_their_last_try_failed(self) -> None:
        found = judged("application", application("OutOfSync", "Healthy", operationState=failed(NEW)))
        assert found == ("Degraded", "one task failed")

    def test_are_under_way_when_another_commit_failed_before(self) -> None:
        assert (
            judged("application", application("OutOfSync", "Healthy", operationState=failed(OLD)))[0] == "Progressing"
        )

    def test_are_healthy_when_a_failure_is_over(self) -> None:
        assert judged("application", application("Synced", "Healthy", operationState=failed(NEW)))[0] == "Healthy"

    def test_are_degraded_when_their_folder_does_not_build(self) -> None:
        conditions = [{"type": "ComparisonError", "message": "kustomize build failed"}]
        found = judged("application", application("Unknown", "Healthy", conditions=conditions))
        assert found == ("Degraded", "kustomize build failed")


class TestVolumeClaims:
    @pytest.mark.parametrize(
        ("phase", "expected"), [("Pending", "Healthy"), ("Bound", "Healthy"), ("Lost", "Degraded")]
    )
    def test_may_wait_for_their_first_pod(self, phase: str, expected: str) -> None:
        assert judged("volume-claim", {"status": {"phase": phase}})[0] == expected
