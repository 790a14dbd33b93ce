"""Queries the cluster's Prometheus over its HTTP API."""

import time
from typing import Any, Self

import httpx

from ops.cluster.observability import NAMESPACE
from tests.support.cluster.shop import PortForward


class Prometheus:
    def __enter__(self) -> Self:
        self._way = PortForward("pod/prometheus-shop-0", 9090, NAMESPACE)
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{self._way.port}/api/v1", timeout=30)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        self._way.close()

    def targets(self) -> list[dict[str, Any]]:
        """What it fetches from, with how the last fetch went."""
        return list(self._get("targets", state="active")["activeTargets"])

    def groups(self) -> list[dict[str, Any]]:
        return list(self._get("rules")["groups"])

    def now(self, query: str) -> list[dict[str, Any]]:
        return list(self._get("query", query=query)["result"])

    def lately(self, query: str, seconds: float = 1800) -> list[dict[str, Any]]:
        """As a dashboard asks: every 15 s of the last half hour."""
        end = time.time()
        return list(self._get("query_range", query=query, start=end - seconds, end=end, step=15)["result"])

    def _get(self, path: str, **parameters: Any) -> Any:
        answer = self._client.get(path, params=parameters)
        assert answer.is_success, answer.text
        return answer.json()["data"]
