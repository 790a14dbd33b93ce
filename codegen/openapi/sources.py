"""Reads the routes with the declarations of their operations."""

import importlib
import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from functions.runtime.adapters.http_operation import HttpOperation
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from gateway.routing.routes import Route, read_routes

ROOT = Path(__file__).resolve().parent.parent.parent


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
    def models(self) -> list[tuple[Any, str]]:
        """The pydantic models of its request and response, each with pydantic's mode."""
        taken = [(self.operation.request, "validation")] if _is_a(self.operation.request, Request) else []
        returned = [(self.reply, "serialization")] if _is_a(self.reply, Reply) else []
        return [*taken, *returned]


def documented() -> list[Documented]:
    """Every route, in the order of routes.yaml."""
    return [_read(route) for route in read_routes()]


def _read(route: Route) -> Documented:
    name = route.operation.replace("-", "_")
    (path,) = ROOT.glob(f"functions/*/{name}.py")
    module = importlib.import_module(f"functions.{path.parent.name}.{name}")
    docstring = inspect.cleandoc(module.__doc__ or "").split("\n", 1)
    return Documented(
        route=route,
        context=path.parent.name,
        summary=docstring[0].split(" — ", 1)[1],
        description=docstring[1].strip() if len(docstring) > 1 else "",
        operation=getattr(module, name).operation,
    )


def _is_a(kind: Any, base: type[Any]) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)
