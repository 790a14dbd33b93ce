"""Describes the calls of browsers, whose tokens are in cookies."""

from codegen.openapi.schemas import Schema
from gateway.access.browsers import WITHHELD_MEMBERS
from gateway.access.cookies import access_cookie

SECURITY_SCHEMES: dict[str, Schema] = {
    "access_token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "access_cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": access_cookie(is_secure=False).name.decode(),
        "description": (
            "Valid only with the header `Session-Transport: cookie`, which no page of another origin can send. "
            f"Over HTTPS its name is {access_cookie(is_secure=True).name.decode()}."
        ),
    },
}
SIGNED_IN: list[Schema] = [{"access_token": []}, {"access_cookie": []}]
BROWSER_SESSION: Schema = {"$ref": "#/components/schemas/BrowserSessionView"}
SESSION_TRANSPORT: Schema = {
    "name": "Session-Transport",
    "in": "header",
    "description": "For browsers: tokens are sent in cookies that scripts cannot read.",
    "schema": {"type": "string", "enum": ["cookie"]},
}
SET_COOKIE: Schema = {
    "description": "With Session-Transport: sets or deletes the session's two cookies.",
    "schema": {"type": "string"},
}


def without_tokens(view: Schema) -> Schema:
    """The schema of a browser's response, which has no tokens."""
    properties = {name: schema for name, schema in view["properties"].items() if name not in WITHHELD_MEMBERS}
    return {
        "type": "object",
        "title": "BrowserSessionView",
        "description": "The response with Session-Transport: cookie, which has no tokens.",
        "properties": properties,
        "required": sorted(properties),
    }
