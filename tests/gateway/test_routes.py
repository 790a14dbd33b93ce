"""The route table says of each operation what the operation says of itself."""

from pathlib import Path
from typing import Any

import pytest

from codegen.operations import operation_modules
from functions.runtime.http.requests import BODY_BYTES_MAX
from gateway.routing import routes
from gateway.routing.routes import UNLIMITED, Route, RouteTable, read_routes
from gateway.settings import LIMITS, policies

ROUTES = read_routes()


def declared(route: Route) -> Any:
    """The operation behind the route."""
    return operation_modules()[route.operation].operation()


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.operation)
class TestEachRoute:
    def test_has_its_operations_bound_for_bodies(self, route: Route) -> None:
        if route.takes_body:
            assert route.body_bytes_max == declared(route).body_bytes_max

    def test_is_idempotent_where_its_operation_is(self, route: Route) -> None:
        assert route.idempotent == declared(route).idempotent

    def test_admits_whom_its_operation_serves(self, route: Route) -> None:
        assert route.caller is declared(route).caller

    def test_asks_for_the_permission_that_its_operation_asks_for(self, route: Route) -> None:
        assert (route.permission or None) == declared(route).permission

    def test_has_a_limit_that_exists(self, route: Route) -> None:
        assert route.limit in {*policies(LIMITS), UNLIMITED}

    def test_is_found_at_its_path(self, route: Route) -> None:
        path = "/".join("x" if segment.startswith("{") else segment for segment in route.path.split("/"))
        path_routes, query = RouteTable(ROUTES).find(path.encode())
        assert path_routes.route(route.method) is route
        assert query.decode() == "&".join(f"{name}=x" for name in route.parameters)


def test_the_gateway_and_the_functions_bound_bodies_alike() -> None:
    assert routes.BODY_BYTES_MAX == BODY_BYTES_MAX


def test_a_line_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "routes.yaml"
    table.write_text("- {method: GET, path: /a, operation: a, access: anyone, limit: browsing, acess: staff}\n")
    with pytest.raises(TypeError):
        read_routes(table)
