"""Renders a new operation's files from the templates beside this module."""

from pathlib import Path
from string import Template
from typing import Any

from codegen.scaffolding.specification import Specification
from eventing.events import Event

TEMPLATES = Path(__file__).parent / "templates"
RUNTIME = "from functions.runtime"
CALLERS = {"anyone": "Caller", "shopper": "Customer", "staff": "Staff"}
# The type of a path parameter (functions/runtime/fields.py) and a value for the test; any other is a short text.
FIELDS = {"number": ("OrderNumber", "CS-0000-0000"), "sku": ("Sku", "MUG-1")}
SHORT_TEXT = ("ShortText", "text")
EXAMPLES = {"uuid": "00000000-0000-4000-8000-000000000001", "date-time": "2026-01-01T00:00:00Z"}
EXAMPLES_BY_TYPE: dict[str, Any] = {"string": "text", "integer": 1, "boolean": True, "array": [], "object": {}}


def module(wanted: Specification) -> str:
    """The operation's module, which raises NotImplementedError."""
    names = [FIELDS.get(parameter, SHORT_TEXT)[0] for parameter in wanted.parameters]
    fields = [f"{parameter}: {name}" for parameter, name in zip(wanted.parameters, names, strict=True)]
    imports = {
        "adapters.http_operation": ["http_operation"],
        "callers": [CALLERS.get(wanted.access, "Caller")],
        "database.unit_of_work": ["UnitOfWork"],
        "fields": sorted(set(names)),
        "http.requests": ["Request"],
    }
    return _rendered(
        f"{wanted.trigger}_operation.py",
        wanted,
        imports="\n".join(f"{RUNTIME}.{name} import {', '.join(these)}" for name, these in imports.items() if these),
        fields="\n    ".join(fields) or "pass",
        parameter="query" if wanted.method == "GET" else "command",
        caller=CALLERS.get(wanted.access, "Caller"),
        declared=f'permission="{wanted.permission}"' if wanted.permission else "",
    )


def service(wanted: Specification) -> str:
    """The operation's Knative Service."""
    database = "read-only" if wanted.method == "GET" else "read-write"
    return _rendered("service.yaml", wanted, trigger=wanted.trigger, database=database)


def trigger(wanted: Specification) -> str:
    """The Trigger that brings the event to the operation."""
    return _rendered("trigger.yaml", wanted, trigger_name=trigger_name(wanted))


def trigger_name(wanted: Specification) -> str:
    assert wanted.event is not None
    context, fact = wanted.event.TYPE.split(".")[1:3]
    return f"{wanted.name}-on-{context}-{fact}"


def route(wanted: Specification) -> str:
    """The operation's line of gateway/routes.yaml."""
    path = f'"{wanted.path}"' if wanted.parameters else wanted.path
    called = f"method: {wanted.method}, path: {path}, operation: {wanted.name}"
    asked = f", permission: {wanted.permission}" if wanted.permission else ""
    return f"- {{{called}, access: {wanted.access}{asked}, limit: browsing}}\n"


def test(wanted: Specification) -> str:
    """A test that fails until the operation is written."""
    if wanted.event is not None:
        return _rendered("test_event_operation.py", wanted, example=repr(example(wanted.event)))
    query = {parameter: FIELDS.get(parameter, SHORT_TEXT)[1] for parameter in wanted.parameters}
    arguments = {
        "method": wanted.method if wanted.method not in ("", "POST") else None,
        "query": query,
        "role": wanted.access if wanted.access != "anyone" else None,
    }
    given = "".join(f", {name}={value!r}" for name, value in arguments.items() if value)
    return _rendered("test_http_operation.py", wanted, arguments=given)


def example(event: type[Event]) -> dict[str, Any]:
    """A minimal event of this kind."""
    schema = event.model_json_schema()
    found: dict[str, Any] = _example(schema, schema.get("$defs", {}))
    return found


def _example(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _example(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    if "properties" in schema:
        return {name: _example(schema["properties"][name], definitions) for name in schema.get("required", [])}
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("minItems"):
        return [_example(schema["items"], definitions)]
    return EXAMPLES.get(schema.get("format", ""), EXAMPLES_BY_TYPE.get(schema.get("type", "")))


def _rendered(template: str, wanted: Specification, **more: str) -> str:
    event = wanted.event
    return Template((TEMPLATES / f"{template}.tmpl").read_text()).substitute(
        name=wanted.name,
        function=wanted.function,
        model=wanted.model,
        module=wanted.module,
        context=wanted.context,
        phrase=wanted.name.replace("-", " "),
        method=wanted.method,
        path=wanted.path,
        event_type=event.TYPE if event else "",
        event_class=event.__name__ if event else "",
        event_module=event.__module__ if event else "",
        **more,
    )
