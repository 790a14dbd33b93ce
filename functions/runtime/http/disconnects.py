"""Checks whether the caller still waits for the response to the current request."""

import flask


def caller_has_disconnected() -> bool:
    """Whether the connection of the current request's caller is closed; False without a request."""
    if not flask.has_request_context():
        return False
    is_closed = flask.request.environ.get("waitress.client_disconnected")
    return is_closed is not None and bool(is_closed())
