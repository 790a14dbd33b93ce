"""Servers that accept a connection and then send nothing, too little, or one byte at a time."""

import itertools
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Behaviour = Callable[[socket.socket, threading.Event], None]
DRIP_SECONDS = 0.05
READY_FOR_QUERY = b"Z\x00\x00\x00\x05I"
_FIELDS = b"SFATAL\x00C08P01\x00Mserver conn crashed?\x00\x00"
SERVER_CRASHED = b"E" + (len(_FIELDS) + 4).to_bytes(4, "big") + _FIELDS


def tarpit(peer: socket.socket, stopped: threading.Event) -> None:
    """Reads everything and never answers."""
    peer.settimeout(0.05)
    while not stopped.is_set():
        try:
            if not peer.recv(65536):
                return
        except TimeoutError:
            continue


def frozen(_: socket.socket, stopped: threading.Event) -> None:
    """Does not even read."""
    stopped.wait()


def dripping(answer: bytes, repeated: bytes) -> Behaviour:
    """Begins with `answer`, and goes on with `repeated`, byte for byte and for ever: no pause is long."""

    def drip(peer: socket.socket, stopped: threading.Event) -> None:
        pending = answer
        while not stopped.wait(DRIP_SECONDS):
            pending = pending or repeated
            peer.send(pending[:1])
            pending = pending[1:]

    return drip


def silent_mail_server(received: list[bytes]) -> Behaviour:
    """Takes a mail in whole, as `received` shows, and never says that it has."""

    def serve(peer: socket.socket, stopped: threading.Event) -> None:
        peer.sendall(b"220 hello\r\n")
        with peer.makefile("rb") as lines:
            for line in lines:
                if line.upper() == b"DATA\r\n":
                    break
                peer.sendall(b"250 yes\r\n")
            peer.sendall(b"354 go on\r\n")
            received.append(b"".join(itertools.takewhile(lambda line: line != b".\r\n", lines)))
            stopped.wait()

    return serve


def slow_proxy(port: int, is_slow: threading.Event) -> Behaviour:
    """Forwards to a server on this machine; once it is slow, responses arrive byte by byte."""

    def forward(peer: socket.socket, stopped: threading.Event) -> None:
        with _server_behind(peer, port) as server:
            while not stopped.is_set() and (answer := server.recv(65536)):
                if not is_slow.is_set():
                    peer.sendall(answer)
                    continue
                for position in range(len(answer)):
                    peer.sendall(answer[position : position + 1])
                    stopped.wait(DRIP_SECONDS)

    return forward


def proxy_that_ends(port: int, ends: threading.Event) -> Behaviour:
    """Forwards to PostgreSQL; once it ends, it cuts off the next response with an error, as PgBouncer does.

    https://www.postgresql.org/docs/18/protocol-message-formats.html
    """

    def forward(peer: socket.socket, _: threading.Event) -> None:
        with _server_behind(peer, port) as server:
            while (answer := server.recv(65536)) and not ends.is_set():
                peer.sendall(answer)
            peer.sendall(answer.removesuffix(READY_FOR_QUERY) + SERVER_CRASHED)
            peer.shutdown(socket.SHUT_RDWR)

    return forward


@contextmanager
def _server_behind(peer: socket.socket, port: int) -> Iterator[socket.socket]:
    """A connection to the server on this machine, which gets what the peer sends."""
    with socket.create_connection(("127.0.0.1", port)) as server:
        threading.Thread(target=_copy, args=(peer, server), daemon=True).start()
        yield server


def _copy(source: socket.socket, target: socket.socket) -> None:
    try:
        while sent := source.recv(65536):
            target.sendall(sent)
    except OSError:
        return


@contextmanager
def bad_peer(behave: Behaviour) -> Iterator[int]:
    """Serves every connection that way on 127.0.0.1; the port."""
    stopped = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(peer: socket.socket) -> None:
        with peer:
            try:
                behave(peer, stopped)
            except OSError:
                return

    def accept() -> None:
        while not stopped.is_set():
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(peer,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        stopped.set()
        # Wakes accept, which a close alone would not.
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
