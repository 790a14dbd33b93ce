"""The published document is what the gateway and the operations do."""

import re
from collections.abc import Iterator
from typing import Any

from openapi_spec_validator import validate

from codegen.openapi.document import openapi
from codegen.operations import routes

DOCUMENT = openapi()


def test_it_is_valid_openapi() -> None:
    validate(DOCUMENT)


def test_it_describes_every_route() -> None:
    described = {(method.upper(), path) for path, at in DOCUMENT["paths"].items() for method in at}
    assert described == {(route["method"], route["path"]) for route in routes()}


def test_every_link_leads_to_an_operation_and_one_of_its_parameters() -> None:
    operations = {operation["operationId"]: operation for at in DOCUMENT["paths"].values() for operation in at.values()}
    for operation in operations.values():
        for answer in operation["responses"].values():
            for link in answer.get("links", {}).values():
                names = {parameter["name"] for parameter in operations[link["operationId"]]["parameters"]}
                assert link["parameters"].keys() <= names


def test_states_actions_and_reasons_are_enums() -> None:
    free = {
        f"{name}.{field}"
        for name, schema in DOCUMENT["components"]["schemas"].items()
        for field, values in schema.get("properties", {}).items()
        if re.fullmatch(r"(\w+_)?(states?|action|kind|reason_code|refusal)", field) and not has_names(values)
    }
    # What a country calls its areas is a word of that country.
    assert free == {"CountryView.area_kind"}


def has_names(schema: dict[str, Any]) -> bool:
    """Whether the schema lists its values."""
    if "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    inner = [*schema.get("anyOf", ()), schema.get("items", {})]
    return bool({"enum", "const"} & schema.keys()) or any(map(has_names, filter(None, inner)))


def test_every_text_and_list_of_a_request_has_a_bound() -> None:
    for path, at in DOCUMENT["paths"].items():
        for method, operation in at.items():
            bodies = operation.get("requestBody", {}).get("content", {}).values()
            for schema in (part["schema"] for part in (*operation["parameters"], *bodies)):
                assert list(unbounded(schema)) == [], f"{method} {path}"


def unbounded(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The texts and lists in the schema that may have any length."""
    if "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    bounds = {"string": {"maxLength", "enum", "const", "format"}, "array": {"maxItems"}}.get(schema.get("type", ""))
    if bounds is not None and not bounds & schema.keys():
        yield schema
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", ()), schema.get("items", {})]
    for one in filter(None, inner):
        yield from unbounded(one)
