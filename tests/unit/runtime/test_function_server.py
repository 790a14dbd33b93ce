"""functions/serve.py as a process: it serves one operation, and ends without failing a request."""

import http.client
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import retention
from functions.orders.legal import texts as legal_texts
from functions.runtime.operator_settings import LEFT_TO_OPERATOR, refuse_unset
from local.host.operations import ROOT
from local.host.ports import free_port
from tests.support.servers.function_server import started

LEFT = LEFT_TO_OPERATOR | legal_texts.LEFT_TO_OPERATOR | retention.LEFT_TO_OPERATOR
SLOW = """
import time
def slow(request):
    time.sleep(float(request.args.get("seconds", "0")))
    return "answered"
"""


def connected(port: int) -> http.client.HTTPConnection:
    """A connection to the server; waits for it to listen."""
    until = time.monotonic() + 30
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.connect()
        except ConnectionRefusedError:
            assert time.monotonic() < until, "the server never listened"
            time.sleep(0.05)
        else:
            return connection


def asked(connection: http.client.HTTPConnection, seconds: float) -> tuple[int, bytes]:
    connection.request("GET", f"/?seconds={seconds}")
    answer = connection.getresponse()
    return answer.status, answer.read()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    source, port = tmp_path / "slow.py", free_port()
    source.write_text(SLOW)
    process = started(source, port)
    try:
        yield process, port
    finally:
        process.kill()
        process.wait(10)


class TestTheFunctionServer:
    def test_serves_the_operation_that_the_environment_names(self, served: tuple[subprocess.Popen[bytes], int]) -> None:
        with closing(connected(served[1])) as connection:
            assert asked(connection, 0) == (200, b"answered")

    def test_answers_who_only_wakes_it_without_the_operation(self, served: tuple[subprocess.Popen[bytes], int]) -> None:
        with closing(connected(served[1])) as connection:
            connection.request("OPTIONS", "/?seconds=5")
            answer = connection.getresponse()
            assert (answer.status, answer.read()) == (204, b"")
            assert asked(connection, 0) == (200, b"answered")

    def test_answers_what_is_under_way_when_it_is_asked_to_end(
        self, served: tuple[subprocess.Popen[bytes], int]
    ) -> None:
        process, port = served
        answers: list[tuple[int, bytes]] = []
        with closing(connected(port)) as connection, closing(connected(port)) as other:
            asked(other, 0)
            under_way = threading.Thread(target=lambda: answers.append(asked(connection, 1.5)))
            under_way.start()
            time.sleep(0.3)
            process.send_signal(signal.SIGTERM)
            assert asked(other, 0) == (200, b"answered"), "a request that came with the signal failed"
            under_way.join(10)
            assert process.wait(5) == 0
        assert answers == [(200, b"answered")]

    def test_ends_soon_when_no_request_is_served(self, served: tuple[subprocess.Popen[bytes], int]) -> None:
        process, port = served
        with closing(connected(port)) as connection:
            asked(connection, 0)
        started_at = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
        assert time.monotonic() - started_at < 3

    def test_wakes_what_it_needs_once_it_can_answer_and_nothing_when_it_never_can(self, tmp_path: Path) -> None:
        source, broken = tmp_path / "slow.py", tmp_path / "broken.py"
        source.write_text(SLOW)
        broken.write_text("import time\ntime.sleep(1)\nraise RuntimeError('at import')\n")
        with socket.create_server(("127.0.0.1", 0)) as needed:
            needed.settimeout(20)
            url = f"http://127.0.0.1:{needed.getsockname()[1]}/{{operation}}"
            process = started(source, free_port(), WAKES="reserve-stock", FUNCTION_URL=url)
            try:
                needed.accept()[0].close()
            finally:
                process.kill()
                process.wait(10)
            assert started(broken, free_port(), WAKES="reserve-stock", FUNCTION_URL=url).wait(20) != 0
            needed.settimeout(0)
            with pytest.raises(BlockingIOError):
                needed.accept()

    def test_never_listens_when_the_operation_cannot_be_imported(self, tmp_path: Path) -> None:
        broken, port = tmp_path / "broken.py", free_port()
        broken.write_text("raise RuntimeError('at import')\n")
        process = started(broken, port)
        assert process.wait(20) != 0
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
        with closing(connection), pytest.raises(ConnectionRefusedError):
            connection.connect()

    def test_never_starts_without_the_keys_of_its_operation(self) -> None:
        source = ROOT / "functions/notifications/send_mail.py"
        process = started(source, free_port(), "send_mail", LINK_KEYS=" ", stderr=subprocess.PIPE)
        _, said = process.communicate(timeout=60)
        assert process.returncode != 0
        assert b"LINK_KEYS must have a key: run `make secrets`" in said


class TestSettingsLeftToTheOperator:
    @pytest.mark.parametrize(("variable", "setting"), LEFT.items())
    @pytest.mark.parametrize("value", ["", "unset", "https://unset"])
    def test_names_the_setting_that_is_missing(self, variable: str, setting: str, value: str) -> None:
        with pytest.raises(SystemExit, match=f"Set `{setting}` in argocd/<environment>/shop/shop.yaml"):
            refuse_unset({variable: value})

    def test_names_all_that_are_missing(self) -> None:
        with pytest.raises(SystemExit, match="Set `url` and `mail_from` in"):
            refuse_unset({"SHOP_URL": "https://unset", "MAIL_FROM": "unset", "GATEWAY_TRUSTED_PROXIES": "10.0.0.0/16"})

    def test_lets_a_function_start_that_has_them_or_needs_none(self) -> None:
        refuse_unset({"SHOP_URL": "https://shop.merchant.com"})
        refuse_unset({})
