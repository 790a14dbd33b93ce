"""localstripe, a stand-in for Stripe that this project did not write (PyPI, GPL).

It is a program in a folder of its own under .local/: nothing imports it, and no image has it.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from werkzeug import Request, Response

from codegen.operations import ROOT
from tests.support.servers.http_server import HttpServer
from tests.support.waiting import eventually

REQUIREMENT = "localstripe==1.15.10 --hash=sha256:e055538b786cee59f80c86d4ab7f7b31fb2cf32c3cbd28320cb463fc62dac220"
NEEDS = (
    *("aiohappyeyeballs", "aiohttp", "aiosignal", "attrs", "frozenlist", "idna", "multidict", "propcache"),
    *("python-dateutil", "six", "typing-extensions", "yarl"),
)
FOLDER = ROOT / ".local" / "localstripe" / "1.15.10"
# What it answers 400 to, and Stripe takes.
UNKNOWN = re.compile(r"(automatic_payment_methods|allowed_payment_method_types|created)\[.*|error_on_requires_action")


class LocalstripeMissing(Exception):
    """localstripe cannot be installed; the text says why."""


@contextmanager
def localstripe() -> Iterator[str]:
    """The address of a running localstripe without any data; raises LocalstripeMissing."""
    if not (FOLDER / "installed").exists():
        _install()
    try:
        with socket.create_server(("::", 0), family=socket.AF_INET6) as free:
            port = free.getsockname()[1]
    except OSError as failure:
        raise LocalstripeMissing("localstripe listens on IPv6, which this machine has not") from failure
    command = [sys.executable, "-m", "localstripe", "--from-scratch", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(FOLDER)}
    with (
        tempfile.NamedTemporaryFile() as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            eventually(lambda: _answers(process, port, log.name), seconds=60, what="localstripe answers")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@contextmanager
def tolerant(address: str) -> Iterator[str]:
    """The address of a proxy that leaves out of requests what localstripe does not know."""

    def passed_on(request: Request) -> Response:
        form = [pair for pair in request.form.items(multi=True) if not UNKNOWN.fullmatch(pair[0])]
        query = {name: value for name, value in request.args.items() if not UNKNOWN.fullmatch(name)}
        headers = {"authorization": request.headers.get("authorization", "")}
        url = f"{address}{request.path}"
        answer = httpx.request(request.method, url, params=query, data=dict(form) or None, headers=headers)
        return Response(answer.content, answer.status_code, content_type="application/json")

    server = HttpServer(Request.application(passed_on))
    yield server.url
    server.stop()


def _answers(process: subprocess.Popen[bytes], port: int, log: str) -> bool:
    assert process.poll() is None, Path(log).read_text()[-1000:]
    try:
        return httpx.get(f"http://127.0.0.1:{port}/js.stripe.com/v3/").is_success
    except httpx.TransportError:
        return False


def _install() -> None:
    """What localstripe needs has the versions and hashes of requirements/dev.txt."""
    known = (ROOT / "requirements" / "dev.txt").read_text()
    needed = [found[0] for name in NEEDS if (found := re.search(rf"^{name}==(?:.*\\\n)+.*\n", known, re.MULTILINE))]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write("\n".join([REQUIREMENT, *needed]))
        wanted.flush()
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--retries=1"]
        where = ["--upgrade", "--target", str(FOLDER), "--requirement", wanted.name]
        done = subprocess.run([*install, *where], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LocalstripeMissing(f"localstripe cannot be installed: {done.stderr.strip()[-300:]}")
    (FOLDER / "installed").touch()
