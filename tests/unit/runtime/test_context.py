"""A request's place in its trace: a span of its own, under the call or event that caused it."""

import json

import pytest

from functions.runtime.telemetry.context import Trace, about, log, traced

CALLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
ANNOUNCED = "00-11111111111111111111111111111111-2222222222222222-00"


class TestATrace:
    def test_goes_on_under_who_called(self) -> None:
        trace = Trace.of({"traceparent": CALLED, "x-request-id": "r1"})
        assert (trace.trace_id, trace.parent_id, trace.request_id) == (CALLED[3:35], CALLED[36:52], "r1")
        assert trace.span_id != trace.parent_id
        assert trace.is_sampled

    def test_goes_on_under_the_announcing_call_whichever_call_delivered(self) -> None:
        trace = Trace.of(
            {"traceparent": CALLED, "ce-traceparent": ANNOUNCED, "ce-requestid": "r2", "x-request-id": "r1"}
        )
        assert (trace.trace_id, trace.parent_id, trace.request_id) == ("1" * 32, "2" * 16, "r2")
        assert not trace.is_sampled

    @pytest.mark.parametrize(
        "traceparent", ["", "garbage", CALLED.upper(), CALLED[:-1], "00-" + "0" * 32 + CALLED[35:]]
    )
    def test_begins_anew_where_there_is_none_to_follow(self, traceparent: str) -> None:
        trace = Trace.of({"traceparent": traceparent})
        assert (len(trace.trace_id), len(trace.span_id), trace.parent_id) == (32, 16, "")

    def test_is_passed_on_with_its_own_span(self) -> None:
        trace = Trace.of({"traceparent": CALLED})
        assert Trace.of(trace.headers()).parent_id == trace.span_id


class TestLogLines:
    def test_say_what_the_request_is_about_from_when_it_is_known(self, capsys: pytest.CaptureFixture[str]) -> None:
        with traced({"traceparent": CALLED}):
            log("before")
            about(order="CS-1", event_id="e1")
            log("after", status=204)
        log("outside")
        before, after, outside = map(json.loads, capsys.readouterr().out.splitlines())
        assert "order" not in before
        assert (after["order"], after["event_id"], after["trace_id"]) == ("CS-1", "e1", CALLED[3:35])
        assert "order" not in outside

    def test_about_nothing_is_no_failure(self) -> None:
        about(order="CS-1")
