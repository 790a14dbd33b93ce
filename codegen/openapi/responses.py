"""Describes the responses of a call: its success, and every problem that it may return."""

from dataclasses import MISSING, fields
from typing import Any

from codegen.openapi.browsers import BROWSER_SESSION
from codegen.openapi.headers import of_status, of_success
from codegen.openapi.problems import problems
from codegen.openapi.schemas import Schema, Schemas
from codegen.openapi.sources import Documented
from functions.runtime.http.replies import Document

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
    status = operation.operation.status if operation.reply is not None else 204
    found = {str(status): _success(operation, status, schemas)}
    if operation.operation.etag:
        found["304"] = {"description": "The caller's copy is current", "headers": of_status(304)}
    return found | problems(operation)


def _success(operation: Documented, status: int, schemas: Schemas) -> Schema:
    success: Schema = {
        "description": "Done" if operation.reply is None else "The response",
        "headers": of_success(operation, status),
    }
    if (operation.reply, "serialization") in schemas.references:
        answered = schemas.reference(operation.reply)
        schema = {"anyOf": [answered, BROWSER_SESSION]} if operation.route.session else answered
        success["content"] = {"application/json": {"schema": schema}}
    elif operation.reply is not None:
        success["content"] = {_media_type(operation.reply): {"schema": {"type": "string"}}}
    if operation.name in LINKS:
        success["links"] = {
            target: {"operationId": target, "parameters": {parameter: value}}
            for target, parameter, value in LINKS[operation.name]
        }
    return success


def _media_type(document: type[Document]) -> str:
    """The media type of documents of this type; exports are CSV."""
    declared = next(field.default for field in fields(document) if field.name == "media_type")
    return "text/csv" if declared is MISSING else declared.partition(";")[0]
