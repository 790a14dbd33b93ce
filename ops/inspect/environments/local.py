"""The shop that `make run` serves."""

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from observability.trace.reading import read_trace
from ops.errors import CommandError
from ops.inspect.environments.environment import Json, Line

ANSWER_SECONDS = 15


# No proxy leads to this machine.
_directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class LocalEnvironment:
    name = "local"

    def __init__(self, run: Json) -> None:
        """`run` is what the run has published about itself."""
        self._run = run

    def status(self) -> Json:
        address = self._run["metrics"].removesuffix("/metrics") + "/status"
        try:
            with _directly.open(address, timeout=ANSWER_SECONDS) as answer:
                return dict(json.load(answer))
        except OSError as failure:
            raise CommandError(f"The shop does not answer at {address}: {failure}") from None

    def story(self, number: str) -> Json:
        try:
            return read_trace(self._run["database"], number)
        except psycopg.OperationalError as failure:
            raise CommandError(f"The shop's database does not answer: {failure}") from None

    def log(self, since: datetime) -> Iterator[Line]:
        from_second = f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
        newest = Path(self._run["log"])
        for file in (newest.with_suffix(".old"), newest):
            if file.exists():
                with file.open() as lines:
                    yield from (line for text in lines if (line := parsed(text)).get("time", "") >= from_second)

    def pods(self) -> None:
        return None

    def deployments(self) -> None:
        return None


def parsed(text: str) -> Line:
    """The line; `{}` for one that is not of the log, or was cut short when the run was killed."""
    try:
        line = json.loads(text)
    except ValueError:
        return {}
    return line if isinstance(line, dict) else {}
