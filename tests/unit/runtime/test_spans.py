"""How spans leave a process: gathered, again when no receiver took them, and no more than it can keep."""

from collections.abc import Iterator

import pytest
from werkzeug import Request, Response

from functions.runtime.telemetry import spans as module
from functions.runtime.telemetry.context import Trace
from functions.runtime.telemetry.spans import Spans
from tests.support.servers.http_server import HttpServer


class Receiver:
    """Answers each status in turn, the last one for ever; keeps the names of what it took and the headers."""

    def __init__(self) -> None:
        self.statuses, self.taken, self.headers = [200], list[str](), list[dict[str, str]]()
        self._server = HttpServer(Request.application(self._take))
        self.endpoint, self.close = self._server.url, self._server.stop

    def _take(self, request: Request) -> Response:
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        self.headers.append({name.lower(): value for name, value in request.headers.items()})
        if status == 200:
            scopes = [scope for each in request.get_json()["resourceSpans"] for scope in each["scopeSpans"]]
            self.taken += [span["name"] for scope in scopes for span in scope["spans"]]
        return Response(status=status)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


def ended(spans: Spans, *names: str) -> None:
    for name in names:
        spans.end("place-order", Trace.of({}), 0, 200, name=name)


def test_they_are_sent_when_the_process_ends(receiver: Receiver) -> None:
    spans = Spans(receiver.endpoint + "/", "authorization=Bearer x,tenant=shop")
    ended(spans, "a", "b")
    spans.close()
    assert receiver.taken == ["a", "b"]
    assert {"authorization": "Bearer x", "tenant": "shop"}.items() <= receiver.headers[0].items()


def test_they_are_sent_again_when_the_receiver_is_busy_and_once_when_it_refuses(receiver: Receiver) -> None:
    receiver.statuses = [503, 429, 400, 200]
    spans = Spans(receiver.endpoint)
    ended(spans, "refused")
    assert [spans._export() for _ in range(3)] == [False, False, True]
    ended(spans, "taken")
    assert spans._export()
    assert receiver.taken == ["taken"]
    spans.close()


def test_no_more_are_kept_than_there_is_room_for(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAITING_MAX", 3)
    spans = Spans(receiver.endpoint)
    ended(spans, *"abcde")
    spans.close()
    assert receiver.taken == ["c", "d", "e"]
