"""Turns the SQL of a real call of an operation into a pgbench script.

Values that the call created (ids, order number, key) become expressions of pgbench's `:n`, so that every run of the
script writes its own rows and refers to them consistently.
"""

import re
from collections.abc import Callable
from typing import Any

import psycopg
from sqlalchemy import Engine, event

_UUID = re.compile(r"'([0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})'(?:::uuid)?")
_NUMBER = re.compile(r"'CS-[0-9A-Z]{4}-[0-9A-Z]{4}'")


def captured(engine: Engine, call: Callable[[], object]) -> list[str]:
    """The statements that `call` executes on the engine, with their parameters."""
    seen: list[tuple[str, Any]] = []

    def record(_c: Any, _cursor: Any, statement: str, parameters: Any, _ctx: Any, is_many: bool) -> None:
        seen.extend((statement, one) for one in (parameters if is_many else [parameters]))

    event.listen(engine, "before_cursor_execute", record)
    try:
        call()
    finally:
        event.remove(engine, "before_cursor_execute", record)
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, psycopg.Connection)
        cursor = psycopg.ClientCursor(raw)
        return [cursor.mogrify(statement, parameters) for statement, parameters in seen]


def script(statements: list[str], keys: list[str]) -> str:
    """A pgbench script of one transaction; `keys` are further values that must differ between runs."""
    written = " ".join(statement for statement in statements if statement.startswith("INSERT"))
    made = set(_UUID.findall(written))
    lines = ["\\set n random(1, 1000000000000)", "BEGIN;"]
    for statement in statements:
        own = _UUID.sub(lambda found: _unique_id(found[1]) if found[1] in made else found[0], statement)
        own = _NUMBER.sub("('CS-' || :n)", own)
        for key in keys:
            own = re.sub(rf"'([^']*){key}'", r"('\1" + key + r"' || :n)", own)
        lines.append(" ".join(own.split()) + ";")
    return "\n".join([*lines, "COMMIT;"]) + "\n"


def _unique_id(uuid: str) -> str:
    return f"(md5(:n || '{uuid}')::uuid)"
