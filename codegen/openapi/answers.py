"""The responses of a call: its success, and every problem that it may have."""

from http import HTTPStatus
from typing import Any

from codegen.openapi.browsers import BROWSER_SESSION, SET_COOKIE
from codegen.openapi.inputs import body
from codegen.openapi.schemas import Schema, Schemas
from codegen.openapi.sources import Documented

PROBLEM_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
# OpenAPI links: a following operation, its parameter, and the expression for its value in the response.
LINKS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "place_order": (
        ("get_order", "number", "$response.body#/number"),
        ("cancel_order", "number", "$response.body#/number"),
        ("request_return", "number", "$response.body#/number"),
    ),
    "list_products": (("get_product", "handle", "$response.body#/products/0/handle"),),
    "list_orders": (("get_order", "number", "$response.body#/orders/0/number"),),
    "list_orders_by_state": (("ship_order", "number", "$response.body#/orders/0/number"),),
    "create_product": (
        ("publish_product", "handle", "$response.body#/handle"),
        ("set_prices", "handle", "$response.body#/handle"),
        ("archive_product", "handle", "$response.body#/handle"),
    ),
    "list_dead_letters": (("replay_dead_letter", "id", "$response.body#/dead_letters/0/id"),),
}


def answers(operation: Documented, schemas: Schemas) -> dict[str, Any]:
    found = {str(operation.operation.status if operation.reply is not None else 204): _success(operation, schemas)}
    if operation.operation.etag:
        found["304"] = {"description": "The caller's copy is current"}
    for status, reasons in sorted(_problems(operation, schemas).items()):
        found[str(status)] = {"description": " · ".join(reasons), "content": PROBLEM_CONTENT}
    return found


def _success(operation: Documented, schemas: Schemas) -> Schema:
    success: Schema = {"description": "Done" if operation.reply is None else "The response"}
    if (operation.reply, "serialization") in schemas.references:
        answered = schemas.reference(operation.reply)
        schema = {"anyOf": [answered, BROWSER_SESSION]} if operation.route.session else answered
        success["content"] = {"application/json": {"schema": schema}}
    elif operation.reply is not None:
        success["content"] = {"text/csv": {"schema": {"type": "string"}}}
    if operation.route.session:
        success["headers"] = {"Set-Cookie": SET_COOKIE}
    if operation.name in LINKS:
        success["links"] = {
            target: {"operationId": target, "parameters": {parameter: value}}
            for target, parameter, value in LINKS[operation.name]
        }
    return success


def _problems(operation: Documented, schemas: Schemas) -> dict[int, list[str]]:
    """Titles by status: problems of every call, of this kind of call, and those that the operation raises."""
    problems: dict[int, list[str]] = {429: ["Too many requests"], 503: ["A part of the shop is unavailable"]}
    problems[400] = ["The request cannot be read"]
    problems[422] = ["A field is invalid"]
    problems[401] = ["The access token is not valid"]
    problems[403] = ["The request comes from another site"]
    problems[414] = ["The address is too long"]
    if operation.route.parameters:
        problems[404] = ["There is nothing at this address"]
    if operation.route.access not in {"anyone", "shopper"}:
        problems[403].append("You are not allowed to do this")
    if body(operation, schemas) is not None:
        problems |= {413: ["The request is too large"], 415: ["This media type is not supported"]}
    if operation.operation.idempotent:
        problems[409] = ["A request with this key is still being answered"]
    if operation.route.method != "GET":
        problems[503].append("Another request is changing the same data")
    for error in operation.operation.errors:
        problems.setdefault(error.status, []).append(error.title)
    return {status: list(dict.fromkeys(titles)) or [HTTPStatus(status).phrase] for status, titles in problems.items()}
