"""Answers one request: turns every failure into problem+json, and measures and logs the call."""

import functools
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import flask

from functions.runtime.errors import ShopError
from functions.runtime.http.replies import Answer, render_error
from functions.runtime.settings import settings
from functions.runtime.telemetry.cold_starts import age_header
from functions.runtime.telemetry.context import log, traced
from functions.runtime.telemetry.metrics import metrics, serving

if TYPE_CHECKING:
    from functions.runtime.telemetry.spans import Spans

View = Callable[[flask.Request], flask.Response]
CAUSES_MAX = 5


def respond(
    name: str, request: flask.Request, answer: Callable[[], Answer], *, shows_cause: bool = False
) -> flask.Response:
    """Runs `answer` and returns its response or problem+json; never raises.

    With `shows_cause`, problems name the underlying failures, for the dead letter of an event.
    """
    began_ns, started = time.time_ns(), time.perf_counter()
    operation = name.replace("_", "-")
    headers = {name.lower(): value for name, value in request.headers.items()}
    with serving(operation), traced(headers) as trace:
        answered = _answer_or_problem(answer, shows_cause=shows_cause)
        seconds = time.perf_counter() - started
        metrics().observe("cloudshop_operation_seconds", (operation, f"{answered.status // 100}xx"), seconds)
        level = "error" if answered.status >= 500 else "info"
        log(name, level=level, status=answered.status, duration_milliseconds=round(seconds * 1000, 1))
        if (exported := spans()) is not None:
            exported.end(operation, trace, began_ns, answered.status, is_event="ce-id" in headers)
        response = answered.response()
        response.headers.update(age_header(operation))
        return response


@functools.cache
def spans() -> "Spans | None":
    """The span exporter; None if no receiver is configured."""
    if not settings().otlp_endpoint:
        return None
    from functions.runtime.telemetry.spans import Spans

    return Spans(settings().otlp_endpoint, settings().otlp_headers)


def cause_of(failure: BaseException) -> str:
    """The underlying failures, by type and code, without their messages, which may contain secrets."""
    causes: list[str] = []
    behind = failure.__cause__
    while behind is not None and len(causes) < CAUSES_MAX:
        codes = (getattr(behind, name, None) for name in ("sqlstate", "smtp_code", "errno"))
        code = next((code for code in codes if code is not None), "")
        causes.append(f"{type(behind).__name__} {code}".strip())
        behind = behind.__cause__ or behind.__context__
    return " < ".join(causes)


def _answer_or_problem(answer: Callable[[], Answer], *, shows_cause: bool) -> Answer:
    try:
        return answer()
    except ShopError as error:
        problem = error
    except Exception as failure:  # noqa: BLE001 - the last resort: no detail of it may reach a client
        problem = _database_failure(failure) or _defect(failure)
        problem.__cause__ = failure
    if problem.security_event:
        metrics().count("cloudshop_security_events_total", (problem.security_event,))
        log("security event", level="warning", kind=problem.security_event)
    if shows_cause and (cause := cause_of(problem)):
        problem.members["cause"] = cause
    return render_error(problem)


def _defect(failure: Exception) -> ShopError:
    import traceback

    frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(failure.__traceback__)[-6:]]
    log("an operation failed", level="error", cause=type(failure).__name__, at=frames)
    return ShopError("This is a defect of the shop; nothing was changed.")


def _database_failure(failure: Exception) -> ShopError | None:
    # Operations without a database have not loaded SQLAlchemy.
    if "sqlalchemy" not in sys.modules:
        return None
    from functions.runtime.database.failures import as_shop_error

    return as_shop_error(failure)
