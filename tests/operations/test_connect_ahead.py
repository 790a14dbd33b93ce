"""A function that has a database connects to it before anybody asks."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Engine, text

from local.operations import ROOT
from local.ports import free_port
from local.postgres import Postgres

START_SECONDS_MAX = 30
COUNTED = text("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'connects ahead'")


@contextmanager
def serving(database_url: str) -> Iterator[int]:
    """A function in a process of its own; its port."""
    port = free_port()
    of_function = {"FUNCTION_SOURCE": "functions/catalog/list_categories.py", "FUNCTION_TARGET": "list_categories"}
    environ = os.environ | of_function | {"PORT": str(port), "DATABASE_URL": database_url}
    process = subprocess.Popen(
        [sys.executable, "-m", "functions.serve"], cwd=ROOT, env=environ, stderr=subprocess.DEVNULL
    )
    try:
        yield port
    finally:
        process.kill()
        process.wait(10)


def soon(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + START_SECONDS_MAX
    while not (so := is_so()) and time.monotonic() < until:
        time.sleep(0.1)
    return so


def answered(port: int) -> int | None:
    """The status of a GET; None where nobody listens yet."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        try:
            connection.request("GET", "/")
        except ConnectionRefusedError:
            return None
        return connection.getresponse().status


def test_the_first_request_finds_a_connection(postgres: Postgres, engine: Engine) -> None:
    def connections() -> int:
        with engine.connect() as connection:
            return connection.scalar(COUNTED) or 0

    mark = "&" if "?" in postgres.url else "?"
    with serving(f"{postgres.url}{mark}application_name=connects+ahead") as port:
        assert soon(lambda: connections() == 1), "nothing has connected without a request"
        assert answered(port) == 200
        assert connections() == 1, "the request did not use what was there"


def test_a_database_that_is_not_there_fails_the_request_and_not_the_start() -> None:
    with serving(f"postgresql+psycopg://nobody:none@127.0.0.1:{free_port()}/none") as port:
        assert soon(lambda: answered(port) == 503)
