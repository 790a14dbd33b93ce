"""A line of scaling.yaml gives a function more pods while it holds, without a new revision, and takes them away."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ops.cluster.argo import LAYERS
from ops.shell import get
from tests.support.cluster.load import newest_revision
from tests.support.cluster.shop import ASLEEP_SECONDS, ClusterShop, is_ready
from tests.support.cluster.working_copy import WorkingCopy
from tests.support.waiting import eventually

SCALING = "knative/overlays/kind/scaling.yaml"
# It is not called meanwhile, and nothing wakes it.
FUNCTION = "list-countries"
# As long as a deployment takes and two pods need to start, in a bad case.
HELD_MINUTES = 8

pytestmark = [pytest.mark.long, pytest.mark.timeout(1500), pytest.mark.xdist_group("gitops")]


@pytest.fixture
def copy(shop: ClusterShop, tmp_path: Path) -> Iterator[WorkingCopy]:
    copy = WorkingCopy.of_this_commit(tmp_path / "shop")
    start = copy.git("rev-parse", "HEAD")
    copy.deploys()
    yield copy
    copy.git("reset", "--hard", "--quiet", start)
    copy.deploys()


def line() -> str:
    """From now on; up to midnight where that is nearer."""
    now = datetime.now(UTC)
    end = now + timedelta(minutes=HELD_MINUTES)
    until = f"{end:%H:%M}" if end.date() == now.date() else "24:00"
    return f"daily {now:%H:%M}-{until} {FUNCTION} 2"


def test_more_pods_stand_while_it_holds_and_none_after_it(shop: ClusterShop, copy: WorkingCopy) -> None:
    before = newest_revision(shop, FUNCTION)
    copy.change(SCALING, r'^schedules: ""', f'schedules: "{line()}"')
    copy.commit("Two pods for a campaign")
    copy.deploys()

    eventually(
        lambda: sum(is_ready(pod) for pod in shop.pods(FUNCTION)) == 2,
        seconds=180, what="two pods stand", every=1,
    )  # fmt: skip
    assert newest_revision(shop, FUNCTION) == before
    synced = {name: get("application", name, "-n", "argocd")["status"]["sync"]["status"] for name in LAYERS}
    assert {*synced.values()} == {"Synced"}, synced
    eventually(
        lambda: not shop.pods(FUNCTION),
        seconds=HELD_MINUTES * 60 + ASLEEP_SECONDS, what="it sleeps again", every=2,
    )  # fmt: skip
