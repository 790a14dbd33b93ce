"""What a call answers: its success, and every problem it may meet."""

from http import HTTPStatus
from typing import Any

from codegen.openapi.browsers import BROWSER_SESSION, SET_COOKIE
from codegen.openapi.inputs import body
from codegen.openapi.schemas import Schema, Schemas
from codegen.openapi.sources import Documented

PROBLEM_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
# What one answer gives the next call: operation, its parameter, and where in the answer its value stands.
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
        found["304"] = {"description": "What the caller has is still so"}
    for status, reasons in sorted(_problems(operation, schemas).items()):
        found[str(status)] = {"description": " · ".join(reasons), "content": PROBLEM_CONTENT}
    return found


def _success(operation: Documented, schemas: Schemas) -> Schema:
    success: Schema = {"description": "Done" if operation.reply is None else "The answer"}
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
    """Titles by status: what every call may meet, what its kind may, and what this operation raises itself."""
    met: dict[int, list[str]] = {429: ["Too many requests"], 503: ["A part of the shop is unavailable"]}
    met[400] = ["The request cannot be read"]
    met[422] = ["A field is wrong"]
    met[401] = ["The access token is not valid"]
    met[403] = ["The request comes from another site"]
    met[414] = ["The address is too long"]
    if operation.route.parameters:
        met[404] = ["There is nothing at this address"]
    if operation.route.access not in {"anyone", "shopper"}:
        met[403].append("You are not allowed to do this")
    if body(operation, schemas) is not None:
        met |= {413: ["The request is too large"], 415: ["This media type is not supported"]}
    if operation.operation.idempotent or operation.route.method != "GET":
        met[409] = ["Somebody else is changing the same thing right now"]
    for error in operation.operation.errors:
        met.setdefault(error.status, []).append(error.title)
    return {status: list(dict.fromkeys(titles)) or [HTTPStatus(status).phrase] for status, titles in met.items()}
