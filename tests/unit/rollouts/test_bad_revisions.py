"""The bad revisions of the cluster tests are bad in the way that their names say, and in no other."""

import flask
import pytest

from functions.runtime.adapters import request_handling
from functions.runtime.http.replies import Answer
from tests.support.cluster.rollouts import FAILS, IS_SLOW


def answered(monkeypatch: pytest.MonkeyPatch, change: str) -> flask.Response:
    """What a function answers after the change."""
    monkeypatch.setattr(request_handling, "_answer_or_problem", request_handling._answer_or_problem)
    exec(change, {})
    with flask.Flask("shop").test_request_context("/"):
        return request_handling.respond("list_products", flask.request, lambda: Answer(200, b"{}"))


def test_the_failing_one_answers_with_a_problem_as_any_function_does(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = answered(monkeypatch, FAILS.format(rate=1))
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")


def test_the_slow_one_answers_rightly(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(monkeypatch, IS_SLOW.format(seconds=0)).status_code == 200
