"""What is read from a Knative Service, and what is written to it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rollouts.function import PLAN, TAG, change, read, traffic
from rollouts.revisions import is_same


def a_service(**spec: Any) -> dict[str, Any]:
    return {
        "metadata": {"name": "f", "annotations": {PLAN: "canary 5% 10m"}},
        "spec": spec,
        "status": {"latestReadyRevisionName": "f-00002", "traffic": [{"revisionName": "f-00001", "percent": 100}]},
    }


class TestTraffic:
    @given(st.integers(0, 100))
    def test_adds_up_and_is_read_back(self, percent: int) -> None:
        split = traffic("f-00001", "f-00002", percent)
        assert sum(each["percent"] for each in split) == 100
        function = read(a_service(traffic=split))
        assert (function.stable, function.percent) == (("f-00002", 0) if percent == 100 else ("f-00001", percent))
        assert function.has_candidate == (percent < 100)

    @given(st.integers(0, 100))
    def test_always_has_an_address_for_the_newest_revision(self, percent: int) -> None:
        assert traffic("f-00001", "f-00002", percent)[-1] == {"latestRevision": True, "percent": 0, "tag": TAG}

    def test_that_is_left_to_knative_pins_nothing(self) -> None:
        for split in ({}, {"traffic": [{"latestRevision": True, "percent": 100}]}):
            function = read(a_service(**split))
            assert not function.is_pinned
            assert function.serving == "f-00001"

    def test_of_a_canary_stays_with_the_old_revision_when_a_newer_one_comes(self) -> None:
        service = a_service(traffic=traffic("f-00000", "f-00001", 5))
        assert read(service).stable == "f-00000"


def test_a_function_without_a_rollout_is_left_alone() -> None:
    service = a_service()
    for written in ({}, {PLAN: "unset"}, {PLAN: "all"}):
        service["metadata"]["annotations"] = written
        assert read(service).plan.kind == "all"


def test_a_change_touches_only_traffic_and_what_is_said_about_it() -> None:
    patch = change(None, "", "", "")
    assert patch["spec"] == {"traffic": None}
    assert all(
        name.startswith(f"{PLAN}-") and value is None for name, value in patch["metadata"]["annotations"].items()
    )


def a_revision(**annotations: str) -> Any:
    return {
        "metadata": {"annotations": {"serving.knative.dev/creator": "x", **annotations}, "labels": {"app": "f-1"}},
        "spec": {"containers": [{"image": "shop:1"}]},
    }


def test_revisions_are_the_same_if_they_run_the_same_with_the_same_settings() -> None:
    one, other = a_revision(), a_revision()
    other["metadata"] = {"annotations": {"serving.knative.dev/creator": "y"}, "labels": {"app": "f-2"}}
    assert is_same(one, other)
    assert not is_same(one, a_revision(**{"autoscaling.knative.dev/max-scale": "3"}))
    other["spec"] = {"containers": [{"image": "shop:2"}]}
    assert not is_same(one, other)
