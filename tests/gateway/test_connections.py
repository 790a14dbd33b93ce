"""Connections to functions, against servers that behave as badly as real ones."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from gateway.upstream.connection import BUFFERED_BYTES_MAX, Connection
from gateway.upstream.errors import Lost, Malformed, Saturated, TimedOut, Unreachable
from gateway.upstream.pool import Pool
from gateway.upstream.response import HEADER_BYTES_MAX, UpstreamResponse

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
REQUEST = b"GET / HTTP/1.1\r\nhost: f\r\n\r\n"

Writer = asyncio.StreamWriter
Serve = Callable[[asyncio.StreamReader, Writer], Awaitable[None]]


class Server:
    """Counts its connections, and serves each with `serve`."""

    def __init__(self, serve: Serve) -> None:
        self._serve = serve
        self.connections = 0
        self.writers: list[Writer] = []

    async def connected(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        self.connections += 1
        self.writers.append(writer)
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


class Distrustful(Pool):
    idle_seconds_unrepeatable = 0.01


class Forgetful(Pool):
    idle_seconds = 0.02


@asynccontextmanager
async def serving(serve: Serve, kind: type[Pool] = Pool, **options: float) -> AsyncIterator[tuple[Server, Pool]]:
    server = Server(serve)
    listening = await asyncio.start_server(server.connected, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    bounds = {"connections_max": 4, "connect_seconds": 1.0, "watch_seconds": 0.02, **options}
    pool = kind("127.0.0.1", port, **bounds)  # type: ignore[arg-type]
    try:
        yield server, pool
    finally:
        pool.close()
        listening.close()
        for writer in server.writers:
            writer.transport.abort()
        await asyncio.sleep(0.02)


def saying(*pieces: bytes, pause_seconds: float = 0.0, close: bool = False) -> Serve:
    """Answers each request with these pieces."""

    async def serve(reader: asyncio.StreamReader, writer: Writer) -> None:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(pause_seconds)
            if close:
                return

    return serve


async def exchange(
    pool: Pool, *, to_head: bool = False, seconds: float = 2.0, repeatable: bool = True
) -> tuple[UpstreamResponse, Connection]:
    now = asyncio.get_running_loop().time()
    connection = pool.last_used(now, repeatable=repeatable)
    connection = connection or await pool.connection(repeatable=repeatable, deadline=now + seconds)
    return await connection.exchange(REQUEST, to_head=to_head, deadline=now + seconds), connection


async def whole(pool: Pool, **options: bool) -> tuple[int, bytes]:
    answer, connection = await exchange(pool, **options)
    if answer.complete:
        return answer.status, answer.take()
    return answer.status, b"".join([chunk async for chunk in connection.remaining_body(answer, 1.0)])


class TestAnswers:
    @pytest.mark.parametrize(
        ("pieces", "body"),
        [
            ([OK], b"ok"),
            ([OK[:5], OK[5:20], OK[20:-1], OK[-1:]], b"ok"),
            ([b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n", b"0\r\n\r\n"], b"ok"),
            (
                [b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\nx-sum: 1\r\n\r\n"],
                b"ok",
            ),
            ([b"HTTP/1.1 100 Continue\r\n\r\n" + OK], b"ok"),
            ([b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n", b"HTTP/1.1 102 Processing\r\n\r\n", OK], b"ok"),
            ([b"HTTP/1.1 204 No Content\r\n\r\n"], b""),
            ([b"HTTP/1.1 304 Not Modified\r\ncontent-length: 10\r\n\r\n"], b""),
            ([b"HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n"], b""),
        ],
    )
    async def test_are_read_however_they_come_and_leave_the_connection_usable(
        self, pieces: list[bytes], body: bytes
    ) -> None:
        async with serving(saying(*pieces, pause_seconds=0.005)) as (server, pool):
            for _ in range(3):
                assert (await whole(pool))[1] == body
            assert server.connections == 1

    async def test_interim_headers_and_trailers_are_no_headers(self) -> None:
        trailing = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\nx-late: 1\r\n\r\n"
        async with serving(saying(b"HTTP/1.1 103 Early Hints\r\nx-early: 1\r\n\r\n" + trailing)) as (_, pool):
            answer, _ = await exchange(pool)
            assert answer.headers == [(b"transfer-encoding", b"chunked")]

    @pytest.mark.parametrize(
        "ending", [b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nall of it", b"HTTP/1.0 200 OK\r\n\r\nall of it"]
    )
    async def test_without_a_length_end_with_the_connection(self, ending: bytes) -> None:
        async with serving(saying(ending, close=True)) as (server, pool):
            assert await whole(pool) == (200, b"all of it")
            assert await whole(pool) == (200, b"all of it")
            assert server.connections == 2

    async def test_that_close_the_connection_are_not_followed_by_another_on_it(self) -> None:
        closing = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok"
        async with serving(saying(closing)) as (server, pool):
            assert [await whole(pool) for _ in range(2)] == [(200, b"ok")] * 2
            assert server.connections == 2

    async def test_to_head_have_no_body_though_they_announce_one(self) -> None:
        async with serving(saying(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")) as (server, pool):
            for _ in range(3):
                assert await whole(pool, to_head=True) == (200, b"")
            assert server.connections == 1

    async def test_to_head_that_have_a_body_cost_the_connection(self) -> None:
        async with serving(saying(OK)) as (server, pool):
            assert await whole(pool, to_head=True) == (200, b"")
            await asyncio.sleep(0.02)
            assert await whole(pool, to_head=True) == (200, b"")
            assert server.connections == 2

    @pytest.mark.parametrize(
        "broken",
        [
            b"nonsense\r\n\r\n", b"HTTP/2 200 OK\r\n\r\n", b"HTTP/1.1 9999 No\r\n\r\n", b"\x16\x03\x01\x02\x00\x01",
            b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok",
            b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
            b"HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
        ],
    )  # fmt: skip
    async def test_that_are_not_http_are_refused(self, broken: bytes) -> None:
        async with serving(saying(broken)) as (_, pool):
            with pytest.raises(Malformed):
                await whole(pool)

    @pytest.mark.parametrize("pieces", [[b"HTTP/1.1 200 OK\r\n"] + [b"x-long: " + b"a" * 8000 + b"\r\n"] * 20,
                                        [b"HTTP/1.1 200 OK\r\nx-long: "] + [b"a" * 8000] * 20])  # fmt: skip
    async def test_with_endless_headers_are_refused(self, pieces: list[bytes]) -> None:
        assert sum(map(len, pieces)) > HEADER_BYTES_MAX
        async with serving(saying(*pieces, pause_seconds=0.001)) as (_, pool):
            with pytest.raises(Malformed):
                await whole(pool)

    @pytest.mark.parametrize(
        "part", [b"", b"HTTP/1.1 20", b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nok",
                 b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n"],
    )  # fmt: skip
    async def test_that_break_off_are_lost(self, part: bytes) -> None:
        async with serving(saying(part, close=True)) as (_, pool):
            with pytest.raises(Lost):
                await whole(pool)

    @pytest.mark.parametrize("part", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nok"])
    async def test_that_do_not_come_in_time_are_given_up(self, part: bytes) -> None:
        async with serving(saying(part)) as (server, pool):
            with pytest.raises(TimedOut):
                await exchange(pool, seconds=0.05)
            with pytest.raises(TimedOut):
                await exchange(pool, seconds=0.05)
            assert server.connections == 2, "the late answer must not be taken for the next one's"


LARGE = 40 * BUFFERED_BYTES_MAX


class TestLargeAnswers:
    async def test_come_in_parts_no_faster_than_they_are_taken(self) -> None:
        head = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % LARGE
        async with serving(saying(head, b"x" * LARGE)) as (server, pool):
            answer, connection = await exchange(pool)
            await asyncio.sleep(0.05)
            assert not answer.complete
            assert answer.buffered < LARGE / 4, "a slow reader must not fill the memory"
            parts = [len(chunk) async for chunk in connection.remaining_body(answer, 1.0)]
            assert sum(parts) == LARGE
            assert len(parts) > 2
            answer, connection = await exchange(pool)
            await connection.remaining_body(answer, 1.0).aclose()
            connection.abandon()
            assert server.connections == 1

    async def test_that_are_not_wanted_to_the_end_cost_the_connection(self) -> None:
        head = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % LARGE
        async with serving(saying(head, b"x" * LARGE), connections_max=1) as (server, pool):
            for expected in (1, 2):
                answer, connection = await exchange(pool)
                rest = connection.remaining_body(answer, 1.0)
                await anext(rest)
                await rest.aclose()
                assert server.connections == expected

    async def test_that_stop_on_the_way_are_given_up(self) -> None:
        head = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % (2 * LARGE)
        async with serving(saying(head, b"x" * LARGE)) as (_, pool):
            answer, connection = await exchange(pool)
            with pytest.raises(TimedOut):
                async for _ in connection.remaining_body(answer, 0.05):
                    pass

    async def test_that_break_off_are_lost(self) -> None:
        head = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % (2 * LARGE)
        async with serving(saying(head, b"x" * LARGE, close=True)) as (_, pool):
            answer, connection = await exchange(pool)
            with pytest.raises(Lost):
                async for _ in connection.remaining_body(answer, 1.0):
                    pass


class TestReuse:
    async def test_a_connection_that_died_while_idle_is_not_used(self) -> None:
        async with serving(saying(OK)) as (server, pool):
            await whole(pool)
            server.writers[0].transport.abort()
            await asyncio.sleep(0.02)
            assert await whole(pool) == (200, b"ok")
            assert server.connections == 2

    async def test_a_connection_that_dies_at_that_moment_loses_the_answer(self) -> None:
        async with serving(saying(OK)) as (server, pool):
            await whole(pool)
            server.writers[0].transport.abort()  # the news has not arrived yet
            with pytest.raises(Lost):
                await whole(pool)

    async def test_data_without_a_request_costs_the_connection(self) -> None:
        async with serving(saying(OK)) as (server, pool):
            await whole(pool)
            server.writers[0].write(OK)
            await asyncio.sleep(0.02)
            assert await whole(pool) == (200, b"ok")
            assert server.connections == 2

    async def test_a_second_answer_in_one_piece_is_never_taken_for_the_next_ones(self) -> None:
        async with serving(saying(OK + b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\npoison")) as (server, pool):
            assert [await whole(pool) for _ in range(3)] == [(200, b"ok")] * 3
            assert server.connections == 3

    async def test_what_must_not_be_sent_twice_gets_no_connection_that_was_idle_for_long(self) -> None:
        async with serving(saying(OK), kind=Distrustful) as (server, pool):
            await whole(pool)
            await asyncio.sleep(0.03)
            await whole(pool, repeatable=False)
            assert server.connections == 2
            await whole(pool, repeatable=True)
            assert server.connections == 2

    async def test_idle_connections_are_closed_after_a_while(self) -> None:
        async with serving(saying(OK), kind=Forgetful) as (server, pool):
            await whole(pool)
            await eventually(server.writers[0].is_closing)

    async def test_a_cancelled_exchange_costs_the_connection(self) -> None:
        async with serving(saying(b"")) as (server, pool):
            task = asyncio.create_task(exchange(pool))
            await eventually(lambda: server.connections == 1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await eventually(server.writers[0].is_closing)


class TestBounds:
    async def test_more_requests_than_connections_wait_their_turn(self) -> None:
        async with serving(saying(OK, pause_seconds=0.01), connections_max=3) as (server, pool):
            answers = await asyncio.gather(*(whole(pool) for _ in range(30)))
            assert answers == [(200, b"ok")] * 30
            assert server.connections == 3

    async def test_a_request_that_waits_too_long_is_refused(self) -> None:
        async with serving(saying(b""), connections_max=1) as (_, pool):
            first = asyncio.create_task(exchange(pool, seconds=0.5))
            await asyncio.sleep(0.01)
            with pytest.raises(Saturated):
                await exchange(pool, seconds=0.05)
            with pytest.raises(TimedOut):
                await first

    async def test_a_turn_whose_request_was_cancelled_goes_to_the_next(self) -> None:
        async with serving(saying(OK, pause_seconds=0.05), connections_max=1) as (_, pool):
            first = asyncio.create_task(whole(pool))
            await asyncio.sleep(0.01)
            second = asyncio.create_task(whole(pool))
            third = asyncio.create_task(whole(pool))
            await asyncio.sleep(0.01)
            second.cancel()
            assert await first == await third == (200, b"ok")

    async def test_refused_connections_do_not_use_up_the_pool(self) -> None:
        async with serving(saying(OK), connections_max=1) as (_, pool):
            closed = Pool("127.0.0.1", 1, connections_max=1, connect_seconds=1.0, watch_seconds=0.05)
            for _ in range(3):
                with pytest.raises(Unreachable):
                    await exchange(closed)
            assert await whole(pool) == (200, b"ok")

    async def test_a_tcp_connect_has_its_own_timeout(self) -> None:
        """An address of TEST-NET-1 that is routed nowhere, or refused at once: either way it is soon over."""
        pool = Pool("192.0.2.1", 80, connections_max=1, connect_seconds=0.05, watch_seconds=0.05)
        with pytest.raises(Unreachable):
            await asyncio.wait_for(exchange(pool), 5)

    async def test_a_name_that_is_unknown_is_unreachable(self) -> None:
        pool = Pool("no-such-function.invalid", 80, connections_max=1, connect_seconds=5.0, watch_seconds=0.05)
        with pytest.raises(Unreachable):
            await asyncio.wait_for(exchange(pool), 10)


async def eventually(holds: Callable[[], bool], seconds: float = 3.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.005)
