"""Finds the operation for a method and path in the route table, routes.yaml."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from functions.runtime.callers import Caller, Customer, Staff
from functions.runtime.errors import MethodNotAllowed, NotFound
from gateway.routing.paths import parameters_of

ROUTES = Path(__file__).parent.parent / "routes.yaml"
BODY_BYTES_MAX = 64 * 1024
# The limit of a route that is never refused for being called too often.
UNLIMITED = "none"
CALLERS: dict[str, type[Caller]] = {"anyone": Caller, "shopper": Customer, "staff": Staff}


@dataclass(frozen=True, slots=True)
class Route:
    """One line of routes.yaml."""

    method: str
    path: str
    operation: str
    access: str
    limit: str
    # Must equal what the operation declares; tests/gateway/test_routes.py compares them.
    body_bytes_max: int = BODY_BYTES_MAX
    idempotent: bool = False
    # What a route for staff asks of their role; as the operation declares it, like the two above.
    permission: str = ""
    # The member of the body that names what the request is about, which is limited too (gateway/access/targets.py).
    target: str = ""
    # Whether its body is an order, which is limited by what it names (gateway/access/orders.py).
    orders: bool = False
    # Whether a program with an API key may call it though it is not for staff alone.
    programs: bool = False
    # The effect on a browser's session: opens, renews, ends (gateway/access/browsers.py).
    session: str = ""

    @property
    def segments(self) -> list[str]:
        return self.path.split("/")[1:]

    @property
    def parameters(self) -> list[str]:
        return [segment[1:-1] for segment in self.segments if segment.startswith("{")]

    @property
    def caller(self) -> type[Caller]:
        return CALLERS[self.access]

    def admits(self, role: str) -> bool:
        """Whether callers of the role may call it. Programs act for staff, and cannot act as shoppers."""
        return role in self.caller.ROLES and (role != "program" or self.access == "staff" or self.programs)

    @property
    def takes_body(self) -> bool:
        return self.method not in {"GET", "DELETE"}


def read_routes(path: Path = ROUTES, *, hidden: Collection[str] = ()) -> list[Route]:
    """Every route, in the order of the file, except those to `hidden` operations."""
    lines: list[dict[str, Any]] = yaml.safe_load(path.read_text())
    return [Route(**line) for line in lines if line["operation"] not in hidden]


@dataclass(slots=True)
class PathRoutes:
    """The routes of one path by method; a GET route also serves HEAD."""

    routes: dict[str, Route]

    @property
    def allowed(self) -> str:
        return ", ".join(sorted({*self.routes, "OPTIONS"}))

    @property
    def announced(self) -> list[str]:
        """The operations that a client announces by an OPTIONS request for the path. The web shop sends one when a form
        opens or the shopper is about to click, a browser before a call to another origin.
        """
        return [route.operation for method, route in self.routes.items() if method in ("POST", "PUT")]

    def route(self, method: str) -> Route:
        """The route for the method; raises MethodNotAllowed."""
        if (route := self.routes.get(method)) is None:
            raise MethodNotAllowed(self.allowed)
        return route


class RouteTable:
    def __init__(self, routes: Iterable[Route]) -> None:
        self._literal: dict[bytes, PathRoutes] = {}
        self._templates: dict[tuple[str, ...], PathRoutes] = {}
        for route in routes:
            if route.parameters:
                path_routes = self._templates.setdefault(tuple(route.segments), PathRoutes({}))
            else:
                path_routes = self._literal.setdefault(route.path.encode(), PathRoutes({}))
            path_routes.routes[route.method] = route
            if route.method == "GET":
                path_routes.routes["HEAD"] = route

    def find(self, raw_path: bytes) -> tuple[PathRoutes, bytes]:
        """The routes at the undecoded path, and its parameters as a query string; raises NotFound or BadRequest."""
        if (path_routes := self._literal.get(raw_path)) is not None:
            return path_routes, b""
        segments = raw_path.split(b"/")[1:]
        for template, path_routes in self._templates.items():
            if len(template) == len(segments) and (query := parameters_of(template, segments)) is not None:
                return path_routes, query
        raise NotFound("There is nothing at this address.")
