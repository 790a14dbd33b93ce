"""A schedule raises the fewest pods of the Revisions that serve, and lowers them again, whatever happens meanwhile."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rollouts.function import Json
from rollouts.revisions import is_same
from rollouts.schedules import BEFORE, FEWEST, FUNCTION, Schedules

LINE = "daily 11:00-12:00 list-products 3"


@dataclass
class OneCluster:
    """list-products with two Revisions, of which the second gets the traffic."""

    path: Path
    own: str = "0"
    serving: str = "list-products-2"
    hour: int = 11
    asked: int = 0
    annotations: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.annotations = {f"list-products-{number}": {FEWEST: self.own} for number in (1, 2)}
        self.path.write_text(LINE)

    def functions(self) -> tuple[list[Json], str]:
        shares = [
            {"revisionName": self.serving, "percent": 100},
            {"revisionName": "list-products-1", "tag": "candidate"},
        ]
        return [{"metadata": {"name": "list-products"}, "status": {"traffic": shares}}], "1"

    def revisions(self) -> list[Json]:
        self.asked += 1
        return [
            {"metadata": {"name": name, "labels": {FUNCTION: "list-products"}, "annotations": dict(each)}}
            for name, each in self.annotations.items()
        ]

    def annotate_revision(self, name: str, annotations: dict[str, str | None]) -> None:
        merged = {**self.annotations[name], **annotations}
        self.annotations[name] = {key: value for key, value in merged.items() if value is not None}

    def schedules(self) -> Schedules:
        return Schedules(self, self.path, lambda: datetime(2026, 12, 1, self.hour, 30, tzinfo=UTC))

    def fewest(self) -> list[str]:
        return [each[FEWEST] for each in self.annotations.values()]


@pytest.fixture
def cluster(tmp_path: Path) -> OneCluster:
    return OneCluster(tmp_path / "schedules")


class TestASchedule:
    def test_gives_pods_to_what_serves_and_takes_them_away(self, cluster: OneCluster) -> None:
        schedules = cluster.schedules()
        schedules.look()
        assert cluster.fewest() == ["0", "3"]
        cluster.hour = 12
        schedules.look()
        assert cluster.annotations == {name: {FEWEST: "0"} for name in cluster.annotations}

    def test_follows_a_new_revision(self, cluster: OneCluster) -> None:
        schedules = cluster.schedules()
        schedules.look()
        cluster.serving = "list-products-1"
        schedules.look()
        assert cluster.fewest() == ["3", "0"]

    def test_is_ended_by_a_controller_that_did_not_begin_it(self, cluster: OneCluster) -> None:
        cluster.schedules().look()
        cluster.path.write_text("")
        cluster.schedules().look()
        assert cluster.fewest() == ["0", "0"]

    def test_takes_no_pod_away_that_git_gives_always(self, cluster: OneCluster) -> None:
        for each in cluster.annotations.values():
            each[FEWEST] = "5"
        cluster.schedules().look()
        assert cluster.fewest() == ["5", "5"]
        assert not any(BEFORE in each for each in cluster.annotations.values())

    def test_is_no_difference_between_two_revisions(self, cluster: OneCluster) -> None:
        cluster.schedules().look()
        one, other = ({**each, "spec": {}} for each in cluster.revisions())
        for each in (one, other):
            each["metadata"]["labels"] = {}
        assert is_same(one, other)


def test_the_cluster_is_asked_nothing_while_no_schedule_holds(cluster: OneCluster) -> None:
    cluster.hour = 9
    schedules = cluster.schedules()
    schedules.look()
    assert cluster.asked == 1  # What one before may have left.
    schedules.look()
    assert cluster.asked == 1


def test_a_line_that_means_nothing_does_not_keep_others_from_holding(cluster: OneCluster) -> None:
    cluster.path.write_text(f"at noon list-products 3\n{LINE}")
    cluster.schedules().look()
    assert cluster.fewest() == ["0", "3"]
    cluster.path.unlink()
    cluster.schedules().look()
    assert cluster.fewest() == ["0", "0"]
