"""The gateway is a function: functions-framework serves it, and a server of ours does it better."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from functions_framework.aio import create_asgi_app

from gateway.server import SOURCE, create_app
from gateway.settings import GatewaySettings
from local.host.operations import ROOT
from tests.support.gateway.gateway import wait_until
from tests.support.servers.functions import Functions, saying


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_functions_framework_alone_can_serve_it(functions: Functions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNCTION_URL", functions.url)
    app = create_asgi_app("gateway", str(SOURCE), "http")  # type: ignore[no-untyped-call]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://shop") as client:
        assert (await client.get("/api/products")).json()["operation"] == "list-products"
        assert (await client.get("/nothing")).headers["content-type"] == "application/problem+json"
    await app.state.gateway.close()


def test_an_address_that_cannot_work_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="FUNCTION_URL"):
        create_app(GatewaySettings(function_url="https://{operation}.example", gateway_key=""))


def test_loading_it_does_no_work_and_imports_nothing_heavy() -> None:
    heavy = {"httpx", "joserfc", "aiohttp", "sqlalchemy", "pydantic", "cryptography", "jsonschema"}
    script = "import gateway.server, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert heavy & set(loaded.stdout.split()) == set()


class TestProcess:
    """`python -m gateway`, as a pod runs it."""

    def test_answers_what_is_under_way_before_it_ends(self, functions: Functions, tmp_path: Path) -> None:
        late = saying(b"", b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nlate", pause_seconds=0.5)
        functions.on("list-products", late)
        port, metrics_port = free_port(), free_port()
        ports = {"PORT": str(port), "GATEWAY_METRICS_PORT": str(metrics_port)}
        environment = {"FUNCTION_URL": functions.url, "HOST": "127.0.0.1", **ports}
        with (tmp_path / "log").open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "gateway"], cwd=ROOT, env=os.environ | environment, stdout=output
            )
        try:
            wait_until(lambda: status(f"http://127.0.0.1:{metrics_port}/readyz") == 200, seconds=30)
            with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
                client.sendall(b"GET /api/products HTTP/1.1\r\nhost: shop\r\n\r\n")
                wait_until(lambda: len(functions.received) == 1)
                process.send_signal(signal.SIGTERM)
                wait_until(lambda: status(f"http://127.0.0.1:{metrics_port}/readyz") == 503)
                assert client.recv(4096).endswith(b"late")
            started = time.monotonic()
            assert process.wait(timeout=20) in (0, -signal.SIGTERM)
            assert time.monotonic() - started < 5
        finally:
            process.kill()
            process.wait()
        assert '"message": "GET /api/products"' in (tmp_path / "log").read_text(), "the last lines are written too"


def status(url: str) -> int:
    try:
        return httpx.get(url, timeout=2).status_code
    except httpx.HTTPError:
        return 0
