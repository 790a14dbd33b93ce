"""What the document is made from: each route with its operation's declaration."""

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
    """A route, and what its operation's module says of it."""

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
        """The pydantic models it takes and answers with, each with pydantic's word for the direction."""
        taken = [(self.operation.request, "validation")] if _is_a(self.operation.request, Request) else []
        given = [(self.reply, "serialization")] if _is_a(self.reply, Reply) else []
        return [*taken, *given]


def documented() -> list[Documented]:
    """Every route of the table, in its order."""
    return [_read(route) for route in read_routes()]


def _read(route: Route) -> Documented:
    name = route.operation.replace("-", "_")
    (path,) = ROOT.glob(f"functions/*/{name}.py")
    module = importlib.import_module(f"functions.{path.parent.name}.{name}")
    said = inspect.cleandoc(module.__doc__ or "").split("\n", 1)
    return Documented(
        route=route,
        context=path.parent.name,
        summary=said[0].split(" — ", 1)[1],
        description=said[1].strip() if len(said) > 1 else "",
        operation=getattr(module, name).operation,
    )


def _is_a(kind: Any, base: type[Any]) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)
