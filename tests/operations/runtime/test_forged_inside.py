"""What only runs inside the cluster can send: callers and events that nobody has signed."""

import json
from typing import Any
from uuid import uuid4

import pytest

from functions.runtime.security.signatures import CALLER_HEADER
from functions.runtime.telemetry.metrics import metrics
from tests.support.operations.shop import Shop
from tests.support.webhooks import a_confirmed_order

METRIC = "cloudshop_security_events_total"


def counted(kind: str) -> float:
    return metrics().added().get((METRIC, (kind,)), [0])[0]


def events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [line for line in lines if line["message"] == "security event"]


class TestForgeries:
    def test_of_a_caller_are_security_events(self, shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
        before = counted("forged-caller")
        answer = shop.call("read-profile", method="GET", headers={CALLER_HEADER: "e30=.v1,canary"})
        assert answer.status_code == 401
        (event,) = events(capsys)
        assert (event["kind"], "canary" in str(event)) == ("forged-caller", False)
        assert counted("forged-caller") == before + 1

    def test_of_an_event_are_security_events(self, shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
        before, event = counted("forged-event"), a_confirmed_order()
        forged = "YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtbG9uZy0hISE="
        data = event.model_dump(mode="json")
        answer = shop.deliver_raw("queue-webhooks", event.TYPE, data, event_id=str(uuid4()), key=forged)
        assert answer.status_code == 422
        assert [each["kind"] for each in events(capsys)] == ["forged-event"]
        assert counted("forged-event") == before + 1

    def test_are_none_where_all_is_as_it_should_be(self, shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
        shop.call("read-profile", method="GET")
        shop.deliver("queue-webhooks", a_confirmed_order())
        assert events(capsys) == []
