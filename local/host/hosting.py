"""Serves every operation in this process, each through the functions-framework app that its pod would run.

`http://…/<operation>/…` reaches the operation as `/…`. A call inside the shop occupies a thread until its response, so
operations have separate thread pools, which rules out deadlocks (docs/decisions/0009-local-run.md).
"""

import asyncio
import threading
import time
from collections.abc import Coroutine, Iterator, Mapping
from typing import Any

import functions_framework
from aiohttp import web
from multidict import CIMultiDict

from functions.runtime.telemetry.cold_starts import record_start
from functions.runtime.telemetry.context import log
from local.errors import InvalidManifest
from local.host.manifests import Sink
from local.host.operations import ROOT, Operation
from local.host.pools import pool_name, pools
from local.host.wsgi import WsgiApp, call, environ_of

# More than the largest catalog file; each operation has a lower limit of its own.
BODY_BYTES_MAX = 32 * 1024 * 1024


class Streamed:
    """A response whose parts the thread that makes them sends, no faster than the caller reads them."""

    response: web.StreamResponse

    def __init__(self, request: web.Request) -> None:
        self._request, self._loop = request, asyncio.get_running_loop()

    def send(self, status: int, headers: CIMultiDict[str], parts: Iterator[bytes]) -> None:
        self.response = web.StreamResponse(status=status, headers=headers)
        self._await(self.response.prepare(self._request))
        for part in parts:
            self._await(self.response.write(part))

    def _await(self, step: Coroutine[Any, Any, Any]) -> None:
        asyncio.run_coroutine_threadsafe(step, self._loop).result()


class FunctionHost:
    """Serves all operations; an operation's app is created at its first call, like a pod."""

    def __init__(self, operations: Mapping[str, Operation]) -> None:
        self._operations = operations
        self._apps: dict[str, WsgiApp] = {}
        self._creating = threading.Lock()
        self._pools = pools(operations)

    @property
    def threads(self) -> int:
        """The number of operations that can run at the same time."""
        return sum(pool.threads for pool in self._pools.values())

    def check_sinks(self, *sinks: Sink) -> None:
        """Raises InvalidManifest unless every sink is an operation and every operation's module exists."""
        for sink in sinks:
            if sink.operation not in self._operations:
                raise InvalidManifest(f"eventing/ names {sink.operation}, which has no manifest under knative/base/.")
        for operation in self._operations.values():
            if not (ROOT / operation.source).exists():
                raise InvalidManifest(f"{operation.source}, in the manifest of {operation.name}, does not exist.")

    def application(self) -> web.Application:
        app = web.Application(client_max_size=BODY_BYTES_MAX)
        app.router.add_route("*", "/{operation}{rest:(/.*)?}", self._respond)
        return app

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        operation = self._operations.get(request.match_info["operation"])
        if operation is None:
            return web.Response(status=404, text="There is no such operation.")
        pool = self._pools[pool_name(operation)]
        if pool.is_full:
            return web.Response(status=503, headers={"retry-after": "1"})
        environ = environ_of(request, await request.read(), f"/{operation.name}", request.match_info["rest"] or "/")
        streamed = Streamed(request)
        pool.waiting += 1
        try:
            serve = asyncio.get_running_loop().run_in_executor(
                pool.executor, lambda: call(self._app(operation), environ, streamed.send)
            )
            answered = await serve
        finally:
            pool.waiting -= 1
        if answered is None:
            return streamed.response
        status, headers, body = answered
        return web.Response(status=status, headers=headers, body=body)

    def _app(self, operation: Operation) -> WsgiApp:
        if (app := self._apps.get(operation.name)) is not None:
            return app
        with self._creating:
            if operation.name not in self._apps:
                log("starting", operation=operation.name)
                started = time.monotonic()
                self._apps[operation.name] = functions_framework.create_app(  # type: ignore[no-untyped-call]
                    operation.target, str(ROOT / operation.source), "http"
                )
                record_start(operation.name, time.monotonic() - started)
            return self._apps[operation.name]
