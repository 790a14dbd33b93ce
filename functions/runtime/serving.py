"""Serves one request whatever happens: a failure becomes problem+json, and one line is logged."""

import sys
import time
from collections.abc import Callable

import flask

from functions.runtime.errors import ShopError
from functions.runtime.replies import Answer, refused
from functions.runtime.telemetry import log, traced


def served(name: str, request: flask.Request, answer: Callable[[], Answer]) -> flask.Response:
    """Runs `answer`, turns every failure into problem+json, and logs one line."""
    started = time.perf_counter()
    with traced({name.lower(): value for name, value in request.headers.items()}):
        answered = _without_raising(answer)
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        level = "error" if answered.status >= 500 else "info"
        log(name, level=level, status=answered.status, duration_milliseconds=milliseconds)
        return answered.response()


def _without_raising(answer: Callable[[], Answer]) -> Answer:
    try:
        return answer()
    except ShopError as error:
        return refused(error)
    except Exception as failure:  # noqa: BLE001 - the last resort: whatever it is, nothing of it may leave
        if (meaning := _database_failure(failure)) is not None:
            return refused(meaning)
        import traceback

        frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(failure.__traceback__)[-6:]]
        log("an operation failed", level="error", cause=type(failure).__name__, at=frames)
        return refused(ShopError("This is a defect of ours; nothing was changed."))


def _database_failure(failure: Exception) -> ShopError | None:
    # Only who uses the database has it loaded.
    if "sqlalchemy" not in sys.modules:
        return None
    from functions.runtime.database import as_shop_error

    return as_shop_error(failure)
