"""Begins a shopper's transaction with the role that sees only the shopper's rows (db/own_rows.py)."""

from typing import Any, Self

from psycopg import generators, pq
from psycopg.abc import PQGen
from psycopg.errors import error_from_result

from db.shopper_roles import shopper_role
from functions.runtime.database.bounded_connection import BoundedConnection
from functions.runtime.database.own_rows import Shopper, current_shopper


class ShopperConnection(BoundedConnection):
    """Limits each transaction that begins within `limited_to`, if the login has a role for it."""

    _role: str | None = None

    @classmethod
    def opened(cls, *arguments: Any, **parameters: Any) -> Self:
        connection = super().opened(*arguments, **parameters)
        connection._role = shopper_role(connection.info.user)
        return connection

    def _start_query(self) -> PQGen[None]:
        """Begins a transaction if there is none; what limits it is in the same message."""
        shopper = current_shopper()
        is_new = not self.autocommit and self.pgconn.transaction_status == pq.TransactionStatus.IDLE
        if not is_new or shopper is None or self._role is None:
            yield from super()._start_query()
            return
        self._check_connection_ok()
        self.pgconn.send_query(self._limited_begin(shopper, self._role))
        for result in (yield from generators.execute(self.pgconn)):
            if result.status == pq.ExecStatus.FATAL_ERROR:
                raise error_from_result(result, encoding=self.pgconn._encoding)

    def _limited_begin(self, shopper: Shopper, role: str) -> bytes:
        literal = pq.Escaping(self.pgconn).escape_literal
        values = (b"SET LOCAL %s = %s" % (k.encode(), literal(v.encode())) for k, v in shopper.settings().items() if v)
        return b";".join([self._get_tx_start_command(), *values, b"SET LOCAL ROLE " + role.encode()])
