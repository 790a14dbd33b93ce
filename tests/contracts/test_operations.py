"""One operation = one module = one function = one Knative Service = one route or Trigger: the lists agree."""

import pytest

from codegen.operations import Module, operation_modules, routes, triggers
from functions.runtime.callers import Caller, Customer, Staff
from functions.runtime.http.requests import File, Request
from local.host.operations import operations

MODULES = operation_modules()
MANIFESTS = operations()
ROUTES = {route["operation"]: route for route in routes()}
ACCESS = {"anyone": Caller, "shopper": Customer, "staff": Staff}


def subscribed(operation: str) -> set[str]:
    """The event types that Triggers bring to the operation."""
    return {
        trigger["spec"]["filter"]["attributes"]["type"]
        for trigger in triggers().values()
        if trigger["spec"]["subscriber"]["ref"]["name"] == operation
    }


def test_every_operation_has_a_manifest_and_every_manifest_an_operation() -> None:
    assert sorted(MANIFESTS) == sorted(MODULES)


def test_every_public_operation_has_a_route_and_every_route_an_operation() -> None:
    public = {name for name, manifest in MANIFESTS.items() if manifest.labels["cloudshop.dev/trigger"] == "http"}
    assert public == set(ROUTES)


def test_no_two_routes_share_an_operation_or_a_path() -> None:
    assert len(ROUTES) == len(routes())
    assert len({(route["method"], route["path"]) for route in routes()}) == len(routes())


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES.keys())
class TestEachOperation:
    def test_is_what_its_manifest_runs(self, module: Module) -> None:
        manifest = MANIFESTS[module.name]
        assert manifest.context == module.context
        assert manifest.source == f"functions/{module.context}/{module.path.name}"
        assert manifest.target == module.path.stem

    def test_is_triggered_as_its_manifest_says(self, module: Module) -> None:
        trigger = MANIFESTS[module.name].labels["cloudshop.dev/trigger"]
        if module.kind == "event":
            assert trigger == "event"
        elif module.name in ROUTES:
            assert trigger == "http"
        else:
            assert trigger == "internal"

    def test_says_in_its_first_line_what_triggers_it(self, module: Module) -> None:
        if module.name in ROUTES:
            route = ROUTES[module.name]
            assert module.docstring.startswith(f"{route['method']} {route['path']} — ")
        elif module.kind == "event":
            named = module.docstring.split(" — ")[0].removeprefix("On ")
            assert set(named.replace(",", " and").replace(" and", "").split()) == subscribed(module.name)
        else:
            assert " — " in module.docstring

    def test_serves_whom_its_route_admits(self, module: Module) -> None:
        if module.name in ROUTES:
            assert module.operation().caller is ACCESS[ROUTES[module.name]["access"]]

    def test_asks_staff_for_the_permission_of_its_route(self, module: Module) -> None:
        if module.name in ROUTES:
            route = ROUTES[module.name]
            assert module.operation().permission == route.get("permission")
            assert ("permission" in route) == (route["access"] == "staff")

    def test_takes_its_path_parameters_as_text(self, module: Module) -> None:
        """They arrive in the query string, and a JSON body's types are read strictly."""
        if module.name in ROUTES and "{" in ROUTES[module.name]["path"]:
            request = module.operation().request
            assert issubclass(request, Request | File)
            named = ROUTES[module.name]["path"].split("{")[1].split("}")[0]
            assert request.model_json_schema()["properties"][named]["type"] == "string"
