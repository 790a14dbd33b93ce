"""`python -m benchmarks.backend <port> <key set>` runs a minimal backend, the same for every proxy.

It responds with 1000 bytes to every request, and to the gateway with the key set and without ended sessions.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

import httptools
import uvloop

NO_REVOCATIONS = b'{"read_at":"2026-01-01T00:00:00Z","session_ids":[],"is_complete":true}'
BODY = b'{"items":"' + b"x" * 988 + b'"}'


class Backend(asyncio.Protocol):
    def __init__(self, keys: bytes) -> None:
        self._own = {b"/publish-keys": keys, b"/list-revocations": NO_REVOCATIONS}
        self._url = b""
        self._transport: Any
        self._parser = httptools.HttpRequestParser(self)

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self._url = url

    def on_message_complete(self) -> None:
        body = self._own.get(self._url.partition(b"?")[0], BODY)
        head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
        self._transport.write(head % len(body) + body)


async def main(port: int, keys: bytes) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: Backend(keys), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), Path(sys.argv[2]).read_bytes()))
