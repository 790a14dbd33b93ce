"""Asks other gateways to count, and counts for them, by one datagram each way."""

import asyncio
import itertools
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from gateway.peers.messages import BYTES_MAX, Messages
from gateway.peers.owners import Address

# Far longer than a datagram takes between nodes, so that a burst does not make a busy gateway one that is gone, and
# short enough to wait for in vain.
ANSWER_SECONDS = 0.5
# Of one gateway to another at a time: what arrives at once has to fit into a socket's buffer, which is 256 datagrams
# where the kernel has its defaults.
QUESTIONS_MAX = 32
# Of former gateways, nothing is kept beyond so many.
GATEWAYS_MAX = 256

Answer = Callable[[list[Any]], Any]


class NotAnswered(Exception):
    """The other gateway does not answer, or not in time."""


class NotAsked(Exception):
    """No gateway reads a question of this size."""


class Questions(asyncio.DatagramProtocol):
    """A UDP socket; `answer` returns what a question asks for."""

    def __init__(self, key: str, answer: Answer) -> None:
        self._asking, self._answering = Messages(key, b"question"), Messages(key, b"answer")
        self._answer = answer
        self._numbers = itertools.count()
        self._open: dict[int, asyncio.Future[Any]] = {}
        self._turns: defaultdict[Address, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(QUESTIONS_MAX))
        self._transport: asyncio.DatagramTransport | None = None

    async def listen(self, host: str, port: int) -> int:
        """Listens on the port, or on a free one for 0; returns its number."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(host, port))
        bound: int = self._transport.get_extra_info("sockname")[1]
        return bound

    async def ask(self, gateway: Address, question: list[Any], is_wanted: Callable[[], bool]) -> Any:
        """The answer of the gateway, if it is still wanted when it can be asked; raises NotAnswered or NotAsked."""
        if len(self._turns) > GATEWAYS_MAX:
            self._turns.clear()
        async with self._turns[gateway]:
            if not is_wanted():
                raise NotAnswered(gateway)
            return await self._ask(gateway, question)

    async def _ask(self, gateway: Address, question: list[Any]) -> Any:
        assert self._transport is not None
        number = next(self._numbers)
        if len(datagram := self._asking.written([number, question])) > BYTES_MAX:
            raise NotAsked(gateway)
        answered = self._open[number] = asyncio.get_running_loop().create_future()
        try:
            self._transport.sendto(datagram, gateway)
            async with asyncio.timeout(ANSWER_SECONDS):
                return await answered
        except (TimeoutError, OSError) as failure:
            raise NotAnswered(gateway) from failure
        finally:
            del self._open[number]

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def datagram_received(self, data: bytes, addr: Any) -> None:
        if (answered := self._answering.read(data)) is not None:
            number, content = answered
            if (waiting := self._open.get(number)) is not None and not waiting.done():
                waiting.set_result(content)
        elif (asked := self._asking.read(data)) is not None and self._transport is not None:
            number, question = asked
            self._transport.sendto(self._answering.written([number, self._answer(question)]), addr)

    def error_received(self, exc: Exception) -> None:
        """A gateway that was asked has gone; its question ends by its time."""
