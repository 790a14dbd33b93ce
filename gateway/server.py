"""Creates the gateway's ASGI application, and runs its server."""

import gc
import os
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvicorn
from functions_framework.aio import create_asgi_app
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.gateway import Gateway
from gateway.http.protocol import BoundedProtocol
from gateway.settings import GatewaySettings

SOURCE = Path(__file__).parent / "main.py"
DRAIN_SECONDS = 25


def create_app(settings: GatewaySettings | None = None) -> Starlette:
    """The gateway as functions-framework's application; by default, with the settings from the environment."""
    app: Starlette = create_asgi_app("gateway", str(SOURCE), "http")  # type: ignore[no-untyped-call]
    # functions-framework adds its own routes, ids, error pages and refused methods around a function. Here the function
    # handles every request and failure itself, so it replaces them; its route is the last, wrapped in a reader of ids.
    *_, everything = app.router.routes
    assert isinstance(everything, Route)
    identified: Any = everything.endpoint
    app.middleware_stack = _directly(identified.__wrapped__)
    app.state.gateway = Gateway(settings or GatewaySettings.from_environment(os.environ))
    return app


def _directly(function: Callable[[Request], Awaitable[Response]]) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        response = await function(Request(scope, receive))
        await response(scope, receive, send)

    return app


def gateway_of(app: Starlette) -> Gateway:
    """The app's gateway; created on first use if `create_app` did not create the app."""
    try:
        gateway: Gateway = app.state.gateway
    except AttributeError:
        gateway = app.state.gateway = Gateway(GatewaySettings.from_environment(os.environ))
    return gateway


class GatewayServer(uvicorn.Server):
    """Runs `app` on uvicorn, in this thread (`run`) or event loop (`serve`); SIGTERM lets requests in flight finish."""

    def __init__(self, app: Starlette, host: str = "0.0.0.0", port: int = 8080) -> None:  # noqa: S104 - a public server
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            http=BoundedProtocol,
            loop="uvloop",
            ws="none",
            lifespan="off",
            # The gateway logs requests, sets these headers and finds the client behind trusted proxies itself.
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=DRAIN_SECONDS,
        )
        super().__init__(config)
        self._gateway = gateway_of(app)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await self._gateway.open()
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        await self._gateway.close()


def tune_collector() -> None:
    """Tunes garbage collection for a process that only serves: loaded objects live on, and cyclic garbage is rare.

    With Python's defaults, collection takes a third of the time of a request.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 50)
