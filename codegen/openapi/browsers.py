"""What the document says about browsers, whose tokens are in cookies."""

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
            "Counts beside the header `Session-Transport: cookie` only, which no page of another origin can send. "
            f"Over https it is called {access_cookie(is_secure=True).name.decode()}."
        ),
    },
}
SIGNED_IN: list[Schema] = [{"access_token": []}, {"access_cookie": []}]
BROWSER_SESSION: Schema = {"$ref": "#/components/schemas/BrowserSessionView"}
SESSION_TRANSPORT: Schema = {
    "name": "Session-Transport",
    "in": "header",
    "description": "For browsers: tokens come and go in cookies that scripts cannot read.",
    "schema": {"type": "string", "enum": ["cookie"]},
}
SET_COOKIE: Schema = {
    "description": "With Session-Transport: the session's two cookies, set or removed.",
    "schema": {"type": "string"},
}


def without_tokens(view: Schema) -> Schema:
    """What a browser is answered instead of the view with tokens."""
    properties = {name: schema for name, schema in view["properties"].items() if name not in WITHHELD_MEMBERS}
    return {
        "type": "object",
        "title": "BrowserSessionView",
        "description": "The answer to Session-Transport: cookie. What scripts may know of the session.",
        "properties": properties,
        "required": sorted(properties),
    }
