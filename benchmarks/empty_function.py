"""What a function costs that does nothing: the floor under every operation."""

import flask


def empty(request: flask.Request) -> str:
    return "ok"
