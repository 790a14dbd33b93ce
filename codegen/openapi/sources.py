"""Reads the routes with the declarations of their operations."""

from dataclasses import dataclass
from typing import Any

from codegen.operations import Module, operation_modules
from functions.runtime.adapters.http_operation import HttpOperation
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import File, Request
from gateway.routing.routes import Route, read_routes

# What a file is made of, which is no field of a document.
FILE = File.model_fields.keys()


@dataclass(frozen=True, slots=True)
class Documented:
    """A route with its operation and the texts of the operation's docstring."""

    route: Route
    context: str
    summary: str
    description: str
    operation: HttpOperation

    @property
    def name(self) -> str:
        return self.route.operation.replace("-", "_")

    @property
    def reply(self) -> Any:
        return self.operation.operate.__annotations__["return"]

    @property
    def has_fields(self) -> bool:
        """Whether its request has fields; a file has no others than its parameters."""
        request: Any = self.operation.request
        return _is_a(request, Request) or (_is_a(request, File) and request.model_fields.keys() > FILE)

    @property
    def models(self) -> list[tuple[Any, str]]:
        """The pydantic models of its request and response, each with pydantic's mode."""
        taken = [(self.operation.request, "validation")] if self.has_fields else []
        returned = [(self.reply, "serialization")] if _is_a(self.reply, Reply) else []
        return [*taken, *returned]


def documented() -> list[Documented]:
    """Every route, in the order of routes.yaml."""
    modules = operation_modules()
    return [_read(route, modules[route.operation]) for route in read_routes()]


def _read(route: Route, module: Module) -> Documented:
    first_line, _, description = module.docstring.partition("\n")
    return Documented(
        route=route,
        context=module.context,
        summary=first_line.split(" — ", 1)[1],
        description=description.strip(),
        operation=module.operation(),
    )


def _is_a(kind: Any, base: type[Any]) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)
