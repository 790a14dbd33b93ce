"""Assembles the OpenAPI document."""

from typing import Any

from codegen.openapi.browsers import SECURITY_SCHEMES, SIGNED_IN, without_tokens
from codegen.openapi.headers import HEADERS
from codegen.openapi.inputs import body, parameters
from codegen.openapi.problems import shared
from codegen.openapi.responses import answers
from codegen.openapi.schemas import Schema, Schemas
from codegen.openapi.sources import Documented, documented

DESCRIPTION = """\
Amounts are integers in minor units of an ISO 4217 currency. Every error is a problem document (RFC 9457).
Lists return `next_cursor`: send it as `cursor` to get the next page. A call that requires an Idempotency-Key may be
repeated with the same key and body: it takes effect once, and every response is the same.
Programs send the access token as `Authorization: Bearer`. A browser sends `Session-Transport: cookie` with every call,
including log-in, and its tokens are in cookies that scripts cannot read.
Every response has `X-Request-Id` and `Cache-Control`, and `RateLimit` once the request was counted. After 502 and 504 a
request may have taken effect: send it again with its Idempotency-Key, or look first."""

TAGS = {
    "identity": "Accounts, sessions, and the keys that access tokens are signed with.",
    "catalog": "Products and categories, and the files that staff import and export.",
    "inventory": "How much of each product is there.",
    "cart": "What a shopper is about to order.",
    "orders": "Quotes, orders and returns.",
    "invoices": "Invoices and credit notes, as PDFs with their data inside.",
    "payments": "Refunds, and the notices of the payment provider.",
    "messaging": "Events that could not be handled, and what staff did.",
}


def openapi() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    operations = documented()
    schemas = Schemas.of(operations)
    components = schemas.components()
    components["BrowserSessionView"] = without_tokens(components["SessionView"])
    paths: dict[str, Schema] = {}
    for operation in operations:
        path = paths.setdefault(operation.route.path, {})
        path[operation.route.method.lower()] = _described(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "CloudShop",
            "version": "1",
            "description": DESCRIPTION,
            "contact": {"name": "CloudShop", "url": "https://github.com/cloudshop/cloudshop"},
            "license": {"name": "All rights reserved", "identifier": "LicenseRef-All-Rights-Reserved"},
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": name, "description": TAGS[name]}
            for name in dict.fromkeys(operation.context for operation in operations)
        ],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(components.items())),
            "responses": shared(),
            "headers": HEADERS,
            "securitySchemes": SECURITY_SCHEMES,
        },
    }


def _described(operation: Documented, schemas: Schemas) -> Schema:
    described: Schema = {
        "operationId": operation.name,
        "tags": [operation.context],
        "summary": operation.summary[:1].upper() + operation.summary[1:],
        "description": "\n\n".join(filter(None, [operation.description, _who(operation)])),
        "parameters": parameters(operation, schemas),
        "responses": answers(operation, schemas),
        "security": SIGNED_IN if operation.route.access != "anyone" else [{}, *SIGNED_IN],
    }
    if (taken := body(operation, schemas)) is not None:
        described["requestBody"] = taken
    return described


def _who(operation: Documented) -> str:
    if operation.route.permission:
        return f"Access: staff whose role has the permission `{operation.route.permission}`."
    who = {"anyone": "anyone", "shopper": "signed-in callers"}
    return f"Access: {who[operation.route.access]}."
