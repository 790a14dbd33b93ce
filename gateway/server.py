"""Serves the gateway: the function, the server around it, and its metrics beside it."""

import gc
import os
import socket
from pathlib import Path

import uvicorn
from functions_framework.aio import create_asgi_app
from starlette.applications import Starlette
from starlette.routing import Route

from gateway.edge import Edge
from gateway.protocol import BoundedProtocol
from gateway.settings import GatewaySettings

SOURCE = Path(__file__).parent / "main.py"
DRAIN_SECONDS = 25


def create_app(settings: GatewaySettings | None = None) -> Starlette:
    """The gateway as functions-framework serves it; by default with the environment's settings."""
    app: Starlette = create_asgi_app("gateway", str(SOURCE), "http")  # type: ignore[no-untyped-call]
    # functions-framework puts ids, error pages, missing files and refused methods of its own around a function. Here
    # every request and every failure is the function's, so the last of its routes, which leads there, takes all.
    *_, everything = app.router.routes
    assert isinstance(everything, Route)
    app.middleware_stack = everything.app
    app.state.edge = Edge(settings or GatewaySettings.from_environment(os.environ))
    return app


def edge_of(app: Starlette) -> Edge:
    """The app's gateway; made on the first request where `create_app` did not make the app."""
    try:
        edge: Edge = app.state.edge
    except AttributeError:
        edge = app.state.edge = Edge(GatewaySettings.from_environment(os.environ))
    return edge


class GatewayServer(uvicorn.Server):
    """uvicorn for `app`, in this thread (`run`) or this event loop (`serve`); SIGTERM lets what is in flight end."""

    def __init__(self, app: Starlette, host: str = "0.0.0.0", port: int = 8080) -> None:  # noqa: S104 - its purpose
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            http=BoundedProtocol,
            loop="uvloop",
            ws="none",
            lifespan="off",
            # The gateway logs, names itself and finds the client behind trusted proxies itself.
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=DRAIN_SECONDS,
        )
        super().__init__(config)
        self._edge = edge_of(app)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        await self._edge.close()


def tune_collector() -> None:
    """For a process that only serves: what is loaded by now stays, and garbage in cycles is rare.

    Without it, the collector takes a third of the time of a request.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
