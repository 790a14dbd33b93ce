"""The shop as `make cluster` made it: over its public address, with a look into the cluster and the database."""

import base64
import contextlib
import json
import select
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import psycopg
from kubernetes import client as kube
from kubernetes import config as kube_config

from ops.cluster import postgres
from ops.shell import CONTEXT, SHOP
from tests.support.factories import PRICE_MINOR
from tests.support.shop.running_shop import put_on_sale
from tests.support.waiting import eventually

ADDRESS, MAILS = "http://localhost:8080", "http://mail.localhost:8080"
FUNCTION_PODS = "serving.knative.dev/revision"
# A guest's request with this is answered by gateway and functions, never by the web shop's cache.
PAST_THE_CACHE = {"session-transport": "cookie"}
# A cold start on a busy machine; one that takes longer is a failure.
ANSWER_SECONDS = 60
# Far longer than any window, and a pod's end after it.
ASLEEP_SECONDS = 240


def ends(pod: Any) -> bool:
    return pod.metadata.deletion_timestamp is not None


def is_ready(pod: Any) -> bool:
    return any(each.type == "Ready" and each.status == "True" for each in pod.status.conditions or [])


def client_of_functions() -> httpx.Client:
    """A client of the public address that gateway and functions answer, never the web shop's cache."""
    return httpx.Client(base_url=ADDRESS, timeout=ANSWER_SECONDS, event_hooks={"request": [_past_the_cache]})


def _past_the_cache(request: httpx.Request) -> None:
    if request.method == "GET" and "authorization" not in request.headers:
        request.headers.update(PAST_THE_CACHE)


class Cluster:
    """The pods of the functions, whatever they are."""

    def __init__(self) -> None:
        kube_config.load_kube_config(context=CONTEXT)  # type: ignore[no-untyped-call]
        # Every field of the client's models may be None; what the cluster answers has them.
        self.core: Any = kube.CoreV1Api()
        self.custom: Any = kube.CustomObjectsApi()

    def pods(self, function: str | None = None) -> list[Any]:
        """The pods of one function, or of all, those that are ending among them."""
        selector = f"serving.knative.dev/service={function}" if function else FUNCTION_PODS
        return list(self.core.list_namespaced_pod(SHOP, label_selector=selector).items)

    def awake(self) -> dict[str, int]:
        """How many pods each function has that are not ending."""
        running = [pod for pod in self.pods() if not ends(pod)]
        return dict(Counter(pod.metadata.labels["serving.knative.dev/service"] for pod in running))

    def all_asleep(self, seconds: float = ASLEEP_SECONDS) -> None:
        """Waits until no function has a pod."""
        eventually(lambda: not self.pods(), seconds=seconds, what="every function is at zero", every=1)


class ClusterShop(Cluster):
    """Calls the shop as its users do; looks at pods and rows to see what no API reports."""

    def __init__(self) -> None:
        super().__init__()
        self.logins = json.loads(self.secret("demo-logins")["logins.json"])
        self._database: PortForward | None = None
        # Several threads of a test ask, and share one way.
        self._one_way = threading.Lock()

    @property
    def run(self) -> dict[str, Any]:
        """As the local run's, for what both are tested with."""
        return {"shop": ADDRESS, "logins": self.logins}

    def secret(self, name: str) -> dict[str, str]:
        data = self.core.read_namespaced_secret(name, SHOP).data
        return {key: base64.b64decode(value).decode() for key, value in data.items()}

    @contextlib.contextmanager
    def client(self, role: str | None = None) -> Iterator[httpx.Client]:
        """A client of the public address; with `role`, one of the demo's logins."""
        with client_of_functions() as client:
            if role is not None:
                session = client.post("/api/sessions", json=self.logins[role])
                assert session.status_code == 201, session.text
                client.headers["authorization"] = f"Bearer {session.json()['access_token']}"
                # Whatever version staff change.
                client.headers["if-match"] = "*"
            yield client

    def sells(self, sku: str, *, on_hand: int, price_minor: int = PRICE_MINOR) -> str:
        """Has staff put a product with one variant on sale; returns its SKU."""
        with self.client("staff") as staff:
            put_on_sale(staff, sku, on_hand=on_hand, price_minor=price_minor)
        return sku

    def query(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of the shop's database, as its owner sees them; none of what returns no rows."""
        for attempt in range(10):
            try:
                with psycopg.connect(self._database_url(), autocommit=True, connect_timeout=5) as connection:
                    answer = connection.execute(statement, values)
                    return answer.fetchall() if answer.description else []
            except psycopg.OperationalError:
                # The pod was replaced, and the way to it with it.
                if attempt == 9:
                    raise
                self.close()
                time.sleep(2)
        raise AssertionError

    def _database_url(self) -> str:
        with self._one_way:
            if self._database is None:
                self._database = PortForward(f"pod/{postgres.primary()}", 5432)
            port = self._database.port
        password = self.secret("database-owner")["password"]
        return f"postgresql://cloudshop:{password}@127.0.0.1:{port}/cloudshop?sslmode=require"

    def close(self) -> None:
        with self._one_way:
            if self._database is not None:
                self._database.close()
                self._database = None

    def mails(self) -> list[str]:
        """The texts of the mails that arrived, newest first."""
        with httpx.Client(base_url="http://127.0.0.1:8080", headers={"host": "mail.localhost:8080"}) as client:
            page = client.get("/").text
            ids = [part.split('"')[0] for part in page.split('href="/')[1:] if len(part.split('"')[0]) == 16]
            return [client.get(f"/{mail_id}.eml").text for mail_id in ids]


class PortForward:
    """A connection into a pod that NetworkPolicies do not apply to; only cluster administrators can open one."""

    def __init__(self, target: str, port: int, namespace: str = SHOP) -> None:
        self._process = subprocess.Popen(
            ["kubectl", "--context", CONTEXT, "-n", namespace, "port-forward", target, f":{port}"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], 30)
        line = self._process.stdout.readline() if ready else ""
        if "Forwarding from 127.0.0.1:" not in line:
            self.close()
            raise psycopg.OperationalError(f"no way to {target}: {line!r}")
        self.port = int(line.split("127.0.0.1:")[1].split(" ")[0])

    def close(self) -> None:
        self._process.kill()
        self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()
