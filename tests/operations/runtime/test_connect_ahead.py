"""A function that has a database connects to it before the first request."""

import http.client
from contextlib import closing

from sqlalchemy import Engine, text

from local.host.ports import free_port
from local.postgres.postgres import Postgres
from tests.support.servers.function_server import serving
from tests.support.waiting import eventually

START_SECONDS_MAX = 30
COUNTED = text("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'connects ahead'")


def answered(port: int) -> int | None:
    """The status of a GET; None where no server listens yet."""
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
        eventually(lambda: connections() == 1, seconds=START_SECONDS_MAX, what="a connection without a request")
        assert answered(port) == 200
        assert connections() == 1, "the request did not use what was there"


def test_a_database_that_is_not_there_fails_the_request_and_not_the_start() -> None:
    with serving(f"postgresql+psycopg://nobody:none@127.0.0.1:{free_port()}/none") as port:
        eventually(lambda: answered(port) == 503, seconds=START_SECONDS_MAX, what="an answer without a database")
