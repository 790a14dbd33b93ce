"""Who reaches whom: what the shop needs is open, everything else is closed, tried from real pods."""

from collections.abc import Iterator

import pytest
from kubernetes.client.exceptions import ApiException

from ops.shell import SHOP
from tests.support.cluster.probe import Probe, probe
from tests.support.cluster.shop import ClusterShop

POSTGRES, PGBOUNCER = f"postgres-primary.{SHOP}:5432", f"pgbouncer.{SHOP}:5432"
PATRONI, STORE = f"postgres-0.postgres.{SHOP}:8008", f"object-store.{SHOP}:443"
PRIVATE, PUBLIC = "traefik-private.traefik:80", "traefik.traefik:80"
BROKER = "broker-ingress.knative-eventing:80"
KUBERNETES = "kubernetes.default:443"
FUNCTION, SERVICE = {"serving.knative.dev/revision": "probe"}, "serving.knative.dev/service"
# What calls others has its name on a list.
CALLER = {**FUNCTION, SERVICE: "place-order"}
SHUT = {"dropped", "refused", "gaierror"}


@pytest.fixture(scope="module")
def image(shop: ClusterShop) -> str:
    """The functions' own image, under the tag that is in the nodes."""
    listed = shop.custom.list_namespaced_custom_object("serving.knative.dev", "v1", SHOP, "services")
    containers = listed["items"][0]["spec"]["template"]["spec"]["containers"]
    return str(containers[0]["image"])


@pytest.fixture(scope="module")
def function(shop: ClusterShop, image: str) -> Iterator[Probe]:
    with probe(shop.core, image, SHOP, {**CALLER, "cloudshop.dev/database-access": "pooled"}) as made:
        yield made


@pytest.fixture(scope="module")
def stranger(shop: ClusterShop, image: str) -> Iterator[Probe]:
    """A pod of another namespace."""
    with probe(shop.core, image, "default", {"app": "stranger"}) as made:
        yield made


def pod_address(shop: ClusterShop, selector: str, namespace: str = SHOP) -> str:
    return str(shop.core.list_namespaced_pod(namespace, label_selector=selector).items[0].status.pod_ip)


@pytest.mark.timeout(240)
class TestFlows:
    def test_a_function_reaches_its_database_through_pgbouncer_and_other_functions(self, function: Probe) -> None:
        assert function.reaches(PGBOUNCER, PRIVATE) == {PGBOUNCER: "open", PRIVATE: "open"}

    def test_a_function_reaches_neither_postgresql_nor_broker_nor_kubernetes_nor_the_world(
        self, function: Probe
    ) -> None:
        found = function.reaches(POSTGRES, PATRONI, STORE, BROKER, KUBERNETES, PUBLIC, "192.0.2.1:443")
        assert {target: how for target, how in found.items() if how not in SHUT} == {}

    def test_a_function_that_only_reads_reaches_no_other(self, shop: ClusterShop, image: str) -> None:
        labels = {**FUNCTION, SERVICE: "list-products", "cloudshop.dev/database-access": "pooled"}
        with probe(shop.core, image, SHOP, labels) as reader:
            found = reader.reaches(PGBOUNCER, PRIVATE)
        assert found.pop(PGBOUNCER) == "open"
        assert set(found.values()) <= SHUT

    def test_a_function_without_a_database_does_not_reach_it(self, shop: ClusterShop, image: str) -> None:
        with probe(shop.core, image, SHOP, CALLER) as gateway:
            found = gateway.reaches(PGBOUNCER, POSTGRES, PRIVATE)
        assert found[PRIVATE] == "open"
        assert {found[PGBOUNCER], found[POSTGRES]} <= SHUT

    def test_the_relay_reaches_the_broker(self, shop: ClusterShop, image: str) -> None:
        with probe(shop.core, image, SHOP, {**FUNCTION, SERVICE: "relay-outbox"}) as relay:
            assert relay.reaches(BROKER) == {BROKER: "open"}

    def test_a_job_reaches_postgresql(self, shop: ClusterShop, image: str) -> None:
        with probe(shop.core, image, SHOP, {"cloudshop.dev/database-access": "direct"}) as job:
            assert job.reaches(POSTGRES) == {POSTGRES: "open"}

    def test_a_backup_reaches_the_store_and_not_patroni(self, shop: ClusterShop, image: str) -> None:
        with probe(shop.core, image, SHOP, {"cloudshop.dev/backup-store": "used"}) as backup:
            found = backup.reaches(STORE, PATRONI)
        assert found.pop(STORE) == "open"
        assert set(found.values()) <= SHUT

    def test_a_pod_that_is_nothing_reaches_nothing(self, shop: ClusterShop, image: str) -> None:
        with probe(shop.core, image, SHOP, {"app": "nothing"}) as nothing:
            found = nothing.reaches(PGBOUNCER, POSTGRES, PRIVATE, BROKER, KUBERNETES)
        assert set(found.values()) <= SHUT

    def test_strangers_reach_the_public_entry_only(self, shop: ClusterShop, stranger: Probe, function: Probe) -> None:
        database = f"{pod_address(shop, 'app.kubernetes.io/name=postgres')}:5432"
        inside = shop.core.read_namespaced_pod(function.name, SHOP).status.pod_ip
        found = stranger.reaches(PUBLIC, PRIVATE, PGBOUNCER, database, f"{inside}:8012", f"{inside}:8080")
        assert found.pop(PUBLIC) == "open"
        # A refusal would mean that the packet arrived.
        assert set(found.values()) == {"dropped"}

    def test_no_caller_passes_queue_proxy_by(self, shop: ClusterShop, image: str) -> None:
        """Not even who may call a function reaches the port behind its queue-proxy."""
        with shop.client() as client:
            assert client.get("/api/categories").status_code == 200
        address = pod_address(shop, "serving.knative.dev/service=gateway")
        with probe(shop.core, image, "traefik", {"app.kubernetes.io/name": "traefik-probe"}) as other:
            assert set(other.reaches(f"{address}:8012", f"{address}:8080").values()) == {"dropped"}


class TestTheNamespace:
    def test_takes_no_pod_that_could_become_more(self, shop: ClusterShop) -> None:
        container = {"name": "root", "image": "dev.local/any", "securityContext": {"privileged": True}}
        pod = {"metadata": {"name": "too-much"}, "spec": {"containers": [container]}}
        with pytest.raises(ApiException, match="violates PodSecurity"):
            shop.core.create_namespaced_pod(SHOP, pod)

    def test_gives_no_function_a_token(self, shop: ClusterShop) -> None:
        accounts = shop.core.list_namespaced_service_account(SHOP).items
        assert {a.metadata.name for a in accounts if a.automount_service_account_token is not False} == set()
        for pod in shop.core.list_namespaced_pod(SHOP).items:
            names = [volume.name for volume in pod.spec.volumes or []]
            assert not [name for name in names if "token" in name], pod.metadata.name
