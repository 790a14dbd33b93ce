"""Admits only signed calls to the operations that other parts of the shop call by themselves."""

import flask

from functions.runtime.http.requests import read_body
from functions.runtime.security.call_signatures import CALL_HEADER, check_call
from functions.runtime.settings import settings


def admit(request: flask.Request, operation: str, keys: str, body_bytes_max: int) -> None:
    """Raises CallForged unless the call is signed by one of the keys, which the settings have under this name.

    Parts of the release before do not sign, so an unsigned call counts as long as the operator accepts that release.
    """
    known, header = settings(), request.headers.get(CALL_HEADER)
    if header is None and known.caller_keys:
        return
    body = read_body(request, body_bytes_max)
    check_call(getattr(known, keys), operation, header or "", body, request.query_string)
