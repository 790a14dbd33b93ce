"""The controller, from look to look, with a cluster and a clock of the test's."""

from dataclasses import dataclass, field
from typing import Any
from urllib.error import URLError

import pytest

from rollouts.controller import Controller
from rollouts.evidence import Evidence
from rollouts.function import MESSAGE, PHASE, PLAN, Json
from rollouts.rules.evidence import Answers, ShopState
from rollouts.running import LOOK_SECONDS
from tests.support.rollouts.answers import answers

OLD, NEW = "place-order-00001", "place-order-00002"


@dataclass
class OneFunction:
    """A cluster with place-order, whose answers come as its traffic is split."""

    plan: str = "canary 5% 2m"
    new: Answers = field(default_factory=lambda: answers(1))
    fault_of_candidate: str | None = ""
    revisions: dict[str, Any] = field(default_factory=dict)
    reported: list[tuple[str, str]] = field(default_factory=list)
    patches: int = 0
    seconds: float = 0.0
    shop: ShopState | None = field(default_factory=ShopState)
    rate: int = 100

    def __post_init__(self) -> None:
        labels = {"cloudshop.dev/database": "read-write"}
        metadata = {"name": "place-order", "annotations": {PLAN: self.plan}, "labels": labels}
        self.service: Json = {"metadata": metadata, "spec": {}, "status": {}}
        self._answered: dict[str, Answers] = {}
        self.becomes(OLD, "shop:1")

    def becomes(self, revision: str, image: str) -> None:
        """A new revision is ready; Knative gives it all traffic unless traffic is pinned."""
        self.revisions[revision] = {"metadata": {}, "spec": {"image": image}}
        self.service["status"]["latestReadyRevisionName"] = revision
        if not self.shares:
            self.service["status"]["traffic"] = [{"revisionName": revision, "percent": 100}]

    @property
    def shares(self) -> dict[str, int]:
        split = self.service["spec"].get("traffic") or []
        return {each["revisionName"]: each["percent"] for each in split if each["percent"]}

    @property
    def said(self) -> Json:
        return dict(self.service["metadata"]["annotations"])

    def passes(self, seconds: float = LOOK_SECONDS) -> None:
        self.seconds += seconds
        for revision, percent in self.shares.items():
            of_one = answers(1) if revision == OLD else self.new
            for _ in range(self.rate * percent // 100):
                self._answered[revision] = plus(self._answered.get(revision, answers(0)), of_one)

    def evidence(self) -> Evidence | None:
        return None if self.shop is None else Evidence(dict(self._answered), self.shop)

    def functions(self) -> tuple[list[Json], str]:
        return [self.service], "1"

    def revision(self, name: str) -> Json:
        return dict(self.revisions[name])

    def patch(self, function: str, change: Json) -> None:
        assert function == "place-order"
        self.patches += 1
        annotations = {**self.said, **change["metadata"]["annotations"]}
        self.service["metadata"]["annotations"] = {k: v for k, v in annotations.items() if v is not None}
        self.service["spec"] = change["spec"]

    def report(self, service: Json, reason: str, message: str, *, is_warning: bool) -> None:
        self.reported.append((reason, message))

    def fault(self, function: str, revision: str) -> str | None:
        return self.fault_of_candidate

    def forget(self, revision: str) -> None:
        pass

    def controller(self) -> Controller:
        return Controller(self, self, self.evidence, lambda: self.seconds)

    def looks(self, controller: Controller, times: int) -> None:
        for _ in range(times):
            controller.look()
            self.passes()


def plus(one: Answers, other: Answers) -> Answers:
    durations = tuple(a + b for a, b in zip(one.durations, other.durations, strict=True))
    return Answers(one.errors + other.errors, one.refusals + other.refusals, durations)


@pytest.fixture
def cluster() -> OneFunction:
    return OneFunction()


@pytest.fixture
def controller(cluster: OneFunction) -> Controller:
    """Of a cluster with a pinned function and a new revision of it."""
    controller = cluster.controller()
    cluster.looks(controller, 2)
    cluster.becomes(NEW, "shop:2")
    return controller


class TestBeforeARollout:
    def test_the_serving_revision_is_pinned_and_nothing_is_under_way(self, cluster: OneFunction) -> None:
        controller = cluster.controller()
        cluster.looks(controller, 3)
        assert cluster.shares == {OLD: 100}
        assert cluster.patches == 1
        assert controller.look() == (False, "1")
        assert controller.phases == {}

    def test_a_function_that_takes_all_at_once_is_never_touched(self) -> None:
        cluster = OneFunction(plan="all")
        cluster.looks(cluster.controller(), 3)
        cluster.becomes(NEW, "shop:2")
        cluster.looks(cluster.controller(), 3)
        assert cluster.patches == 0

    def test_git_ends_it_with_all(self, cluster: OneFunction, controller: Controller) -> None:
        cluster.looks(controller, 5)
        cluster.service["metadata"]["annotations"][PLAN] = "all"
        controller.look()
        assert cluster.service["spec"] == {"traffic": None}
        assert cluster.said == {PLAN: "all"}


class TestAGoodRevision:
    def test_gets_its_share_and_then_all(self, cluster: OneFunction, controller: Controller) -> None:
        seen = []
        for _ in range(60):
            cluster.looks(controller, 1)
            seen.append(cluster.shares.get(NEW, 0))
        assert list(dict.fromkeys(seen)) == [0, 5, 10, 20, 40, 80, 100]
        assert seen.count(5) == pytest.approx(120 / LOOK_SECONDS, abs=2)
        assert cluster.reported[0][0] == "RolloutCompleted"
        assert controller.phases == {}

    def test_has_no_traffic_before_it_answers_at_its_own_address(
        self, cluster: OneFunction, controller: Controller
    ) -> None:
        cluster.fault_of_candidate = None
        cluster.looks(controller, 20)
        assert cluster.shares == {OLD: 100}
        assert controller.phases == {"place-order": "waits"}
        cluster.fault_of_candidate = ""
        cluster.looks(controller, 1)
        assert cluster.shares == {OLD: 95, NEW: 5}

    def test_that_is_the_old_one_again_takes_over_at_once(self, cluster: OneFunction, controller: Controller) -> None:
        cluster.becomes("place-order-00003", "shop:1")
        cluster.looks(controller, 1)
        assert cluster.shares == {"place-order-00003": 100}


class TestABadRevision:
    def test_that_does_not_answer_gets_no_traffic(self, cluster: OneFunction, controller: Controller) -> None:
        cluster.fault_of_candidate = "503 text/plain"
        cluster.looks(controller, 3)
        assert cluster.shares == {OLD: 100}
        assert cluster.reported == [
            (
                "RolloutTakenBack",
                f"{NEW} was taken back, {OLD} serves on: it does not answer at its own address: 503 text/plain",
            )
        ]

    @pytest.mark.parametrize("bad", [answers(1, 1), answers(1, bucket=9), answers(0)], ids=["fails", "slow", "silent"])
    def test_is_taken_back_within_a_minute_and_stays_back(
        self, cluster: OneFunction, controller: Controller, bad: Answers
    ) -> None:
        cluster.new = bad
        cluster.looks(controller, 2)
        assert cluster.shares == {OLD: 95, NEW: 5}
        cluster.looks(controller, int(60 / LOOK_SECONDS))
        assert cluster.shares == {OLD: 100}
        assert cluster.said[PHASE] == "taken-back"
        assert NEW in cluster.said[MESSAGE]
        patches = cluster.patches
        assert controller.look() == (False, "1")
        assert controller.phases == {"place-order": "taken-back"}
        assert cluster.patches == patches

    def test_is_taken_back_when_an_invariant_breaks(self, cluster: OneFunction, controller: Controller) -> None:
        cluster.looks(controller, 5)
        cluster.shop = ShopState({"ledger-balance": 1})
        cluster.looks(controller, 1)
        assert cluster.shares == {OLD: 100}
        assert "ledger-balance" in cluster.said[MESSAGE]

    def test_is_followed_by_the_next_one(self, cluster: OneFunction, controller: Controller) -> None:
        cluster.new = answers(1, 1)
        cluster.looks(controller, 10)
        cluster.new = answers(1)
        cluster.becomes("place-order-00003", "shop:3")
        cluster.looks(controller, 2)
        assert cluster.shares == {OLD: 95, "place-order-00003": 5}


class TestWithoutEvidence:
    def test_no_share_grows_and_no_time_passes(self, cluster: OneFunction, controller: Controller) -> None:
        cluster.looks(controller, 3)
        cluster.shop = None
        cluster.looks(controller, 100)
        assert cluster.shares == {OLD: 95, NEW: 5}

    def test_a_new_controller_begins_the_time_anew(self, cluster: OneFunction, controller: Controller) -> None:
        cluster.looks(controller, 20)
        replaced = cluster.controller()
        cluster.looks(replaced, 20)
        assert cluster.shares == {OLD: 95, NEW: 5}
        cluster.looks(replaced, 20)
        assert cluster.shares == {NEW: 100}


def test_one_function_that_cannot_be_changed_does_not_stop_the_others(cluster: OneFunction) -> None:
    def refuses(function: str, change: Json) -> None:
        raise URLError("conflict")

    cluster.patch = refuses  # type: ignore[method-assign]
    assert cluster.controller().look() == (True, "1")
