"""Defines an empty function, the baseline for every operation."""

import flask


def empty(request: flask.Request) -> str:
    return "ok"
