"""Makes the JSON Schemas of the operations' requests and responses, under unique names."""

import importlib
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic.json_schema import models_json_schema

from codegen.openapi.sources import Documented
from codegen.operations import ROOT
from functions.runtime.errors import ShopError

Schema = dict[str, Any]
PROBLEM: Schema = {
    "type": "object",
    "description": "RFC 9457. `errors` names fields; further members depend on `type`.",
    "required": ["type", "title", "status", "detail", "request_id"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "problem"],
                "properties": {"field": {"type": "string"}, "problem": {"type": "string"}},
            },
        },
    },
}


ERRORS = (
    *(f"functions.{path.parent.name}.errors" for path in sorted(ROOT.glob("functions/*/errors.py"))),
    "functions.runtime.adapters.idempotency",
    *("gateway.errors", "gateway.access.keys", "gateway.access.revocations", "gateway.access.tokens"),
)
# Only the relay hears of these, wherever they were loaded.
OF_EVENTS = "functions.runtime.http.event_signatures"


def _problem() -> Schema:
    """The schema of problems, with the type of each error, so that a client can have a text for each."""
    for module in ERRORS:
        importlib.import_module(module)
    types = sorted({f"urn:cloudshop:problem:{kind.slug}" for kind in _below(ShopError) if kind.__module__ != OF_EVENTS})
    return PROBLEM | {"properties": PROBLEM["properties"] | {"type": {"type": "string", "enum": types}}}


def _below(kind: type[ShopError]) -> Iterator[type[ShopError]]:
    if kind.__module__.startswith(("functions.", "gateway.")):
        yield kind
    for narrower in kind.__subclasses__():
        yield from _below(narrower)


@dataclass(frozen=True, slots=True)
class Schemas:
    """All schemas by model and direction, and their definitions."""

    references: dict[Any, Schema]
    definitions: dict[str, Schema]

    @classmethod
    def of(cls, operations: Iterable[Documented]) -> "Schemas":
        models = list(dict.fromkeys(model for operation in operations for model in operation.models))
        references, made = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
        return cls(dict(references), made.get("$defs", {}))

    def fields(self, model: Any) -> tuple[dict[str, Schema], set[str]]:
        """A request's fields, and the names of the required ones."""
        schema = deepcopy(self._of(model, "validation"))
        return schema.get("properties", {}), set(schema.get("required", []))

    def components(self) -> dict[str, Schema]:
        """The schemas that responses and bodies refer to; request schemas are inlined."""
        taken = {self._name(reference) for (_, mode), reference in self.references.items() if mode == "validation"}
        return {"Problem": _problem()} | {name: made for name, made in self.definitions.items() if name not in taken}

    def reference(self, model: Any) -> Schema:
        return self.references[model, "serialization"]

    def _of(self, model: Any, mode: str) -> Schema:
        return self.definitions[self._name(self.references[model, mode])]

    @staticmethod
    def _name(reference: Schema) -> str:
        return str(reference["$ref"]).rsplit("/", 1)[1]
