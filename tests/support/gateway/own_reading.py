"""Reads one member of a body as the operation's own request does."""

import json

from pydantic import create_model

from functions.runtime.http.requests import Request


def read_by(request: type[Request], member: str, value: str) -> str:
    """The member's value; raises ValidationError if the operation refuses it."""
    field = request.model_fields[member]
    named = create_model("Named", __config__=request.model_config, **{member: (field.annotation, field)})  # type: ignore[call-overload]
    return str(getattr(named.model_validate_json(json.dumps({member: value}), strict=True), member))
