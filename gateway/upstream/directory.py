"""Keeps the address, connection pool and circuit breaker of each function."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from gateway.settings import GatewaySettings
from gateway.upstream.budget import Breaker
from gateway.upstream.pool import Pool

WATCH_SECONDS = 0.5


@dataclass(slots=True)
class Function:
    """An operation's function; `host` and `path` form its address."""

    name: str
    host: bytes
    path: bytes
    pool: Pool
    breaker: Breaker = field(default_factory=Breaker)


class Directory:
    """Finds a function by its operation's name. Operations may share an address, as they do on one machine."""

    def __init__(self, settings: GatewaySettings) -> None:
        if urlsplit(settings.function_url).scheme != "http":
            raise ValueError("FUNCTION_URL must be an http:// address: functions are called inside the cluster.")
        self._settings = settings
        self._functions: dict[str, Function] = {}
        self._pools: dict[tuple[str, int], Pool] = {}

    def function(self, name: str) -> Function:
        if (function := self._functions.get(name)) is None:
            function = self._functions[name] = self._find(name)
        return function

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()

    def _find(self, name: str) -> Function:
        url = urlsplit(self._settings.function_url.format(operation=name))
        address = url.hostname or "", url.port or 80
        if address not in self._pools:
            self._pools[address] = Pool(
                *address,
                connections_max=self._settings.connections_max,
                connect_seconds=self._settings.connect_seconds,
                watch_seconds=min(WATCH_SECONDS, self._settings.answer_seconds / 4),
            )
        return Function(name, url.netloc.encode(), url.path.encode() or b"/", self._pools[address])
