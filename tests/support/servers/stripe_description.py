"""Stripe's own OpenAPI description, against which requests and answers are held.

It is not part of this repository: STRIPE_OPENAPI is the path or the https address of a copy, such as
openapi/spec3.json of github.com/stripe/openapi.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx

Schema = Mapping[str, Any]
FORM = "application/x-www-form-urlencoded"
# Of the stand-in alone: what was asked for, and how much was given back.
OWN = {"form", "refunded"}


class Description:
    def __init__(self, place: str) -> None:
        remote = place.startswith("https://")
        self._document = json.loads(httpx.get(place, timeout=120).text if remote else Path(place).read_text())
        self.version = str(self._document["info"]["version"])

    def event_types(self) -> set[str]:
        """Every kind of event that a webhook may be sent for."""
        endpoint = self._operation("POST", "/v1/webhook_endpoints")["requestBody"]["content"][FORM]["schema"]
        return set(endpoint["properties"]["enabled_events"]["items"]["enum"])

    def fields(self, resource: str) -> set[str]:
        return set(self._document["components"]["schemas"][resource]["properties"])

    def wrong_in_request(self, method: str, path: str, sent: Mapping[str, str]) -> list[str]:
        """What Stripe would not take of a query or form; `sent` has names such as `metadata[order_id]`."""
        operation = self._operation(method, path)
        if method == "GET":
            known = {each["name"]: each["schema"] for each in operation["parameters"] if each["in"] == "query"}
            schema: Schema = {"properties": known}
        else:
            schema = operation["requestBody"]["content"][FORM]["schema"]
        missing = set(schema.get("required", ())) - {name.partition("[")[0] for name in sent}
        wrong = [f"{method} {path}: {name} is missing" for name in sorted(missing)]
        for name, value in sent.items():
            if not self._takes(schema, re.findall(r"[^\[\]]+|(?<=\[)(?=\])", name), value):
                wrong.append(f"{method} {path}: {name}={value}")
        return wrong

    def wrong_in_answer(self, method: str, path: str, status: int, answer: Any) -> list[str]:
        """Fields that no answer has, and values of another type; one that is left out is not wrong."""
        said = self._operation(method, path)["responses"]["200" if status == 200 else "default"]
        return list(self._faults(said["content"]["application/json"]["schema"], answer, f"{method} {path}"))

    def _operation(self, method: str, path: str) -> Schema:
        for template, operations in self._document["paths"].items():
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) and method.lower() in operations:
                found: Schema = operations[method.lower()]
                return found
        raise AssertionError(f"Stripe has no {method} {path}")

    def _resolved(self, schema: Schema) -> list[Schema]:
        """The schemas of which a value must have one."""
        if "$ref" in schema:
            return self._resolved(self._document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
        return [each for one in schema["anyOf"] for each in self._resolved(one)] if "anyOf" in schema else [schema]

    def _takes(self, schema: Schema, path: list[str], value: str) -> bool:
        return any(self._takes_as(each, path, value) for each in self._resolved(schema))

    def _takes_as(self, schema: Schema, path: list[str], value: str) -> bool:
        if not path:
            return _is_text_of(schema, value)
        inner = schema.get("items") if path[0] == "" else schema.get("properties", {}).get(path[0])
        if inner is None and isinstance(schema.get("additionalProperties"), dict):
            inner = schema["additionalProperties"]
        return inner is not None and self._takes(inner, path[1:], value)

    def _faults(self, schema: Schema, value: Any, where: str) -> Iterator[str]:
        if value is None and (schema.get("nullable") or "anyOf" not in schema):
            return
        found = [list(self._faults_as(each, value, where)) for each in self._resolved(schema)]
        yield from min(found, key=len)

    def _faults_as(self, schema: Schema, value: Any, where: str) -> Iterator[str]:
        match schema.get("type"), value:
            case "object", dict():
                known, others = schema.get("properties", {}), schema.get("additionalProperties")
                for name in value.keys() - OWN:
                    if (inner := known.get(name, others if isinstance(others, dict) else None)) is None:
                        yield f"{where}: there is no {name}"
                    else:
                        yield from self._faults(inner, value[name], f"{where}.{name}")
            case "array", list():
                for each in value:
                    yield from self._faults(schema["items"], each, f"{where}[]")
            case kind, _:
                types = {"string": str, "integer": int, "boolean": bool, "number": float}
                if kind not in types or not isinstance(value, types[kind]) or value not in schema.get("enum", [value]):
                    yield f"{where} is {value!r}"


def _is_text_of(schema: Schema, value: str) -> bool:
    kinds = {"integer": r"-?\d+", "boolean": "true|false", "string": r"[\s\S]*"}
    fits = re.fullmatch(kinds.get(schema.get("type", ""), "(?!)"), value) is not None
    return fits and len(value) <= schema.get("maxLength", len(value)) and value in schema.get("enum", [value])
