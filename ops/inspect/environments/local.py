"""Inspects the shop that `make run` serves."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from observability.trace.reading import read_trace
from ops.errors import CommandError
from ops.inspect.environments.environment import Json, Line
from ops.unproxied import unproxied

TIMEOUT_SECONDS = 15


class LocalEnvironment:
    name = "local"

    def __init__(self, run: Json) -> None:
        """`run` is the description that the run has published (local.home.Home.publish)."""
        self._run = run

    def status(self) -> Json:
        address = self._run["metrics"].removesuffix("/metrics") + "/status"
        try:
            with unproxied.open(address, timeout=TIMEOUT_SECONDS) as response:
                return dict(json.load(response))
        except OSError as failure:
            raise CommandError(f"The shop does not respond at {address}: {failure}") from None

    def trace(self, number: str) -> Json:
        try:
            return read_trace(self._run["database"], number)
        except psycopg.OperationalError as failure:
            raise CommandError(f"The shop's database does not respond: {failure}") from None

    def log(self, since: datetime, containing: Sequence[str] = (), operation: str = "") -> Iterable[Line]:
        """The log lines; those of an operation are found by its requests, as all operations write to one file."""
        lines = list(self._lines(f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%S}", containing))
        requests = {line.get("request_id") for line in lines if line.get("message") == operation.replace("-", "_")}
        return [line for line in lines if not operation or line.get("request_id") in requests]

    def _lines(self, from_second: str, containing: Sequence[str]) -> Iterator[Line]:
        newest = Path(self._run["log"])
        for file in (newest.with_suffix(".old"), newest):
            if file.exists():
                with file.open() as texts:
                    about = (text for text in texts if not containing or any(each in text for each in containing))
                    yield from (line for text in about if (line := parsed(text)).get("time", "") >= from_second)

    def pods(self) -> None:
        return None

    def rollouts(self) -> list[Json]:
        return []

    def deployments(self) -> None:
        return None


def parsed(text: str) -> Line:
    """Parses a line of the log; `{}` for any other text and for an incomplete line of a killed run."""
    try:
        line = json.loads(text)
    except ValueError:
        return {}
    return line if isinstance(line, dict) else {}
