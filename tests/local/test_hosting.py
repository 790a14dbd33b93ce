"""The function host serves operations by name, each in its pool of threads."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from local.broker.broker import serving
from local.errors import InvalidManifest
from local.host.hosting import FunctionHost
from local.host.manifests import Sink
from local.host.operations import Operation
from local.host.pools import TRIGGER
from local.host.ports import listening

ECHO = '''
import flask
def echo(request):
    """Answers what it saw."""
    seen = [request.method, request.path, request.script_root, request.query_string.decode()]
    body = request.get_data(as_text=True)
    return flask.Response("|".join([*seen, body]), 201, headers=[("set-cookie", "a=1"), ("set-cookie", "b=2")])
'''
# Answers in parts, of which the second waits until the file `go` is there.
PARTS = """
import flask, pathlib, time
def echo(request):
    def parts():
        yield b"one"
        yield b"two"
        while not pathlib.Path(request.args["go"]).exists():
            time.sleep(0.01)
        if request.args.get("fails"):
            raise ValueError
        yield b"three"
    return flask.Response(parts())
"""
# An event operation that calls an internal one, which calls a public one, each holding its thread meanwhile.
CHAIN = """
import flask, os, urllib.request
def chain(request):
    onward = request.args.get("onward", "")
    if onward:
        name, _, rest = onward.partition(",")
        url = f"{os.environ['HOST_UNDER_TEST']}/{name}?onward={rest}"
        with urllib.request.urlopen(url, timeout=20) as answer:
            answer.read()
    return flask.Response(status=204)
"""


def an_operation(folder: Path, name: str, code: str, trigger: str = "http") -> Operation:
    target = "echo" if "def echo" in code else "chain"
    source = folder / f"{name.replace('-', '_')}.py"
    source.write_text(code)
    return Operation(name, "test", str(source), target, {TRIGGER: trigger})


@asynccontextmanager
async def hosting(*operations: Operation) -> AsyncIterator[tuple[str, aiohttp.ClientSession]]:
    (listener,) = listening("127.0.0.1", 0, "")
    host = FunctionHost({operation.name: operation for operation in operations})
    async with serving(host.application(), listener), aiohttp.ClientSession() as client:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", client


class TestFunctionHost:
    async def test_passes_parts_of_an_answer_on_as_they_are_made(self, tmp_path: Path) -> None:
        go = tmp_path / "go"
        async with (
            hosting(an_operation(tmp_path, "parts", PARTS)) as (url, client),
            client.get(f"{url}/parts", params={"go": str(go)}) as answer,
        ):
            assert await answer.content.readexactly(6) == b"onetwo"
            go.touch()
            assert await answer.read() == b"three"

    async def test_leaves_an_answer_without_an_end_that_could_not_be_made(self, tmp_path: Path) -> None:
        go = tmp_path / "go"
        async with (
            hosting(an_operation(tmp_path, "parts", PARTS)) as (url, client),
            client.get(f"{url}/parts", params={"go": str(go), "fails": "yes"}) as answer,
        ):
            assert await answer.content.readexactly(6) == b"onetwo"
            go.touch()
            with pytest.raises(aiohttp.ClientPayloadError):
                await answer.read()

    async def test_strips_the_operation_from_the_path(self, tmp_path: Path) -> None:
        async with hosting(an_operation(tmp_path, "echo", ECHO)) as (url, client):
            async with client.put(f"{url}/echo/deep/er?a=%C3%A4&b=2", data=b"body") as answer:
                assert await answer.text() == "PUT|/deep/er|/echo|a=%C3%A4&b=2|body"
                assert answer.status == 201
                assert answer.headers.getall("set-cookie") == ["a=1", "b=2"]
            async with client.get(f"{url}/echo") as answer:
                assert await answer.text() == "GET|/|/echo||"

    async def test_a_header_with_an_underscore_is_not_taken_for_its_twin(self, tmp_path: Path) -> None:
        tell = "import flask\ndef echo(request):\n    return flask.Response(request.headers.get('x-role', 'none'))\n"
        async with (
            hosting(an_operation(tmp_path, "tell", tell)) as (url, client),
            client.get(f"{url}/tell", headers={"x_role": "admin"}) as answer,
        ):
            assert await answer.text() == "none"

    async def test_answers_404_for_an_unknown_operation(self, tmp_path: Path) -> None:
        async with hosting() as (url, client), client.get(f"{url}/nothing") as answer:
            assert answer.status == 404

    async def test_calls_within_the_shop_never_wait_for_each_other_in_a_circle(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        names = {"relay": "internal", "consumer": "event", "network": "internal", "webhook": "http"}
        chained = [an_operation(tmp_path, name, CHAIN, trigger) for name, trigger in names.items()]
        async with hosting(*chained) as (url, client):
            monkeypatch.setenv("HOST_UNDER_TEST", url)

            async def call() -> int:
                async with client.get(f"{url}/relay?onward=consumer,network,webhook") as answer:
                    return answer.status

            # Far more than any pool has threads.
            statuses = await asyncio.wait_for(asyncio.gather(*(call() for _ in range(60))), timeout=60)
        assert set(statuses) == {204}


class TestCheckReaches:
    def test_refuses_a_sink_without_an_operation(self) -> None:
        with pytest.raises(InvalidManifest, match="nobody"):
            FunctionHost({}).check_sinks(Sink("nobody"))

    def test_refuses_an_operation_without_a_module(self, tmp_path: Path) -> None:
        operation = Operation("gone", "test", str(tmp_path / "gone.py"), "gone", {TRIGGER: "http"})
        with pytest.raises(InvalidManifest, match="gone"):
            FunctionHost({"gone": operation}).check_sinks()
