"""A new revision is started at its own address, which may be unknown for a while on a busy cluster."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rollouts.candidate import PAUSE_SECONDS, START_SECONDS, Starts
from tests.support.waiting import eventually

TRAEFIK_DOES_NOT_KNOW_IT = (404, "text/plain; charset=utf-8")
IT_FAILS = (500, "application/problem+json")


class Address:
    """A function's address that gives these answers, the last of them for ever."""

    def __init__(self, *answers: tuple[int, str]) -> None:
        self.answers, self.calls, self.now = list(answers), 0, 0.0
        address = self

        class Answer(BaseHTTPRequestHandler):
            def do_OPTIONS(self) -> None:
                status, content_type = address.answers[min(address.calls, len(address.answers) - 1)]
                address.calls += 1
                self.send_response(status)
                self.send_header("content-type", content_type)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def fault(self) -> str | None:
        url = f"http://127.0.0.1:{self.server.server_port}/"
        starts = Starts("shop", url, clock=lambda: self.now, pause=self._pass)
        eventually(lambda: starts.fault("list-products", "new") is not None, seconds=30, what="it is judged")
        return starts.fault("list-products", "new")

    def _pass(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def addresses() -> Iterator[list[Address]]:
    opened: list[Address] = []
    yield opened
    for address in opened:
        address.server.shutdown()
        address.server.server_close()


def test_an_address_that_traefik_learns_late_is_called_again(addresses: list[Address]) -> None:
    addresses.append(late := Address(*[TRAEFIK_DOES_NOT_KNOW_IT] * 10, IT_FAILS))
    assert late.fault() == ""
    assert late.calls == 11


def test_an_address_that_never_answers_is_given_up_after_a_minute_and_it_is_said_why(addresses: list[Address]) -> None:
    addresses.append(dead := Address(TRAEFIK_DOES_NOT_KNOW_IT))
    assert dead.fault() == "404 text/plain; charset=utf-8"
    assert dead.now <= START_SECONDS == dead.calls * PAUSE_SECONDS
