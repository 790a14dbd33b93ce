"""Operators run the shop from Git: commits are applied layer by layer, broken ones do not replace what serves, and `git
revert` repairs.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from kubernetes.client.exceptions import ApiException

from benchmarks.record import record
from ops.cluster.argo import LAYERS
from ops.shell import NAME, SHOP
from tests.support.cluster.load import KNATIVE, Load, newest_revision
from tests.support.cluster.prober import PAGES, Prober
from tests.support.cluster.shop import ASLEEP_SECONDS, ClusterShop, ends
from tests.support.cluster.working_copy import WorkingCopy
from tests.support.shop.running_shop import an_order
from tests.support.waiting import eventually

APPLICATIONS = ("argoproj.io", "v1alpha1", "argocd", "applications")
TRIGGERS = ("eventing.knative.dev", "v1", SHOP, "triggers")
SCALING = "knative/overlays/kind/scaling.yaml"
HEALED_SECONDS = 60
MAX_SCALE = "autoscaling.knative.dev/max-scale"

pytestmark = [pytest.mark.long, pytest.mark.timeout(2400), pytest.mark.xdist_group("gitops")]


@pytest.fixture(scope="module")
def prober(shop: ClusterShop) -> Iterator[Prober]:
    with shop.client() as client:
        # From zero, before anything is counted.
        assert client.get(PAGES[1]).is_success
    with Prober() as prober:
        yield prober


@pytest.fixture(scope="module")
def copy(prober: Prober, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkingCopy]:
    copy = WorkingCopy.of_this_commit(tmp_path_factory.mktemp("operator") / "shop")
    start = copy.git("rev-parse", "HEAD")
    copy.deploys()
    yield copy
    copy.git("reset", "--hard", "--quiet", start)
    copy.deploys()


def layer(shop: ClusterShop, name: str) -> Any:
    return shop.custom.get_namespaced_custom_object(*APPLICATIONS, name)


def function(shop: ClusterShop, name: str) -> Any:
    return shop.custom.get_namespaced_custom_object(*KNATIVE, name)


def ready_pods(shop: ClusterShop, name: str) -> int:
    standing = [pod for pod in shop.pods(name) if not ends(pod)]
    return sum(
        pod.status.phase == "Running" and all(each.ready for each in pod.status.container_statuses) for pod in standing
    )


class TestLayers:
    def test_came_one_after_the_other_each_when_the_one_before_was_there(self, shop: ClusterShop) -> None:
        found = [layer(shop, name) for name in LAYERS]
        first = [each["status"]["history"][0] for each in found]
        if any(each["id"] != 0 for each in first):
            pytest.skip("the cluster has forgotten its first deployment; `make cluster-down` and `make e2e` see it")
        made = [each["metadata"]["creationTimestamp"] for each in found]
        came = [each["deployedAt"] for each in first]
        assert all(before <= after for before, after in zip(came, made[1:], strict=False)), (made, came)
        record("layers", {name: {"made": m, "synced": c} for name, m, c in zip(LAYERS, made, came, strict=True)})

    def test_are_synced_and_healthy(self, shop: ClusterShop, copy: WorkingCopy) -> None:
        status = {name: layer(shop, name)["status"] for name in LAYERS}
        assert {each["sync"]["status"] for each in status.values()} == {"Synced"}
        assert {each["health"]["status"] for each in status.values()} == {"Healthy"}


class TestTuning:
    def test_a_commit_keeps_two_pods_ready_and_its_revert_none(
        self, shop: ClusterShop, copy: WorkingCopy, prober: Prober
    ) -> None:
        sku = shop.sells(f"TUNE-{uuid4().hex[:8]}", on_hand=100_000)
        before, _ = newest_revision(shop, "place-order")
        with Load(shop, sku) as load:
            eventually(lambda: load.answers[201] > 5, seconds=120, what="orders are placed")
            copy.change(SCALING, r"^(  place-order: +\{min:) 0,", r"\1 2,")
            copy.commit("Two pods of place-order always stand")
            copy.deploys()
            assert newest_revision(shop, "place-order")[1] != before
            eventually(lambda: ready_pods(shop, "place-order") >= 2, seconds=120, what="two pods stand", every=1)
            served = load.answers[201]
            eventually(lambda: load.answers[201] > served + 5, seconds=60, what="the new revision serves on")
        assert set(load.answers) == {201}, load.answers
        assert prober.failures == {}

        copy.revert()
        copy.deploys()
        eventually(lambda: not shop.pods("place-order"), seconds=ASLEEP_SECONDS, what="it sleeps again", every=2)


def an_image_that_cannot_start(good: str) -> str:
    """Built from the one that runs, and loaded into the nodes."""
    image = f"dev.local/cloudshop-functions:broken-{uuid4().hex[:8]}"
    recipe = f'FROM {good}\nENTRYPOINT ["python", "-c", "raise SystemExit(\'cannot start\')"]\n'
    subprocess.run(
        ["docker", "build", "--quiet", "--tag", image, "-"], input=recipe, text=True, check=True, timeout=120
    )
    subprocess.run(
        ["kind", "load", "docker-image", "--name", NAME, image], check=True, timeout=300, capture_output=True
    )
    return image


BROKEN = """
patches:
  - target: {{group: serving.knative.dev, kind: Service, name: get-product}}
    patch: |
      - {{op: replace, path: /spec/template/spec/containers/0/image, value: "{image}"}}
      # As in production: a revision proves that it starts before it gets any traffic.
      - {{op: add, path: /spec/template/metadata/annotations/autoscaling.knative.dev~1initial-scale, value: "1"}}
"""


class TestABrokenFunction:
    def test_gets_no_traffic_shows_why_and_is_healed_by_a_revert(
        self, shop: ClusterShop, copy: WorkingCopy, prober: Prober
    ) -> None:
        with shop.client() as client:
            handle = client.get(PAGES[1]).json()["products"][0]["handle"]
        good = function(shop, "get-product")
        image = an_image_that_cannot_start(good["spec"]["template"]["spec"]["containers"][0]["image"])
        path = copy.folder / "argocd/kind/20-backend/kustomization.yaml"
        path.write_text(path.read_text() + BROKEN.format(image=image))
        copy.commit("An image that cannot start")
        refused = copy.deploy()

        assert refused.returncode == 1, refused.stdout
        assert "get-product" in refused.stderr
        status = layer(shop, "20-backend")["status"]
        assert status["health"]["status"] == "Degraded"
        (broken,) = [each for each in status["resources"] if each.get("health", {}).get("status") == "Degraded"]
        assert broken["name"] == "get-product"
        assert broken["health"]["message"]
        traffic = function(shop, "get-product")["status"]["traffic"]
        assert {each["revisionName"] for each in traffic} == {good["status"]["latestReadyRevisionName"]}
        with shop.client() as client:
            assert client.get(f"/api/products/{handle}").status_code == 200

        copy.revert()
        copy.deploys()
        assert layer(shop, "20-backend")["status"]["health"]["status"] == "Healthy"
        assert prober.failures == {}


class TestDrift:
    def test_what_is_deleted_or_edited_by_hand_is_put_right(
        self, shop: ClusterShop, copy: WorkingCopy, prober: Prober
    ) -> None:
        name = "reserve-stock-on-order-placed"
        gone = shop.custom.get_namespaced_custom_object(*TRIGGERS, name)["metadata"]["uid"]
        said = function(shop, "list-stock")["spec"]["template"]["metadata"]["annotations"][MAX_SCALE]
        shop.custom.delete_namespaced_custom_object(*TRIGGERS, name)
        change = {"spec": {"template": {"metadata": {"annotations": {MAX_SCALE: "9"}}}}}
        shop.custom.patch_namespaced_custom_object(*KNATIVE, "list-stock", change)

        def healed() -> bool:
            try:
                trigger = shop.custom.get_namespaced_custom_object(*TRIGGERS, name)
            except ApiException as missing:
                if missing.status == 404:
                    return False
                raise
            annotations = function(shop, "list-stock")["spec"]["template"]["metadata"]["annotations"]
            return bool(trigger["metadata"]["uid"] != gone and annotations[MAX_SCALE] == said)

        eventually(healed, seconds=HEALED_SECONDS, what="both are as Git says", every=1)
        assert prober.failures == {}


FAILS = '''"""A migration that fails."""

from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("CREATE TABLE catalog.never_seen (id integer)")
    op.execute("SELECT 1 / 0")
'''


def newest_migration(folder: Path) -> str:
    revisions = {path.name.split("_")[0] for path in folder.glob("[0-9]*.py")}
    return max(revisions)


class TestAMigrationThatFails:
    def test_keeps_the_backend_from_rolling_and_the_shop_serves_on(
        self, shop: ClusterShop, copy: WorkingCopy, prober: Prober
    ) -> None:
        before = layer(shop, "20-backend")["spec"]["source"]["targetRevision"]
        generation = function(shop, "place-order")["metadata"]["generation"]
        migrations = copy.folder / "db/migrations/versions"
        (migrations / "9999_fails.py").write_text(FAILS.format(before=newest_migration(migrations)))
        # Something that would roll.
        copy.change(SCALING, r"^(  place-order: +\{min:) 0,", r"\1 1,")
        copy.commit("A migration that fails")
        refused = copy.deploy()

        assert refused.returncode == 1, refused.stdout
        assert "database-deploy" in refused.stderr
        assert layer(shop, "10-database")["status"]["health"]["status"] == "Degraded"
        assert layer(shop, "20-backend")["spec"]["source"]["targetRevision"] == before
        assert function(shop, "place-order")["metadata"]["generation"] == generation
        assert shop.query("SELECT to_regclass('catalog.never_seen')") == [(None,)]

        copy.revert()
        copy.deploys()
        assert function(shop, "place-order")["metadata"]["generation"] == generation
        assert prober.failures == {}


EXPANDS = '''"""A column that nothing uses yet."""

from alembic import op

revision = "9998"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("ALTER TABLE orders.notes ADD COLUMN seen_by text")
'''
FORGET = """
UPDATE alembic_version SET version_num = '{before}' RETURNING version_num;
ALTER TABLE orders.notes DROP COLUMN seen_by
"""
# What the release changes beside the schema, and a note that only its code accepts.
NOTE_LENGTH, LONG_NOTE = r"^(NOTE_LENGTH_MAX =) 1000$", 2000
HAS_COLUMN = "SELECT 1 FROM information_schema.columns WHERE table_name = 'notes' AND column_name = 'seen_by'"


def an_order_of(shop: ClusterShop) -> str:
    """The number of an order that was just placed."""
    sku = shop.sells(f"BACK-{uuid4().hex[:8]}", on_hand=1)
    with shop.client() as client:
        placed = client.post("/api/orders", json=an_order(sku), headers={"idempotency-key": str(uuid4())})
    assert placed.status_code == 201, placed.text
    return str(placed.json()["number"])


def note(shop: ClusterShop, number: str, characters: int) -> int:
    """The status that staff are answered who write a note of this length on the order."""
    with shop.client("staff") as staff:
        key = {"idempotency-key": str(uuid4())}
        written = staff.post(f"/api/staff/orders/{number}/notes", json={"text": "x" * characters}, headers=key)
    return written.status_code


class TestARollbackOfAReleaseWithAMigration:
    def test_brings_back_the_code_and_leaves_the_newer_schema(
        self, shop: ClusterShop, copy: WorkingCopy, prober: Prober
    ) -> None:
        migrations = copy.folder / "db/migrations/versions"
        (migrations / "9998_expands.py").write_text(EXPANDS.format(before=newest_migration(migrations)))
        copy.change("functions/orders/rules.py", NOTE_LENGTH, rf"\1 {LONG_NOTE}")
        copy.commit("A release with a migration")
        copy.deploys()
        try:
            assert shop.query(HAS_COLUMN) == [(1,)]
            number = an_order_of(shop)
            assert note(shop, number, LONG_NOTE) == 201

            copy.revert()
            copy.deploys()
            assert layer(shop, "10-database")["status"]["health"]["status"] == "Healthy"
            assert shop.query(HAS_COLUMN) == [(1,)]
            assert note(shop, number, LONG_NOTE) == 422
            # The former code writes to the table of which it does not know a column.
            assert note(shop, number, 10) == 201
            assert note(shop, an_order_of(shop), 10) == 201
        finally:
            # Otherwise no later deployment would apply a migration.
            (migrations / "9998_expands.py").unlink(missing_ok=True)
            shop.query(FORGET.format(before=newest_migration(migrations)))
        assert prober.failures == {}


class TestReachability:
    def test_no_request_was_turned_away(self, prober: Prober) -> None:
        asked = {page: sum(times for (of, _), times in prober.answers.items() if of == page) for page in PAGES}
        assert all(asked.values())
        record("gitops-reachability", {"asked": asked, "failed": sum(prober.failures.values())})
        assert prober.failures == {}
