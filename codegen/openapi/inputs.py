"""Describes the inputs of a call: path, query and header parameters, and the body."""

from typing import Any

from codegen.openapi.browsers import SESSION_TRANSPORT
from codegen.openapi.schemas import Schema, Schemas
from codegen.openapi.sources import FILE, Documented
from functions.runtime.callers import CART_TOKEN_LENGTH_MAX
from functions.runtime.http.preconditions import IF_MATCH_LENGTH_MAX, IfMatch
from functions.runtime.http.requests import File

IDEMPOTENCY_KEY: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A fresh UUID for each new request; the same one when a request is sent again.",
    "schema": {"type": "string", "minLength": 16, "maxLength": 255},
}
IF_MATCH: Schema = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag of what is changed, as it was read; `*` for any version.",
    "schema": {"type": "string", "maxLength": IF_MATCH_LENGTH_MAX},
}
CART_TOKEN: Schema = {
    "name": "Cart-Token",
    "in": "header",
    "description": "The token of a guest's cart, which put-cart-item returned.",
    "schema": {"type": "string", "maxLength": CART_TOKEN_LENGTH_MAX},
}


def parameters(operation: Documented, schemas: Schemas) -> list[Schema]:
    fields, required = _fields(operation, schemas)
    in_path = operation.route.parameters
    found = [{"name": name, "in": "path", "required": True, "schema": fields.pop(name)} for name in in_path]
    if not operation.route.takes_body:
        found += [_in_query(name, schema, name in required) for name, schema in fields.items()]
    if operation.operation.idempotent:
        found.append(IDEMPOTENCY_KEY)
    if operation.operation.if_match is not None:
        found.append(IF_MATCH | {"required": operation.operation.if_match is IfMatch})
    if operation.context == "cart" or operation.name == "place_order":
        found.append(CART_TOKEN)
    if operation.route.session:
        found.append(SESSION_TRANSPORT)
    return found


def body(operation: Documented, schemas: Schemas) -> Schema | None:
    """The requestBody; None if the call has none."""
    request = operation.operation.request
    if request is not None and issubclass(request, File):
        file = {"type": "string", "maxLength": operation.operation.body_bytes_max}
        return {"required": True, "content": {request.media_type(): {"schema": file}}}
    fields, required = _fields(operation, schemas)
    fields = {name: schema for name, schema in fields.items() if name not in operation.route.parameters}
    if not operation.route.takes_body or not fields:
        return None
    required &= fields.keys()
    schema: Schema = {"type": "object", "properties": fields, "additionalProperties": False}
    if required:
        schema["required"] = sorted(required)
    # A browser sends its refresh token in a cookie instead.
    needed = bool(required) and operation.route.session not in {"renews", "ends"}
    return {"required": needed, "content": {"application/json": {"schema": schema}}}


def _fields(operation: Documented, schemas: Schemas) -> tuple[dict[str, Schema], set[str]]:
    if not operation.has_fields:
        return {}, set()
    request: Any = operation.operation.request
    fields, required = schemas.fields(request)
    if issubclass(request, File):
        fields = {name: schema for name, schema in fields.items() if name not in FILE}
    return fields, required & fields.keys()


def _in_query(name: str, schema: Schema, required: bool) -> Schema:
    # A query string has no null; optional parameters are left out.
    alternatives = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    if len(alternatives) == 1:
        schema = alternatives[0] | {key: value for key, value in schema.items() if key not in {"anyOf", "default"}}
    return {"name": name, "in": "query", "required": required, "schema": schema}
