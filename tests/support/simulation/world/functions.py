"""The shop's functions as processes that live in this one: called over their HTTP surface, and lost when killed."""

import functools
import json
from dataclasses import dataclass, field
from typing import Any

import functions_framework
import httpx
from werkzeug.test import Client

from functions.runtime.adapters.dependencies import CONFIG_KEY
from local.host.operations import ROOT, operations
from tests.support.shop.inside_calls import signed
from tests.support.simulation.world.crash_points import CrashPoints, Killed


class ProcessDied(ConnectionResetError):
    """The called function was killed before it answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Functions:
    """`parts` replaces what every function gets from outside, `parts_of` what one of them does."""

    crash_points: CrashPoints
    parts: dict[str, Any]
    parts_of: dict[str, dict[str, Any]] = field(default_factory=dict)
    # Operations whose process is a real one, and its address, until that process ends.
    elsewhere: dict[str, str] = field(default_factory=dict)

    def call(
        self,
        operation: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        *,
        method: str = "POST",
        query: str = "",
    ) -> Answer:
        """One HTTP call; raises ProcessDied."""
        headers = signed(operation, headers or {}, body, query)
        if operation in self.elsewhere:
            url = self.elsewhere[operation]
            return self._call_elsewhere(
                operation, httpx.Request(method, url, params=query, headers=headers, content=body)
            )
        app = _app(operation)
        app.config[CONFIG_KEY] = {**self.parts, **self.parts_of.get(operation, {})}
        try:
            with self.crash_points.in_call_of(operation):
                answer = Client(app).open("/", method=method, query_string=query, headers=headers, data=body or None)
        except Killed as killed:
            raise ProcessDied(str(killed)) from None
        return Answer(answer.status_code, answer.data, {name.lower(): value for name, value in answer.headers.items()})

    def _call_elsewhere(self, operation: str, request: httpx.Request) -> Answer:
        try:
            with httpx.Client(timeout=30) as client:
                answer = client.send(request)
        except httpx.TransportError as failure:
            del self.elsewhere[operation]
            raise ProcessDied(str(failure)) from failure
        return Answer(answer.status_code, answer.content, dict(answer.headers))


@functools.cache
def _app(operation: str) -> Any:
    found = operations()[operation]
    return functions_framework.create_app(found.target, str(ROOT / found.source), "http")  # type: ignore[no-untyped-call]
