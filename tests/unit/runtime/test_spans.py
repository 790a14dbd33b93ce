"""How spans leave a process: gathered, again when no receiver took them, and no more than it can keep."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from functions.runtime.telemetry import spans as module
from functions.runtime.telemetry.context import Trace
from functions.runtime.telemetry.spans import Spans


class Receiver:
    """Answers each status in turn, the last one for ever; keeps the names of what it took and the headers."""

    def __init__(self) -> None:
        self.statuses, self.taken, self.headers = [200], list[str](), list[dict[str, str]]()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                status = receiver.statuses.pop(0) if len(receiver.statuses) > 1 else receiver.statuses[0]
                receiver.headers.append({name.lower(): value for name, value in self.headers.items()})
                if status == 200:
                    scopes = [scope for each in body["resourceSpans"] for scope in each["scopeSpans"]]
                    receiver.taken += [span["name"] for scope in scopes for span in scope["spans"]]
                self.send_response(status)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


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
