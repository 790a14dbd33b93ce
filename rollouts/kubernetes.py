"""Makes the few calls of the Kubernetes API that rollouts need, with the pod's own account.

The official client would add 25 packages to the image that every function starts from.
"""

import json
import ssl
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rollouts.function import Json

ACCOUNT = Path("/var/run/secrets/kubernetes.io/serviceaccount")
SERVICES = "/apis/serving.knative.dev/v1/namespaces/{namespace}/services"
REVISIONS = "/apis/serving.knative.dev/v1/namespaces/{namespace}/revisions"
EVENTS = "/api/v1/namespaces/{namespace}/events"
TIMEOUT_SECONDS, WATCH_SECONDS = 10, 300


class Kubernetes:
    """The API; its methods raise OSError, such as urllib's HTTPError, if the API server refuses or does not answer."""

    def __init__(self, url: str, namespace: str, account: Path = ACCOUNT) -> None:
        self._url, self._namespace, self._account = url, namespace, account
        authority = account / "ca.crt"
        self._context = ssl.create_default_context(cafile=authority) if authority.exists() else None

    def functions(self) -> tuple[list[Json], str]:
        """All Knative Services, and the version from which to watch."""
        found = self._call("GET", SERVICES)
        return found["items"], found["metadata"]["resourceVersion"]

    def wait_for_change(self, version: str) -> None:
        """Returns when a Knative Service has changed since that version, or after some minutes."""
        path = f"{SERVICES}?watch=1&resourceVersion={version}&timeoutSeconds={WATCH_SECONDS}"
        with self._open("GET", path, None, "", WATCH_SECONDS + TIMEOUT_SECONDS) as response:
            response.readline()

    def revision(self, name: str) -> Json:
        return dict(self._call("GET", f"{REVISIONS}/{name}"))

    def revisions(self) -> list[Json]:
        return list(self._call("GET", REVISIONS)["items"])

    def annotate_revision(self, name: str, annotations: dict[str, str | None]) -> None:
        """Sets a Revision's annotations; None removes one."""
        change = {"metadata": {"annotations": annotations}}
        self._call("PATCH", f"{REVISIONS}/{name}", change, "application/merge-patch+json")

    def patch(self, function: str, change: Json) -> None:
        self._call("PATCH", f"{SERVICES}/{function}", change, "application/merge-patch+json")

    def report(self, service: Json, reason: str, message: str, *, is_warning: bool) -> None:
        """Adds an Event to the Service, which `kubectl describe` and Argo CD show."""
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        about = {name: service["metadata"][name] for name in ("name", "namespace", "uid", "resourceVersion")}
        event = {
            "metadata": {"generateName": f"{about['name']}-rollout-", "namespace": about["namespace"]},
            "involvedObject": {"apiVersion": service["apiVersion"], "kind": service["kind"], **about},
            "type": "Warning" if is_warning else "Normal",
            "reason": reason,
            "message": message[:1000],
            "source": {"component": "rollouts"},
            "firstTimestamp": now,
            "lastTimestamp": now,
            "count": 1,
        }
        self._call("POST", EVENTS, event)

    def _call(self, method: str, path: str, body: Json | None = None, media_type: str = "application/json") -> Any:
        with self._open(method, path, body, media_type, TIMEOUT_SECONDS) as response:
            return json.load(response)

    def _open(self, method: str, path: str, body: Json | None, media_type: str, timeout_seconds: float) -> Any:
        token = (self._account / "token").read_text() if (self._account / "token").exists() else ""
        request = urllib.request.Request(  # noqa: S310 - the API server's own address
            self._url + path.format(namespace=self._namespace),
            None if body is None else json.dumps(body).encode(),
            {"authorization": f"Bearer {token}", "content-type": media_type},
            method=method,
        )
        return urllib.request.urlopen(request, timeout=timeout_seconds, context=self._context)  # noqa: S310
