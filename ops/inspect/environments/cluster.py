"""Inspects the shop on a cluster through kubectl."""

import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from observability.logs.query import LogQuery
from ops.errors import CommandError
from ops.inspect.environments.environment import Json, Line
from rollouts.function import read

NAMESPACE = "cloudshop-prod"
EXPORTER = "deployment/metrics-exporter"
SERVICE = "serving.knative.dev/service"
TIMEOUT_SECONDS = 60


class ClusterEnvironment:
    def __init__(self, context: str) -> None:
        self._context = context
        self.name = context

    def status(self) -> Json:
        return self._ask_exporter("observability.exporter.ask", "/status")

    def trace(self, number: str) -> Json:
        return self._ask_exporter("observability.trace.reading", number)

    def log(self, since: datetime, containing: Sequence[str] = (), operation: str = "") -> Iterable[Line]:
        query = LogQuery(since, tuple(containing), operation)
        output = self._run_in_exporter("observability.logs.reading", str(query))
        return [json.loads(line) for line in output.splitlines()]

    def pods(self) -> dict[str, int]:
        items = self._get("pods", "-n", NAMESPACE, "-l", SERVICE)
        running = [item["metadata"] for item in items if "deletionTimestamp" not in item["metadata"]]
        return dict(Counter(metadata["labels"][SERVICE] for metadata in running))

    def rollouts(self) -> list[Json]:
        return [service for service in self._get("ksvc", "-n", NAMESPACE) if read(service).is_held_back]

    def deployments(self) -> list[Json] | None:
        if not self._kubectl("api-resources", "--api-group=argoproj.io", "-o", "name").strip():
            return None
        return self._get("applications.argoproj.io", "-A")

    def _ask_exporter(self, *module_and_arguments: str) -> Json:
        return dict(json.loads(self._run_in_exporter(*module_and_arguments)))

    def _run_in_exporter(self, *module_and_arguments: str) -> str:
        """Runs a module in the exporter's pod, which can reach metrics, database and log store; returns its output."""
        return self._kubectl("exec", "-n", NAMESPACE, EXPORTER, "--", "python", "-m", *module_and_arguments)

    def _get(self, *arguments: str) -> list[Any]:
        return list(json.loads(self._kubectl("get", *arguments, "-o", "json"))["items"])

    def _kubectl(self, *arguments: str) -> str:
        command = ["kubectl", "--context", self._context, *arguments]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False)
        except FileNotFoundError:
            raise CommandError("kubectl is not installed.") from None
        except subprocess.TimeoutExpired:
            raise CommandError(f"The cluster {self._context} did not respond within {TIMEOUT_SECONDS} s.") from None
        if done.returncode:
            raise CommandError(f"kubectl {' '.join(arguments[:4])} … failed: {done.stderr.strip()[-500:]}")
        return done.stdout
